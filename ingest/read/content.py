"""Paragraphs, tables and footnotes that a file format tells apart, made into a document.

The canonical text has one line for each paragraph and table row (cells parted by tabs); footnotes stand
after the paragraph or table that bears their mark, each behind its raised number.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ingest.document import Document, Page
from ingest.read.assemble import Draft, assemble, note_warnings
from ingest.read.elements import WordContent
from ingest.read.lines import Layout, Line, line_starts, split_lines
from ingest.read.markup import Cut
from ingest.read.notes import part_raised
from ingest.read.paragraphs import join_paragraphs
from ingest.read.strips import Strip
from ingest.read.wordtext import WordText
from ontology.errors import UnreadableReport

_PLAIN = Layout(wrapped=False, spaced=False, width=0)


def content_document(
    content: WordContent,
    data: bytes,
    name: str,
    media_type: str,
    warnings: Sequence[str] = (),
    pages: Sequence[Page] = (),
) -> Document:
    """The document of a file's content; ``data`` are the file's own bytes.

    Raises ``UnreadableReport`` where it holds no text.
    """
    script = WordText()
    script.write(content)
    text = script.text()
    if not text.strip():
        raise UnreadableReport(
            f"{name} holds no text.", "If it is a scan, read the text it was made from.", "no_text"
        )
    lines = [line for line in split_lines(text) if not _known(script, line)]
    settled = frozenset(start for start, *_ in script.cuts)
    parted = part_raised(text, lines, settled)
    shift = len(parted.notes)
    own = {key: shift + i for i, (_, key, _) in enumerate(script.notes)}
    cuts = [Cut(start, end, label, own.get(key)) for start, end, label, key in script.cuts]
    cuts += parted.cuts
    notes = [[[strip.piece()] for strip in note.strips] for note in parted.notes]
    notes += [[[piece] for piece in pieces] for _, _, pieces in script.notes]
    drafts = sorted(_drafts(text, parted.main, script), key=lambda draft: draft.start)
    blocks = assemble(text, drafts, notes, sorted(cuts, key=lambda cut: cut.start))
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        name=name,
        text=text,
        blocks=blocks,
        line_starts=line_starts(text),
        media_type=media_type,
        warnings=(*warnings, *note_warnings(blocks)),
        pages=tuple(pages),
        boxes=tuple(script.boxes),
    )


def _known(script: WordText, line: Line) -> bool:
    """Whether a line is a table row or a footnote, which the file itself marked as such."""
    at = bisect_right(script.known, line.start, key=itemgetter(0)) - 1
    return at >= 0 and line.start < script.known[at][1]


def _drafts(text: str, strips: Sequence[Strip], script: WordText) -> Iterator[Draft]:
    tables = [Draft(pieces=(), rows=rows, decimal_comma=comma) for rows, comma in script.tables if any(rows)]
    yield from tables
    ends = [table.start for table in tables]
    for _, group in groupby(strips, key=lambda strip: bisect_right(ends, strip.start)):
        for paragraph in join_paragraphs(text, group, _PLAIN):
            rank, bold = script.hints.get(paragraph[0].line.start, (0, False))
            yield Draft(tuple(strip.piece() for strip in paragraph), rank=rank, bold=bold)
