"""Contract: what a question names. It is read by ``search.places``, ``times`` and ``limits``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.fact import Measure
from ontology.values import Area, Concept, Period
from search.units_asked import UnitsAsked


class Comparator(StrEnum):
    """How a figure must stand to a limit."""

    OVER = ">"
    AT_LEAST = ">="
    UNDER = "<"
    AT_MOST = "<="
    BETWEEN = "–"

    def holds(self, value: Decimal, limit: Decimal) -> bool:
        """Whether ``value`` stands so to ``limit``."""
        match self:
            case Comparator.OVER:
                return value > limit
            case Comparator.AT_LEAST:
                return value >= limit
            case Comparator.UNDER:
                return value < limit
            case Comparator.AT_MOST:
                return value <= limit
            case Comparator.BETWEEN:
                return value >= limit


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit named in a question: ``Threshold(Comparator.OVER, Decimal(60), "%")``.

    ``upto`` is the upper end of a range ("from 5 to 10"), which belongs to it unless ``below``.
    """

    comparator: Comparator
    value: Decimal
    unit: str = ""
    upto: Decimal | None = None
    below: bool = False

    @property
    def kind(self) -> Comparator:
        """How it is said: of two ends "between" them."""
        return self.comparator if self.upto is None else Comparator.BETWEEN

    def holds(self, value: Decimal, scale: Decimal = Decimal(1)) -> bool:
        """Whether a figure lies within the limit, which is counted in ``scale`` of its units."""
        upper = None if self.upto is None else self.upto * scale
        within = upper is None or (value < upper if self.below else value <= upper)
        return within and self.comparator.holds(value, self.value * scale)


class Order(StrEnum):
    """Which end of a ranking is asked for."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A legal document named in a question; ``number`` as written (``"07/2021/NQ-HĐND"``, ``"04-ĐA/TU"``)."""

    number: str
    kind: str = ""

    @property
    def label(self) -> str:
        """The words to show."""
        return f"{self.kind} {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Words that look like a slot's value but fit none, or more than one, with the candidates."""

    slot: str
    surface: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """Words of the question that were taken for others: a slip of the finger, or a time counted from now."""

    surface: str
    meant: str


@dataclass(frozen=True, slots=True)
class Slots:
    """What the question names. An empty tuple or ``None`` means: not said.

    ``bases`` are the periods that the question only compares with ("so với năm 2022").
    """

    districts: tuple[Area, ...] = ()
    provinces: tuple[Area, ...] = ()
    communes: tuple[Area, ...] = ()
    periods: tuple[Period, ...] = ()
    bases: tuple[Period, ...] = ()
    programmes: tuple[Concept, ...] = ()
    documents: tuple[DocumentRef, ...] = ()
    events: tuple[Concept, ...] = ()
    indicators: tuple[Concept, ...] = ()
    measures: frozenset[Measure] = frozenset()
    threshold: Threshold | None = None
    order: Order | None = None
    count: int | None = None
    stars: int | None = None
    units: UnitsAsked | None = None
    parts: tuple[Concept, ...] = ()
