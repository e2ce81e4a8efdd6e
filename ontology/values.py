"""Value objects that every layer shares: periods, concepts, areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time as half-open dates ``[start, end)`` with its notation.

    Notations: ``2024-H1`` · ``2023`` · ``2024-06`` · ``2024-Q1`` · ``2024-M9`` (first nine months) ·
    ``as-of:2024-06-30`` · ``2023-2024 đông xuân`` (crop season) · ``2024 mùa`` ·
    ``2023-2024 năm học`` (school year) · ``2021-2025`` (term of several years).
    Equality and order are by dates first, then notation.
    """

    start: date
    end: date
    notation: str

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"period {self.notation!r} ends before it starts")


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of a code list, SKOS-like.

    ``alternatives`` may be shown to people; so may ``written``, names that reports use and questions are
    not searched for: they would take the words of shorter ones. ``hidden`` (misspellings, abbreviations
    that mislead) only helps to recognise. ``extra`` holds the columns that one list alone has, as strings.
    """

    id: str
    vi: str
    en: str
    alternatives: tuple[str, ...] = ()
    alternatives_en: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: str | None = None
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """All Vietnamese spellings that recognise the concept, the preferred one first."""
        return (self.vi, *self.alternatives, *self.hidden)

    @property
    def labels_en(self) -> tuple[str, ...]:
        """All English spellings, the preferred one first."""
        return (self.en, *self.alternatives_en)


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative unit as a report names it: ``Area("109", "huyện", "Phong Thổ")``.

    ``code`` is the statistical office's code, or ``""`` for a place that no gazetteer knows
    (villages); ``parent`` is the code of the unit that contains it, ``""`` if unknown.
    """

    code: str
    kind: str
    name: str
    parent: str = ""

    @property
    def label(self) -> str:
        """The name with its kind, as reports write it: ``huyện Phong Thổ``."""
        return f"{self.kind} {self.name}".strip()
