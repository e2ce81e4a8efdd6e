"""Numbers typed as text, the English way (1,234.5) or the Vietnamese (1.234,5): told apart, never guessed.

What proves a way is a number that can only be read so. English numbers are rewritten the Vietnamese way where
nothing in the file speaks against it; what stays open is left as written, and said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.read.grid import GridCell, GridRow

ENGLISH = (
    "Its numbers are written the English way (1,234.5); they were rewritten the Vietnamese way (1.234,5)."
)
BOTH = "Its numbers are written partly the English, partly the Vietnamese way; they were left as written."
OPEN = "Numbers such as {example} can be read in two ways; they were left as written."

_TYPED = re.compile(
    r"[-+–(]?\s*(?P<number>\d+(?:[.,]\d+)+)\s*+(?:\)\s*+)?(?:%\s*+)?(?:[^\W\d_].*)?", re.DOTALL
)
_SWAP = str.maketrans(".,", ",.")
_OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = r"\d{{1,3}}(?:{group}\d{{3}})+{point}\d+|\d{{1,3}}(?:{group}\d{{3}}){{2,}}"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of writing numbers: those whose thousands are parted, and those that only have its point."""

    grouped: re.Pattern[str]
    broken: re.Pattern[str]

    def proves(self, number: str) -> bool:
        """Whether a number can only be read in this way."""
        if self.grouped.fullmatch(number):
            return True
        return self.broken.fullmatch(number) is not None and not _OPEN.fullmatch(number)


_ENGLISH = _Way(re.compile(_GROUPED.format(group=",", point=r"\.")), re.compile(r"\d+\.\d+"))
_VIETNAMESE = _Way(re.compile(_GROUPED.format(group=r"\.", point=",")), re.compile(r"\d+,\d+"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rows with their typed numbers as they are to be read, and what a person should know of it.

    ``sure``: some number shows the way they are written, and none speaks against it.
    """

    rows: Sequence[GridRow]
    warnings: tuple[str, ...]
    sure: bool


def vietnamese_numbers(rows: Sequence[GridRow]) -> Numbers:
    """The rows with their typed numbers the Vietnamese way.

    The first cell of a row names it: "1.2" there is a number of the list.
    """
    typed = list(_typed(rows))
    english = Counter(cell.column for cell, number in typed if _ENGLISH.proves(number))
    vietnamese = any(_VIETNAMESE.proves(number) for _, number in typed)
    if english and vietnamese:
        return Numbers(rows, (BOTH,), sure=False)
    if english:
        return _from_english(rows, typed, english)
    undecided = [number for _, number in typed if _OPEN.fullmatch(number)]
    told = (OPEN.format(example=undecided[0]),) if undecided and not vietnamese else ()
    return Numbers(rows, told, sure=vietnamese)


def _from_english(
    rows: Sequence[GridRow], typed: Sequence[tuple[GridCell, str]], english: Counter[int]
) -> Numbers:
    """Numbers such as 1.234 stay where neither their column nor a comma in the file explains the point."""
    commas = any("," in number for _, number in typed)
    stay = {
        (cell.row, cell.column): number
        for cell, number in typed
        if not commas and _OPEN.fullmatch(number) and not english[cell.column]
    }
    swapped = {(cell.row, cell.column) for cell, _ in typed} - stay.keys()
    told = (ENGLISH, *(OPEN.format(example=number) for number in list(stay.values())[:1]))
    return Numbers([_rewritten(row, swapped) for row in rows], told, sure=not stay)


def _typed(rows: Sequence[GridRow]) -> Iterator[tuple[GridCell, str]]:
    for row in rows:
        for cell in list(row.values())[1:]:
            found = _TYPED.fullmatch(cell.words.strip()) if cell.typed else None
            if found:
                yield cell, found["number"]


def _rewritten(row: GridRow, swapped: set[tuple[int, int]]) -> GridRow:
    return {
        column: _swapped(cell) if (cell.row, cell.column) in swapped else cell for column, cell in row.items()
    }


def _swapped(cell: GridCell) -> GridCell:
    found = _TYPED.fullmatch(cell.words.strip())
    assert found
    words = cell.words.strip()
    start, end = found.span("number")
    return replace(cell, words=words[:start] + found["number"].translate(_SWAP) + words[end:])
