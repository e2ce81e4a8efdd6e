"""One figure of each district, of all reports: what a ranking is made of."""

from __future__ import annotations

from collections.abc import Sequence

from graph.figure_entries import FigureEntry, find_rows
from graph.lookups import find_figures
from graph.query_file import Result
from graph.rows import ObservationRow
from ingest.fact import Measure
from ontology.periods import is_part, parse_period
from ontology.values import Period
from search.capital import asks_money, compared_figure, of_one_programme
from search.cells import Figure, best_row, comparable, find_cells, measured
from search.draft import Asked
from search.reports_asked import reports_of_places
from search.slots import Threshold

_EITHER = frozenset({Measure.VALUE, Measure.PLAN})


def figures_of_districts(asked: Asked) -> Sequence[Figure]:
    """One figure for each district: of those whose name fits best the latest one."""
    slots = asked.question.slots
    if asks_money(asked.question) and len(slots.programmes) == 1:
        return _money(asked)
    period = slots.periods[0] if len(slots.periods) == 1 else None
    # A later report may tell the figure of the period asked for.
    reports = reports_of_places(slots, asked.catalogue) if period else asked.reports
    found = find_cells(asked, asked.question.terms, reports, period)
    rows: Sequence[FigureEntry] = found.rows if slots.parts else measured(found.rows, slots.measures)
    if slots.parts:  # money of projects is allotted by plan: what the question asks for, or either
        parts, wanted = {part.id for part in slots.parts}, slots.measures or _EITHER
        rows = [row for row in rows if row.programme_part in parts and row.measure in wanted]
    rows = [row for row in comparable(rows, slots.indicators) if _has_unit(row, slots.threshold)]
    of_district: dict[str, list[FigureEntry]] = {}
    for row in rows:
        of_district.setdefault(row.district, []).append(row)
    inside = frozenset(asked.report_ids)
    best = (
        best_row(found.fits, own, period) or best_row(found.fits, [r for r in own if r.report in inside])
        for own in of_district.values()
    )
    return _of_one_time([row for row in best if row is not None], period)


def _of_one_time(rows: Sequence[FigureEntry], period: Period | None) -> Sequence[FigureEntry]:
    """Without figures of a part of the time where others are of the whole: half a harvest is none.

    A rate is that of its end, whatever time it is told of.
    """
    if period is None or all(row.period != period.notation for row in rows):
        return rows
    return [row for row in rows if row.unit in ("%", "‰") or not is_part(parse_period(row.period), period)]


def _money(asked: Asked) -> Sequence[ObservationRow]:
    """Of each district the newest figure of a programme's money, whatever it is called."""
    newest: dict[str, ObservationRow] = {}
    for report in asked.reports:
        money = of_one_programme(asked, report)
        row = compared_figure(asked.question, money) if money else None
        kept = newest.get(report.district.code)
        if row and (kept is None or row.ends > kept.ends):
            newest[report.district.code] = row
    return list(newest.values())


def in_full(asked: Asked, rows: Sequence[Figure]) -> Result[ObservationRow]:
    """All that the graph says of the rows; money of programmes was read in full already."""
    entries = [row for row in rows if isinstance(row, FigureEntry)]
    if entries:
        return find_rows(asked.store, entries)
    told = tuple(row for row in rows if isinstance(row, ObservationRow))
    claims = sorted(row.claim for row in told)
    return Result(told, find_figures(asked.store, claims=claims).sparql if told else "")


def _has_unit(row: FigureEntry, threshold: Threshold | None) -> bool:
    """Whether the figure is in the unit of the limit: a share is not put beside a sum."""
    return threshold is None or threshold.unit not in ("%", "‰") or threshold.unit == row.unit
