"""The printed percentage of an earlier period against value and change of the same clause."""

from __future__ import annotations

from collections.abc import Iterator

from graph.arithmetic.figures import Figures
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed, Range
from ingest.fact import Measure

_IN_PERCENT = {Measure.CHANGE_PCT: "percent-changed", Measure.PCT_OF_BASE: "percent-of-base"}
_WHOLE = 100


def check_percent_of_base(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Percentages of an earlier period that value and change of the same clause do not make."""
    for clause in figures.clauses.values():
        value, change = clause.single(Measure.VALUE), clause.single(Measure.CHANGE)
        for role, wording in _IN_PERCENT.items():
            printed = clause.single(role)
            if value and change and printed and _comparable(value, change, printed):
                expected = made(role, value, value.range.minus(change.range))
                finding = compare(Check.PERCENT_OF_BASE, wording, printed, expected, (value, change))
                if finding is not None:
                    yield finding


def _comparable(value: Printed, change: Printed, printed: Printed) -> bool:
    same = change.row.compared_with == printed.row.compared_with
    return same and value.same_unit(change) and value.range.low > change.range.high


def made(role: Measure, value: Printed, base: Range) -> Range:
    """What a change in that role is, from the value and the value before."""
    if role is Measure.CHANGE:
        return value.range.minus(base)
    share = value.range.percent_of(base)
    return share.shifted(-_WHOLE) if role is Measure.CHANGE_PCT else share
