"""Text files, plain or Markdown, to documents: one way for both, for each may hold the other's marks."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ingest.document import Document
from ingest.read.assemble import Draft, assemble, note_warnings
from ingest.read.decode import decode
from ingest.read.htmltables import html_table, table_ends
from ingest.read.legacy import font_warning
from ingest.read.lines import Layout, Line, line_starts, look_at_layout, split_lines
from ingest.read.markup import Piece
from ingest.read.notes import part_text
from ingest.read.paragraphs import join_paragraphs
from ingest.read.strips import Strip
from ingest.read.tables import Row, is_letterhead, table_rows

_PAGE_NUMBER = re.compile(
    r"(?:trang\s*+)?(?:[-–—]\s*+)?(\d{1,3})\s*+(?:[-–—]\s*+)?(?:/\s*+\d{1,3})?$", re.IGNORECASE
)
_RULE = re.compile(r"(?:[-–—_=*~.·]\s?){3,}$|\\?-{3,}$")

_PAGES_SKIPPED = 60
_LINES_BETWEEN = 5
_SHORT_LINE = 25


def read_text(data: bytes, name: str, media_type: str) -> Document:
    """The document of a text file. Raises ``UnreadableReport`` for what is no readable text."""
    decoded = decode(data, name)
    text = decoded.text
    lines = split_lines(text)
    layout = look_at_layout([line for line in lines if not _PAGE_NUMBER.match(line.text)])
    parted = part_text(text, lines, layout, find_furniture(lines))
    drafts = list(_drafts(text, parted.main, layout))
    notes = [join_paragraphs(text, note.strips, layout, foot=True) for note in parted.notes]
    blocks = assemble(text, drafts, [[_pieces(p) for p in note] for note in notes], parted.cuts)
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        name=name,
        text=text,
        blocks=blocks,
        line_starts=line_starts(text),
        media_type=media_type,
        warnings=(*font_warning(decoded.font), *note_warnings(blocks)),
    )


def find_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that belong to the page, not to the report: page numbers that count up, rules."""
    full = [line for line in lines if not line.blank]
    found: set[int] = set()
    last, last_at = 0, -_LINES_BETWEEN
    for at, line in enumerate(full):
        match = _PAGE_NUMBER.match(line.text)
        if match and _counts_pages(full, at, int(match[1]) - last, at - last_at):
            last, last_at = int(match[1]), at
            found.add(line.number)
        elif _RULE.match(line.text):
            found.add(line.number)
    return frozenset(found)


def _counts_pages(full: Sequence[Line], at: int, step: int, lines_between: int) -> bool:
    """Whether a lone number is a page's and not a figure of a table whose cells are lines."""
    around = [*full[max(0, at - 1) : at], *full[at + 1 : at + 2]]
    alone = not any(_PAGE_NUMBER.match(line.text) for line in around)
    return 0 < step <= _PAGES_SKIPPED and lines_between >= _LINES_BETWEEN and alone and _runs_on(around)


def _runs_on(around: Sequence[Line]) -> bool:
    return any(len(line.text) > _SHORT_LINE for line in around)


def _drafts(text: str, strips: Sequence[Strip], layout: Layout) -> Iterable[Draft]:
    at = 0
    closed = table_ends(text)
    waiting: list[Strip] = []
    while at < len(strips):
        rows, end = html_table(text, strips[at].start, closed)
        marked = bool(rows)
        if not rows and (rows := table_rows(text, strips, at)):
            end = rows[-1][-1].end
        if not rows:
            waiting.append(strips[at])
            at += 1
            continue
        yield from _paragraphs(text, waiting, layout)
        waiting = []
        yield from _table(text, rows)
        at = bisect_left(strips, end, lo=at, key=lambda strip: strip.start)
        if marked and end < strips[at - 1].end:  # words on the line that closes the table
            yield Draft((Piece(end, strips[at - 1].end),))
    yield from _paragraphs(text, waiting, layout)


def _table(text: str, rows: Sequence[Row]) -> Iterable[Draft]:
    slots = [slot for row in rows for slot in row]
    if is_letterhead("\n".join(text[slot.start : slot.end] for slot in slots), len(rows)):
        yield from (Draft((Piece(slot.start, slot.end),)) for slot in slots)
    else:
        yield Draft((), tuple(rows))


def _paragraphs(text: str, strips: Sequence[Strip], layout: Layout) -> Iterable[Draft]:
    for paragraph in join_paragraphs(text, strips, layout):
        yield Draft(pieces=_pieces(paragraph))


def _pieces(paragraph: Sequence[Strip]) -> tuple[Piece, ...]:
    return tuple(strip.piece() for strip in paragraph)
