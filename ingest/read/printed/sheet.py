"""Contract: what stands on a printed page, whether a PDF tells it or OCR saw it.

All measures are points (1/72 inch) from the page's upper left corner, as the page is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

GAP = 0.12
"""In sizes of the letters: a broader gap parts words."""
ASCENT, DESCENT = 0.8, 0.22
"""In sizes of the letters: how far they reach above and below their line."""
_NEAR, _ALIKE = 0.15, 0.23


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without white space between them; ``base`` is the line that they stand on.

    ``spaced``: white space stands before it, however narrow. ``raised``: it is set above its line, as
    footnote marks are.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    spaced: bool = True
    raised: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight ruling, upright or level."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page; ``number`` counts from 1, ``ocr`` says that its words were recognised in a picture."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...] = ()
    ocr: bool = False


def even_sizes(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages with sizes that differ only as recognition errs made one: the commonest first."""
    letters: Counter[float] = Counter()
    for sheet in sheets:
        for word in sheet.words:
            letters[round(word.size, 1)] += 0 if word.raised else len(word.text)
    evened: dict[float, float] = {}
    while left := {size: count for size, count in letters.items() if size not in evened}:
        top = max(
            left, key=lambda size: sum(n for other, n in left.items() if abs(other - size) < _NEAR * size)
        )
        evened |= {size: top for size in left if abs(size - top) <= _ALIKE * top} | {top: top}
    return [
        replace(sheet, words=tuple(_resized(word, evened[round(word.size, 1)]) for word in sheet.words))
        for sheet in sheets
    ]


def _resized(word: Word, size: float) -> Word:
    if word.raised:
        return word
    return replace(word, size=size, top=word.base - ASCENT * size, bottom=word.base + DESCENT * size)


def usual_size(words: Iterable[Word]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)
