"""Tables as text (csv, tsv) to documents, whatever parts their cells and however they write numbers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Document
from ingest.read.content import content_document
from ingest.read.decode import decode
from ingest.read.elements import WordContent
from ingest.read.grid import GridCell, GridRow, grid_items, table_area
from ingest.read.legacy import font_warning
from ingest.read.numerals import vietnamese_numbers
from ingest.read.sheets import MOST_PLACES, refuse_many_cells

_DELIMITERS = "\t;|,"  # the comma last: it also stands in numbers and sentences
_LOOKED_AT = 500  # rows
_HINT = "sep="
_HEAD, _REST = re.compile(r"-?\d{1,3}"), re.compile(r"\d{1,3}(?:\.\d+)?\s*%?")  # of a number with a comma
_MOST_LINES = 30  # of a cell; a quotation mark that is never closed takes in the rest of the file


def read_delimited(data: bytes, name: str) -> Document:
    """The document of a csv or tsv file. Raises ``UnreadableReport`` as ``decode`` does and for huge ones."""
    decoded = decode(data, name)
    text = decoded.text
    if text.startswith(_HINT):
        hint, _, text = text.partition("\n")
        delimiter = hint.removeprefix(_HINT).strip(' "')[:1] or "\t"
    else:
        delimiter = _delimiter(text)
    table = _table(text, delimiter)
    refuse_many_cells(sum(map(len, table)), name)
    rows = _grid(table)
    refuse_many_cells(table_area(rows), name, MOST_PLACES)
    numbers = vietnamese_numbers(rows)
    content = WordContent(grid_items(numbers.rows, decimal_comma=numbers.sure))
    told = (*font_warning(decoded.font), *numbers.warnings, *_torn_numbers(table, delimiter))
    return content_document(content, data, name, "text/csv", told)


def _delimiter(text: str) -> str:
    """The sign by which most lines have equally many cells; of two the first in the list."""
    beginning = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    return max(_DELIMITERS, key=lambda sign: _alike(_table(beginning, sign)))


def _alike(table: Sequence[Sequence[str]]) -> int:
    """How many rows have as many cells as most do; those of one cell do not count."""
    widths = Counter(len(row) for row in table if len(row) > 1)
    return max(widths.values(), default=0)


def _table(text: str, delimiter: str) -> list[list[str]]:
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        table = [[text]]
    if any(cell.count("\n") > _MOST_LINES for row in table for cell in row):
        return [line.split(delimiter) for line in text.split("\n")]
    return table


def _torn_numbers(table: Sequence[Sequence[str]], delimiter: str) -> tuple[str, ...]:
    """What to say of rows with a cell too many, which the comma of an unquoted number may have made."""
    widths = Counter(_width(row) for row in table if _width(row) > 1)
    if delimiter != "," or not widths:
        return ()
    usual = widths.most_common(1)[0][0]
    torn = [at for at, row in enumerate(table, 1) if _width(row) > usual and _has_torn_number(row)]
    if not torn:
        return ()
    return (
        f"{len(torn)} row(s), the first of them row {torn[0]}, hold more cells than the others: a comma "
        "may have cut a number in two. Put such numbers in quotation marks.",
    )


def _width(row: Sequence[str]) -> int:
    """How many cells a row has; empty ones at its end do not count."""
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def _has_torn_number(row: Sequence[str]) -> bool:
    return any(_HEAD.fullmatch(one.strip()) and _REST.fullmatch(two.strip()) for one, two in pairwise(row))


def _grid(table: Sequence[Sequence[str]]) -> list[GridRow]:
    rows: list[GridRow] = []
    for number, row in enumerate(table):
        cells = {
            column: GridCell(number, column, number, column, words.strip())
            for column, words in enumerate(row)
            if words.strip()
        }
        if cells:
            rows.append(cells)
    return rows
