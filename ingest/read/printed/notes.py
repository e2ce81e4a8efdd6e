"""The footnotes at the foot of a page: which rows they are, and where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.read.printed.rows import Row
from ingest.read.printed.sheet import Stroke

_SMALLER = 0.93
_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?$")
_OPENS = re.compile(r"[\[(]?([1-9]\d{0,2})[\])]?(?=\s|[^\d\s.,/%)])")
_RULE_WIDTH = (0.08, 0.6)  # of the page's width
_RULE_HEIGHT = 2.0
_MISSED = 4  # of footnotes that OCR did not see, fewer stand in a row


@dataclass(frozen=True, slots=True)
class FootNote:
    """Rows of a footnote; ``label`` is empty where it goes on from the page before."""

    label: str
    rows: tuple[Row, ...]


def part_foot(
    rows: Sequence[Row],
    strokes: Sequence[Stroke],
    width: float,
    usual: float,
    open_before: bool,
    last: int,
    *,
    ocr: bool = False,
) -> tuple[list[Row], list[FootNote]]:
    """The rows of the report's own text, and the footnotes below them.

    A foot is small print down to the page's end that opens with a number, or goes on from a page before
    (``open_before``); a short rule above it may stand for the small print. ``last`` is the number of the
    footnote before, for numbers that are not raised. OCR (``ocr``) may miss that some of them are.
    """
    for start in _starts(rows, strokes, width, usual):
        notes = _notes(rows[start:], last, ocr)
        if notes and (notes[0].label or open_before):
            return list(rows[:start]), notes
    return list(rows), []


def _starts(rows: Sequence[Row], strokes: Sequence[Stroke], width: float, usual: float) -> list[int]:
    """Where the foot may begin: below a rule, and where small print begins."""
    found = []
    low, high = _RULE_WIDTH[0] * width, _RULE_WIDTH[1] * width
    rules = [
        stroke.top
        for stroke in strokes
        if stroke.level
        and stroke.bottom - stroke.top < _RULE_HEIGHT
        and low < stroke.right - stroke.left < high
    ]
    small = len(rows)
    while small and rows[small - 1].size < _SMALLER * usual:
        small -= 1
    for rule in sorted(rules):
        below = next((at for at, row in enumerate(rows) if row.base > rule), len(rows))
        if 0 < below < len(rows) and below <= small and _OPENS.match(rows[below].text):
            found.append(below)
    if small < len(rows):
        found.append(small)
    return found


def _notes(rows: Sequence[Row], last: int, ocr: bool) -> list[FootNote]:
    """The footnotes. Where no number is raised, plain ones open them: the next, or the first of a page."""
    raised = any(_raised_label(row, last) for row in rows)
    missed = _MISSED if ocr else 0
    notes: list[tuple[str, list[Row]]] = []
    for row in rows:
        expected = {last + 1} if notes or raised else {last + 1, 1, *range(last + 1, last + missed)}
        label = _raised_label(row, last) if raised else ""
        if not label and (ocr or not raised):
            label = _plain_label(row, expected)
        if label:
            last = int(label)
            notes.append((label, [_after_label(row, label)]))
        elif notes:
            notes[-1][1].append(row)
        else:
            notes.append(("", [row]))
    return [FootNote(label, tuple(row for row in own if row.words)) for label, own in notes]


def _raised_label(row: Row, last: int) -> str:
    """The raised number that opens a footnote; one that OCR took for something else is the next."""
    first = row.words[0]
    if not first.raised:
        return ""
    match = _LABEL.match(first.text)
    return match[1] if match else str(last + 1)


def _plain_label(row: Row, expected: set[int]) -> str:
    match = _OPENS.match(row.text)
    return match[1] if match and int(match[1]) in expected else ""


def _after_label(row: Row, label: str) -> Row:
    """The row without its number; a number glued to its first word is cut off from it."""
    first = row.words[0]
    if first.raised or _LABEL.match(first.text):
        return Row(row.page, row.words[1:])
    rest = first.text[first.text.index(label) + len(label) :].lstrip("])")
    return Row(row.page, (replace(first, text=rest), *row.words[1:]))
