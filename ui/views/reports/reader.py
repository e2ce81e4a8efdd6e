"""One report to be read: its outline, its text with marks, below it what was read from the part in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from graph.catalogue import list_reports
from graph.rows import ReportRow
from ingest.document import Document
from ingest.record import Kind
from search.language import Language
from search.phrase import capitalised
from ui.address import choices
from ui.copying import cited
from ui.names import place_name
from ui.plain_text import clean_name, visible
from ui.render import format_cell, format_date, one_line
from ui.report_facts import KINDS, ReadFact, count_kinds, fact_table, kind_name, read_facts
from ui.report_html import Shown, legend_html, piece_html
from ui.report_list import others_of
from ui.report_pieces import Pieces, cut_pieces
from ui.session import kept, language, report_names, say, service
from ui.upload_account import identity_words
from ui.views.reports.removal import offer_removal
from ui.views.reports.work import go, literal_name, stored_report
from ui.widgets import pick_row
from ui.workspace import StoredReport

_AT_FIRST = (Kind.OBSERVATIONS, Kind.EVENTS, Kind.LEGAL)
_LOOKS = ("occurred", "ended", "absent", "risk", "response_only", "elsewhere")
_LONGEST_TITLE = 90
_WIDTHS = {"kind": 110, "read": 250, "detail": 330, "as_written": 130, "line": 60}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A report as it is read here; the same for all who read it."""

    document: Document
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a report somebody is: the piece, the block gone to, the fact that was chosen."""

    piece: int
    block: int | None = None
    fact: int | None = None


def show(report_id: str) -> None:
    """The reader (``report``, ``at`` a block, ``fact``, ``kinds`` that are marked)."""
    report = stored_report(report_id)
    if report is None:
        _back()
        st.warning(say("reports.gone"), icon=":material/link_off:")
        return
    with st.container(gap="small"):
        _head(report)
    reading, facts = kept(_read, report_id), kept(_facts, report_id, language())
    kinds = _choose_kinds(facts)
    place = _place(reading.pieces, facts)
    left, right = st.columns([1, 3], gap="medium")
    with left:
        _outline(reading.pieces, place)
    with right:
        text = st.container()
        _turn(reading.pieces, place)
    here = [fact for fact in facts if fact.kind in kinds and _piece_of(reading.pieces, fact) == place.piece]
    place = _choose_fact(report, here, place)
    with text:
        _text(reading, here, place)
    _copy(report, facts, place)


def _read(report_id: str) -> _Reading:
    document = service().report_document(report_id)
    return _Reading(document, cut_pieces(document))


def _facts(report_id: str, spoken: str) -> tuple[ReadFact, ...]:
    return read_facts(service().report_facts(report_id), Language(spoken))


def _head(report: StoredReport) -> None:
    row = kept(_row, report.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        _back()
        st.space("stretch")
        _actions(report)
    st.subheader(literal_name(capitalised(identity_words(report, language()))), anchor=False)
    if row:
        st.text(visible(one_line(row.title)))
    told = [visible(report.name)]
    if row:
        told = [row.number or "", format_date(row.issued, language()), row.issuer, *told]
    st.caption(literal_name(" · ".join(part for part in told if part)))


def _back() -> None:
    if st.button(say("reports.back"), icon=":material/arrow_back:", type="tertiary", key="back"):
        go()


def _actions(report: StoredReport) -> None:
    others = others_of(service().status().reports, report)
    if others and st.button(
        say("reports.compare_with"), icon=":material/compare_arrows:", type="tertiary", key="compare"
    ):
        go(view="compare", district=report.district_code, first=others[0].id, second=report.id)
    st.download_button(
        say("reports.source"),
        service().report_source(report.id),
        clean_name(report.name),
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
    offer_removal(report)


def _row(report_id: str) -> ReportRow | None:
    return next(iter(list_reports(service().snapshot().store, reports=[report_id]).rows), None)


def _choose_kinds(facts: Sequence[ReadFact]) -> set[Kind]:
    counts, spoken = count_kinds(facts), language()
    options = {
        kind.value: f"{kind_name(kind, spoken)} ({format_cell(counts[kind], spoken)})"
        for kind in KINDS
        if counts[kind]
    }
    default = [kind.value for kind in _AT_FIRST if kind.value in options]
    return {Kind(code) for code in choices("kinds", say("reports.marks"), options, default)}


def _place(pieces: Pieces, facts: Sequence[ReadFact]) -> _Place:
    fact, block = _number("fact", len(facts)), _number("at", len(pieces.homes))
    if fact is not None:
        return _Place(_piece_of(pieces, facts[fact]), fact=fact)
    return _Place(pieces.piece_of(block or 0), block=block)


def _piece_of(pieces: Pieces, fact: ReadFact) -> int:
    return pieces.piece_of(pieces.block_at(fact.start))


def _number(name: str, limit: int) -> int | None:
    told = st.query_params.get(name, "")
    return int(told) if told.isascii() and told.isdecimal() and int(told) < limit else None


def _outline(pieces: Pieces, place: _Place) -> None:
    st.caption(say("reports.outline"))
    current = max(
        (entry.block for entry in pieces.outline if entry.block <= _block_in_sight(pieces, place)), default=0
    )
    with st.container(key="outline", gap=None):
        for entry in pieces.outline:
            title = entry.title or say("reports.beginning")
            short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
            words = f"**{literal_name(short)}**" if entry.block == current else literal_name(short)
            if st.button(words, key=f"to-{min(entry.depth, 3)}-{entry.block}", type="tertiary"):
                _move(at=entry.block)


def _block_in_sight(pieces: Pieces, place: _Place) -> int:
    return place.block if place.block is not None else pieces.pieces[place.piece].first


def _move(at: int) -> None:
    st.query_params.pop("fact", None)
    st.query_params["at"] = str(at)
    st.rerun()


def _turn(pieces: Pieces, place: _Place) -> None:
    """Leads to the piece before and after."""
    count = len(pieces.pieces)
    if count == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        for words, icon, to in (
            ("reports.before", ":material/chevron_left:", place.piece - 1),
            ("reports.after", ":material/chevron_right:", place.piece + 1),
        ):
            there = 0 <= to < count
            if st.button(say(words), icon=icon, key=words, disabled=not there) and there:
                _move(at=pieces.pieces[to].first)
            if words == "reports.before":
                st.caption(say("reports.piece", number=place.piece + 1, count=count), width="content")


def _text(reading: _Reading, here: Sequence[ReadFact], place: _Place) -> None:
    spoken = language()
    names = {kind: kind_name(kind, spoken) for kind in KINDS}
    looks: dict[tuple[Kind, str], str] = {(kind, ""): name for kind, name in names.items()}
    events = names[Kind.EVENTS]
    looks |= {(Kind.EVENTS, look): f"{events}: {say(f'assertion.{look}')}" for look in _LOOKS}
    st.html(legend_html(here, looks))
    shown = Shown(here, names, place.fact, place.block)
    st.html(piece_html(reading.document, reading.pieces.pieces[place.piece], shown))
    if place.fact is not None or place.block is not None:
        # Ours alone, a number is all that changes in it: to the place that was chosen.
        st.html(
            _TO_PLACE.replace("NUMBER", f"{place.piece}-{place.fact}-{place.block}"),
            unsafe_allow_javascript=True,
        )


def _choose_fact(report: StoredReport, here: Sequence[ReadFact], place: _Place) -> _Place:
    """The table of what was read from the piece; a ticked row is the fact that was chosen."""
    st.subheader(say("reports.facts", count=len(here)), anchor=False)
    if not here:
        st.write(say("reports.no_facts"))
        return place
    kinds = "-".join(sorted({fact.kind.value for fact in here}))
    key = f"facts-{report.id}-{place.piece}-{kinds}"
    picked = pick_row(fact_table(here, language()), key, "reports.pick_fact", widths=_WIDTHS)
    before = st.session_state.get("reports-picked")
    st.session_state["reports-picked"] = None if picked is None else here[picked].number
    if picked is not None:
        st.query_params["fact"] = str(here[picked].number)
        return _Place(place.piece, fact=here[picked].number)
    if before is not None and before == place.fact:
        st.query_params.pop("fact", None)
        return _Place(place.piece)
    return place


def _copy(report: StoredReport, facts: Sequence[ReadFact], place: _Place) -> None:
    """The fact that was chosen with its source, to be copied."""
    if place.fact is None:
        return
    fact = facts[place.fact]
    where = place_name(report_names()[report.id], visible(report.name), fact.line, language())
    figure = fact.told if fact.kind is Kind.OBSERVATIONS else ""
    st.caption(say("copy.hint"))
    st.code(cited(visible(fact.quote), where, language(), figure), language=None, wrap_lines=True)


_TO_PLACE = """<script>
/* NUMBER */
setTimeout(() => {
  const here = document.querySelector('.hk-report .hk-here');
  const box = here && here.closest('.hk-report');
  if (!box) return;
  if (box.scrollHeight > box.clientHeight) {
    box.scrollTop += here.getBoundingClientRect().top - box.getBoundingClientRect().top - 90;
    box.scrollIntoView({block: 'nearest'});
  } else here.scrollIntoView({block: 'center'});
}, 200);
</script>"""
