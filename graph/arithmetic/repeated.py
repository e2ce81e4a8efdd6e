"""The same quantity told twice, in one report or in two, with figures that rounding does not reconcile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.arithmetic.figures import Figures, bare_name, is_of_pair
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed
from ingest.fact import Measure

_FIGURES = 2  # different figures under one name; more are a list's


def check_repeated(figures: Figures) -> Iterator[ArithmeticFinding]:
    """A value or plan that another section or report tells otherwise.

    Only an indicator of the code list is known to be the same quantity, and only under the same name: names
    that no list knows are mostly too short to tell. A name with three figures or more is a list's.
    """
    for role in (Measure.VALUE, Measure.PLAN):
        for told in figures.told(role).values():
            alike: dict[tuple[str, str, str], list[Printed]] = defaultdict(list)
            for one in told:
                if is_of_pair(figures, one):
                    continue
                alike[bare_name(one.row), one.row.status, one.scale.base].append(one)
            for same in alike.values():
                yield from _differing(same)


def _differing(told: Sequence[Printed]) -> Iterator[ArithmeticFinding]:
    first = told[0]
    if len({one.range for one in told}) > _FIGURES:
        return
    for later in told[1:]:
        if _place(first) != _place(later):
            finding = compare(Check.REPEATED, "repeated", later, first.range, (first,))
            if finding is not None:
                yield finding
                return


def _place(one: Printed) -> tuple[str, str | None]:
    return one.row.source.report, one.row.source.section
