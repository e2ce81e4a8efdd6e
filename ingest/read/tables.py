"""Tables in text: rows of tab-separated cells, and Markdown pipe tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Cell, Table
from ingest.read.markup import Cut, Piece, read_inline
from ingest.read.strips import Strip


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a cell, empty or not: its source range ``[start, end)``, column and spans."""

    start: int
    end: int
    column: int
    row_span: int = 1
    column_span: int = 1


Row = tuple[Slot, ...]

_RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_PIPE = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"[<>≥≤~]?\s*[-+–]?\d[\d.,\s]*\s*%?$")
_LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]|^\s*Số\s*:|Nơi nhận|^\s*(?:TM|KT)\.", re.MULTILINE
)
_LETTERHEAD_ROWS = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE_ROWS = 3
_STOREYS = 2  # below the first
_COLUMN_LABEL = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?$")


def table_rows(text: str, strips: Sequence[Strip], at: int) -> list[Row]:
    """The rows of the table that begins with strip ``at``; empty where none does."""
    return _tab_rows(text, strips, at) or _pipe_rows(text, strips, at)


def build_table(text: str, rows: Sequence[Row], cuts: Sequence[Cut] = ()) -> tuple[Table, list[Cut]]:
    """The table of the rows, and the footnote marks that stood in its cells."""
    grid: list[dict[int, Cell]] = []
    marks: list[Cut] = []
    for number, row in enumerate(rows):
        cells: dict[int, Cell] = {}
        for slot in row:
            inline = read_inline(text, [Piece(slot.start, slot.end)], cuts)
            marks += [cut for _, cut in inline.marks]
            if inline.flow.runs:
                tall = min(slot.row_span, len(rows) - number)
                cells[slot.column] = Cell(
                    number, slot.column, inline.flow, row_span=tall, column_span=slot.column_span
                )
        grid.append(cells)
    headers = header_rows([{c: cell.flow.text for c, cell in cells.items()} for cells in grid])
    done = tuple(replace(cell, header=cell.row in headers) for cells in grid for cell in cells.values())
    width = max((slot.column + slot.column_span for row in rows for slot in row), default=0)
    return Table(done, len(rows), width), marks


def is_letterhead(words: str, rows: int) -> bool:
    """Whether cells with these words (a line each) only set letterhead or signature side by side."""
    return rows <= _LETTERHEAD_ROWS and _LETTERHEAD.search(words) is not None


def header_rows(grid: Sequence[dict[int, str]]) -> set[int]:
    """The rows that name the columns: the first ones, rows of column numbers, and repetitions of them.

    A first row with figures in it is no header; a title that stands in a row of its own is one.
    """
    first = _titles(grid)
    headers: set[int] = set()
    for number, row in enumerate(grid[first:], first):
        if not _names_columns(row) and not _numbers_columns(row, number - first):
            break
        if number > first and not headers:
            break
        if number > first and _names_columns(row) and not _is_sub_header(grid, number, first):
            break
        headers.add(number)
    headers |= set(range(first)) if headers else set()
    seen = {tuple(sorted(grid[number].items())) for number in headers}
    return headers | {number for number, row in enumerate(grid) if tuple(sorted(row.items())) in seen}


def _titles(grid: Sequence[dict[int, str]]) -> int:
    """How many rows at the top hold nothing but a title over all columns."""
    lone = next((number for number, row in enumerate(grid) if len(row) > 1), len(grid))
    words = all(not _NUMBER.match(text) for row in grid[:lone] for text in row.values())
    return lone if words and lone <= _TITLE_ROWS and lone < len(grid) else 0


def _names_columns(row: dict[int, str]) -> bool:
    """Whether no cell is a figure; years beside words name columns too."""
    figures = [words for words in row.values() if _NUMBER.match(words)]
    return len(row) > 1 and len(figures) < len(row) and all(_YEAR.fullmatch(words) for words in figures)


def _is_sub_header(grid: Sequence[dict[int, str]], number: int, first: int) -> bool:
    """A lower storey of a header: it leaves the first columns, which span all storeys, empty.

    A third storey stands under the second.
    """
    if 0 in grid[number] or len(grid[number]) < 2 or not first < number <= first + _STOREYS:
        return False
    return number == first + 1 or (0 not in grid[number - 1] and min(grid[number]) >= min(grid[number - 1]))


def _numbers_columns(row: dict[int, str], number: int) -> bool:
    if number == 0 or len(row) < 3:
        return False
    return all(_COLUMN_LABEL.match(words) for words in row.values()) and _counts_up(list(row.values()))


def _counts_up(labels: list[str]) -> bool:
    digits = [int(found[0]) for words in labels if (found := re.search(r"\d+", words))]
    return len(digits) > 1 and all(b == a + 1 for a, b in pairwise(digits))


def _tab_rows(text: str, strips: Sequence[Strip], at: int) -> list[Row]:
    rows: list[Row] = []
    for index in range(at, len(strips)):
        strip = strips[index]
        row = _tab_row(text, strip)
        follows = not rows or strip.line.number == strips[index - 1].line.number + 1
        # A blank line inside a table is a page break: the same columns go on.
        if not follows and (len(row) < 3 or len(row) != len(rows[0])):
            break
        if len(row) < 2 or (rows and abs(len(row) - len(rows[0])) > max(1, len(rows[0]) // 2)):
            break
        rows.append(row)
    return rows if len(rows) > 1 else []


def _tab_row(text: str, strip: Strip) -> Row:
    line = strip.line
    start = line.start - len(line.indent) if strip.start == line.start else strip.start
    newline = text.find("\n", strip.end)
    end = newline if newline >= 0 else len(text)
    if text[strip.end : end].strip():
        end = strip.end
    slots: list[Slot] = []
    filled = 0
    for column, words in enumerate(text[start:end].split("\t")):
        slots.append(Slot(start, start + len(words), column))
        start += len(words) + 1
        filled += bool(words.strip())
    # Leading tabs alone are indentation, a trailing tab alone is nothing.
    return () if filled < 2 and len(slots) < 4 else tuple(slots)


def _pipe_rows(text: str, strips: Sequence[Strip], at: int) -> list[Row]:
    rows: list[Row] = []
    ruled = False
    for index in range(at, len(strips)):
        words = strips[index].text(text)
        if rows and strips[index].line.number != strips[index - 1].line.number + 1:
            break
        if "|" not in words or (
            not rows and not words.startswith("|") and not _rule_follows(text, strips, index)
        ):
            break
        if _RULE_ROW.match(words) and "-" in words:
            if ruled and not rows:
                break
            ruled = True
            continue
        row = _pipe_row(text, strips[index])
        if not row:
            break
        rows.append(row)
    return rows if rows and (ruled or len(rows) > 1) else []


def _rule_follows(text: str, strips: Sequence[Strip], index: int) -> bool:
    following = strips[index + 1].text(text) if index + 1 < len(strips) else ""
    return "|" in following and _RULE_ROW.match(following) is not None


def _pipe_row(text: str, strip: Strip) -> Row:
    bars = [match.start() for match in _PIPE.finditer(text, strip.start, strip.end)]
    edges = [*bars]
    if not bars or bars[0] != strip.start:
        edges.insert(0, strip.start - 1)
    if not bars or bars[-1] != strip.end - 1:
        edges.append(strip.end)
    return tuple(Slot(low + 1, high, column) for column, (low, high) in enumerate(pairwise(edges)))
