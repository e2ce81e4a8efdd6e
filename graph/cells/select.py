"""Which cells a user asks for: by district, report, period and indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from graph import iris
from graph.catalogue import list_reports
from graph.cells.find import Cell, cells_of_store
from graph.cube import indicator_key
from graph.selection import FactFilter, Selection, select_reports, settle
from graph.store import GraphStore


def select_cells(store: GraphStore, selection: Selection) -> tuple[Cell, ...]:
    """The cells of these districts that a chosen report takes part in, of these indicators and periods.

    A report is compared with all reports of its district. Raises ``BadInput`` for a name that none bears.
    """
    wanted = settle(store, selection)
    chosen = {report.report for report in select_reports(store, selection)}
    rows = list_reports(store).rows
    districts = dict.fromkeys(row.district for row in rows if row.report in chosen)
    return tuple(
        cell
        for district in districts
        for cell in cells_of_store(store, [row.report for row in rows if row.district == district])
        if not chosen.isdisjoint(row.source.report for row in cell.figures) and _is_wanted(cell, wanted)
    )


def _is_wanted(cell: Cell, wanted: FactFilter) -> bool:
    row = cell.first
    begins, after = row.begins, row.ends + timedelta(days=1)
    in_time = any(begins < period.end and after > period.start for period in wanted.periods)
    return (in_time or not wanted.periods) and (any(_named(cell, wanted)) or not wanted.indicators)


def _named(cell: Cell, wanted: FactFilter) -> Iterator[bool]:
    yield iris.indicator(cell.first.concept or "") in wanted.indicators
    for words in wanted.names:
        for row in cell.figures:
            yield all(word in indicator_key(row.indicator_text) for word in words)
