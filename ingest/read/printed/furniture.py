"""What belongs to the page and not to the report: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.read.printed.rows import Row

_DEEP = 2  # rows at the top or bottom of a page that may be furniture
_BAND = 0.14  # of the page's height
_OFTEN = 0.5
_LEAST = 3
_NUMBER = re.compile(
    r"(?:trang\s*|page\s*)?[-–—|]?\s*(\d{1,4})\s*[-–—|]?(?:\s*(?:/|trên|of)\s*\d{1,4})?$", re.I
)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[list[Row]]:
    """The rows of each page without its number and without what most pages repeat at an edge."""
    repeated = _repeated(pages, heights)
    shift = _shift(pages, heights)
    return [
        [row for row in rows if id(row) not in repeated and not _numbers(row, rows, page + shift, height)]
        for page, (rows, height) in enumerate(zip(pages, heights, strict=True))
    ]


def _edges(rows: Sequence[Row], height: float) -> list[tuple[bool, Row]]:
    """The outermost rows that stand near an edge, and whether it is the upper one."""
    upper = [(True, row) for row in rows[:_DEEP] if row.bottom < _BAND * height]
    lower = [(False, row) for row in rows[-_DEEP:] if row.top > (1 - _BAND) * height]
    return upper + lower


def _repeated(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> set[int]:
    seen: dict[tuple[bool, str], list[Row]] = {}
    for rows, height in zip(pages, heights, strict=True):
        for upper, row in _edges(rows, height):
            if words := _DIGITS.sub("#", row.text).replace(" ", ""):
                seen.setdefault((upper, words), []).append(row)
    least = max(_LEAST, _OFTEN * len(pages))
    return {
        id(row)
        for (_, words), rows in seen.items()
        if len({row.page for row in rows}) >= least and words.strip("#")
        for row in rows
    }


def _shift(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> int:
    """What is to be added to a page's index (from 0) to give the number printed on it; usually 1."""
    shifts: Counter[int] = Counter()
    for page, (rows, height) in enumerate(zip(pages, heights, strict=True)):
        for _, row in _edges(rows, height):
            if match := _NUMBER.match(row.text):
                shifts[int(match[1]) - page] += 1
    shift, count = max(shifts.items(), key=lambda item: (item[1], item[0] == 1), default=(1, 0))
    return shift if count > 1 else 1


def _numbers(row: Row, rows: Sequence[Row], number: int, height: float) -> bool:
    match = _NUMBER.match(row.text)
    at_edge = any(row is edge for _, edge in _edges(rows, height))
    return match is not None and at_edge and int(match[1]) == number
