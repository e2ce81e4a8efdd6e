"""Spreadsheets (xlsx) to documents: each sheet that is shown, cell by cell as it is shown."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import openpyxl

from ingest.document import Document
from ingest.read.content import content_document
from ingest.read.elements import Paragraph, WordContent
from ingest.read.grid import GridCell, GridRow, grid_items, table_area
from ingest.read.legacy import Font, font_warning, old_font
from ingest.read.numerals import BOTH, vietnamese_numbers
from ingest.read.package import BROKEN, damaged, refuse_bad_package
from ingest.read.sheetsize import sheet_size
from ingest.read.shown import shown
from ingest.read.wordfinal import TOLD
from ontology.errors import UnreadableReport

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CELLS = 500_000
"""Cells beyond this number are no report."""
MOST_PLACES = 2 * MOST_CELLS
"""Places for cells in the tables, most of them empty, beyond this number are none either."""
_LAST_COLUMN = 16_384
_NAMELESS = re.compile(r"(?:sheet|trang[ _]?tính|bảng|table)\s*\d*", re.IGNORECASE)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_EMPTY_TEXT = b't="str"'


def read_sheets(data: bytes, name: str) -> Document:
    """The document of an xlsx file. Raises ``UnreadableReport`` for a broken, hostile, huge or empty one."""
    refuse_bad_package(data, name)
    try:
        told = _uncounted(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that are not kept, such as drop-down lists
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        sheets = [_read_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except BROKEN as error:
        raise damaged(name) from error
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    refuse_many_cells(sum(table_area(sheet.rows) for sheet in sheets), name, MOST_PLACES)
    content, remarks = _content(sheets)
    if hidden:
        remarks += (f"Hidden sheets were left out: {', '.join(hidden)}.",)
    if any(sheet.hides for sheet in sheets):
        remarks += ("Hidden rows or columns were left out.",)
    if any(sheet.strikes for sheet in sheets):
        remarks += (TOLD["struck"],)
    return content_document(content, data, name, MEDIA_TYPE, (*remarks, *told))


def refuse_many_cells(count: int, name: str, most: int | None = None) -> None:
    """Raises ``UnreadableReport`` for more cells than a report has."""
    if count > (most or MOST_CELLS):
        raise UnreadableReport(
            f"{name} holds {count} cells, more than a report can.",
            "Keep the sheets that are the report and delete the rest.",
            "many_cells",
        )


def _uncounted(data: bytes, name: str) -> tuple[str, ...]:
    """What to say of formulas whose results the file does not hold. Refuses too many cells, also merged."""
    cells = merged = formulas = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in filter(_SHEET_PART.fullmatch, package.namelist()):
            text = package.read(part)
            size = sheet_size(text)
            cells, merged = cells + size.cells, merged + size.merged
            formulas += sum(_EMPTY_TEXT not in cell[1] for cell in _UNCOUNTED.finditer(text))
    refuse_many_cells(max(cells, merged), name)
    if not formulas:
        return ()
    return (f"{formulas} formula(s) hold no result and were left out; open the file in Excel and save it.",)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's rows as shown.

    ``hides``: some of them, or some columns, are hidden; ``strikes``: some cells are crossed out.
    """

    title: str
    rows: Sequence[GridRow]
    hides: bool
    strikes: bool


def _read_sheet(sheet: Any) -> _Sheet:
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0}
    hidden_columns = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(max(column.min, 1), min(column.max, _LAST_COLUMN) + 1)
    }
    ends = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
    rows: dict[int, dict[int, GridCell]] = {}
    hides = strikes = False
    for (row, column), cell in sorted(sheet._cells.items()):
        words = shown(cell.value, cell.number_format).strip()
        if not words:
            continue
        if row in hidden_rows or column in hidden_columns:
            hides = True
            continue
        if cell.font.strike:
            strikes = True
            continue
        end = ends.get((row, column), (row, column))
        typed = isinstance(cell.value, str)
        rows.setdefault(row, {})[column] = GridCell(row, column, *end, words, bool(cell.font.b), typed)
    return _Sheet(sheet.title, list(rows.values()), hides, strikes)


def _content(sheets: Sequence[_Sheet]) -> tuple[WordContent, tuple[str, ...]]:
    """What the sheets hold, one below the other, and what a person should know of it."""
    font = old_font("\n".join(cell.words for sheet in sheets for row in sheet.rows for cell in row.values()))
    content = WordContent()
    told: dict[str, None] = dict.fromkeys(font_warning(font.name if font else ""))
    for sheet in sheets:
        rows = [_in_unicode(row, font) for row in sheet.rows] if font else sheet.rows
        numbers = vietnamese_numbers(rows)
        told.update(dict.fromkeys(numbers.warnings))
        if rows and not _NAMELESS.fullmatch(sheet.title.strip()):
            content.items.append(Paragraph([sheet.title], rank=1))
        content.items += grid_items(numbers.rows, decimal_comma=BOTH not in numbers.warnings)
    return content, tuple(told)


def _in_unicode(row: GridRow, font: Font) -> GridRow:
    return {column: replace(cell, words=font.convert(cell.words)) for column, cell in row.items()}
