"""The elements of HTML, one after the other, read into paragraphs, tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.document import PageBox
from ingest.read.ordinals import written_number

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_HEADING = re.compile(r"h([1-6])$")
_LISTS = {"ul", "ol"}
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TABLE_PARTS = {"table", "tr", "td", "th"}
_ROW_GROUPS = {"thead", "tbody", "tfoot"}
_WIDEST = 100  # columns or rows that a cell may cover
_MOST_COVERED = 200_000  # places that the cells of a file may cover beside their own; then they cover no more
_DEEPEST = 20  # tables inside each other; those further down are read as words of their cell


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark inside a paragraph; ``key`` names the footnote within the file."""

    key: str


@dataclass(frozen=True, slots=True)
class Place:
    """Says of the words behind it on which printed line they stand."""

    box: PageBox


Token = str | NoteMark | Place


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words and marks, its heading rank (0 for none), and whether some of it is not bold."""

    tokens: list[Token] = field(default_factory=list)
    rank: int = 0
    plain: bool = False

    @property
    def empty(self) -> bool:
        """Whether it holds neither words nor marks."""
        return not any(_tells(token) for token in self.tokens)


def _tells(token: Token) -> bool:
    return bool(token.strip()) if isinstance(token, str) else isinstance(token, NoteMark)


@dataclass(slots=True)
class WordCell:
    """A table cell with what it holds: mostly paragraphs."""

    column_span: int = 1
    row_span: int = 1
    items: list[Paragraph | WordTable] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs; a table inside is read row by row."""
        for item in self.items:
            if isinstance(item, Paragraph):
                yield item
            else:
                for row in item.rows:
                    for cell in row:
                        yield from cell.paragraphs()


@dataclass(slots=True)
class WordTable:
    """A table as rows of cells; ``decimal_comma`` as in ``Table``."""

    rows: list[list[WordCell]] = field(default_factory=list)
    decimal_comma: bool = False


Item = Paragraph | WordTable | NoteMark


@dataclass(slots=True)
class WordContent:
    """A file in reading order; ``notes`` holds the paragraphs of each footnote by its key.

    A mark among the items says that its footnote stands there though nothing marks it.
    """

    items: list[Item] = field(default_factory=list)
    notes: dict[str, list[Paragraph]] = field(default_factory=dict)


Values = Mapping[str, str | None]
"""The attributes of an element."""


