"""Tables: header paths times rows become drafts of measurements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.document import Block, Cell, Table
from ingest.fact import Measure
from ingest.ledger import set_aside
from ingest.linking import link_indicator
from ingest.match.periods import match_periods
from ingest.match.places import PlaceContext
from ingest.match.units import Unit
from ingest.table_caption import caption_thing, caption_topic, caption_unit
from ingest.table_cells import CellDraft, is_signed, read_cell
from ingest.table_columns import Column, ColumnKind, header_rows, read_columns, title_cells, with_caption
from ingest.table_heads import Said
from ingest.table_names import as_area, compose, is_bare, joined, read_row_name
from ingest.table_numbers import Written, read_row, uses_decimal_point
from ingest.table_rows import Row, read_rows
from ingest.times import is_season
from ingest.tokens import Kind, Stream
from ontology.periods import year_of
from ontology.values import Period

_SEASON_UNITS = frozenset({"area", "mass", "rate", "ratio", "volume"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_ASIDE = {ColumnKind.NUMBERING: "table_numbering", ColumnKind.REMARK: "table_remark"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What holds for the whole table: the report's period, the unit, indicator or thing over it."""

    report: Period
    unit: Unit | None
    topic: str
    thing: str
    point: bool | None


def read_table(
    block: Block, report: Period, context: PlaceContext, above: Sequence[str], next_group: int
) -> Iterator[CellDraft]:
    """Every numeral of the table's cells. ``above`` are the texts over it, which may name its unit."""
    assert block.table is not None
    table, heads = block.table, header_rows(block.table)
    above = [*above, *(cell.flow.text for cell in title_cells(table))]
    columns = with_caption(read_columns(table, report), above, report)
    columns = _with_signs(table, heads, columns)
    yield from _asides(table, heads, columns, report)
    unit = caption_unit(above)
    point = False if table.decimal_comma else uses_decimal_point(_surfaces(table, heads, columns))
    topic = caption_topic(above, unit, report)
    sheet = _Sheet(report, unit, topic, caption_thing(above, report), point)
    for row in read_rows(table, heads, columns, report, context):
        yield from _figures(row, sheet, next_group + row.number)


def _with_signs(table: Table, heads: frozenset[int], columns: dict[int, Column]) -> dict[int, Column]:
    """A comparison with numbers below zero shows changes, not percentages of the base."""
    for index, column in columns.items():
        cells = [cell for cell in table.cells if cell.column == index and cell.row not in heads]
        if column.said.measure is Measure.PCT_OF_BASE and any(is_signed(cell.flow.text) for cell in cells):
            columns[index] = replace(column, said=replace(column.said, measure=Measure.CHANGE_PCT))
    return columns


def _asides(
    table: Table, heads: frozenset[int], columns: Mapping[int, Column], report: Period
) -> Iterator[CellDraft]:
    """Numerals of headers, row numbers, names and remarks."""
    for cell in table.cells:
        kind = columns[cell.column].kind if cell.column in columns else ColumnKind.NAME
        if cell.row in heads or kind is not ColumnKind.FIGURE:
            code = "table_numbering" if cell.row in heads else _ASIDE.get(kind, "name")
            yield from _aside(cell, code, report)


def _aside(cell: Cell, code: str, report: Period) -> Iterator[CellDraft]:
    text = cell.flow.text
    numbered = read_row_name(text, "").numbered if code == "name" else 0
    stream = Stream(text)
    reasons = set_aside(stream, report).reasons if code != "table_numbering" or not _counts(text) else {}
    for index, token in enumerate(stream):
        if token.kind is Kind.NUMBER:
            named = "period" if code == "table_numbering" and _YEAR.fullmatch(token.text) else code
            reason = "table_numbering" if token.start < numbered else reasons.get(index, named)
            yield CellDraft(cell, token.start, token.end, reason=reason)


def _counts(text: str) -> bool:
    """Whether a cell only numbers a row or column: "1.2", "(3)", "6=5/4"."""
    return not any(map(str.isalpha, text)) and len(text.strip()) < len("31/12/2023")


def _surfaces(table: Table, heads: frozenset[int], columns: Mapping[int, Column]) -> list[str]:
    return [
        token.text
        for cell in table.cells
        if cell.row not in heads and (column := columns.get(cell.column)) and column.kind is ColumnKind.FIGURE
        for token in Stream(cell.flow.text)
        if token.kind is Kind.NUMBER
    ]


def _figures(row: Row, sheet: _Sheet, group: int) -> Iterator[CellDraft]:
    found: list[CellDraft] = []
    written: list[Written] = []
    for cell, column in row.cells:
        frame = _frame(cell, row, column, sheet, group)
        for draft in read_cell(cell, frame, sheet.report, counts=bool(column.said.topic)):
            if draft.reason:
                yield draft
            else:
                found.append(draft)
                written.append(Written(cell.flow.text[draft.start : draft.end], draft.measure, draft.unit))
    values = read_row(written, sheet.point)
    for draft, value in zip(found, values, strict=True):
        yield replace(draft, value=value * draft.sign if value else Decimal(0))


def _frame(cell: Cell, row: Row, column: Column, sheet: _Sheet, group: int) -> CellDraft:
    said, name = _sense(row, column, sheet)
    unit = said.unit or row.unit or sheet.unit
    kind = row.unit or unit
    if unit is not None and kind is not None and kind.kind == "area":
        name = as_area(name)
    period = said.period or sheet.report
    return CellDraft(
        cell,
        0,
        0,
        unit=unit,
        measure=said.measure,
        indicator=name,
        period=_in_season(name, period, kind.kind if kind else ""),
        group=group,
        row_kind=kind.kind if kind else "",
        about=f"{row.header} {row.name}",
        area=row.area,
        status=said.status,
    )


def _sense(row: Row, column: Column, sheet: _Sheet) -> tuple[Said, str]:
    """What is said of a cell's figures, and their name: rows may be indicators, communes or roles."""
    said, topic = column.said, column.said.topic
    if row.area or row.total or row.said:
        topic = _of_caption(topic, said.unit or row.unit or sheet.unit, sheet)
    if row.said and topic:
        return _of_role(row.said, said), joined(topic, "")
    if row.area or row.total:
        return said, joined(topic, "")
    return said, joined(topic, row.name)


def _of_caption(topic: str, unit: Unit | None, sheet: _Sheet) -> str:
    """The topic of a column with what the caption names, where the rows name no indicator."""
    if not topic or (sheet.topic and is_bare(topic)):
        return compose(sheet.topic, topic) if topic else sheet.topic
    full = compose(sheet.thing, topic) if sheet.thing and is_bare(topic) else ""
    return full if full and link_indicator(full, unit.kind if unit else "") else topic


def _of_role(row: Said, column: Said) -> Said:
    """The row's role and period with what the column says besides."""
    return replace(
        column,
        measure=row.measure if row.measure is not Measure.VALUE else column.measure,
        period=row.period or column.period,
        unit=row.unit if row.share else column.unit,
        status=row.status,
    )


def _in_season(name: str, period: Period, kind: str) -> Period:
    """The crop season that a name holds, in the year of its column."""
    if kind not in _SEASON_UNITS or year_of(period) != period.start.year:
        return period
    seasons = [one.value for one in match_periods(name, period) if is_season(one.value)]
    return seasons[0] if seasons else period
