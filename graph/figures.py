"""The observations of a part as a tidy table: one a row, with its quote, its sentence and its report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from graph.observed import read_observations
from graph.rows import ObservationRow
from graph.store import GraphStore
from graph.stored_form import text_of
from ontology.terms import QB, RDF

Quads = list[ox.Quad]

_COLUMNS = (
    "report", "file", "district", "area", "area_code", "period", "begins", "ends", "indicator", "concept",
    "measure", "value", "unit", "status", "qualifier", "plan_period", "compared_with", "programme",
    "programme_part", "document", "as_written", "line", "quote", "observation", "section", "sentence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def write_figures(reports: Iterable[Quads], out: IO[bytes]) -> None:
    """The table of all reports, in UTF-8."""
    write_rows((_COLUMNS,), out)
    for quads in reports:
        write_rows((_line(row) for row in observations(part_store(quads))), out)


def part_store(quads: Quads) -> GraphStore:
    """The quads of one report as a store of their own, to be read only."""
    store = ox.Store()
    store.extend(quads)
    return GraphStore(store, read_only=True)


def observations(store: GraphStore) -> tuple[ObservationRow, ...]:
    """All observations of a small store, in the order of the text."""
    found = store.matching(None, RDF["type"], QB["Observation"])
    return read_observations(store, (text_of(quad.subject) for quad in found))


def write_rows(rows: Iterable[Iterable[object]], out: IO[bytes]) -> None:
    """Rows of CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    out.write(text.getvalue().encode())


def safe(text: str | None) -> str:
    """The words of others for a cell: a spreadsheet must not run them as a formula."""
    return f"'{text}" if text and text.startswith(_FORMULA) else text or ""


def _line(row: ObservationRow) -> Iterator[object]:
    at = row.source
    cells: tuple[object, ...] = (
        at.report, at.file, at.district_label, row.area, row.area_code, row.period, row.begins, row.ends,
        row.indicator_text, row.concept, row.measure.value, format(row.value, "f"), row.unit, row.status,
        row.qualifier, row.plan_period, row.compared_with, row.programme or row.programme_label,
        row.programme_part, row.document, row.as_written, at.line, at.quote, row.claim, at.section,
        at.sentence,
    )  # fmt: skip
    for name, cell in zip(_COLUMNS, cells, strict=True):
        yield safe(cell) if isinstance(cell, str) and name != "value" else cell
