"""Figures with what decides which of many is the one to tell: value, time, area, status; without their words.

Everything in an entry was read from the graph, and can be kept beside it: see ``search.figure_index``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph.lookups import NamedFigure, find_figures
from graph.observed import claims_of_report, read_observations
from graph.query_file import Result
from graph.rows import ObservationRow
from graph.store import GraphStore
from ingest.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry(NamedFigure):
    """A figure with its value. A claim told under several programmes, parts or documents has an entry for
    each, counted by ``number``; ``programme`` is the first one in all of them, ``programme_part`` its own.
    ``district`` is the code of the report's district.
    """

    number: int
    value: Decimal
    status: str
    area: str
    begins: date
    ends: date
    programme_part: str | None
    district: str
    section: str
    qualifier: str | None


def entries_of_report(store: GraphStore, report: str) -> tuple[FigureEntry, ...]:
    """All figures of a report (by its id), in the order of its text."""
    return read_entries(store, (claim.value for claim in claims_of_report(store, report)))


def read_entries(store: GraphStore, claims: Iterable[str]) -> tuple[FigureEntry, ...]:
    """The entries of these claims, in the order of their reports."""
    return tuple(_entries(read_observations(store, claims)))


def find_rows(store: GraphStore, entries: Sequence[FigureEntry]) -> Result[ObservationRow]:
    """Each entry with all that the graph says of it, in the order given."""
    if not entries:
        return Result((), "")
    found = find_figures(store, claims=sorted({entry.claim for entry in entries}))
    rows: dict[str, list[ObservationRow]] = {}
    for row in found.rows:
        rows.setdefault(row.claim, []).append(row)
    return Result(tuple(rows[entry.claim][entry.number] for entry in entries), found.sparql)


def _entries(rows: Iterable[ObservationRow]) -> Iterator[FigureEntry]:
    """The rows of one claim follow each other."""
    first, number = None, 0
    for row in rows:
        first, number = (first, number + 1) if first and first.claim == row.claim else (row, 0)
        yield _entry(row, number, first.programme)


def _entry(row: ObservationRow, number: int, programme: str | None) -> FigureEntry:
    return FigureEntry(
        claim=row.claim,
        group=row.group,
        name=row.indicator_text,
        concept=row.concept,
        measure_node=row.measure_node,
        unit=row.unit,
        period=row.period,
        report=row.source.report,
        start=row.source.start,
        sentence=Span(row.source.sentence_start, row.source.sentence_end),
        area_code=row.area_code,
        programme=programme,
        number=number,
        value=row.value,
        status=row.status,
        area=row.area,
        begins=row.begins,
        ends=row.ends,
        programme_part=row.programme_part,
        district=row.source.district,
        section=row.source.section or "",
        qualifier=row.qualifier,
    )
