"""Which sums are plans, told by arithmetic: a percentage is of the figure that it comes out with.

"Vốn huyện quản lý 206,4 tỷ đồng; giải ngân 129,8 tỷ đồng, đạt 62,9%": nothing calls the first sum a plan, but
129,8 of 206,4 is 62,9%. In the same way the parts of a plan, if they add up to it, are planned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from ingest.drafts import Draft
from ingest.fact import Measure
from ingest.figures import Place
from ingest.match.units import Unit, scale_of

_REACH = 5  # figures back in which the plan of a percentage stands
_PARTS = 7  # figures that a plan may be divided into
_ROUNDING = Decimal("0.6")  # percentage points; reports round and cut
_FINE = Decimal("0.03")  # the same for small percentages, as a share of them
_SLACK = Decimal("0.002")


def reconcile(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one flow, in reading order, with plans and percentages of plans marked as such."""
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].start)
    read = [n for n in order if drafts[n].figure is not None]
    told = [drafts[n] for n in read]
    _mark_bases(told)
    _mark_following(told)
    _mark_repeated(told)
    _mark_parts(told)
    fixed = dict(zip(read, told, strict=True))
    return [fixed.get(n, draft) for n, draft in enumerate(drafts)]


def _mark_bases(told: list[Draft]) -> None:
    for at, draft in enumerate(told):
        if not _may_be_of_plan(draft):
            continue
        near = [n for n in range(max(0, at - _REACH), at) if _quantity(told[n])]
        reached = near[-1] if near else None
        if reached is None or told[reached].held is None or _of(told[reached]) is not Measure.VALUE:
            continue
        wholes = [n for n in near[:-1] if _comes_out(told[reached], told[n], draft)]
        if not told[reached].spent:
            wholes = [n for n in wholes if not _is_part(told[reached], told[n])]
        if wholes:
            whole = max(wholes, key=lambda n: _amount(told[n]))
            told[whole] = _as(told[whole], Measure.PLAN)
            told[at] = _percentage(draft, told[reached])


def _is_part(draft: Draft, whole: Draft) -> bool:
    """Whether a sum has another subject than the one before it: it is a share of that, and no use of it."""
    if draft.subject is None or whole.subject is None:
        return False
    return bool(draft.subject.thing) and draft.subject.thing not in whole.subject.name


def _may_be_of_plan(draft: Draft) -> bool:
    """A percentage of a plan, or one that only says what was reached ("đạt 62,9%")."""
    unit, role = _unit(draft), draft.role
    if unit is None or unit.text != "%" or role is None or role.share:
        return False
    return role.measure is Measure.PCT_OF_PLAN or (role.measure is Measure.VALUE and draft.bare)


def _quantity(draft: Draft) -> bool:
    unit = _unit(draft)
    measured = unit is not None and unit.measured and unit.kind != "rate"
    return measured and _of(draft) in (Measure.VALUE, Measure.PLAN) and draft.figure is not None


def _comes_out(reached: Draft, whole: Draft, percentage: Draft) -> bool:
    one, other = _amount(reached), _amount(whole)
    alike = _kind(reached) == _kind(whole) and other > 0 and one != other
    share = _value(percentage)
    return alike and abs(one / other * 100 - share) <= min(_ROUNDING, max(share * _FINE, _FINE * 2))


def _mark_following(told: list[Draft]) -> None:
    """What follows a percentage of the plan is that plan, if it comes out: "712 …, đạt 89% (800 ha)"."""
    for at in range(2, len(told)):
        reached, percentage, plan = told[at - 2 : at + 1]
        may_be = _of(percentage) is Measure.PCT_OF_PLAN and _of(plan) is Measure.VALUE and plan.bare
        if may_be and _comes_out(reached, plan, percentage):
            told[at] = replace(_as(plan, Measure.PLAN), subject=reached.subject)


def _mark_repeated(told: list[Draft]) -> None:
    """A sum that stands again as the b of a/b or after "kế hoạch" is that plan.

    But not of the plan that is told right behind it: "đạt 10 tỷ đồng (kế hoạch 10 tỷ đồng)" reached it.
    """
    plans: dict[Decimal, list[int]] = defaultdict(list)
    for at in range(len(told) - 1, -1, -1):
        draft = told[at]
        alone = draft.figure is not None and draft.figure.place is Place.ALONE
        money = alone and _kind(draft) == "money" and _of(draft) is Measure.VALUE
        again = [n for n in plans[_amount(draft)] if n > at + 1 or told[n].subject != draft.subject]
        if money and not draft.spent and again:
            told[at] = _as(draft, Measure.PLAN)
        elif _of(draft) is Measure.PLAN:
            plans[_amount(draft)].append(at)


def _mark_parts(told: list[Draft]) -> None:
    for at, whole in enumerate(told):
        if _of(whole) is not Measure.PLAN or not _quantity(whole):
            continue
        parts = told[at + 1 : at + 1 + _PARTS]
        same = next((n for n, part in enumerate(parts) if not _same(whole, part)), len(parts))
        sums = list(accumulate(_amount(part) for part in parts[:same]))
        total = _amount(whole)
        count = next((n for n, found in enumerate(sums) if n and abs(found - total) <= total * _SLACK), None)
        for step in range(at + 1, at + 2 + count) if count is not None else ():
            told[step] = _as(told[step], Measure.PLAN)


def _same(whole: Draft, part: Draft) -> bool:
    return _kind(whole) == _kind(part) and _of(part) in (Measure.VALUE, Measure.PLAN) and not part.spent


def _as(draft: Draft, measure: Measure) -> Draft:
    if draft.role is None or draft.role.measure is measure or draft.held is None or draft.period is None:
        return draft
    held = replace(draft.held, measure=measure)
    period = draft.plan_period if measure is Measure.PLAN else draft.value_period
    return replace(draft, role=replace(draft.role, measure=measure), held=held, period=period)


def _percentage(draft: Draft, reached: Draft) -> Draft:
    if draft.role is None or draft.role.measure is Measure.PCT_OF_PLAN:
        return draft
    role = replace(draft.role, measure=Measure.PCT_OF_PLAN, qualifies=True)
    return replace(draft, role=role, subject=reached.subject, group=reached.group, period=reached.period)


def _of(draft: Draft) -> Measure | None:
    return draft.role.measure if draft.role else None


def _unit(draft: Draft) -> Unit | None:
    return draft.figure.unit if draft.figure else None


def _kind(draft: Draft) -> str:
    unit = _unit(draft)
    return "" if unit is None else unit.kind if unit.kind == "money" else unit.text


def _value(draft: Draft) -> Decimal:
    return draft.figure.value if draft.figure else Decimal(0)


def _amount(draft: Draft) -> Decimal:
    unit = _unit(draft)
    return _value(draft) * (scale_of(unit) if unit and unit.kind == "money" else 1)
