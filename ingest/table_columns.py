"""What each column of a table holds, read from its header path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.document import Cell, Table
from ingest.fact import Measure
from ingest.table_caption import caption_period
from ingest.table_heads import NOTHING_SAID, Said, header_words, read_head
from ingest.table_names import implied_unit, without_brackets
from ingest.text import even_tones
from ontology.values import Period


class ColumnKind(StrEnum):
    """Kinds of columns."""

    NUMBERING = "numbering"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``said`` is what the header says of its figures."""

    kind: ColumnKind
    header: str = ""
    said: Said = NOTHING_SAID


def read_columns(table: Table, report: Period) -> dict[int, Column]:
    """The columns by index. Where no header names the name column, it is the first that holds words."""
    paths = _header_paths(table)
    columns = _with_shares({index: _column(storeys, report) for index, storeys in paths.items()})
    if not any(column.kind is ColumnKind.NAME for column in columns.values()):
        index = _first_words(table, columns)
        columns[index] = Column(ColumnKind.NAME, " ".join(paths.get(index, ())))
    return columns


def _with_shares(columns: dict[int, Column]) -> dict[int, Column]:
    """A bare "Tỷ lệ (%)" after a column of plans and one of values is the percentage of the plan.

    After values of two periods alone it is that of the earlier one. Percentages of plans are of the topic
    that all values have, and of the period of the values before.
    """
    measures: set[Measure] = set()
    periods: list[Period | None] = []
    last = NOTHING_SAID
    for index, column in sorted(columns.items()):
        if column.kind is not ColumnKind.FIGURE:
            continue
        said = column.said
        ratio = said.unit is not None and said.unit.kind == "ratio" and said.measure is Measure.VALUE
        bare = said.period is None and said.topic in ("", last.topic)
        if bare and ratio and {Measure.PLAN, Measure.VALUE} <= measures:
            said = replace(said, measure=Measure.PCT_OF_PLAN, topic="", period=last.period)
            columns[index] = replace(column, said=said)
        elif bare and ratio and not said.topic and len(set(periods)) > 1:
            said = replace(said, measure=Measure.PCT_OF_BASE, period=last.period)
            columns[index] = replace(column, said=said)
        elif said.measure is Measure.VALUE:
            last = said
            periods.append(said.period)
        measures.add(said.measure)
    values = [one.said for one in columns.values() if one.said.measure is Measure.VALUE and one.said.topic]
    topics = {said.topic for said in values}
    for index, column in columns.items():
        if column.said.measure is Measure.PCT_OF_PLAN and not column.said.topic and len(topics) == 1:
            columns[index] = replace(column, said=replace(column.said, topic=values[0].topic))
    return columns


def with_caption(columns: dict[int, Column], lines: Sequence[str], report: Period) -> dict[int, Column]:
    """The columns with what the caption says for all: "Giải ngân đến 30/5" names values and their day."""
    caption = " ".join(lines)
    told = caption_period(lines, report)
    units = any(column.kind is ColumnKind.UNIT for column in columns.values())
    spent = not units and even_tones("giải ngân") in even_tones(caption)
    for index, column in columns.items():
        if column.kind is not ColumnKind.FIGURE:
            continue
        said, plan = column.said, column.said.measure is Measure.PLAN
        topic = said.topic or (("vốn" if plan else "giải ngân") if spent else "")
        period = said.period or (None if plan else told)
        columns[index] = replace(column, said=replace(said, topic=topic, period=period))
    return columns


def header_rows(table: Table) -> frozenset[int]:
    """The header rows, also where a header is repeated further down; the first row if none is marked."""
    marked = {cell.row for cell in table.cells if cell.header} or {0}
    texts = {row: _row_text(table, row) for row in range(table.rows)}
    heads = {texts[row] for row in marked if texts.get(row)}
    return frozenset(row for row, text in texts.items() if row in marked or text in heads)


def _row_text(table: Table, row: int) -> str:
    return "|".join(cell.flow.text for cell in table.cells if cell.row == row)


def _header_paths(table: Table) -> dict[int, tuple[str, ...]]:
    """The header cells over each column, top first; those over the whole table are its title."""
    marked = {cell.row for cell in table.cells if cell.header} or {0}
    end = next(row for row in range(min(marked), table.rows + 1) if row not in marked)
    titles = title_cells(table)
    heads = [cell for cell in table.cells if min(marked) <= cell.row < end and not _numbers(cell)]
    parts: dict[int, list[str]] = {index: [] for index in range(table.columns)}
    for cell in heads:
        if cell not in titles:
            for index in range(
                cell.column, min(table.columns, cell.column + _span(cell, heads, table.columns))
            ):
                parts[index].append(cell.flow.text.strip())
    return {index: tuple(texts) for index, texts in parts.items()}


def title_cells(table: Table) -> tuple[Cell, ...]:
    """The cells of header rows that hold nothing else: titles over all columns."""
    count = Counter(cell.row for cell in table.cells)
    return tuple(cell for cell in table.cells if cell.header and count[cell.row] == 1 < table.columns)


def _numbers(cell: Cell) -> bool:
    """Whether a header cell only numbers its column."""
    text = cell.flow.text.strip()
    return text.isdecimal() and len(text) < len("2023")


def _span(cell: Cell, heads: Sequence[Cell], columns: int) -> int:
    """How many columns a header cell is over.

    Where the format keeps no spans, it goes on over empty places that have a header cell below.
    """
    if cell.column_span > 1 or cell.row_span > 1:
        return cell.column_span
    beside = min((one.column for one in heads if _goes_beside(one, cell)), default=columns)
    below = {one.column for one in heads if one.row > cell.row}
    end = cell.column + 1
    while cell.column in below and end < beside and end in below:
        end += 1
    return end - cell.column


def _goes_beside(one: Cell, cell: Cell) -> bool:
    """Whether a header cell ends the reach of another to its left."""
    reaches = one.row <= cell.row < one.row + one.row_span
    return one.column > cell.column and reaches


def _column(storeys: tuple[str, ...], report: Period) -> Column:
    header = " ".join(storeys)
    bare = even_tones(without_brackets(header)).strip(" .:")
    words = header_words()
    for name, kind in (
        ("numbering", ColumnKind.NUMBERING),
        ("units", ColumnKind.UNIT),
        ("names", ColumnKind.NAME),
    ):
        if bare in words[name]:
            return Column(kind, header)
    if any(bare.startswith(word) for word in words["remarks"]):
        return Column(ColumnKind.REMARK, header)
    said = read_head(storeys, report)
    return Column(ColumnKind.FIGURE, header, replace(said, unit=said.unit or implied_unit(said.topic)))


def _first_words(table: Table, columns: Mapping[int, Column]) -> int:
    body: Sequence[Cell] = [cell for cell in table.cells if not cell.header]
    for index in sorted(columns):
        texts = [cell.flow.text for cell in body if cell.column == index]
        if texts and sum(text[:1].isalpha() and len(text) > 3 for text in texts) * 2 >= len(texts):
            return index
    return 0
