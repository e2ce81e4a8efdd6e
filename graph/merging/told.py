"""What reports say of the nodes that may be one: the input of the rules. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that names a node: its claim, its report, whose that is, and the last day it is about."""

    claim: str
    report: str
    district: str
    province: str
    until: date


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document node with all that is said of it.

    ``seat`` is the seat (IRI) of the body that a report names, ``level`` and ``unit`` that body's;
    ``inferred`` are seats that only the number tells. ``whole`` is a node whose identity is known
    (issuer, year, kind, number), which reports share; any other is one report's own.
    """

    node: str
    whole: bool
    kind: str = ""
    number: str = ""
    seat: str | None = None
    level: str | None = None
    unit: str = ""
    inferred: frozenset[str] = frozenset()
    year: int | None = None
    days: frozenset[date] = frozenset()
    titles: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def first(self) -> Cited:
        """Of a report's own node: its report, by a sentence of it."""
        return self.cited[0]

    @property
    def reports(self) -> frozenset[str]:
        """The reports that name it."""
        return frozenset(one.report for one in self.cited)

    @property
    def districts(self) -> frozenset[str]:
        """Their districts."""
        return frozenset(one.district for one in self.cited)

    @property
    def latest(self) -> date:
        """The last day that a report which names it is about: it cannot be younger."""
        return max(one.until for one in self.cited)


@dataclass(frozen=True, slots=True)
class ToldProgramme:
    """A programme that only bears a name, in a district; or a listed one (``listed``) with all its names."""

    node: str
    names: tuple[str, ...]
    listed: bool
    district: str = ""
    province: str = ""
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldMention:
    """A sentence that tells of an event which happened, with its days and whose report says so."""

    event: str
    claim: str
    report: str
    kind: str
    district: str
    begins: date
    ends: date
