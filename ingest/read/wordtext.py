"""The canonical text of a docx file, written out with the place of every table, footnote and mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ingest.document import PageBox
from ingest.read.elements import Item, NoteMark, Paragraph, Place, Token, WordCell, WordContent, WordTable
from ingest.read.markup import Piece
from ingest.read.tables import Row, Slot, is_letterhead

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE_SPACE = re.compile(r"[\t\r\f\v]+")
_SEVERAL = 3


@dataclass(slots=True)
class WordText:
    """The canonical text in the making, and what is known of its lines.

    ``tables`` the rows of each and whether it has decimal commas; ``notes`` label, key and paragraphs of each
    footnote; ``cuts`` offsets, label and key of each mark; ``known`` the ranges of tables and footnotes;
    ``hints`` heading rank and boldness of the paragraph that begins at an offset.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[tuple[tuple[Row, ...], bool]] = field(default_factory=list)
    notes: list[tuple[str, str, list[Piece]]] = field(default_factory=list)
    cuts: list[tuple[int, int, str, str]] = field(default_factory=list)
    known: list[tuple[int, int]] = field(default_factory=list)
    hints: dict[int, tuple[int, bool]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    boxes: list[tuple[int, PageBox]] = field(default_factory=list)
    _written: set[str] = field(default_factory=set)

    def text(self) -> str:
        """The canonical text, NFC."""
        return "".join(self.parts)

    def write(self, content: WordContent) -> None:
        """Writes all items, each followed by the footnotes that it marks."""
        for item in _spread(content.items):
            before = len(self.cuts)
            if isinstance(item, WordTable):
                self._table(item)
            elif isinstance(item, NoteMark):
                self._note(self._label(item), item.key, content.notes.get(item.key, []))
            else:
                self._paragraph(item)
            for _, _, label, key in self.cuts[before:]:
                self._note(label, key, content.notes.get(key, []))

    def _paragraph(self, paragraph: Paragraph) -> None:
        self.hints[self.length] = (paragraph.rank, not paragraph.plain)
        self._tokens(paragraph, keep_breaks=True)
        self._put("\n")

    def _table(self, table: WordTable) -> None:
        start = self.length
        rows: list[Row] = []
        taken: dict[int, int] = {}  # column -> rows that a cell above still covers
        for row in table.rows:
            rows.append(self._row(row, taken))
            self._put("\n")
        self.tables.append((tuple(rows), table.decimal_comma))
        self.known.append((start, self.length))

    def _row(self, row: Sequence[WordCell], taken: dict[int, int]) -> Row:
        slots: list[Slot] = []
        column = 0
        for cell in row:
            column = self._skip_covered(column, taken)
            start = self.length
            for number, paragraph in enumerate(cell.paragraphs()):
                if number:
                    self._put(" ")
                self._tokens(paragraph, keep_breaks=False)
            slots.append(Slot(start, self.length, column, cell.row_span, cell.column_span))
            for covered in range(column, column + cell.column_span):
                taken[covered] = cell.row_span - 1
            column += cell.column_span
            self._put("\t" * cell.column_span)
        self._skip_covered(column, taken)
        return tuple(slots)

    def _skip_covered(self, column: int, taken: dict[int, int]) -> int:
        while taken.get(column, 0) > 0:
            taken[column] -= 1
            self._put("\t")
            column += 1
        return column

    def _note(self, label: str, key: str, paragraphs: Sequence[Paragraph]) -> None:
        """Writes a footnote behind its first mark."""
        if key in self._written:
            return
        self._written.add(key)
        pieces: list[Piece] = []
        start = self.length
        for number, paragraph in enumerate(paragraphs):
            if not number:
                self._put(label.translate(_RAISED) + " ")
            at = self.length
            self._tokens(paragraph, keep_breaks=False)
            pieces.append(Piece(at, self.length))
            self._put("\n")
        self.notes.append((label, key, pieces))
        self.known.append((start, self.length))

    def _tokens(self, paragraph: Paragraph, *, keep_breaks: bool) -> None:
        for token in _trimmed(paragraph.tokens):
            if isinstance(token, Place):
                self.boxes.append((self.length, token.box))
            elif isinstance(token, NoteMark):
                label = self._label(token)
                start = self.length
                self._put(label.translate(_RAISED))
                self.cuts.append((start, self.length, label, token.key))
            else:
                self._put(token if keep_breaks else token.replace("\n", " "))

    def _label(self, mark: NoteMark) -> str:
        return self.labels.setdefault(mark.key, str(len(self.labels) + 1))

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def _evened(tokens: Sequence[Token]) -> Iterator[Token]:
    """Neighbouring words as one token in NFC: Word cuts them anywhere, even before a tone mark."""
    for is_words, group in groupby(tokens, key=lambda token: isinstance(token, str)):
        if not is_words:
            yield from group
        else:
            words = "".join(token for token in group if isinstance(token, str))
            yield _WIDE_SPACE.sub(" ", unicodedata.normalize("NFC", words))


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Evened tokens without the white space around the paragraph."""
    evened = list(_evened(tokens))
    told = [at for at, token in enumerate(evened) if not isinstance(token, Place)]
    if told and isinstance(first := evened[told[0]], str):
        evened[told[0]] = first.lstrip()
    if told and isinstance(last := evened[told[-1]], str):
        evened[told[-1]] = last.rstrip()
    return evened


def _spread(items: Iterable[Item]) -> Iterator[Item]:
    """The items, what stands in a table that only lays out the page as items of their own."""
    for item in items:
        if isinstance(item, WordTable) and _is_layout(item):
            for row in item.rows:
                for cell in row:
                    yield from _spread(cell.items)
        else:
            yield item


def _is_layout(table: WordTable) -> bool:
    """Whether a table only sets things side by side or below each other.

    A letterhead or signature; one column; one row of cells that hold several paragraphs; or a frame around a
    table that is larger than itself.
    """
    if all(len(row) <= 1 for row in table.rows):
        return True
    cells = [cell for row in table.rows for cell in row]
    if len(table.rows) == 1 and any(len(cell.items) >= _SEVERAL for cell in cells):
        return True
    inner = [item for cell in cells for item in cell.items if isinstance(item, WordTable)]
    if any(len(one.rows) > len(table.rows) for one in inner):
        return True
    words = "\n".join(
        "".join(token for token in paragraph.tokens if isinstance(token, str)).strip()
        for cell in cells
        for paragraph in cell.paragraphs()
    )
    return is_letterhead(unicodedata.normalize("NFC", words), len(table.rows))
