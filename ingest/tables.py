"""Tables: header paths times rows become drafts of measurements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.document import Block, Cell, Table
from ingest.fact import Measure
from ingest.ledger import set_aside
from ingest.match.phrases import WORD
from ingest.match.units import Unit, match_units, unit_at
from ingest.table_columns import Column, ColumnKind, header_rows, read_columns, with_caption
from ingest.table_numbers import Written, read_row, uses_decimal_point
from ingest.text import even_tones
from ingest.tokens import Kind, Stream
from ingest.wording import expand_words
from ontology.phrases import load_words
from ontology.values import Period

# Reasons that also hold inside a cell; a lone number there is no numbering and no name.
_DITTO = frozenset({'"', "“", "”", "″", "''", "nt", "-nt-", "như trên"})  # the unit of the row above
_NO_FIGURES = frozenset({"date", "age", "threshold", "duration", "document_number", "programme_name"})


@dataclass(frozen=True, slots=True)
class CellDraft:
    """One numeral of a cell: a figure, or a ledger ``reason``. Offsets are into the cell's flow.

    ``about`` is the row's name under its column's header, which may make it a programme's.
    """

    cell: Cell
    start: int
    end: int
    reason: str = ""
    value: Decimal = Decimal(0)
    unit: Unit | None = None
    measure: Measure = Measure.VALUE
    indicator: str = ""
    period: Period | None = None
    qualifier: str = ""
    group: int = 0
    row_kind: str = ""
    about: str = ""


@dataclass(slots=True)
class _Row:
    """A body row: its name with that of the row it is part of, its unit, its figure cells."""

    name: str
    unit: Unit | None
    cells: list[tuple[Cell, Column]] = field(default_factory=list)
    header: str = ""


def read_table(block: Block, report: Period, caption: str, next_group: int) -> Iterator[CellDraft]:
    """Every numeral of the table's cells. ``caption`` is the text above it, which may name the unit."""
    assert block.table is not None
    table = block.table
    columns, heads = with_caption(read_columns(table, report), caption, report), header_rows(table)
    yield from _asides(table, heads, columns)
    point = uses_decimal_point(_surfaces(table, heads, columns))
    shared = _caption_unit(caption)
    parent, above = "", None
    for row in range(table.rows):
        if row in heads:
            continue
        read, parent = _read_name(table, row, columns, parent)
        if read is None:
            continue
        read.unit = above if read.unit and read.unit.text in _DITTO else read.unit
        above = read.unit
        yield from _figures(read, report, point, shared, next_group + row)


def _asides(table: Table, heads: frozenset[int], columns: Mapping[int, Column]) -> Iterator[CellDraft]:
    """Numerals of headers, row numbers, names and remarks."""
    for cell in table.cells:
        column = columns.get(cell.column)
        numbering = cell.row in heads or (column is not None and column.kind is ColumnKind.NUMBERING)
        if numbering or column is None or column.kind is not ColumnKind.FIGURE:
            code = "table_numbering" if numbering else "name"
            for token in Stream(cell.flow.text):
                if token.kind is Kind.NUMBER:
                    yield CellDraft(cell, token.start, token.end, reason=code)


def _surfaces(table: Table, heads: frozenset[int], columns: Mapping[int, Column]) -> list[str]:
    return [
        token.text
        for cell in table.cells
        if cell.row not in heads and (column := columns.get(cell.column)) and column.kind is ColumnKind.FIGURE
        for token in Stream(cell.flow.text)
        if token.kind is Kind.NUMBER
    ]


def _read_name(table: Table, row: int, columns: Mapping[int, Column], parent: str) -> tuple[_Row | None, str]:
    cells = {cell.column: cell for cell in table.cells if cell.row == row}
    name, unit = "", None
    read = _Row("", None)
    for index, cell in sorted(cells.items()):
        column = columns.get(index)
        if column is None:
            continue
        if column.kind is ColumnKind.NAME:
            name = cell.flow.text.strip()
            read.header = column.header
        elif column.kind is ColumnKind.UNIT:
            unit = _unit(cell.flow.text)
        elif column.kind is ColumnKind.FIGURE:
            read.cells.append((cell, column))
    part = _part_name(name)
    if part is None:
        parent, full = _clean(name), _clean(name)
    else:
        full = f"{parent} {part}".strip()
    read.name, read.unit = full, unit
    return (read if read.cells else None), parent


