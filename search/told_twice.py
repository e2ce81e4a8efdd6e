"""Cells that are told more than once, as rows of answers and of the command line."""

from __future__ import annotations

from graph.cells.find import Cell
from graph.rows import ObservationRow
from ingest.record import number
from search.draft import Row


def cell_row(cell: Cell) -> Row:
    """A cell for machines: what it is of, whether its figures agree, which one is preferred and why."""
    row = cell.first
    return {
        "indicator": row.indicator_text,
        "concept": row.concept,
        "area": row.area,
        "period": row.period,
        "measure": row.measure.value,
        "agrees": cell.agrees,
        "preferred": cell.preferred.claim if cell.preferred else None,
        "rules": list(cell.rules),
        "reason": cell.why("en"),
        "reason_vi": cell.why("vi"),
        "figures": [_figure_row(figure) for figure in cell.figures],
    }


def _figure_row(row: ObservationRow) -> Row:
    return {
        "iri": row.claim, "report": row.source.file, "report_id": row.source.report, "line": row.source.line,
        "section": row.source.section, "value": number(row.value), "unit": row.unit, "status": row.status,
        "as_written": row.as_written, "start": row.source.start, "end": row.source.end,
        "quote": row.source.quote, "sentence": row.source.sentence,
    }  # fmt: skip
