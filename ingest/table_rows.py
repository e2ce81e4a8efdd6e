"""What each row of a table is about: its name, unit and area, or its role and period where rows are those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.document import Cell, Table
from ingest.match.places import PlaceContext, match_places
from ingest.match.units import Unit
from ingest.table_columns import Column, ColumnKind
from ingest.table_heads import Said, header_words, read_head
from ingest.table_names import Names, RowName, clean, implied_unit, part_unit, read_row_name, unit_of
from ingest.text import even_tones
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.values import Area, Period

_DITTO = frozenset({'"', "“", "”", "″", "''", "nt", "-nt-", "như trên"})  # the unit of the row above
_LONGEST_PLACE = 40  # characters


@dataclass(slots=True)
class Row:
    """A body row. ``name`` is complete; ``own`` the name cell's words.

    ``said`` is set where the row is a role or period, ``area`` where it is a commune, ``total`` where it
    sums up the others.
    """

    number: int
    own: str = ""
    name: str = ""
    unit: Unit | None = None
    header: str = ""
    cells: list[tuple[Cell, Column]] = field(default_factory=list)
    said: Said | None = None
    area: Area | None = None
    total: bool = False


def read_rows(
    table: Table, heads: frozenset[int], columns: Mapping[int, Column], report: Period, context: PlaceContext
) -> Iterator[Row]:
    """The rows that hold figures, or could."""
    names = Names()
    above: Unit | None = None
    for number in range(table.rows):
        if number in heads:
            continue
        row, named, written = _cells_of_row(table, number, columns)
        above = row.unit = above if written.lower() in _DITTO else _unit(written)
        words, in_name = part_unit(named.words)
        row.unit = row.unit or in_name
        named = replace(named, words=clean(words))
        _place(row, named, report, context)
        figures = any(any(map(str.isdecimal, cell.flow.text)) for cell, _ in row.cells)
        row.name = names.complete(named, row.unit, figures=figures)
        row.unit = row.unit or implied_unit(row.name)
        if row.cells:
            yield row


def _cells_of_row(table: Table, number: int, columns: Mapping[int, Column]) -> tuple[Row, RowName, str]:
    """The row with its figure cells, its name taken apart, and its unit cell's words."""
    row, name, count, unit = Row(number), "", "", ""
    for cell in sorted((c for c in table.cells if c.row == number), key=lambda c: c.column):
        column = columns.get(cell.column)
        if column is None:
            continue
        if column.kind is ColumnKind.NAME:
            name, row.header = cell.flow.text, column.header
        elif column.kind is ColumnKind.UNIT:
            unit = cell.flow.text.strip()
        elif column.kind is ColumnKind.NUMBERING:
            count = cell.flow.text.strip()
        elif column.kind is ColumnKind.FIGURE:
            row.cells.append((cell, column))
    named = read_row_name(name, count)
    row.own = named.words
    return row, named, unit


def _unit(text: str) -> Unit | None:
    if not any(map(str.isalpha, text)) and not {"%", "‰"} & set(text):
        return None
    return unit_of(text) or Unit(even_tones(text).strip(" ."), None, "item")


def _place(row: Row, named: RowName, report: Period, context: PlaceContext) -> None:
    """Tells rows that are communes, totals, or roles and periods from rows that are indicators."""
    key = even_tones(named.words)
    row.total = key in header_words()["totals"]
    row.area = None if row.total else _commune(named.words, context)
    if row.area is None and not row.total and named.words:
        said = read_head([named.words], report)
        row.said = said if said.empty else None


def _commune(words: str, context: PlaceContext) -> Area | None:
    """The commune that a row is named by, if it is named by nothing else."""
    if len(words) > _LONGEST_PLACE:
        return None
    found = [one for one in match_places(words, context) if words == one.surface]
    if not found:
        return None
    area = found[0].value
    unit = load_gazetteer().unit(area.code)
    if unit is None or unit.level == COMMUNE:
        return area
    town = match_places(
        f"thị trấn {words}", context
    )  # in a list of communes the district's name is its town's
    return next((one.value for one in town if one.value.name == area.name), None)
