"""A report cut into passages: the units that search finds and answers quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind, Cell, Document, Flow
from ingest.sentence import split_sentences

# About 128 tokens of the default model: measured best against whole paragraphs. Whole sentences go in
# until it is full; a rest of less than a third joins the passage before it.
BUDGET = 128
_LONG_HEADING = 12  # words: from here on a heading tells something by itself
_TOKENS = re.compile(r"\d|[^\W\d_]{1,5}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some whole sentences of one block, one table row, or a footnote.

    ``report`` and ``name`` are the document's id and file name; ``text`` is reading text (a flow);
    ``start`` and ``end`` are offsets into the canonical text that cover it, and may take in a footnote
    or page number that stands between its halves; ``line`` and ``last_line`` count from 1. ``context``
    is what a reader has in mind by then: the sentence that a footnote belongs to, the footnotes of a
    passage that bears their marks, or a table's title.
    ``number`` counts the passages of a report from 0. ``source`` is the canonical text between ``start`` and
    ``end``, exactly: what a citation quotes.
    """

    report: str
    name: str
    number: int
    block: int
    kind: BlockKind
    section: tuple[str, ...]
    start: int
    end: int
    line: int
    last_line: int
    text: str
    context: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    end: int
    context: str = ""


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a report in reading order. Together they hold all its words but short headings."""
    number = 0
    notes = _notes(document)
    for block in document.blocks:
        for piece in _pieces(document, block, notes.get(block.index, ())):
            yield _passage(document, block, piece, number)
            number += 1


def estimate_tokens(text: str) -> int:
    """Roughly how many tokens a multilingual model makes of a text: digits count singly."""
    return sum(1 for _ in _TOKENS.finditer(text))


def _passage(document: Document, block: Block, piece: _Piece, number: int) -> Passage:
    return Passage(
        report=document.id,
        name=document.name,
        number=number,
        block=block.index,
        kind=block.kind,
        section=block.section,
        start=piece.start,
        end=piece.end,
        line=document.line_of(piece.start),
        last_line=document.line_of(max(piece.start, piece.end - 1)),
        text=piece.text,
        context=piece.context,
        source=document.text[piece.start : piece.end],
    )


def _notes(document: Document) -> Mapping[int, list[tuple[int, str]]]:
    """For each block the footnotes whose marks it bears: where the mark stands, and the note."""
    found: dict[int, list[tuple[int, str]]] = {}
    for block in document.blocks:
        if block.anchor is not None:
            found.setdefault(block.anchor.block, []).append((block.anchor.offset, block.flow.text))
    return found


def _pieces(document: Document, block: Block, notes: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    if block.kind is BlockKind.TABLE:
        yield from _rows(document, block)
    elif block.kind is not BlockKind.HEADING or len(block.flow.text.split()) >= _LONG_HEADING:
        context = _anchor_sentence(document, block)
        for start, end in _chunks(block.flow.text):
            inside = (note for at, note in notes if start < at <= end)
            yield from _piece(block.flow, start, end, "\n".join(filter(None, (context, *inside))))


def _piece(flow: Flow, start: int, end: int, context: str) -> Iterator[_Piece]:
    """Nothing where a range has no source, as for a flow of joining spaces."""
    spans = flow.pieces(start, end)
    if spans:
        low, high = min(span.start for span in spans), max(span.end for span in spans)
        yield _Piece(flow.text[start:end], low, high, context)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences taken together up to the budget, as offsets."""
    chunks: list[tuple[int, int]] = []
    sizes: list[int] = []
    for start, end in split_sentences(text):
        size = estimate_tokens(text[start:end])
        if chunks and sizes[-1] + size <= BUDGET:
            chunks[-1] = (chunks[-1][0], end)
            sizes[-1] += size
        else:
            chunks.append((start, end))
            sizes.append(size)
    if len(chunks) > 1 and sizes[-1] < BUDGET // 3:
        _, end = chunks.pop()
        chunks[-1] = (chunks[-1][0], end)
    yield from chunks


def _anchor_sentence(document: Document, block: Block) -> str:
    """The sentence that bears a footnote's mark."""
    if block.anchor is None:
        return ""
    text, at = document.blocks[block.anchor.block].flow.text, block.anchor.offset
    return next((text[low:high] for low, high in split_sentences(text) if low <= at <= high), "")


def _rows(document: Document, block: Block) -> Iterator[_Piece]:
    """Each row that is not a header, its cells named by the headers above them."""
    cells = block.table.cells if block.table else ()
    title = _title(document, block)
    headers = [cell for cell in cells if cell.header]
    for row in sorted({cell.row for cell in cells if not cell.header}):
        inside = sorted(
            (cell for cell in cells if cell.row == row and not cell.header), key=lambda c: c.column
        )
        filled = [cell for cell in inside if cell.flow.text.strip() and cell.flow.runs]
        if filled:
            spans = [span for cell in filled for span in cell.flow.pieces(0, len(cell.flow.text))]
            text = "; ".join(_named(cell, headers) for cell in filled)
            yield _Piece(text, min(s.start for s in spans), max(s.end for s in spans), title)


def _named(cell: Cell, headers: Sequence[Cell]) -> str:
    above = [h for h in headers if h.column <= cell.column < h.column + h.column_span and h.row < cell.row]
    words = (h.flow.text.strip() for h in sorted(above, key=lambda h: h.row))
    name = " ".join(word for word in words if not word.isdigit())  # a row that only numbers the columns
    return f"{name}: {cell.flow.text.strip()}" if name else cell.flow.text.strip()


def _title(document: Document, block: Block) -> str:
    """The block before a table, where it is short: mostly its title."""
    before = document.blocks[block.index - 1] if block.index else None
    text = before.flow.text if before and before.kind is not BlockKind.TABLE else ""
    return text if len(text.split()) <= 30 else ""
