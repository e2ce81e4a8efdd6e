"""What the views of an indicator share: its series, the districts' names, a chart whose clicks tick rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.queries import find_observations
from graph.rows import DistrictRow, Source
from graph.series import SeriesRow, count_figures
from search.known_series import known_series
from ui import shared_rows
from ui.address import goto
from ui.ahead import ahead
from ui.chart_card import chart_card
from ui.indicator_list import indicator_name, reported
from ui.render import TableRow
from ui.series_figures import Figure, values_of
from ui.series_points import conflicts_of, is_firm, unit_axis
from ui.series_tables import copied, district_names
from ui.session import kept, language, say, service
from ui.widgets import literal, note, pick_row, show_sources

_MOST_TOLD = 20
"""Indicators with so many figures that reading them takes a while."""


@dataclass(frozen=True, slots=True)
class Series:
    """All that reports say of an indicator for their districts, and of that the values."""

    rows: tuple[SeriesRow, ...]
    values: tuple[SeriesRow, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: figures of one unit in all periods, and those ``shown``, of the chosen period."""

    indicator: str
    unit: str
    figures: Sequence[Figure]
    period: str
    shown: Sequence[Figure]

    @property
    def name(self) -> str:
        """What the indicator is called in the language of this session."""
        return indicator_name(self.indicator, language())


def counts() -> Mapping[str, int]:
    """How many figures each reported indicator has, by its node."""
    return kept(_counts)


def series(indicator: str) -> Series:
    """The series of an indicator."""
    with st.spinner(say("app.loading")):
        return kept(_series, indicator)


def districts() -> Mapping[str, DistrictRow]:
    """The districts that have reports, by code."""
    return {row.district: row for row in shared_rows.districts()}


def names() -> dict[str, str]:
    """Their names in the language of this session."""
    return district_names(districts().values(), language())


def chart_with_rows(
    chart: Any,
    picks: str,
    rows: Sequence[TableRow],
    figures: Sequence[Sequence[Figure]],
    key: str,
    *,
    told: str,
    beside: bool = False,
) -> None:
    """A chart above its table. A click on the chart ticks the row; a ticked row opens its passages below.

    ``figures`` are those of each row. ``beside``: the table stands at the side of the chart.
    """
    left, right = st.columns([11, 9], gap="medium") if beside else (st.container(), st.container())
    with left:
        clicked = chart_card(
            chart, rows, f"huyenkg-{key.partition('-')[0]}", f"chart-{key}", told=told, picks=picks
        )
    table = f"rows-{key}"
    _tick(_clicked_row(clicked, figures), table)
    with right:
        chosen = pick_row(rows, table, codes=[_short(own[0].sources[0]) for own in figures])
        if chosen is not None:
            _open(figures[chosen], key)


def _clicked_row(clicked: Sequence[Mapping[str, Any]], figures: Sequence[Sequence[Figure]]) -> int | None:
    """The row of what was clicked: a mark tells its place, a dot of the map its district."""
    for point in clicked:
        if point.get("place") is not None and int(point["place"]) < len(figures):
            return int(point["place"])
        for place, own in enumerate(figures):
            if own[0].row.district == point.get("district"):
                return place
    return None


def _tick(place: int | None, table: str) -> None:
    """Ticks a row of the table that is drawn next, once for each click."""
    seen = f"{table}-clicked"
    if place is not None and place != st.session_state.get(seen):
        st.session_state[table] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    st.session_state[seen] = place


def remarks(figures: Sequence[Figure], unit: str, *, pale: bool = True) -> None:
    """What a reader of the chart must know of its figures; ``pale``: estimates are drawn so."""
    told = [say("indicators.pale")] if pale and any(not is_firm(figure) for figure in figures) else []
    if len({figure.row.unit for figure in figures}) > 1:
        told.append(say("indicators.converted", unit=literal(unit_axis(unit, language()))))
    if told:
        st.caption(" ".join(told))
    if conflicts := conflicts_of(figures, names(), language()):
        note(f"{say('indicators.conflict')} {'; '.join(conflicts)}.")


def _open(figures: Sequence[Figure], key: str) -> None:
    """The passages of figures, each with the words to copy, and the way to the district's page."""
    code = figures[0].row.district
    if st.button(
        say("indicators.to_district", district=literal(names()[code])),
        icon=":material/location_city:",
        key=f"district-{key}",
        type="tertiary",
    ):
        goto("district", district=code)
    for figure in figures:
        show_sources(_sources(figure), copied(figure, names(), language()))


def _short(claim: str) -> str:
    return claim.partition("/id/obs/")[2]


def _sources(figure: Figure) -> list[Source]:
    rows = find_observations(service().snapshot().store, claims=figure.sources).rows
    return list(dict.fromkeys(row.source for row in rows))


@ahead()
def _counts() -> Mapping[str, int]:
    return count_figures(service().snapshot().store)


def _most_told() -> list[tuple[Hashable, ...]]:
    return [(one.id,) for one in reported(counts())[:_MOST_TOLD]]


@ahead(_most_told, late=True)
def _series(indicator: str) -> Series:
    known, snapshot = districts(), service().snapshot()
    found = known_series(snapshot.store, snapshot.index, indicator)
    rows = [row for row in found if row.district in known]
    return Series(tuple(rows), values_of(rows))