def _part_name(name: str) -> str | None:
    """The name of a row that is part of the row above ("+ Tiểu học"), ``None`` for a row of its own."""
    key, opens = even_tones(name).strip(), load_words("table_words")["part_rows"]
    if not any(key.startswith(even_tones(word)) for word in opens):
        return None
    text = name.strip()
    while True:
        cut = next((w for w in opens if even_tones(text).startswith(even_tones(w))), None)
        if cut is None:
            return _clean(text)
        text = text[len(cut) :].lstrip(" :.-+–*")


def _clean(name: str) -> str:
    return name.strip(" .:;-+–*")


def _unit(text: str) -> Unit | None:
    words = WORD.findall(even_tones(text))
    hit = unit_at(words, 0)
    if hit:
        return hit[1]
    return Unit(even_tones(text).strip(" ."), None, "item") if text.strip() and text.strip() != "-" else None


def _caption_unit(caption: str) -> Unit | None:
    key = even_tones(caption)
    for word in ("đơn vị tính", "đvt", "đơn vị"):
        at = key.find(word)
        if at >= 0:
            return next((m.value for m in match_units(caption[at + len(word) :]) if m.start <= 4), None)
    return None


def _figures(
    row: _Row, report: Period, point: bool | None, shared: Unit | None, group: int
) -> Iterator[CellDraft]:
    found: list[tuple[CellDraft, Written]] = []
    for cell, column in row.cells:
        for draft in _cell(cell, column, row, shared, report):
            if draft.reason:
                yield draft
            else:
                surface = cell.flow.text[draft.start : draft.end]
                found.append((draft, Written(surface, draft.measure, draft.unit)))
    values = read_row([written for _, written in found], point)
    for (draft, _), value in zip(found, values, strict=True):
        yield _with(draft, value, draft.period or report, group)


def _with(draft: CellDraft, value: Decimal, period: Period, group: int) -> CellDraft:
    return CellDraft(
        draft.cell,
        draft.start,
        draft.end,
        value=value,
        unit=draft.unit,
        measure=draft.measure,
        indicator=draft.indicator,
        period=period,
        qualifier=draft.qualifier,
        group=group,
        row_kind=draft.row_kind,
        about=draft.about,
    )


def _cell(cell: Cell, column: Column, row: _Row, shared: Unit | None, report: Period) -> Iterator[CellDraft]:
    stream = Stream(cell.flow.text)
    aside = {at: code for at, code in set_aside(stream, report).reasons.items() if code in _NO_FIGURES}
    depth = 0
    for index, token in enumerate(stream):
        depth += (token.text == "(") - (token.text == ")")
        if token.kind is not Kind.NUMBER:
            continue
        if index in aside:
            yield CellDraft(cell, token.start, token.end, reason=aside[index])
            continue
        own = unit_at(stream.keys, index + 1)
        unit = (own[1] if own else None) or column.unit or row.unit or shared
        name = _name(row, column, _cumulative(stream, index))
        if not name or (unit is None and not column.topic):
            yield CellDraft(cell, token.start, token.end, reason="table_unread")
            continue
        yield CellDraft(
            cell,
            token.start,
            token.end,
            unit=unit,
            measure=column.measure,
            indicator=name,
            period=column.period,
            qualifier=_bound(stream, index),
            row_kind=_kind_of(row.unit or unit),
            about=f"{row.header} {row.name}",
        )


def _kind_of(unit: Unit | None) -> str:
    return unit.kind if unit else ""


def _name(row: _Row, column: Column, cumulative: bool) -> str:
    parts = [column.topic, row.name] if column.topic else [row.name]
    name = expand_words(" ".join(part for part in parts if part))
    return f"{name} lũy kế" if cumulative and name else name


def _cumulative(stream: Stream, index: int) -> bool:
    before = " ".join(stream.keys[max(0, index - 3) : index])
    return any(even_tones(word) in before for word in load_words("table_words")["cumulative"])


def _bound(stream: Stream, index: int) -> str:
    before = stream.keys[index - 1] if index else ""
    return before if before in ("<", ">") else {"≥": ">=", "≤": "<="}.get(before, "")
