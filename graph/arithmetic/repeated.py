"""The same quantity told twice, in one report or in two, with figures that rounding does not reconcile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.arithmetic.figures import Figures
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed
from graph.cells.find import Cell, find_cells
from ingest.fact import Measure

_ROLES = (Measure.VALUE, Measure.PLAN)


def check_repeated(figures: Figures) -> Iterator[ArithmeticFinding]:
    """A value or plan that another place tells otherwise with the same status: see ``graph.cells.find``.

    An estimate that the actual figure does not meet is no fault of either.
    """
    printed = {one.row.claim: one for one in figures.all}
    for cell in find_cells(one.row for one in figures.all):
        if not cell.agrees and cell.first.measure in _ROLES:
            for alike in _by_status(cell, printed):
                yield from _differing(alike)


def _by_status(cell: Cell, printed: dict[str, Printed]) -> Iterator[list[Printed]]:
    alike: dict[str, list[Printed]] = defaultdict(list)
    for row in cell.figures:
        alike[row.status].append(printed[row.claim])
    yield from alike.values()


def _differing(told: Sequence[Printed]) -> Iterator[ArithmeticFinding]:
    first = told[0]
    found = (compare(Check.REPEATED, "repeated", later, first.range, (first,)) for later in told[1:])
    yield from list(filter(None, found))[:1]
