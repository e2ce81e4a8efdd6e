"""The figures of a district by sector, what one clause tells in one line; or all of them as a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from graph.arithmetic.year_before import StoredPeriod
from graph.catalogue import list_reports
from graph.cells.find import issue_dates
from graph.clause_index import ClauseEntry, clauses_of_district
from graph.observed import read_observations
from graph.rows import ObservationRow
from search.language import Language
from ui.address import choice, page_of, typed
from ui.changes import with_verdicts
from ui.clauses import (
    CHANGED,
    PLANNED,
    Line,
    choose_clauses,
    sector_counts,
    sector_name,
    sector_of,
    to_lines,
    with_cells,
)
from ui.profile import Chosen
from ui.render import observation_table, to_csv
from ui.session import kept, language, say, service
from ui.views.district.lines import draw_heads, draw_line, show_opened
from ui.widgets import source_table

_LINES, _ROWS = 15, 200  # of a page


def show_figures(chosen: Chosen) -> None:
    """Search, sector and look stand in the address; big districts are paged."""
    entries = _search(chosen)
    if not entries:
        st.info(say("district.no_figures"), icon=":material/filter_alt_off:")
        return
    looks = {"lines": say("district.by_sector"), "table": say("district.as_table")}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        look = choice("look", say("district.look"), looks, look="segments", hidden=True)
        _csv(entries)
    (_table if look == "table" else _lines)(entries, chosen)


def _search(chosen: Chosen) -> tuple[ClauseEntry, ...]:
    found, sector, told = st.columns([4, 3, 3], vertical_alignment="bottom")
    with found:
        words = typed("find", say("district.find"))
    with told:
        options = {"": say("district.any"), **{name: say(f"district.{name}") for name in (PLANNED, CHANGED)}}
        kind = choice("told", say("district.told"), options, hidden=True)
    entries = kept(_entries, chosen.code)
    fitting = choose_clauses(entries, period=chosen.period, words=words, told=kind)
    counts = sector_counts(fitting)
    named = {one: f"{sector_name(one, language())} ({count})" for one, count in counts.items()}
    with sector:
        everything = say("district.all_sectors", count=len(fitting))
        one = choice("sector", say("district.sector"), {"": everything, **named}, hidden=True)
    return tuple(entry for entry in fitting if one in ("", sector_of(entry)))


def _lines(entries: Sequence[ClauseEntry], chosen: Chosen) -> None:
    place = st.container()
    page = page_of("page", len(entries), _LINES)
    seen = tuple(entries[page * _LINES : (page + 1) * _LINES])
    lines = kept(_lines_of, chosen.code, chosen.notation, seen, language())
    with place:
        draw_heads()
        number = 0
        for sector, own in groupby(zip(seen, lines, strict=True), key=lambda pair: sector_of(pair[0])):
            st.subheader(_capital(sector_name(sector, language())), anchor=False)
            for _, line in own:
                draw_line(line, number, chosen)
                number += 1
    show_opened(lines)


def _table(entries: Sequence[ClauseEntry], chosen: Chosen) -> None:
    told = sorted(entries, key=lambda entry: (entry.report, entry.start))
    claims = [claim for entry in told for claim in entry.claims]
    page = page_of("page", len(claims), _ROWS)
    rows = kept(_rows, tuple(claims[page * _ROWS : (page + 1) * _ROWS]))
    key = f"figures-{chosen.code}-{page}-{len(claims)}"
    source_table(observation_table(rows, language()), [[row.source] for row in rows], key=key)


def _csv(entries: Sequence[ClauseEntry]) -> None:
    """All figures that are found, not only those of the page; read when they are asked for."""
    spoken, store = language(), service().snapshot().store

    def data() -> bytes:
        rows = read_observations(store, (claim for entry in entries for claim in entry.claims))
        return to_csv(observation_table(rows, spoken), spoken)

    label = say("ask.download")
    st.download_button(label, data, "huyenkg-figures.csv", "text/csv", icon=":material/download:")


def _entries(code: str) -> tuple[ClauseEntry, ...]:
    return clauses_of_district(service().snapshot().store, code)


def _rows(claims: tuple[str, ...]) -> tuple[ObservationRow, ...]:
    return read_observations(service().snapshot().store, claims)


def _lines_of(code: str, notation: str, seen: tuple[ClauseEntry, ...], spoken: Language) -> tuple[Line, ...]:
    store = service().snapshot().store
    rows = read_observations(store, (claim for entry in seen for claim in entry.claims))
    concepts = {entry.concept for entry in seen if entry.concept}
    alike = (entry for entry in clauses_of_district(store, code) if entry.concept in concepts)
    same = read_observations(store, (claim for entry in alike for claim in entry.claims))
    stored = [StoredPeriod(one.report, one.district, one.period) for one in list_reports(store).rows]
    lines = with_verdicts(to_lines(seen, rows, notation, spoken), same, stored)
    return with_cells(lines, same, issue_dates(store))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
