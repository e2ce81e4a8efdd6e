"""The HTML that mammoth makes of a docx file, read into paragraphs, tables and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_NOTE_LINK = re.compile(r"#?((?:foot|end)note)-(ref-)?(\S+)")
_HEADING = re.compile(r"h([1-6])$")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark inside a paragraph; ``key`` names the footnote within the file."""

    key: str


Token = str | NoteMark


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words and marks, its heading rank (0 for none), and whether some of it is not bold."""

    tokens: list[Token] = field(default_factory=list)
    rank: int = 0
    plain: bool = False

    @property
    def empty(self) -> bool:
        """Whether it holds neither words nor marks."""
        return not any(isinstance(token, NoteMark) or token.strip() for token in self.tokens)


@dataclass(slots=True)
class WordCell:
    """A table cell as a list of paragraphs."""

    column_span: int = 1
    row_span: int = 1
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class WordTable:
    """A table as rows of cells."""

    rows: list[list[WordCell]] = field(default_factory=list)


@dataclass(slots=True)
class WordContent:
    """A docx file in reading order; ``notes`` holds the paragraphs of each footnote by its key."""

    items: list[Paragraph | WordTable] = field(default_factory=list)
    notes: dict[str, list[Paragraph]] = field(default_factory=dict)


def read_word_html(html: str) -> WordContent:
    """The content of mammoth's HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.content


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.content = WordContent()
        self._open: Paragraph | None = None
        self._tables: list[WordTable] = []
        self._cells: list[WordCell] = []
        self._lists: list[int | None] = []
        self._note: str | None = None
        self._bold = 0
        self._raised = 0
        self._skip = 0
        self._prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"p", "li"} or _HEADING.match(tag):
            self._start_paragraph(tag, values)
        elif tag in {"ul", "ol"}:
            self.end_paragraph()
            self._lists.append(0 if tag == "ol" else None)
        elif tag in {"table", "tr", "td", "th"}:
            self._start_table_part(tag, values)
        elif tag in {"strong", "b"}:
            self._bold += 1
        elif tag == "sup":
            self._raised += 1
        elif tag == "a":
            self._start_link(values)
        elif tag == "br":
            self._put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li"} or _HEADING.match(tag):
            self.end_paragraph()
            if tag == "li":
                self._prefix = ""
                if len(self._lists) == 1:
                    self._note = None
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag in {"td", "th"} and self._cells:
            self.end_paragraph()
            self._cells.pop()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in {"strong", "b"}:
            self._bold -= 1
        elif tag == "sup":
            self._raised -= 1
        elif tag == "a":
            self._skip = 0

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._put(data.translate(_RAISED) if self._raised and data.strip("()[] ").isdigit() else data)

    def end_paragraph(self) -> None:
        """Puts the open paragraph where it belongs: a footnote, a cell, or the report itself."""
        paragraph, self._open = self._open, None
        if paragraph is None or paragraph.empty:
            return
        if self._note is not None:
            self.content.notes.setdefault(self._note, []).append(paragraph)
        elif self._cells:
            self._cells[-1].paragraphs.append(paragraph)
        else:
            self.content.items.append(paragraph)

    def _start_paragraph(self, tag: str, values: dict[str, str | None]) -> None:
        self.end_paragraph()
        heading = _HEADING.match(tag)
        note = _NOTE_LINK.match(values.get("id") or "") if tag == "li" else None
        if note:
            self._note = f"{note[1]}-{note[3]}"
        elif tag == "li" and self._lists and self._note is None:
            self._prefix = self._next_prefix()
        self._open = Paragraph(rank=int(heading[1]) if heading else 0)
        if tag != "li" and self._prefix:
            self._open.tokens.append(self._prefix)
            self._prefix = ""

    def _next_prefix(self) -> str:
        count = self._lists[-1]
        if count is None:
            return "- "
        self._lists[-1] = count + 1
        return f"{count + 1}. "

    def _start_table_part(self, tag: str, values: dict[str, str | None]) -> None:
        self.end_paragraph()
        if tag == "table":
            self._tables.append(WordTable())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif self._tables and self._tables[-1].rows:
            cell = WordCell(_count(values.get("colspan")), _count(values.get("rowspan")))
            self._tables[-1].rows[-1].append(cell)
            self._cells.append(cell)

    def _end_table(self) -> None:
        table = self._tables.pop()
        if not self._tables:
            self.content.items.append(table)
        elif self._cells:
            # A table inside a cell is read as the cell's text, row by row.
            inner = [p for row in table.rows for cell in row for p in cell.paragraphs]
            self._cells[-1].paragraphs.extend(inner)

    def _start_link(self, values: dict[str, str | None]) -> None:
        link = _NOTE_LINK.match(values.get("href") or "")
        if not link:
            return
        self._skip = 1  # "[1]" at the mark, an arrow back at the body's end
        if not link[2]:
            self._put(NoteMark(f"{link[1]}-{link[3]}"))

    def _put(self, token: Token) -> None:
        if self._open is None:
            if isinstance(token, str) and not token.strip():
                return
            self._open = Paragraph()
            if self._prefix:
                self._open.tokens.append(self._prefix)
                self._prefix = ""
        self._open.tokens.append(token)
        if isinstance(token, str) and token.strip() and not self._bold:
            self._open.plain = True


def _count(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdigit() and int(value) > 0 else 1
