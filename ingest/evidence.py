"""Evidence: the exact words that a fact was read from, and the sentence around them."""

from __future__ import annotations

from functools import lru_cache

from ingest.document import Block, Cell, Document, Flow, Span
from ingest.fact import Evidence
from ingest.sentence import split_sentences


def cite(document: Document, block: Block, start: int, end: int, cell: Cell | None = None) -> Evidence:
    """The evidence for ``[start, end)`` of the block's flow, or of the cell's flow.

    The sentence around a table cell is its row. Where footnotes or a page break cut the sentence in the
    source, only the part that holds the quote is given. Raises ``ValueError`` for a range without source.
    """
    flow = cell.flow if cell else block.flow
    span = flow.source(start, end)
    sentence = _row(document, block, cell) if cell else _sentence(flow, start, end, span)
    return Evidence(
        span=span,
        quote=document.quote(span),
        sentence=sentence,
        line=document.line_of(span.start),
        last_line=document.line_of(max(span.start, span.end - 1)),
        block=block.index,
        section=block.section,
    )


def _row(document: Document, block: Block, cell: Cell) -> Span:
    cells = block.table.cells if block.table else (cell,)
    row = [
        other.flow.source(0, len(other.flow.text))
        for other in cells
        if other.row == cell.row and other.flow.runs
    ]
    line = document.line_of(cell.flow.runs[0].start)
    inside = [span for span in row if document.line_of(span.start) == line]
    return Span(min(span.start for span in inside), max(span.end for span in inside))


def _sentence(flow: Flow, start: int, end: int, quote: Span) -> Span:
    bounds = _bounds(flow.text)
    first = next((low for low, high in bounds if high > start), start)
    last = next((high for low, high in reversed(bounds) if low < end), end)
    return next(
        (piece for piece in flow.pieces(min(first, start), max(last, end)) if quote.start in piece),
        quote,
    )


@lru_cache(maxsize=64)
def _bounds(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(split_sentences(text))
