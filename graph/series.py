"""Series of an indicator: what reports give for their own districts, light enough to compare thousands.

A district's value is an observation whose area is the district that the report speaks for. Which of these can
stand beside each other (units, wordings) is for those who compare to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import even_name
from graph.cube import MEASURES
from graph.query_file import Result, fetch
from graph.store import GraphStore
from ingest.fact import Measure
from ontology.terms import ID_BASE

OWN = "own:"
"""What an indicator's id begins with that no code list has; its name follows."""

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One number that a report gives for its own district; ``text`` is the indicator in its own words.

    ``group`` is the clause: a plan or a printed share belongs to the value of its group. ``part`` is the
    project or criterion of a programme that the number is of, if of no whole.
    """

    claim: str
    group: str
    report: str
    district: str
    period: str
    text: str
    measure_node: str
    value: Decimal
    unit: str
    status_node: str
    qualifier: str | None
    plan_period: str | None
    part: str | None
    section: str | None

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]

    @property
    def status(self) -> str:
        """``A``, ``E`` (ước), ``P`` (sơ bộ) or ``F`` (dự kiến)."""
        return self.status_node[-1]


@dataclass(frozen=True, slots=True)
class Spread:
    """For how many districts and periods an indicator has values of whole districts."""

    node: str
    values: int
    districts: int
    periods: int


@dataclass(frozen=True, slots=True)
class _Count:
    node: str
    figures: int


@dataclass(frozen=True, slots=True)
class _Label:
    node: str
    label: str


def indicator_node(indicator: str) -> NamedNode:
    """The node of an indicator's id: of the code list's, or ``own:`` and the name that reports write."""
    if indicator.startswith(OWN):
        return iris.own_indicator(even_name(indicator.removeprefix(OWN)))
    return iris.indicator(indicator)


def find_series(store: GraphStore, indicators: Iterable[str]) -> Result[SeriesRow]:
    """All that reports say of these indicators for their own districts, in any role."""
    return fetch(store, "series", SeriesRow, indicators=list(map(indicator_node, indicators)))


def count_figures(store: GraphStore) -> Mapping[str, int]:
    """How many figures each indicator that is reported has, by its node: of any area and role."""
    return {row.node: row.figures for row in fetch(store, "indicator_counts", _Count).rows}


def spread_of(store: GraphStore, indicators: Iterable[str]) -> Mapping[str, Spread]:
    """By id, where and when the indicators have values; of what has none nothing."""
    nodes = {indicator_node(one).value: one for one in indicators}
    found = fetch(store, "indicator_spread", Spread, indicators=list(map(NamedNode, nodes))).rows
    return {nodes[row.node]: row for row in found if row.values}


def unlisted_names(store: GraphStore) -> Mapping[str, str]:
    """The indicators that no code list has: node to name."""
    rows = fetch(store, "indicator_labels", _Label, under=f"{ID_BASE}indicator/own/").rows
    return {row.node: row.label for row in rows}
