"""How much a sheet of a spreadsheet holds, counted before any of it is made.

A merged range takes a few letters, and can name all seventeen thousand million cells of a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from openpyxl.utils.cell import range_boundaries

_COLUMNS, _ROWS = 16_384, 1_048_576


@dataclass(slots=True)
class SheetSize:
    """The cells of a sheet that stand in the file, and those that its merged ranges name."""

    cells: int = 0
    merged: int = 0


def sheet_size(part: bytes) -> SheetSize:
    """The size of a sheet's XML. Raises ``ExpatError`` where it is damaged."""
    size = SheetSize()

    def begin(tag: str, values: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            size.cells += 1
        elif name == "mergeCell":
            size.merged += _area(values.get("ref", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(part, True)
    return size


def _area(ref: str) -> int:
    """The cells of a range. Raises ``ValueError`` for what is none."""
    left, top, right, bottom = range_boundaries(ref)
    return ((right or _COLUMNS) - (left or 1) + 1) * ((bottom or _ROWS) - (top or 1) + 1)
