"""The printed percentage of a plan against the value and the plan that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.arithmetic.figures import Clause, Figures, Quantity, quantity
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed, Range
from ingest.fact import Measure

_ROLES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)
_WHOLE = 100
_RATIOS = ("%", "‰")


def check_percent_of_plan(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Percentages that value and plan do not make.

    The plan is that of the same clause; where it has none, one that any report tells for the same indicator
    of the code list, area and period. A percentage that one of several plans explains is no finding.
    """
    plans = figures.told(Measure.PLAN)
    for clause in figures.clauses.values():
        value = clause.single(Measure.VALUE)
        for role in _ROLES:
            printed = clause.single(role)
            if value is None or printed is None or _has_fixed_number(value) or _is_change(clause, printed):
                continue
            if printed.row.unit not in _RATIOS:
                continue  # "vượt 38 đơn vị" is no percentage
            known = [plan for plan in _plans(clause, value, printed, plans) if _usable(value, plan, printed)]
            finding = _judge(value, printed, known)
            if finding is not None:
                yield finding


def _plans(
    clause: Clause, value: Printed, printed: Printed, plans: Mapping[Quantity, Sequence[Printed]]
) -> Sequence[Printed]:
    if any(one.row.measure is Measure.PLAN for one in clause.figures):
        plan = clause.single(Measure.PLAN)
        return [plan] if plan is not None else []
    key = quantity(value.row, printed.row.plan_period)
    return plans.get(key, []) if key is not None else []


def _usable(value: Printed, plan: Printed, printed: Printed) -> bool:
    """Whether the plan can be the one; one with the very figure of the percentage above it is that figure."""
    again = printed.row.measure is Measure.PCT_OF_PLAN_EXCESS and plan.row.value == printed.row.value
    return value.same_unit(plan) and plan.range.low > 0 and not again


def _has_fixed_number(value: Printed) -> bool:
    """Communes come in a fixed number: whether 11/14 xã is of a plan or of all communes, nobody can tell."""
    return value.scale.kind == "admin"


def _is_change(clause: Clause, printed: Printed) -> bool:
    """Whether the percentage is what the change of the same clause makes: then it is of the year before."""
    value, change = clause.single(Measure.VALUE), clause.single(Measure.CHANGE)
    if value is None or change is None or not value.same_unit(change):
        return False
    base = value.range.minus(change.range)
    return base.low > 0 and change.range.percent_of(base).meets(printed.range)


def _judge(value: Printed, printed: Printed, plans: Sequence[Printed]) -> ArithmeticFinding | None:
    if not plans or any(made.meets(printed.range) for plan in plans for made in _made(value, printed, plan)):
        return None
    plan = plans[0]
    above = printed.row.measure is Measure.PCT_OF_PLAN_EXCESS
    wording = "percent-above-plan" if above else "percent-of-plan"
    made = _made(value, printed, plan)[0]
    return compare(Check.PERCENT_OF_PLAN, wording, printed, made, (value, plan))


def _made(value: Printed, printed: Printed, plan: Printed) -> tuple[Range, ...]:
    """What the percentage can be; a percentage may also exceed its plan by so many points."""
    share = value.range.percent_of(plan.range)
    if printed.row.measure is Measure.PCT_OF_PLAN:
        return (share,)
    excess = share.shifted(-_WHOLE)
    return (excess, value.range.minus(plan.range)) if value.row.unit in _RATIOS else (excess,)
