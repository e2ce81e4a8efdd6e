"""The printed change against the value before and after: within one clause, and against an earlier report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from graph.arithmetic.figures import Figures, Quantity, quantity
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed, Range
from ingest.fact import Measure
from ontology.periods import parse_period

_COMPARED = (Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE)
_IN_PERCENT = {Measure.CHANGE_PCT: "percent-changed", Measure.PCT_OF_BASE: "percent-of-base"}
_WHOLE = 100


def check_percent_of_base(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Percentages of an earlier period that value and change of the same clause do not make."""
    for clause in figures.clauses.values():
        value, change = clause.single(Measure.VALUE), clause.single(Measure.CHANGE)
        for role, wording in _IN_PERCENT.items():
            printed = clause.single(role)
            if value and change and printed and _comparable(value, change, printed):
                made = _made(role, value, value.range.minus(change.range))
                finding = compare(Check.PERCENT_OF_BASE, wording, printed, made, (value, change))
                if finding is not None:
                    yield finding


def check_year_before(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Changes that the value and the earlier value, as a report tells it, do not make.

    Only periods that were over when their report ended are compared: a season half sown is no season.
    """
    values = figures.told(Measure.VALUE)
    for clause in figures.clauses.values():
        value = clause.single(Measure.VALUE)
        for role in _COMPARED:
            printed = clause.single(role)
            if value is not None and printed is not None and value.row.part_of is None and _is_over(value):
                yield from _against(value, printed, _bases(value, printed, values))


def _comparable(value: Printed, change: Printed, printed: Printed) -> bool:
    same = change.row.compared_with == printed.row.compared_with
    return same and value.same_unit(change) and value.range.low > change.range.high


def _bases(
    value: Printed, printed: Printed, values: Mapping[Quantity, Sequence[Printed]]
) -> Sequence[Printed]:
    key = quantity(value.row, printed.row.compared_with)
    known = values.get(key, ()) if key is not None else ()
    return [base for base in known if base.same_unit(value) and base.range.low > 0 and _is_over(base)]


def _against(value: Printed, printed: Printed, bases: Sequence[Printed]) -> Iterator[ArithmeticFinding]:
    role = printed.row.measure
    if not bases or (role is Measure.CHANGE and not printed.same_unit(value)):
        return
    if any(_made(role, value, base.range).meets(printed.range) for base in bases):
        return
    wording = "year-before-percent" if role is Measure.PCT_OF_BASE else "year-before"
    made = _made(role, value, bases[0].range)
    finding = compare(Check.YEAR_BEFORE, wording, printed, made, (value, bases[0]))
    if finding is not None:
        yield finding


def _made(role: Measure, value: Printed, base: Range) -> Range:
    if role is Measure.CHANGE:
        return value.range.minus(base)
    share = value.range.percent_of(base)
    return share.shifted(-_WHOLE) if role is Measure.CHANGE_PCT else share


def _is_over(figure: Printed) -> bool:
    """Whether the figure's period lies wholly before the end of its report's period."""
    last = parse_period(figure.row.source.report_period).end - timedelta(days=1)
    return figure.row.ends <= last
