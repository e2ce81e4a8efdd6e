"""Where the ink of a recognised word lies: spaces that OCR closed, signs that are raised behind a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from ingest.read.printed.rulings import DARK, Picture

_SPACE = 0.22  # of the size of letters: no gap within a word is as broad
_LIFTED = 0.17  # how high above the line a raised sign ends
_TALL, _TALLEST = 0.25, 0.55
_DOT, _LEVEL = 0.2, 0.06
_NARROW = 0.25
_HIGH = 0.78  # higher up stand the letters of the line above
_FULL = 1.05
_X_HEIGHT, _CAPITAL = 0.46, 0.67
_HEIGHTS = dict.fromkeys("acemnorsuvxz", _X_HEIGHT) | dict.fromkeys("ABCDEHIKLMNPRTVX0123456789", _CAPITAL)
_FAR = 0.6  # how far behind a word its mark may stand


@dataclass(frozen=True, slots=True)
class Blot:
    """Ink without a gap from left to right, in pixels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A raised sign, from where to where it reaches, and whether a full stop follows it."""

    left: float
    right: float
    stopped: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: where it stands and how large its letters are, in pixels."""

    base: float
    size: float


def blots(picture: Picture, left: float, right: float, line: Line, *, high: float = _HIGH) -> list[Blot]:
    """The ink of a line between two places, up to ``high`` sizes of its letters above it."""
    top, bottom = max(0, int(line.base - high * line.size)), int(line.base + 0.3 * line.size)
    low, high = max(0, int(left)), int(right) + 1
    dark = picture[top:bottom, low:high] < DARK
    if not dark.size:
        return []
    columns = np.flatnonzero(np.diff(dark.any(axis=0).astype(np.int8), prepend=0, append=0))
    return [_blot(dark, start, end, low, top) for start, end in zip(columns[::2], columns[1::2], strict=True)]


def _blot(
    dark: np.ndarray[tuple[int, int], np.dtype[np.bool_]], start: int, end: int, left: int, top: int
) -> Blot:
    rows = np.flatnonzero(dark[:, start:end].any(axis=1))
    return Blot(left + int(start), left + int(end), top + int(rows[0]), top + int(rows[-1]) + 1)


def letter_size(picture: Picture, letters: Iterable[tuple[str, float, float]], line: Line) -> float | None:
    """The size of a line's letters in pixels, by how high those stand that bear no mark.

    Each is told with from where to where it reaches. Programs tell a size by the highest and lowest letter
    that a line happens to hold. There may be no such letter.
    """
    found = []
    for text, left, right in letters:
        share = _HEIGHTS.get(text)
        height = _height(picture, left, right, line) if share else None
        if share and height:
            found.append(height / share)
    return median(found) if found else None


def _height(picture: Picture, left: float, right: float, line: Line) -> int | None:
    """How high a letter stands; nothing for one that does not stand on the line."""
    top, bottom = max(0, int(line.base - line.size)), max(1, int(line.base + 0.1 * line.size))
    dark = (picture[top:bottom, max(0, int(left)) : int(right) + 1] < DARK).any(axis=1)
    rows = np.flatnonzero(dark)[::-1]
    if not rows.size or dark.size - rows[0] > 0.25 * line.size:
        return None
    breaks = np.flatnonzero(-np.diff(rows) > 2)
    return int(rows[0] - rows[breaks[0] if breaks.size else -1]) + 1


def stroke_width(picture: Picture, left: float, right: float, line: Line) -> float:
    """How broad the strokes of letters are, in parts of their size: bold ones about half as broad again."""
    top, bottom = max(0, int(line.base - _X_HEIGHT * line.size)), max(1, int(line.base))
    dark = picture[top:bottom, max(0, int(left)) : int(right) + 1] < DARK
    edges = np.diff(dark.astype(np.int8), axis=1, prepend=0, append=0)
    starts, ends = np.nonzero(edges == 1), np.nonzero(edges == -1)
    return float(np.median(ends[1] - starts[1])) / line.size if starts[0].size else 0.0


def gaps(picture: Picture, left: float, right: float, line: Line) -> Iterator[float]:
    """The middles of gaps as broad as a space; the arms of capitals and tone marks fill some."""
    for a, b in pairwise(blots(picture, left, right, line, high=_FULL)):
        if b.left - a.right > _SPACE * line.size:
            yield (a.right + b.left) / 2


def raised_part(found: Sequence[Blot], line: Line) -> Raised | None:
    """The sign that is raised behind a word, before marks of punctuation."""
    end = len(found)
    while end and _is_low(found[end - 1], line):
        end -= 1
    start = end
    while start > 0 and _is_raised(found[start - 1], line):
        start -= 1
    if start == end:
        return None
    return Raised(found[start].left, found[end - 1].right, any(_is_stop(blot, line) for blot in found[end:]))


def reach(right: float, following: float, line: Line) -> float:
    """How far behind a word its mark may stand; the next word begins at ``following``."""
    return min(right + _FAR * line.size, following - 1)


def _is_low(blot: Blot, line: Line) -> bool:
    """Whether it is a sign that closes a word: a full stop, a comma, a semicolon, a bracket."""
    height, depth = (line.base - blot.top) / line.size, (blot.bottom - line.base) / line.size
    narrow = blot.right - blot.left < _NARROW * line.size
    return height < 0.25 or (narrow and (height < 0.5 or depth > 0.12))


def _is_stop(blot: Blot, line: Line) -> bool:
    return blot.bottom - line.base < _LEVEL * line.size and blot.bottom - blot.top < _DOT * line.size


def _is_raised(blot: Blot, line: Line) -> bool:
    lifted = line.base - blot.bottom > _LIFTED * line.size
    return lifted and _TALL * line.size < blot.bottom - blot.top < _TALLEST * line.size
