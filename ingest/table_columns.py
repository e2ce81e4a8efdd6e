"""What each column of a table holds, read from its header path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from ingest.document import Cell, Table
from ingest.fact import Measure
from ingest.match.periods import match_periods
from ingest.match.phrases import WORD, Phrases
from ingest.match.units import Unit, unit_at
from ingest.text import even_tones
from ingest.tokens import Stream
from ontology.periods import year, year_of
from ontology.phrases import load_words
from ontology.values import Period

_BRACKETED = re.compile(r"\(([^()]*)\)")


class ColumnKind(StrEnum):
    """Kinds of columns."""

    NUMBERING = "numbering"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``topic`` is what its header names besides role and period ("" if nothing)."""

    kind: ColumnKind
    header: str = ""
    measure: Measure = Measure.VALUE
    period: Period | None = None
    unit: Unit | None = None
    topic: str = ""


def read_columns(table: Table, report: Period) -> dict[int, Column]:
    """The columns by index. Where no header names the name column, it is the first that holds words."""
    paths = _header_paths(table)
    columns = _with_shares({index: _column(path, report) for index, path in paths.items()})
    if not any(column.kind is ColumnKind.NAME for column in columns.values()):
        index = _first_words(table, columns)
        columns[index] = Column(ColumnKind.NAME, paths.get(index, ""))
    return columns


def _with_shares(columns: dict[int, Column]) -> dict[int, Column]:
    """A bare "Tỷ lệ (%)" after a column of plans and one of values is the percentage of the plan."""
    measures: set[Measure] = set()
    for index, column in sorted(columns.items()):
        bare = column.kind is ColumnKind.FIGURE and column.period is None and not column.topic
        ratio = column.unit is not None and column.unit.kind == "ratio" and column.measure is Measure.VALUE
        if bare and ratio and {Measure.PLAN, Measure.VALUE} <= measures:
            columns[index] = replace(column, measure=Measure.PCT_OF_PLAN)
        if column.kind is ColumnKind.FIGURE:
            measures.add(column.measure)
    topics = {column.topic for column in columns.values() if column.measure is Measure.VALUE and column.topic}
    for index, column in columns.items():
        if column.measure is Measure.PCT_OF_PLAN and not column.topic and len(topics) == 1:
            columns[index] = replace(column, topic=next(iter(topics)))
    return columns


def with_caption(columns: dict[int, Column], caption: str, report: Period) -> dict[int, Column]:
    """The columns with what the caption says for all: "Giải ngân đến 30/5" names values and their day."""
    named = [mention.value for mention in match_periods(caption, report)]
    days = [period for period in named if period.notation.startswith("as-of")]
    units = any(column.kind is ColumnKind.UNIT for column in columns.values())
    spent = not units and even_tones("giải ngân") in even_tones(caption)
    for index, column in columns.items():
        if column.kind is not ColumnKind.FIGURE:
            continue
        plan = column.measure is Measure.PLAN
        topic = column.topic or (("vốn" if plan else "giải ngân") if spent else "")
        period = column.period or (days[-1] if days and not plan else None)
        columns[index] = replace(column, topic=topic, period=period)
    return columns


def header_rows(table: Table) -> frozenset[int]:
    """The header rows, also where a header is repeated further down; the first row if none is marked."""
    marked = {cell.row for cell in table.cells if cell.header} or {0}
    texts = {row: _row_text(table, row) for row in range(table.rows)}
    heads = {texts[row] for row in marked if texts.get(row)}
    return frozenset(row for row, text in texts.items() if row in marked or text in heads)


def _row_text(table: Table, row: int) -> str:
    return "|".join(cell.flow.text for cell in table.cells if cell.row == row)


