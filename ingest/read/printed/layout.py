"""Pages to the content of a report: paragraphs, tables and footnotes in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ingest.document import PageBox
from ingest.read.elements import NoteMark, Paragraph, Place, Token, WordCell, WordContent, WordTable
from ingest.read.lines import is_open, starts_low
from ingest.read.printed.beside import Aligned, Columns, part_beside
from ingest.read.printed.flow import Frame, column_paragraphs, frame_of, paragraphs
from ingest.read.printed.furniture import without_furniture
from ingest.read.printed.grid import Grid, find_grids
from ingest.read.printed.guessed import guess_marks
from ingest.read.printed.notes import FootNote, part_foot
from ingest.read.printed.rows import Row, rows_of
from ingest.read.printed.sheet import Sheet, Word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAME_EDGE = 6.0


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A ruled table with the words of each of its cells."""

    grid: Grid
    cells: tuple[tuple[Row, ...], ...]

    @property
    def held(self) -> Iterator[Row]:
        """The rows of all cells."""
        for cell in self.cells:
            yield from cell


_Item = Row | Columns | Aligned | _Ruled


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's items from top to bottom, and the footnotes below them."""

    number: int
    ocr: bool
    items: tuple[_Item, ...]
    notes: tuple[FootNote, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """Every row of the report's own text, those of tables too."""
        for item in self.items:
            if isinstance(item, Row):
                yield item
            else:
                yield from item.held


def lay_out(sheets: Sequence[Sheet], usual: float) -> WordContent:
    """The content of the pages. ``usual`` is the size of the report's own letters."""
    writer = _Writer(usual)
    for page in _pages(sheets, usual):
        writer.page(page)
    return writer.end()


def _pages(sheets: Sequence[Sheet], usual: float) -> Iterator[_Page]:
    grids = [find_grids(sheet.strokes) for sheet in sheets]
    free = [
        rows_of((word for word in sheet.words if not _inside(word, own)), sheet.number)
        for sheet, own in zip(sheets, grids, strict=True)
    ]
    cleared = without_furniture(free, [sheet.height for sheet in sheets])
    last, open_before = 0, False
    for sheet, own, rows in zip(sheets, grids, cleared, strict=True):
        main, notes = part_foot(rows, sheet.strokes, sheet.width, usual, open_before, last, ocr=sheet.ocr)
        last = max([int(note.label) for note in notes if note.label], default=last)
        open_before = bool(notes)
        yield _Page(sheet.number, sheet.ocr, tuple(_items(main, own, sheet)), tuple(notes))


def _inside(word: Word, grids: Sequence[Grid]) -> bool:
    return any(grid.holds(word.middle) for grid in grids)


def _items(rows: Sequence[Row], grids: Sequence[Grid], sheet: Sheet) -> Iterator[_Item]:
    """Tables and what stands between them."""
    at = 0
    for grid in grids:
        end = at
        while end < len(rows) and rows[end].base < (grid.top + grid.bottom) / 2:
            end += 1
        yield from part_beside(rows[at:end])
        yield _ruled(grid, sheet)
        at = end
    yield from part_beside(rows[at:])


def _ruled(grid: Grid, sheet: Sheet) -> _Ruled:
    held: list[list[Word]] = [[] for _ in grid.boxes]
    for word in sheet.words:
        if grid.holds(word.middle):
            for at, box in enumerate(grid.boxes):
                if box.holds(word.middle):
                    held[at].append(word)
                    break
    return _Ruled(grid, tuple(tuple(rows_of(words, sheet.number)) for words in held))


@dataclass(slots=True)
class _Writer:
    """Items to content; ``_open`` are rows whose paragraph may go on."""

    usual: float
    content: WordContent = field(default_factory=WordContent)
    _open: list[Row] = field(default_factory=list)
    _marks: dict[int, dict[str, str]] = field(default_factory=dict)  # page -> label -> key
    _used: set[str] = field(default_factory=set)
    _last_note: str = ""
    _last_table: tuple[Sequence[float], int, WordTable] | None = None
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _pending: list[_Page] = field(default_factory=list)
    _guessed: dict[Word, str] = field(default_factory=dict)
    _ends: dict[int, int] = field(default_factory=dict)  # page -> items before its end

    def page(self, page: _Page) -> None:
        """Takes a page in."""
        self._pending.append(page)
        labels = self._marks.setdefault(page.number, {})
        for note in page.notes:
            if note.label and note.label not in labels:
                self._last_note = labels[note.label] = f"footnote-{page.number}-{note.label}"
            if self._last_note:
                self._rows.setdefault(self._last_note, []).extend(note.rows)
        if page.ocr and labels:
            self._guessed |= guess_marks(page.rows, list(labels))

    def end(self) -> WordContent:
        """The content of all pages."""
        body = [item for page in self._pending for item in page.items if isinstance(item, Row)]
        frames = _frames(body)
        small = frame_of([row for rows in self._rows.values() for row in rows])
        for key, rows in self._rows.items():
            self.content.notes[key] = [self._paragraph(own) for own in paragraphs(rows, small)]
        for page in self._pending:
            for at, item in enumerate(page.items):
                self._item(item, frames, first=at == 0, page=page.number)
        self._flush(frames)
        self._keep_unmarked()
        return self.content

    def _item(self, item: _Item, frames: dict[int, Frame], *, first: bool, page: int) -> None:
        if isinstance(item, Row):
            self._open.append(item)
            self._last_table = None
            return
        self._flush(frames)
        if isinstance(item, Columns):
            self._last_table = None
            self._write(column_paragraphs(item.columns))
        elif isinstance(item, Aligned):
            self._table(item.edges, _aligned(item, self), first=first, page=page)
        else:
            self._table(item.grid.columns, _boxed(item, self), first=first, page=page)

    def _table(self, edges: Sequence[float], table: WordTable, *, first: bool, page: int) -> None:
        """A table; one that goes on from the page before is put to its end."""
        before = self._last_table
        if before and first and before[1] == page - 1 and _same(before[0], edges):
            _join(before[2], table)
            self._ends[page] = len(self.content.items)
            self._last_table = (edges, page, before[2])
            return
        self._last_table = (edges, page, table)
        self.content.items.append(table)
        self._ends[page] = len(self.content.items)

    def _flush(self, frames: dict[int, Frame]) -> None:
        rows, self._open = self._open, []
        if rows:
            frame = frames[rows[0].page]
            self._write(paragraphs(rows, frame))

    def _write(self, found: Sequence[Sequence[Row]]) -> None:
        for own in found:
            self.content.items.append(self._paragraph(own))
            self._ends |= {row.page: len(self.content.items) for row in own}

    def _keep_unmarked(self) -> None:
        """Footnotes whose marks were not found stand behind what their page ends with: nothing is lost."""
        ends = accumulate((self._ends.get(page.number, 0) for page in self._pending), max)
        for page, end in reversed(list(zip(self._pending, ends, strict=True))):
            lost = [NoteMark(key) for key in self._marks[page.number].values() if key not in self._used]
            self.content.items[end:end] = lost

    def _paragraph(self, rows: Sequence[Row]) -> Paragraph:
        return Paragraph(tokens=list(self.tokens(rows)), plain=not all(row.bold for row in rows))

    def tokens(self, rows: Sequence[Row]) -> Iterator[Token]:
        """The words of rows, each row behind its place, with footnote marks told."""
        for number, row in enumerate(rows):
            if number and not _glued(rows[number - 1], row):
                yield " "
            yield Place(PageBox(row.page, row.left, row.top, row.right, row.bottom))
            for at, word in enumerate(row.words):
                if at and word.spaced:
                    yield " "
                yield self._token(word, row.page)

    def _token(self, word: Word, page: int) -> Token:
        label = self._guessed.get(word, word.text.strip("()[]"))
        if not word.raised or not label.isdigit():
            return word.text
        # A footnote for which the page had no room is printed at the foot of the next.
        key = self._marks.get(page, {}).get(label) or self._marks.get(page + 1, {}).get(label)
        if key is None or key in self._used:
            return label.translate(_RAISED)
        self._used.add(key)
        return NoteMark(key)


def _frames(rows: Sequence[Row]) -> dict[int, Frame]:
    """The frame of each page's text: pages may be upright and broad in turn."""
    whole = frame_of(rows)
    by_page: dict[int, list[Row]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(row)
    frames: dict[int, Frame] = {}
    for page, own in by_page.items():
        frame = frame_of(own)
        alike = abs(frame.left - whole.left) < 12 and abs(frame.right - whole.right) < 12
        frames[page] = whole if alike or len(own) < 8 else replace(frame, pitch=frame.pitch or whole.pitch)
    return frames


def _glued(before: Row, after: Row) -> bool:
    """A row that ends within a number or code (``03-``, ``17/``) goes on without a space."""
    tail = before.text[-2:]
    return len(tail) == 2 and tail[0].isalnum() and tail[1] in "-/" and after.text[:1].isalnum()


def _same(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(
        abs(a - b) < _SAME_EDGE for a, b in zip(edges, others, strict=True)
    )


def _cell(writer: _Writer, rows: Sequence[Row], row_span: int = 1, column_span: int = 1) -> WordCell:
    return WordCell(column_span, row_span, [Paragraph(tokens=list(writer.tokens(rows)))] if rows else [])


def _aligned(item: Aligned, writer: _Writer) -> WordTable:
    return WordTable([[_cell(writer, cell) for cell in row] for row in item.rows])


def _boxed(item: _Ruled, writer: _Writer) -> WordTable:
    count = max(box.row + box.row_span for box in item.grid.boxes)
    rows: list[list[WordCell]] = [[] for _ in range(count)]
    for box, words in zip(item.grid.boxes, item.cells, strict=True):
        rows[box.row].append(_cell(writer, words, box.row_span, box.column_span))
    return WordTable(rows)


def _join(table: WordTable, more: WordTable) -> None:
    """The rows of a table's next page; a row that the page's end cut in two becomes one again."""
    rows = list(more.rows)
    if rows and table.rows and _cut(table.rows[-1], rows[0]):
        for above, below in zip(table.rows[-1], rows.pop(0), strict=True):
            for paragraph in below.paragraphs():
                paragraph.tokens.insert(0, " ")
            above.items += below.items
    table.rows += rows


def _cut(above: Sequence[WordCell], below: Sequence[WordCell]) -> bool:
    """Whether the page's end cut a row in two: what stands below goes on with what stands above."""
    if len(above) != len(below):
        return False
    cells = [(_words(a), _words(b)) for a, b in zip(above, below, strict=True)]
    pairs = [(a, b) for a, b in cells if b]
    flows = [is_open(a) and starts_low(b) for a, b in pairs]
    if all(flows):
        return bool(flows)
    # What goes on with a number, such as "Duy trì | 100", goes on with words, and leaves other cells empty.
    gaps = any(a and not b for a, b in cells)
    return (
        gaps and flows[0] and all(flow or a[-1:].isalpha() for flow, (a, _) in zip(flows, pairs, strict=True))
    )


def _words(cell: WordCell) -> str:
    return "".join(
        token for paragraph in cell.paragraphs() for token in paragraph.tokens if isinstance(token, str)
    ).strip()
