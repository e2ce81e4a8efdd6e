"""View models of a query's result: what can be drawn of it, and where a query is wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.render import TableRow

MOST_BARS = 40
"""Bars or points that a chart shows; a longer result is drawn by its first rows."""
_PLACE = re.compile(r"\bat (\d+):(\d+)\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a chart can use."""

    labels: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def drawable(self) -> bool:
        """Whether there is a column of numbers and another to tell them apart."""
        return bool(self.numbers) and len({*self.labels, *self.numbers}) > 1


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a query is wrong: line and column count from 1, ``text`` is that line."""

    line: int
    column: int
    text: str


def columns_of(rows: Sequence[TableRow]) -> Columns:
    """Columns of numbers, where every cell that is not empty is one; labels are all columns, words first."""
    names = list(rows[0]) if rows else []
    numbers = tuple(name for name in names if _are_numbers([row[name] for row in rows]))
    words = tuple(name for name in names if name not in numbers)
    return Columns((*words, *numbers), numbers)


def points_of(rows: Sequence[TableRow], label: str, number: str) -> list[TableRow]:
    """The first rows that have a number, as label and number; equal labels are told apart by their place."""
    found = [row for row in rows if row[number] not in (None, "")][:MOST_BARS]
    return [
        {label: name, number: float(str(row[number]))}
        for name, row in zip(_told_apart([str(row[label]) for row in found]), found, strict=True)
    ]


def fault_of(message: str, query: str) -> Fault | None:
    """The place in a query that an error names, if it names one that is there."""
    match = _PLACE.search(message)
    lines = query.splitlines()
    if match is None or not 1 <= int(match[1]) <= len(lines):
        return None
    return Fault(int(match[1]), int(match[2]), lines[int(match[1]) - 1])


def _are_numbers(cells: Sequence[object]) -> bool:
    there = [cell for cell in cells if cell not in (None, "")]
    return bool(there) and all(_is_number(str(cell)) for cell in there)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", text) is not None


def _told_apart(labels: Sequence[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        yield label if seen[label] == 1 else f"{label} ({seen[label]})"
