"""Where the ink of a recognised word lies: spaces that OCR closed, signs that are raised behind a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ingest.read.printed.rulings import DARK, Picture

_SPACE = 0.22  # of the size of letters: no gap within a word is as broad
_LIFTED = 0.17  # how high above the line a raised sign ends
_TALL = 0.25
_NARROW = 0.25
_HIGH = 0.78  # higher up stand the letters of the line above
_BODY = 0.4  # of the row of most ink: what less ink has lies above or below the letters' bodies
_X_HEIGHT, _CAPITAL = 0.46, 0.66
_FAR = 0.6  # how far behind a word its mark may stand


@dataclass(frozen=True, slots=True)
class Blot:
    """Ink without a gap from left to right, in pixels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: where it stands and how large its letters are, in pixels."""

    base: float
    size: float


def blots(picture: Picture, left: float, right: float, line: Line) -> list[Blot]:
    """The ink of a line between two places."""
    top, bottom = max(0, int(line.base - _HIGH * line.size)), int(line.base + 0.3 * line.size)
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


def letter_size(picture: Picture, left: float, right: float, line: Line, *, capitals: bool) -> float:
    """The size of a line's letters in pixels, by how high their bodies stand above the line.

    Programs tell a size by the highest and lowest letter that a line happens to hold.
    """
    top, bottom = max(0, int(line.base - line.size)), max(1, int(line.base) + 1)
    rows = (picture[top:bottom, max(0, int(left)) : int(right) + 1] < DARK).sum(axis=1)
    if not rows.size or not rows.max():
        return line.size
    body = np.flatnonzero(rows > _BODY * rows.max())[::-1]
    steps = np.flatnonzero(-np.diff(body) > 0.1 * line.size)
    highest = body[steps[0]] if steps.size else body[-1]
    return float(bottom - top - highest) / (_CAPITAL if capitals else _X_HEIGHT)


def stroke_width(picture: Picture, left: float, right: float, line: Line) -> float:
    """How broad the strokes of letters are, in parts of their size: bold ones about half as broad again."""
    top, bottom = max(0, int(line.base - _X_HEIGHT * line.size)), max(1, int(line.base))
    dark = picture[top:bottom, max(0, int(left)) : int(right) + 1] < DARK
    edges = np.diff(dark.astype(np.int8), axis=1, prepend=0, append=0)
    starts, ends = np.nonzero(edges == 1), np.nonzero(edges == -1)
    return float(np.median(ends[1] - starts[1])) / line.size if starts[0].size else 0.0


def gaps(found: Sequence[Blot], line: Line) -> Iterator[float]:
    """The middles of gaps as broad as a space."""
    for a, b in pairwise(found):
        if b.left - a.right > _SPACE * line.size:
            yield (a.right + b.left) / 2


def raised_part(found: Sequence[Blot], line: Line) -> tuple[float, float] | None:
    """From where to where the sign reaches that is raised behind a word, before marks of punctuation."""
    end = len(found)
    while end and _is_low(found[end - 1], line):
        end -= 1
    start = end
    while start > 0 and _is_raised(found[start - 1], line):
        start -= 1
    return (found[start].left, found[end - 1].right) if start < end else None


def reach(right: float, following: float, line: Line) -> float:
    """How far behind a word its mark may stand; the next word begins at ``following``."""
    return min(right + _FAR * line.size, following - 1)


def _is_low(blot: Blot, line: Line) -> bool:
    """Whether it is a sign that closes a word: a full stop, a comma, a semicolon, a bracket."""
    height, depth = (line.base - blot.top) / line.size, (blot.bottom - line.base) / line.size
    narrow = blot.right - blot.left < _NARROW * line.size
    return height < 0.25 or (narrow and (height < 0.5 or depth > 0.12))


def _is_raised(blot: Blot, line: Line) -> bool:
    lifted = line.base - blot.bottom > _LIFTED * line.size
    return lifted and blot.bottom - blot.top > _TALL * line.size