@dataclass(slots=True)
class ElementReader:
    """Takes starts and ends of elements and the words between them; ``content`` is what they tell."""

    content: WordContent = field(default_factory=WordContent)
    _open: Paragraph | None = None
    _tables: list[WordTable] = field(default_factory=list)
    _in_row: list[bool] = field(default_factory=list)  # of each open table
    _cells: list[WordCell] = field(default_factory=list)
    _lists: list[tuple[int, str]] = field(default_factory=list)
    _note: str | None = None
    _again: bool = False
    _bold: int = 0
    _raised: int = 0
    _deeper: int = 0
    _prefix: str = ""
    _covered: int = 0

    def start(self, tag: str, values: Values) -> None:
        """An element begins."""
        if tag in {"p", "li"} or _HEADING.match(tag):
            self._start_paragraph(tag, values)
        elif tag in _LISTS:
            self.end_paragraph()
            self._lists.append((_number(values.get("start"), 1) - 1, _list_style(tag, values)))
        elif tag in _TABLE_PARTS:
            self._start_table_part(tag, values)
        elif tag in _ROW_GROUPS and self._in_row and not self._deeper:
            self._in_row[-1] = False
        elif tag in {"strong", "b"}:
            self._bold += 1
        elif tag == "sup":
            self._raised += 1
        elif tag == "br":
            self._put("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in {"p", "li"} or _HEADING.match(tag):
            self.end_paragraph()
            if tag == "li":
                self._prefix = ""
        elif tag in _LISTS and self._lists:
            self.end_paragraph()
            self._lists.pop()
        elif tag in _TABLE_PARTS:
            self._end_table_part(tag)
        elif tag in {"strong", "b"}:
            self._bold -= 1
        elif tag == "sup":
            self._raised -= 1

    def words(self, words: str) -> None:
        """Words of the paragraph that is open; one opens where none is."""
        raised = self._raised and words.strip("()[] ").isdigit()
        self._put(words.translate(_RAISED) if raised else words)

    def mark(self, key: str) -> None:
        """The mark of a footnote."""
        self._put(NoteMark(key))

    def start_note(self, key: str) -> None:
        """What comes up to ``end_note`` is the footnote of that key; what was told before is not again."""
        self.end_paragraph()
        self._note, self._again = key, key in self.content.notes

    def end_note(self) -> None:
        """The footnote is whole."""
        self.end_paragraph()
        self._note = None

    def end_paragraph(self) -> None:
        """Puts the open paragraph where it belongs: a footnote, a cell, or the report itself."""
        paragraph, self._open = self._open, None
        if paragraph is None or paragraph.empty:
            return
        if self._note is None:
            self._place(paragraph)
        elif not self._again:
            self.content.notes.setdefault(self._note, []).append(paragraph)

    def _place(self, item: Paragraph | WordTable) -> None:
        (self._cells[-1] if self._cells else self.content).items.append(item)

    def _start_paragraph(self, tag: str, values: Values) -> None:
        self.end_paragraph()
        heading = _HEADING.match(tag)
        if tag == "li":
            self._prefix = self._next_prefix(values) if self._lists and self._note is None else ""
            return
        self._open_paragraph(int(heading[1]) if heading else 0)

    def _open_paragraph(self, rank: int = 0) -> Paragraph:
        opened = self._open = Paragraph(rank=rank)
        if self._prefix:
            opened.tokens.append(self._prefix)
            self._prefix = ""
        return opened

    def _next_prefix(self, values: Values) -> str:
        count, style = self._lists[-1]
        if not style:
            return "- "
        count = _number(values.get("value"), count + 1)
        self._lists[-1] = (count, style)
        return f"{written_number(count, style)}. "

    def _start_table_part(self, tag: str, values: Values) -> None:
        self.end_paragraph()
        if tag == "table" and (self._deeper or len(self._tables) == _DEEPEST):
            self._deeper += 1
        elif self._deeper:
            return
        elif tag == "table":
            self._tables.append(WordTable())
            self._in_row.append(False)
        elif tag == "tr" and self._tables:
            self._start_row()
        elif self._tables:
            if not self._in_row[-1]:  # broken pages have cells outside rows, and browsers put a row around
                self._start_row()
            cell = self._cell(_span(values.get("colspan")), _span(values.get("rowspan")))
            self._tables[-1].rows[-1].append(cell)
            self._cells.append(cell)

    def _start_row(self) -> None:
        self._tables[-1].rows.append([])
        self._in_row[-1] = True

    def _cell(self, columns: int, rows: int) -> WordCell:
        self._covered += columns * rows - 1
        return WordCell(columns, rows) if self._covered <= _MOST_COVERED else WordCell()

    def _end_table_part(self, tag: str) -> None:
        self.end_paragraph()
        if self._deeper:
            self._deeper -= tag == "table"
        elif tag in {"td", "th"} and self._cells:
            self._cells.pop()
        elif tag == "tr" and self._tables:
            self._in_row[-1] = False
        elif tag == "table" and self._tables:
            self._in_row.pop()
            self._place(self._tables.pop())

    def _put(self, token: Token) -> None:
        if self._open is None:
            if isinstance(token, str) and not token.strip():
                return
            self._open_paragraph()
        assert self._open
        self._open.tokens.append(token)
        if isinstance(token, str) and token.strip() and not self._bold:
            self._open.plain = True


def _list_style(tag: str, values: Values) -> str:
    return _LIST_STYLES.get(values.get("type") or "", "decimal") if tag == "ol" else ""


def _span(value: str | None) -> int:
    return min(max(1, _number(value, 1)), _WIDEST)


def _number(value: str | None, otherwise: int) -> int:
    """A whole number below a million; HTML also gets others."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else otherwise
