"""A sheet of cells read the way a person reads it: titles, tables and notes one below the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.read.elements import Item, Paragraph, WordCell, WordTable
from ingest.read.tables import is_letterhead
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that holds words; a merged one reaches to ``last_row`` and ``last_column``.

    ``typed``: the words stand in the file, and are not how a number is shown.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    words: str
    bold: bool = False
    typed: bool = True


GridRow = Mapping[int, GridCell]
"""The cells of a row by column; a row without any is left out of a grid."""
_UNIT = ("dvt", "don vi")


def grid_items(rows: Sequence[GridRow], *, decimal_comma: bool = False) -> list[Item]:
    """Paragraphs and tables of a sheet; blank rows part them. ``decimal_comma`` is that of its tables."""
    items: list[Item] = [item for band in _joined(rows) for item in band.items()]
    for item in items:
        if isinstance(item, WordTable):
            item.decimal_comma = decimal_comma
    return items


def _joined(rows: Sequence[GridRow]) -> list[_Band]:
    """What stands together, with the tables whole that blank rows cut."""
    bands: list[_Band] = []
    columns: set[int] = set()  # of the last table
    for band in map(_Band.of, _bands(rows)):
        goes_on = band.continuing(columns) if bands and not bands[-1].tail else []
        if goes_on:
            bands[-1].table.extend(goes_on)
            bands[-1].tail.extend(band.tail)
        else:
            bands.append(band)
            columns = {column for row in band.table for column in row}
    return bands


def table_area(rows: Sequence[GridRow]) -> int:
    """How many places, empty ones too, the rows that stand together span with the columns that they use."""
    return sum(len(band) * len({column for row in band for column in row}) for band in _bands(rows))


def _bands(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """Rows that stand together: a blank row parts them unless a merged cell reaches over it."""
    band: list[GridRow] = []
    reach = 0
    for row in rows:
        number = next(iter(row.values())).row
        if band and number > reach + 1:
            yield band
            band = []
        band.append(row)
        reach = max(reach if band[1:] else 0, *(cell.last_row for cell in row.values()))
    if band:
        yield band


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that stand together: ``lead`` above the table, the table, ``tail`` below it."""

    lead: list[GridRow] = field(default_factory=list)
    table: list[GridRow] = field(default_factory=list)
    tail: list[GridRow] = field(default_factory=list)

    @classmethod
    def of(cls, rows: list[GridRow]) -> _Band:
        first, end = 0, len(rows)
        while first < end and _stands_alone(rows[first]):
            first += 1
        while end > first and _stands_alone(rows[end - 1]):
            end -= 1
        while first and end > first and _heads_columns(rows[first - 1], rows[first]):
            first -= 1
        if end - first == 1:  # a single row of several cells is no table
            return cls(rows[:end], [], rows[end:])
        return cls(rows[:first], rows[first:end], rows[end:])

    def continuing(self, columns: set[int]) -> list[GridRow]:
        """The rows with which a table of these columns goes on below a blank row; none where it does not."""
        rows = self.table or [row for row in self.lead if len(row) > 1]
        if len(rows) != len(self.lead) + len(self.table) or not any(map(_is_figure, rows[0].values())):
            return []
        return rows if all(column in columns for row in rows for column in row) else []

    def items(self) -> Iterator[Paragraph | WordTable]:
        yield from _paragraphs(self.lead)
        if self.table:
            yield _table(self.table)
        yield from _paragraphs(self.tail)


def _stands_alone(row: GridRow) -> bool:
    """Whether a row is no table row: one cell, or letterhead and signature side by side."""
    words = "\n".join(cell.words for cell in row.values())
    return len(row) == 1 or is_letterhead(words, 1)


def _heads_columns(row: GridRow, below: GridRow) -> bool:
    """Whether the only cell of a row is the upper storey of a header: it spans columns of the row below."""
    if len(row) != 1:
        return False
    (cell,) = row.values()
    spans = cell.last_column > cell.column > min(below)
    return spans and not fold(cell.words).startswith(_UNIT)


def _is_figure(cell: GridCell) -> bool:
    return cell.words[:1].isdigit() or cell.words[1:2].isdigit()


def _paragraphs(rows: Iterable[GridRow]) -> Iterator[Paragraph]:
    for row in rows:
        if _stands_alone(row):
            yield from (_paragraph(cell) for cell in row.values())
        else:
            words = " ".join(cell.words for cell in row.values())
            yield Paragraph([words], plain=not all(cell.bold for cell in row.values()))


def _paragraph(cell: GridCell) -> Paragraph:
    return Paragraph([cell.words], plain=not cell.bold)


def _table(rows: Sequence[GridRow]) -> WordTable:
    """The rows as a table of the columns that hold anything."""
    columns = sorted({column for row in rows for column in row})
    numbers = [next(iter(row.values())).row for row in rows]
    table = WordTable()
    covered: dict[int, int] = {}  # column -> last row that a merged cell covers
    for row, number in zip(rows, numbers, strict=True):
        table.rows.append([])
        for at, column in enumerate(columns):
            if covered.get(column, -1) >= number:
                continue
            cell = row.get(column)
            made = _cell(cell, columns, numbers) if cell else WordCell()
            table.rows[-1].append(made)
            if cell:
                reached = columns[at : bisect_right(columns, cell.last_column)]
                covered.update(dict.fromkeys(reached, cell.last_row))
    return table


def _cell(cell: GridCell, columns: Sequence[int], numbers: Sequence[int]) -> WordCell:
    wide = bisect_right(columns, cell.last_column) - bisect_left(columns, cell.column)
    tall = bisect_right(numbers, cell.last_row) - bisect_left(numbers, cell.row)
    return WordCell(wide, tall, [_paragraph(cell)])
