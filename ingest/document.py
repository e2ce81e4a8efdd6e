"""Contract: one report as text. Every later stage reads this and nothing else of the file.

``Document.text`` is the canonical text: NFC, line feeds as line ends, nothing removed. All public offsets are
half-open code-point offsets into it, so ``text[start:end] == quote`` always. For reading, every block has
a ``Flow``: its words with hard line breaks, footnote marks, emphasis marks and page numbers taken out
and sentences rejoined; a flow knows where each of its characters stands in the canonical text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter, itemgetter


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into ``Document.text`` (``oa:TextPositionSelector``)."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a flow that stands unbroken in the canonical text.

    ``after_gap`` says that the words of other blocks (a footnote body) or a page break stand between
    this run and the one before it: a quote must not reach over such a gap.
    """

    flow_start: int
    start: int
    length: int
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Reading text with its way back to the canonical text.

    Characters between runs (joining spaces) have no source of their own.
    """

    text: str
    runs: tuple[Run, ...]

    def source(self, start: int, end: int) -> Span:
        """The smallest canonical span that covers the flow range ``[start, end)``.

        Where a gap cuts the range, the part that holds more of it is kept, so that the span never
        takes in the words of another block. Raises ``ValueError`` for a range without source.
        """
        pieces = self.pieces(start, end)
        if not pieces:
            raise ValueError(f"flow range {start}-{end} has no source")
        return max(pieces, key=lambda span: (span.end - span.start, -span.start))

    def pieces(self, start: int, end: int) -> list[Span]:
        """The canonical spans of the flow range, one for each stretch between gaps, in flow order."""
        pieces: list[Span] = []
        for run in self._runs_over(start, end):
            low = run.start + max(0, start - run.flow_start)
            high = run.start + min(run.length, end - run.flow_start)
            if low >= high:
                continue
            if pieces and not run.after_gap:
                pieces[-1] = Span(pieces[-1].start, high)
            else:
                pieces.append(Span(low, high))
        return pieces

    def _runs_over(self, start: int, end: int) -> tuple[Run, ...]:
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.flow_start) - 1)
        last = bisect_right(self.runs, end - 1, key=lambda run: run.flow_start)
        return self.runs[first:last]


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote mark in a flow: it stands right before ``offset``; ``block`` is the footnote's index."""

    offset: int
    mark: str
    block: int | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the mark of a footnote stands: block index and flow offset in it."""

    block: int
    offset: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``row`` and ``column`` count from 0, spans from 1."""

    row: int
    column: int
    flow: Flow
    header: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table kept as a table; a missing cell is simply absent.

    ``decimal_comma``: its numbers are known to have a comma as decimal sign and points between thousands.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, footnote or table.

    ``index`` is its place in ``Document.blocks``; ``span`` covers its first to last source character;
    ``section`` is the path of heading texts above it, e.g. ``("I. KINH TẾ", "1. Nông nghiệp")``;
    ``marker`` is a heading's or item's own numbering (``"1.1.2"``, ``"a)"``, ``"-"``), which is also part
    of the flow; ``level`` is a heading's depth (1 is the top) and 0 for the rest;
    ``anchor`` is set for footnotes whose mark was found. A table's flow is empty: read its cells.
    """

    index: int
    kind: BlockKind
    span: Span
    flow: Flow
    section: tuple[str, ...] = ()
    marker: str = ""
    level: int = 0
    notes: tuple[NoteRef, ...] = ()
    anchor: Anchor | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PageBox:
    """A place on a printed page: the page's number from 1, and edges in points from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def _around(boxes: Sequence[PageBox]) -> PageBox:
    """The smallest box around boxes of one page."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return PageBox(
        boxes[0].page, left, top, max(box.right for box in boxes), max(box.bottom for box in boxes)
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its number from 1 and its size in points.

    ``ocr`` says that its words were recognised in a picture, and may be wrong; ``turn`` by how many degrees
    (against the clock) that picture is turned to be read, which boxes on the page take for granted.
    """

    number: int
    width: float
    height: float
    ocr: bool = False
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a report file.

    ``id`` is the first 16 hex digits of the SHA-256 of the file's bytes; ``name`` the file's name;
    ``line_starts`` the offset of each line of ``text`` (a line is a physical line in txt and md, a
    paragraph in docx and PDF); ``media_type`` e.g. ``text/plain``; ``warnings`` what the reader wants said.
    Where the file has pages, ``pages`` tells them, and ``boxes`` for the offset at which the words of each
    printed line begin where that line stands.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    media_type: str
    warnings: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    boxes: tuple[tuple[int, PageBox], ...] = ()

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds the offset."""
        return bisect_right(self.line_starts, offset)

    def quote(self, span: Span) -> str:
        """The exact source words of a span."""
        return self.text[span.start : span.end]

    def boxes_of(self, span: Span) -> tuple[PageBox, ...]:
        """Where the printed lines stand that a span reaches into; none where the file has no pages."""
        first = max(0, bisect_right(self.boxes, span.start, key=itemgetter(0)) - 1)
        last = bisect_left(self.boxes, span.end, key=itemgetter(0))
        return tuple(box for _, box in self.boxes[first:last])

    def page_boxes(self, span: Span) -> tuple[PageBox, ...]:
        """For each page that a span reaches into the box around its printed lines there."""
        return tuple(_around(list(lines)) for _, lines in groupby(self.boxes_of(span), attrgetter("page")))

    def by_ocr(self, span: Span) -> bool:
        """Whether words of the span were recognised in a picture."""
        read = {page.number for page in self.pages if page.ocr}
        return any(box.page in read for box in self.boxes_of(span)) if read else False
