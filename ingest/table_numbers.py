"""Which of its readings a number in a table means: "17.501" beside "17600" is no 17.5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.fact import Measure
from ingest.match.numbers import readings
from ingest.match.units import Unit, same_unit

_NEAR_PERCENT = Decimal("1.5")
_FACTOR = 30  # numbers of one row rarely lie further apart


@dataclass(frozen=True, slots=True)
class Written:
    """A numeral of a row as written, with its column's role and its unit."""

    surface: str
    measure: Measure
    unit: Unit | None


def read_row(written: Sequence[Written], point_is_decimal: bool | None) -> list[Decimal]:
    """The value of each numeral of one row.

    A numeral with two readings takes the one that lies near those of its row that have only one; counted
    things are whole; else the habit of the row decides, or that of the table. A printed percentage of plan
    has the last word.
    """
    own = uses_decimal_point([one.surface for one in written])
    habit = point_is_decimal if own is None else own
    chosen = [_alone(one, written, habit) for one in written]
    return _checked(written, chosen)


def uses_decimal_point(surfaces: Sequence[str]) -> bool | None:
    """Whether a table writes decimals with a point; ``None`` where it shows no decimals at all.

    More numerals that can only be read so than with a comma decide.
    """
    sure = [surface for surface in surfaces if len(readings(surface)) == 1]
    points = sum(
        ("." in surface and "," not in surface and readings(surface)[0] % 1 != 0) or _padded(surface)
        for surface in sure
    )
    commas = sum("," in surface for surface in sure)
    return points > commas if points or commas else None


def _padded(surface: str) -> bool:
    """As in "98.0", "27.60": a point that parts no thousands."""
    return surface.count(".") == 1 and "," not in surface and len(surface.rpartition(".")[2]) != 3


def _alone(one: Written, row: Sequence[Written], point_is_decimal: bool | None) -> Decimal:
    options = readings(one.surface)
    if len(options) == 1 or point_is_decimal is False:
        return options[0]
    if one.unit is not None and one.unit.kind != "ratio" and not one.unit.measured:
        return max(options)
    sure = [readings(other.surface)[0] for other in row if _comparable(one, other)]
    near = [option for option in options if any(_close(option, value) for value in sure)]
    if len(near) == 1:
        return near[0]
    if one.unit is not None and one.unit.kind == "ratio":
        return min(options)
    if "," in one.surface:
        return options[0]
    return min(options) if point_is_decimal else max(options)


def _comparable(one: Written, other: Written) -> bool:
    amounts = (Measure.VALUE, Measure.PLAN)
    same = one.measure in amounts and other.measure in amounts
    return other is not one and same and same_unit(one.unit, other.unit) and len(readings(other.surface)) == 1


def _close(one: Decimal, other: Decimal) -> bool:
    if one == 0 or other == 0:
        return False
    return max(one, other) <= _FACTOR * min(one, other)


def _checked(written: Sequence[Written], chosen: list[Decimal]) -> list[Decimal]:
    """Puts plan and value on one scale where the row's percentage of plan shows that one is misread."""
    at = {one.measure: index for index, one in reversed(list(enumerate(written)))}
    if not {Measure.VALUE, Measure.PLAN, Measure.PCT_OF_PLAN} <= at.keys():
        return chosen
    plan, value, percent = at[Measure.PLAN], at[Measure.VALUE], chosen[at[Measure.PCT_OF_PLAN]]
    if _agrees(chosen[value], chosen[plan], percent):
        return chosen
    for option in readings(written[value].surface):
        for target in readings(written[plan].surface):
            if _agrees(option, target, percent):
                return [
                    option if n == value else target if n == plan else old for n, old in enumerate(chosen)
                ]
    return chosen


def _agrees(value: Decimal, plan: Decimal, percent: Decimal) -> bool:
    return plan != 0 and abs(value / plan * 100 - percent) <= _NEAR_PERCENT
