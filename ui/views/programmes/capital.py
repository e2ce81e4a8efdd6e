"""Capital planned against disbursed for one programme, by district and year; every bar opens its passage."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import streamlit as st

from graph.observed import read_observations
from graph.overviews import CapitalRow, list_capital, list_capital_kinds
from graph.rows import ObservationRow
from ui.address import choice, open_over, over, page_of, shut_over
from ui.ahead import ahead
from ui.capital import Bar, Group, Role, bars_of, capital_table, group_title, groups_of, left_out, role_of
from ui.chart_card import chart_card
from ui.charts.capital_bars import PICKED, capital_bars
from ui.names import area_name
from ui.session import kept, language, say, service
from ui.shared_rows import programme_names, programmes
from ui.views.programmes.choosing import choose_programme, newly_clicked
from ui.widgets import show_sources, source_table

_PAGE = 8  # groups


def show() -> None:
    """The view. Programme, district and year stand in the address (``programme``, ``district``, ``year``)."""
    told = kept(_programmes)
    nodes = {node: name for node, name in programme_names(language()).items() if node in told}
    if not nodes:
        st.write(say("programmes.no_capital"))
        return
    first, second, third = st.columns([2, 1, 1])
    with first:
        programme = choose_programme(nodes)
    rows = kept(_rows, programme)
    groups = groups_of(rows)
    with second:
        groups = _of_district(groups)
    with third:
        groups = _of_year(groups)
    st.caption(say("programmes.capital_help"))
    page = page_of("page", len(groups), _PAGE)
    _compare(groups[page * _PAGE : (page + 1) * _PAGE], rows, programme, page)
    if others := left_out(rows):
        st.caption(say("programmes.left_out", count=others))


@ahead()
def _programmes() -> frozenset[str]:
    """The programmes of whose capital there are figures."""
    kinds = list_capital_kinds(service().snapshot().store).rows
    return frozenset(kind.programme_node for kind in kinds if role_of(kind) is not None)


def _first() -> list[tuple[Hashable, ...]]:
    told = kept(_programmes)
    first = [row.node for row in programmes() if row.node in told][:1]
    return [(node,) for node in first]


@ahead(_first)
def _rows(programme: str) -> tuple[CapitalRow, ...]:
    return list_capital(service().snapshot().store, [programme]).rows


def _figures(*claims: str) -> tuple[ObservationRow, ...]:
    return read_observations(service().snapshot().store, claims)


def _of_district(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    areas = {one.key.district: area_name(one.key.district, one.key.area, language()) for one in groups}
    chosen = choice("district", say("column.district"), {"": say("app.all"), **areas})
    return tuple(one for one in groups if chosen in ("", one.key.district))


def _of_year(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    years = {year: year for year in sorted({one.key.year[:4] for one in groups}, reverse=True)}
    chosen = choice("year", say("column.year"), {"": say("app.all"), **years})
    return tuple(one for one in groups if one.key.year.startswith(chosen))


def _compare(groups: tuple[Group, ...], rows: tuple[CapitalRow, ...], programme: str, page: int) -> None:
    roles: dict[str, Role] = {row.claim: role for row in rows if (role := role_of(row)) is not None}
    claims = [claim for group in groups for claim in group.claims]
    figures = {row.claim: row for row in kept(_figures, *claims)}
    drawn = [
        (group_title(one, figures, language()), bars_of(one, roles, figures, language())) for one in groups
    ]
    table, own = capital_table(groups, roles, figures, language())
    bars: list[Bar] = [bar for _, group in drawn for bar in group]
    key = "-".join(("capital", programme, *groups[0].claims[:1], str(page)))
    clicked = chart_card(
        capital_bars(drawn, language()),
        table,
        "huyenkg-capital",
        key,
        told=say("programmes.capital_drawn", count=len(bars)),
        picks=PICKED,
    )
    if point := newly_clicked("capital", clicked):
        open_over("bar", _code(bars[int(point["bar"])]))
    if opened := next((bar for bar in bars if bar.claims and over("bar", _code(bar))), None):
        dialog = st.dialog(say("ask.passage"), width="large", on_dismiss=partial(shut_over, "bar"))
        dialog(show_sources)([figures[claim].source for claim in opened.claims], opened.text)
    with st.expander(say("programmes.as_table", count=len(table))):
        source_table(table, [[row.source] for row in own], key=f"{key}-table")


def _code(bar: Bar) -> str:
    """A bar by the place of its first figure."""
    return bar.claims[0].partition("/id/obs/")[2] if bar.claims else ""
