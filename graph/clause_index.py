"""All figures of a district by their clauses, without their words and values.

Pages choose, count and page over these; the figures are read only of the clauses that are looked at
(``graph.observed.read_observations``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.cube import MEASURES, indicator_key
from graph.keeping import kept
from graph.nodes import days, in_vietnamese, one, python_value, shared, values
from graph.query_file import fetch
from graph.store import GraphStore
from ingest.fact import Measure
from ontology.terms import HKG, RDFS, SKOS

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """The figures that one clause tells of one thing: value, plan, percentages, changes.

    ``key`` is the indicator's name folded, ``words`` all that a search looks into, folded too. ``begins`` and
    ``ends`` are of the first figure's period.
    """

    group: str
    claims: tuple[str, ...]
    measures: frozenset[Measure]
    concept: str | None
    key: str
    area: str | None
    begins: date
    ends: date
    report: str
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class _Row:
    claim: str
    group: str
    indicatorNode: str  # noqa: N815 - named like the query's variables
    key: str
    measure_node: str
    areaNode: str  # noqa: N815
    periodNode: str  # noqa: N815


@kept(16)
def clauses_of_district(store: GraphStore, district: str) -> tuple[ClauseEntry, ...]:
    """The clauses of a district's reports (by its code), in the order of the reports."""
    told: dict[str, dict[str, _Row]] = defaultdict(dict)
    for row in fetch(store, "figure_index", _Row, districts=[iris.area(district)]).rows:
        told[row.group][row.claim] = row
    entries = (_entry(store, group, list(rows.values())) for group, rows in told.items())
    return tuple(sorted(entries, key=lambda entry: (entry.report, entry.start, entry.group)))


def _entry(store: GraphStore, group: str, rows: list[_Row]) -> ClauseEntry:
    rows.sort(key=lambda row: (_start(row), row.claim))
    first = rows[0]
    area = shared(store, NamedNode(first.areaNode))
    begins, ends = days(store, NamedNode(first.periodNode))
    report, place = iris.claim_place(first.claim)
    section = values(store, iris.quote(report, place), HKG["section"])
    words = (first.key, in_vietnamese(area, RDFS["label"]) or "", *map(str, map(python_value, section)))
    return ClauseEntry(
        group=group,
        claims=tuple(row.claim for row in rows),
        measures=frozenset(_MEASURE_OF[row.measure_node] for row in rows),
        concept=one(shared(store, NamedNode(first.indicatorNode)), SKOS["notation"]),
        key=first.key,
        area=one(area, SKOS["notation"]),
        begins=begins,
        ends=ends,
        report=report,
        start=place.start,
        words=indicator_key(" ".join(words)),
    )


def _start(row: _Row) -> int:
    return iris.claim_place(row.claim)[1].start
