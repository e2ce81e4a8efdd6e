"""Words of a page to the rows in which they stand, and rows to what stands side by side in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.read.printed.sheet import GAP, Word

_OVERLAP = 0.5
_RAISED = 0.15
_SMALLER = 0.85
_WIDE = 1.8


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one line of a page, from left to right. There is at least one."""

    page: int
    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its words end."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of its highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def base(self) -> float:
        """The line that its words stand on."""
        return median(word.base for word in self._plain)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return median(word.size for word in self._plain)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self._plain)

    @property
    def text(self) -> str:
        """Its words, parted by spaces where they are."""
        return "".join(f" {word.text}" if word.spaced else word.text for word in self.words).strip()

    @property
    def _plain(self) -> Sequence[Word]:
        return [word for word in self.words if not word.raised] or self.words


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """The rows, from top to bottom. Words belong together that stand on one height, the largest first."""
    found: list[_Open] = []
    order: list[tuple[float, int]] = []  # the middle of each row's first word, and which row it is
    for word in sorted(words, key=lambda word: (-word.size, word.base, word.left)):
        height = (word.top + word.bottom) / 2
        at = _row_at(found, order, word, height)
        if at is None:
            order.insert(bisect_left(order, (height, -1)), (height, len(found)))
            found.append(_Open(word.top, word.bottom, [word]))
        else:
            found[at].words.append(word)
    rows = [Row(page, _in_order(open_row.words)) for open_row in found]
    return sorted(rows, key=lambda row: (row.base, row.left))


@dataclass(slots=True)
class _Open:
    """A row in the making; its height is that of its largest word."""

    top: float
    bottom: float
    words: list[Word]


def _row_at(
    found: Sequence[_Open], order: Sequence[tuple[float, int]], word: Word, height: float
) -> int | None:
    best, most = None, _OVERLAP * (word.bottom - word.top)
    low = bisect_left(order, (height - 2 * word.size - 40, -1))
    high = bisect_right(order, (height + 2 * word.size + 40, len(found)))
    for _, at in order[low:high]:
        shared = min(found[at].bottom, word.bottom) - max(found[at].top, word.top)
        if shared > most or (best is None and shared == most > 0):
            best, most = at, shared
    return best


def _in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """From left to right, with what is raised and what is glued told."""
    ordered = sorted(words, key=lambda word: word.left)
    base, size = median(word.base for word in ordered), max(word.size for word in ordered)
    main = [word for word in ordered if word.size > _SMALLER * size]
    base = median(word.base for word in main)
    done: list[Word] = []
    for word in ordered:
        raised = word.raised or (word.size <= _SMALLER * size and base - word.base > _RAISED * size)
        spaced = bool(done) and (word.spaced or word.left - done[-1].right > GAP * word.size)
        if done and raised and word.left - done[-1].right < GAP * size:
            spaced = False  # programs write a space between a word and its mark where there is none
        done.append(replace(word, raised=raised, spaced=spaced))
    return tuple(done)


def segments(row: Row) -> list[Row]:
    """What stands side by side on a row, parted by wide gaps; most rows are one segment."""
    wide = _WIDE * row.size
    cuts = [at for at, (a, b) in enumerate(pairwise(row.words), 1) if b.left - a.right > wide]
    return [Row(row.page, row.words[low:high]) for low, high in pairwise([0, *cuts, len(row.words)])]
