"""What a printed number can stand for: every quantity that rounds to its last printed digit.

``104,7%`` is anything from 104.65 to 104.75, and ``772,7 ha`` against ``738 ha`` anything from 104.62 to
104.78 %: the two agree. Counted things are exact: 17 households are not 17.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph.rows import ObservationRow
from ingest.match.numbers import NUMERAL
from ingest.match.phrases import WORD
from ingest.match.units import unit_at
from ingest.text import even_tones

_COUNTED = frozenset({"animal", "person", "household", "admin", "event", "item", "works"})
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Range) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def away_from(self, other: Range) -> Decimal:
        """How far the two lie apart; zero if they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def plus(self, other: Range) -> Range:
        """All sums."""
        return Range(self.low + other.low, self.high + other.high)

    def minus(self, other: Range) -> Range:
        """All differences."""
        return Range(self.low - other.high, self.high - other.low)

    def percent_of(self, other: Range) -> Range:
        """All shares in percent of ``other``, which is positive."""
        shares = [one / base * _HUNDRED for one in (self.low, self.high) for base in (other.low, other.high)]
        return Range(min(shares), max(shares))

    def shifted(self, by: int) -> Range:
        """Both ends moved."""
        return Range(self.low + by, self.high + by)

    def times(self, factor: Decimal) -> Range:
        """Both ends in another unit; the factor is positive."""
        return Range(self.low * factor, self.high * factor)

    @property
    def middle(self) -> Decimal:
        """Halfway between the ends."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class UnitScale:
    """A unit as a multiple of another: ``triệu đồng`` is 1000000 of ``VND``. ``kind`` as in the code list."""

    base: str
    factor: Decimal
    kind: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure with what its digits can stand for, in ``scale.base``. ``places`` are decimals printed."""

    row: ObservationRow
    range: Range
    scale: UnitScale
    places: int

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in the base unit."""
        return Decimal(1).scaleb(-self.places) * self.scale.factor

    def same_unit(self, other: Printed) -> bool:
        """Whether both measure in multiples of one unit."""
        return self.scale.base == other.scale.base


def read_printed(row: ObservationRow) -> Printed | None:
    """What the figure's digits can stand for.

    ``None`` for a bound ("trên 500") and for words in which the number's own digits do not stand once.
    """
    places = _places(row.as_written, row.value)
    if row.qualifier or places is None:
        return None
    scale = unit_scale(row.unit)
    exact = scale.counted and places == 0
    half = Decimal(0) if exact else _HALF.scaleb(-places)
    return Printed(row, Range(row.value - half, row.value + half).times(scale.factor), scale, places)


def total(ranges: Iterable[Range]) -> Range:
    """The sum of ranges."""
    found = Range(Decimal(0), Decimal(0))
    for one in ranges:
        found = found.plus(one)
    return found


@lru_cache(maxsize=4096)
def unit_scale(text: str) -> UnitScale:
    """The scale of a unit's words; what the code list does not have as a whole is its own base."""
    words = even_tones(text)
    hit = unit_at([match[0] for match in WORD.finditer(words)], 0)
    if hit is None:
        return UnitScale(words, Decimal(1), "", counted=False)
    unit = hit[1]
    counted = unit.kind in _COUNTED and not unit.scaled
    listed = unit.concept if unit.concept and words in map(even_tones, unit.concept.labels) else None
    if listed is None or unit.kind == "ratio" or "base" not in listed.extra:
        return UnitScale(words, Decimal(1), unit.kind, counted)
    return UnitScale(listed.extra["base"], Decimal(listed.extra["factor"]), unit.kind, counted)


def _places(written: str, value: Decimal) -> int | None:
    """The decimals of the numeral: its digits are the value's, with the point set so many from the end."""
    numerals = NUMERAL.findall(written)
    if len(numerals) != 1:
        return None
    digits = "".join(filter(str.isdecimal, numerals[0]))
    number = Decimal(digits)
    return next((n for n in range(len(digits)) if number.scaleb(-n) == abs(value)), None)
