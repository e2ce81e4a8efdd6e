"""Observations as SDMX-CSV 2.0, https://github.com/sdmx-twg/sdmx-csv, after one structure for all reports.

A report may tell one cell twice, in text and table, and reports repeat each other. SDMX allows one
observation a key, so the claim itself (report, place in its text, role) is a dimension; whoever wants one
figure a cell chooses among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO

from pyoxigraph import NamedNode

from graph import iris
from graph.figures import Quads, observations, part_store, safe, write_rows
from graph.nodes import properties
from graph.rows import ObservationRow
from graph.store import GraphStore
from ontology.terms import HKG, QB, SDMX_ATTRIBUTE, SDMX_DIMENSION

AGENCY, STRUCTURE, VERSION = "HUYENKG", "DISTRICT_REPORTS", "1.0.0"
CODED = {
    "REF_AREA": SDMX_DIMENSION["refArea"],
    "INDICATOR": HKG["indicator"],
    "MEASURE": QB["measureType"],
    "UNIT_MEASURE": SDMX_ATTRIBUTE["unitMeasure"],
}
"""Components whose values are codes of nodes, and the property that leads to the node."""
DIMENSIONS = ("REF_AREA", "INDICATOR", "MEASURE", "CLAIM", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
ATTRIBUTES = (
    "UNIT_MEASURE", "OBS_STATUS", "QUALIFIER", "PLAN_PERIOD", "BASE_PER", "INDICATOR_TEXT",
    "VALUE_AS_WRITTEN", "COMMENT_OBS", "SOURCE_REPORT", "SOURCE_LINE",
)  # fmt: skip
_ACTION = "I"
_ID = re.compile(r"[A-Za-z0-9_@$-]{1,64}")
_NOT_ID = re.compile(r"[^A-Za-z0-9_@$-]+")
_PLAIN_PERIOD = re.compile(r"\d{4}(-Q[1-4]|-\d\d)?")
_HALF = re.compile(r"(\d{4})-H([12])")


@dataclass(frozen=True, slots=True)
class SdmxRow:
    """One observation: the values of its components by id, and the nodes that its codes stand for."""

    cells: dict[str, str]
    nodes: dict[str, NamedNode]


def write_sdmx_csv(reports: Iterable[Quads], out: IO[bytes]) -> None:
    """All observations of the reports, under one header."""
    names = (*DIMENSIONS, MEASURE, *ATTRIBUTES)
    write_rows([("STRUCTURE", "STRUCTURE_ID", "ACTION", *names)], out)
    fixed = ("datastructure", f"{AGENCY}:{STRUCTURE}({VERSION})", _ACTION)
    for quads in reports:
        rows = sdmx_rows(part_store(quads))
        write_rows(((*fixed, *(row.cells[name] for name in names)) for row in rows), out)


def sdmx_rows(store: GraphStore) -> Iterator[SdmxRow]:
    """The observations of a small store, each once."""
    seen: Counter[str] = Counter()
    for row in observations(store):
        seen[row.claim] += 1
        if seen[row.claim] == 1:  # a figure of two programmes is two rows elsewhere
            yield _row(store, row)


def code_of(node: NamedNode) -> str:
    """A node's code, valid as an id of SDMX: the last part of its IRI if that will do, else with a hash."""
    _, _, local = iris.tail(node).partition("/") if iris.kind(node) else ("", "", "")
    text = local or re.split(r"[/#]", node.value)[-1]
    if _ID.fullmatch(text):
        return text
    digest = sha256(node.value.encode()).hexdigest()[:12]
    words = text.partition("~")[0]  # a hash of the text stands behind it
    return f"{_NOT_ID.sub('_', words)[:40].strip('_')}_{digest}"


def time_period(notation: str, begins: date, ends: date) -> str:
    """A period as SDMX writes it: ``2024-H1`` is ``2024-S1``, any other stretch begin and duration."""
    if _PLAIN_PERIOD.fullmatch(notation):
        return notation
    if half := _HALF.fullmatch(notation):
        return f"{half[1]}-S{half[2]}"
    if begins == ends:
        return begins.isoformat()
    return f"{begins.isoformat()}/P{(ends - begins).days + 1}D"


def _row(store: GraphStore, row: ObservationRow) -> SdmxRow:
    said = properties(store, NamedNode(row.claim))
    nodes = {
        name: node
        for name, predicate in CODED.items()
        for node in said[predicate]
        if isinstance(node, NamedNode)
    }
    codes = {name: code_of(node) for name, node in nodes.items()}
    return SdmxRow(codes | _plain_cells(row), nodes)


def _plain_cells(row: ObservationRow) -> dict[str, str]:
    return {
        "CLAIM": _claim(NamedNode(row.claim)),
        "TIME_PERIOD": time_period(row.period, row.begins, row.ends),
        MEASURE: format(row.value, "f"),
        "OBS_STATUS": row.status,
        "QUALIFIER": row.qualifier or "",
        "PLAN_PERIOD": row.plan_period or "",
        "BASE_PER": row.compared_with or "",
        "INDICATOR_TEXT": _text(row.indicator_text),
        "VALUE_AS_WRITTEN": _text(row.as_written),
        "COMMENT_OBS": _text(row.source.sentence),
        "SOURCE_REPORT": _text(row.source.file),
        "SOURCE_LINE": str(row.source.line),
    }


def _claim(node: NamedNode) -> str:
    text = iris.tail(node).partition("/")[2].replace("/", "_")
    return text if _ID.fullmatch(text) else code_of(node)


def _text(words: str) -> str:
    """In one line: some readers split lines before cells."""
    return safe(" ".join(words.split()))
