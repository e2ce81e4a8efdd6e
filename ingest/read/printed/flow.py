"""Rows of a column of text to paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.marker import read_marker
from ingest.read.lines import is_open, starts_low
from ingest.read.printed.rows import Row

_SPACE = 0.22  # of a letter's size: the narrowest space between words
_INDENT = 0.8
_SAME = 0.5
_SIZES = 0.1
_LOOSE = 0.4  # of the usual line pitch: more than that parts paragraphs
_BROAD = 0.55
_EXACT = 3.0  # points
_TITLE = 20  # letters


@dataclass(frozen=True, slots=True)
class Frame:
    """How a column of text is set: its edges, its line pitch, and where first lines begin if indented."""

    left: float
    right: float
    pitch: float
    indent: float | None

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left


def frame_of(rows: Sequence[Row]) -> Frame:
    """The frame of rows that are set in one column; they may come from several pages."""
    right = _edge([row.right for row in rows], top=True)
    widest = max((row.right - row.left for row in rows), default=0.0)
    broad = [row for row in rows if row.right - row.left > _BROAD * widest]
    left = min(_common([row.left for row in broad]), default=0.0)
    pitches = [
        b.base - a.base for a, b in pairwise(rows) if a.page == b.page and 0 < b.base - a.base < 3 * a.size
    ]
    pitch = median(pitches) if pitches else 0.0
    size = median(row.size for row in rows) if rows else 0.0
    deep = [row.left for row in broad if left + _INDENT * size < row.left < left + 6 * size]
    indent = _common(deep)[0] if len(deep) > 0.08 * len(broad) else None
    return Frame(left, right, pitch, indent)


def _common(places: Iterable[float]) -> list[float]:
    """The places where many lie, most first (to 4 points)."""
    counted = Counter(round(place / 4) for place in places)
    if not counted:
        return []
    most = counted.most_common()
    return [4.0 * place for place, count in most if count >= 0.25 * most[0][1]]


def _edge(places: Iterable[float], *, top: bool) -> float:
    ordered = sorted(places, reverse=top)
    return ordered[min(len(ordered) - 1, len(ordered) // 20)] if ordered else 0.0


def paragraphs(rows: Sequence[Row], frame: Frame) -> list[list[Row]]:
    """The rows by paragraph. Rows of several pages may follow each other."""
    found: list[list[Row]] = []
    for row in rows:
        if found and goes_on(found[-1], row, frame):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def column_paragraphs(columns: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The paragraphs of columns that are read one by one; a sentence may go on at the head of the next."""
    found: list[list[Row]] = []
    before: Frame | None = None
    for column in columns:
        frame = frame_of(column)
        own = paragraphs(column, frame)
        if before and found and own and _turns(found[-1][-1], own[0][0], before, frame):
            found[-1] += own.pop(0)
        found += own
        before = frame
    return found


def _turns(last: Row, row: Row, before: Frame, frame: Frame) -> bool:
    """Whether a sentence goes on from the foot of a column at the head of the next."""
    alike = abs(last.size - row.size) <= _SIZES * last.size and last.bold == row.bold
    at_edge = row.left < frame.left + _SAME * row.size and not _centred(last, before)
    low = starts_low(row.text) and not read_marker(row.text)
    return alike and at_edge and low and (is_open(last.text) or _filled(last, row, before))


def goes_on(paragraph: Sequence[Row], row: Row, frame: Frame) -> bool:
    """Whether a row continues a paragraph."""
    last = paragraph[-1]
    if abs(last.size - row.size) > _SIZES * last.size or _set_apart(last, row, frame):
        return False
    opened = is_open(last.text)
    if not _filled(last, row, frame):
        level = abs(row.left - last.left) < _SAME * row.size or row.left < frame.left + _SAME * row.size
        flows = opened and starts_low(row.text) and not read_marker(row.text)
        return flows and level and not _centred(last, frame)
    if _centred(last, frame) and last.bold == row.bold:
        return _centred(row, frame)
    if not opened and read_marker(row.text):
        return False
    if not starts_low(row.text) and (last.bold > row.bold or (_in_capitals(last) and not _in_capitals(row))):
        return False
    return _in_line(paragraph, row, frame, opened)


def _in_capitals(row: Row) -> bool:
    """Whether a row is set in capitals, as titles are; a name or two in capitals is no title."""
    letters = [letter for letter in row.text if letter.isalpha()]
    return len(letters) >= _TITLE and all(map(str.isupper, letters))


def _set_apart(last: Row, row: Row, frame: Frame) -> bool:
    """Whether more white stands between two rows of a page than between the lines of a paragraph."""
    step = row.base - last.base
    return (
        last.page == row.page and frame.pitch > 0 and step > (1 + _LOOSE) * max(frame.pitch, row.size * 1.1)
    )


def _filled(last: Row, row: Row, frame: Frame) -> bool:
    """Whether the row's first word had no place any more on the line before."""
    room = frame.right - last.right
    if _centred(last, frame):
        room = frame.width - (last.right - last.left)
    first = row.words[0]
    return room < first.right - first.left + _SPACE * row.size


def _centred(row: Row, frame: Frame) -> bool:
    left, right = row.left - frame.left, frame.right - row.right
    off = _EXACT if _indented(row, frame) else max(_EXACT, 0.06 * frame.width)
    return left > row.size and abs(left - right) < off and right > row.size


def _indented(row: Row, frame: Frame) -> bool:
    """Whether it begins where first lines do: in text that is not justified these may end short too."""
    return frame.indent is not None and abs(row.left - frame.indent) < _SAME * row.size


def _in_line(paragraph: Sequence[Row], row: Row, frame: Frame, opened: bool) -> bool:
    """Whether the row begins where the paragraph's further lines do."""
    near = _SAME * row.size
    if len(paragraph) > 1:
        expected = paragraph[1].left
        if paragraph[1].page == row.page and abs(row.left - expected) < near:
            return True
        return row.left < frame.left + near or (opened and starts_low(row.text))
    if row.left < frame.left + near:
        return True
    first = paragraph[0]
    if _indented(row, frame) and _indented(first, frame):
        return opened and not read_marker(row.text)
    hangs = read_marker(first.text) is not None and first.left < row.left < first.left + 4 * row.size
    return abs(row.left - first.left) < near or hangs
