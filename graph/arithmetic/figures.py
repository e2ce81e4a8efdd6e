"""The figures of the reports, sorted for checking: by clause, and by what they measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.arithmetic.ranges import Printed, read_printed
from graph.cube import indicator_key
from graph.rows import ObservationRow, Source
from ingest.fact import Measure

_IDLE = ("tong ", "so ")
"""Words before a name that do not change what is counted: "tổng số hộ nghèo", "hộ nghèo"."""
_NEXT = 3  # characters between two sentences that follow each other

Quantity = tuple[str, str, str]
"""Indicator of the code list, code of the area, notation of the period."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The figures that one clause tells of one quantity."""

    figures: tuple[Printed, ...]

    def single(self, measure: Measure) -> Printed | None:
        """The figure in that role, if there is exactly one: of two, nobody can tell which is meant."""
        found = [one for one in self.figures if one.row.measure is measure]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures whose digits can be read, in reading order, and their clauses by IRI."""

    all: tuple[Printed, ...]
    clauses: Mapping[str, Clause]

    def told(self, measure: Measure) -> Mapping[Quantity, Sequence[Printed]]:
        """Figures of whole quantities of the code list in one role; parts of a total are left out."""
        found: dict[Quantity, list[Printed]] = defaultdict(list)
        for one in self.all:
            key = quantity(one.row, one.row.period)
            if one.row.measure is measure and one.row.part_of is None and key is not None:
                found[key].append(one)
        return found


def sort_figures(rows: Iterable[ObservationRow]) -> Figures:
    """Figures by their clauses; those whose digits cannot be read are left out."""
    read = tuple(printed for row in rows if (printed := read_printed(row)) is not None)
    clauses: dict[str, list[Printed]] = defaultdict(list)
    for one in read:
        clauses[one.row.group].append(one)
    return Figures(read, {group: Clause(tuple(figures)) for group, figures in clauses.items()})


def quantity(row: ObservationRow, period: str | None) -> Quantity | None:
    """What is measured, where and when; ``None`` if a code list does not know the first two."""
    if row.concept is None or row.area_code is None or period is None:
        return None
    return row.concept, row.area_code, period


def bare_name(row: ObservationRow) -> str:
    """The indicator's name folded, without idle words: ``ho ngheo`` for "tổng số hộ nghèo"."""
    name = indicator_key(row.indicator_text)
    while word := next((idle for idle in _IDLE if name.startswith(idle)), None):
        name = name.removeprefix(word)
    return name


def is_of_pair(figures: Figures, one: Printed) -> bool:
    """Whether it is one of "12/17 xã", told of something that the name leaves out: communes are 17 in all."""
    clause = figures.clauses[one.row.group]
    pair = clause.single(Measure.VALUE) is not None and clause.single(Measure.PLAN) is not None
    return one.scale.kind == "admin" and pair


def text_between(one: Source, other: Source) -> str | None:
    """The text from the end of a quote to the start of a later one in the same or the next sentence."""
    if one.report != other.report or other.start < one.end:
        return None
    if one.sentence_start == other.sentence_start:
        return one.sentence[one.end - one.sentence_start : other.start - one.sentence_start]
    if not 0 <= other.sentence_start - one.sentence_end <= _NEXT:
        return None
    return f"{_after(one)} {other.sentence[: other.start - other.sentence_start]}"


def _after(one: Source) -> str:
    return one.sentence[one.end - one.sentence_start :]
