"""Which cells a user asks for: by district, report, period and indicator."""

from __future__ import annotations

from datetime import timedelta

from graph import iris
from graph.catalogue import list_reports
from graph.cells.find import Cell, cells_of_store
from graph.claims import require_indicators
from graph.cube import indicator_key
from graph.rows import ObservationRow
from graph.selection import FactFilter, Selection, select_reports, settle, several
from graph.store import GraphStore


def select_cells(store: GraphStore, selection: Selection) -> tuple[Cell, ...]:
    """The cells of these districts that a chosen report takes part in, of these indicators and periods.

    A report is compared with all reports of its district. Raises ``BadInput`` for a name that none bears.
    """
    wanted = settle(store, selection)
    chosen = {report.report for report in select_reports(store, selection)}
    rows = list_reports(store).rows
    districts = dict.fromkeys(row.district for row in rows if row.report in chosen)
    found = tuple(
        cell
        for district in districts
        for cell in cells_of_store(store, [row.report for row in rows if row.district == district])
        if not chosen.isdisjoint(row.source.report for row in cell.figures)
        and is_wanted(cell.figures, wanted)
    )
    if not found:
        require_indicators(store, several(selection.indicator))
    return found


def is_wanted(rows: tuple[ObservationRow, ...], wanted: FactFilter) -> bool:
    """Whether figures of one quantity are of the periods and indicators that a user asks for."""
    begins, after = rows[0].begins, rows[0].ends + timedelta(days=1)
    in_time = any(begins < period.end and after > period.start for period in wanted.periods)
    listed = iris.indicator(rows[0].concept or "") in wanted.indicators
    named = any(
        all(word in indicator_key(row.indicator_text) for word in words)
        for words in wanted.names
        for row in rows
    )
    return (in_time or not wanted.periods) and (listed or named or not wanted.indicators)