def _header_paths(table: Table) -> dict[int, str]:
    marked = {cell.row for cell in table.cells if cell.header} or {0}
    first_rows = range(
        min(marked), next(row for row in range(min(marked), table.rows + 1) if row not in marked)
    )
    parts: dict[int, list[str]] = {index: [] for index in range(table.columns)}
    for cell in table.cells:
        if cell.row in first_rows and not cell.flow.text.strip().isdecimal():
            for index in range(cell.column, min(table.columns, cell.column + cell.column_span)):
                parts[index].append(cell.flow.text.strip())
    return {index: " ".join(texts) for index, texts in parts.items()}


def _column(header: str, report: Period) -> Column:
    key = even_tones(header).strip(" .:")
    bare = _BRACKETED.sub("", key).strip(" .:")
    for name, kind in (
        ("numbering", ColumnKind.NUMBERING),
        ("units", ColumnKind.UNIT),
        ("names", ColumnKind.NAME),
    ):
        if bare in _words()[name]:
            return Column(kind, header, topic=header)
    if any(bare.startswith(word) for word in _words()["remarks"]):
        return Column(ColumnKind.REMARK, header)
    return _figure_column(header, key, report)


def _figure_column(header: str, key: str, report: Period) -> Column:
    found = _found(key)
    named = list(match_periods(header, report))
    measure = _measure(found, key)
    period = named[0].value if named else None
    if measure is Measure.PLAN:
        period = year(year_of(period or report))
    unit = _unit(header)
    if measure in (Measure.PCT_OF_PLAN, Measure.PCT_OF_BASE, Measure.CHANGE_PCT):
        unit = unit or _percent()
        period = None if period is None or measure is not Measure.PCT_OF_PLAN else period
    topic = _property(header) if found or named else _BRACKETED.sub("", header).strip()
    return Column(ColumnKind.FIGURE, header, measure, period, unit, topic)


def _property(header: str) -> str:
    """The property that a header of figures names ("Giải ngân đến 30/6", "Kế hoạch vốn")."""
    stream = Stream(header)
    for label in stream.labels:
        if label and label.kind == "property" and label.id not in ("rate", "growth", "number", "average"):
            return stream.words(label.first, label.last).lower()
        if label and label.kind == "allotted":
            return "vốn"
    return ""


def _measure(found: frozenset[str], key: str) -> Measure:
    percent = "%" in key or "tỷ lệ" in key
    if "compared" in found and (percent or "so" in key.split()):
        if "base" in found:
            change = ("tăng" in key or "giảm" in key) and "so sánh" not in key
            return Measure.CHANGE_PCT if change else Measure.PCT_OF_BASE
        if "plan" in found:
            return Measure.PCT_OF_PLAN
    if "plan" in found and "actual" not in found:
        return Measure.PLAN
    return Measure.VALUE


def _found(key: str) -> frozenset[str]:
    return frozenset(mention.value for mention in _dictionary().find(key))


def _unit(header: str) -> Unit | None:
    for inside in _BRACKETED.findall(header):
        words = WORD.findall(even_tones(inside))
        words = words[1:] if words[:1] in (["đvt"],) else words
        hit = unit_at([word for word in words if word != ":"], 0)
        if hit:
            return hit[1]
    return _percent() if "%" in header else None


def _percent() -> Unit:
    hit = unit_at(("%",), 0)
    assert hit is not None
    return hit[1]


def _first_words(table: Table, columns: Mapping[int, Column]) -> int:
    body: Sequence[Cell] = [cell for cell in table.cells if not cell.header]
    for index in sorted(columns):
        texts = [cell.flow.text for cell in body if cell.column == index]
        if texts and sum(text[:1].isalpha() and len(text) > 3 for text in texts) * 2 >= len(texts):
            return index
    return 0


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(even_tones, words)) for name, words in load_words("table_words").items()}


@cache
def _dictionary() -> Phrases[str]:
    kinds = ("plan", "actual", "base", "compared")
    return Phrases(((word, kind) for kind in kinds for word in load_words("table_words")[kind]), even_tones)
