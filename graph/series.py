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
from graph.figure_entries import FigureEntry
from graph.keeping import kept
from graph.nodes import (
    Properties,
    node,
    notation,
    one,
    properties,
    python_value,
    shared,
    subjects,
    values,
)
from graph.query_file import fetch
from graph.store import GraphStore
from ingest.fact import Measure
from ontology.terms import (
    DCT,
    HKG,
    ID_BASE,
    PROV,
    QB,
    SCHEMA,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
    SDMX_DIMENSION,
    SKOS,
)

OWN = "own:"
"""What an indicator's id begins with that no code list has; its name follows."""

_COMPARED = {Measure.VALUE, Measure.PLAN, Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS}
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


def find_series(store: GraphStore, indicator: str) -> tuple[SeriesRow, ...]:
    """Values, plans and shares of plan that reports give of an indicator for their own districts.

    Read node by node, like ``graph.observed``: a popular indicator has thousands of claims, and a query that
    fetched as much of each takes several times as long.
    """
    claims = subjects(store, HKG["indicator"], indicator_node(indicator))
    rows = (row for claim in claims if (row := _row(store, claim)) is not None)
    return tuple(sorted(rows, key=lambda row: (row.report, row.claim)))


def series_of_entries(store: GraphStore, entries: Iterable[FigureEntry]) -> tuple[SeriesRow, ...]:
    """The same rows from the entries of an indicator; what entries lack is read from the graph."""
    rows = (
        _row_of_entry(store, entry)
        for entry in entries
        if not entry.number and entry.area_code == entry.district and entry.measure in _COMPARED
    )
    return tuple(sorted(rows, key=lambda row: (row.report, row.claim)))


def count_figures(store: GraphStore) -> Mapping[str, int]:
    """How many figures each indicator that is reported has, by its node: of any area and role."""
    return {row.node: row.figures for row in fetch(store, "indicator_counts", _Count).rows}


@kept(4096)
def spread_of(store: GraphStore, indicator: str) -> Spread:
    """For how many districts and periods an indicator has values."""
    found = fetch(store, "indicator_spread", Spread, indicators=[indicator_node(indicator)])
    return found.rows[0]


def unlisted_names(store: GraphStore) -> Mapping[str, str]:
    """The indicators that no code list has: node to name."""
    rows = fetch(store, "indicator_labels", _Label, under=f"{ID_BASE}indicator/own/").rows
    return {row.node: row.label for row in rows}


def _row(store: GraphStore, claim: NamedNode) -> SeriesRow | None:
    """The row of a claim; ``None`` for a change, and for what is not about the district of its report."""
    own = properties(store, claim)
    report, area = _report_of(store, node(own, QB["dataSet"]))
    if node(own, SDMX_DIMENSION["refArea"]) != area:
        return None
    measure = node(own, QB["measureType"])
    if _MEASURE_OF[measure.value] not in _COMPARED:
        return None
    (group,) = subjects(store, QB["observation"], claim)
    section = values(store, node(own, PROV["wasQuotedFrom"]), HKG["section"])
    return SeriesRow(
        claim=claim.value,
        group=group.value,
        report=report,
        district=one(shared(store, area), SKOS["notation"]) or "",
        period=notation(store, own, SDMX_DIMENSION["refPeriod"]) or "",
        text=one(own, HKG["indicatorText"]),
        measure_node=measure.value,
        value=one(own, measure),
        unit=one(own, SCHEMA["unitText"]),
        status_node=one(own, SDMX_ATTRIBUTE["obsStatus"]),
        qualifier=one(own, HKG["qualifier"]),
        plan_period=notation(store, own, HKG["planPeriod"]),
        part=notation(store, own, HKG["programmePart"]),
        section=str(python_value(section[0])) if section else None,
    )


def _row_of_entry(store: GraphStore, entry: FigureEntry) -> SeriesRow:
    planned = {} if entry.measure is Measure.VALUE else _planned(store, NamedNode(entry.claim))
    return SeriesRow(
        claim=entry.claim,
        group=entry.group,
        report=entry.report,
        district=entry.district,
        period=entry.period,
        text=entry.name,
        measure_node=entry.measure_node,
        value=entry.value,
        unit=entry.unit,
        status_node=SDMX_CODE[f"obsStatus-{entry.status}"].value,
        qualifier=entry.qualifier,
        plan_period=notation(store, planned, HKG["planPeriod"]),
        part=entry.programme_part,
        section=entry.section or None,
    )


def _planned(store: GraphStore, claim: NamedNode) -> Properties:
    """For when a plan is, if it says so: of all that a series tells, only plans and what is held against them
    have that.
    """
    return {HKG["planPeriod"]: tuple(values(store, claim, HKG["planPeriod"]))}


@kept(65536)  # one for each report: with fewer, more reports than these would be read for every figure
def _report_of(store: GraphStore, dataset: NamedNode) -> tuple[str, NamedNode]:
    """The id of the report whose data set this is, and the district that it speaks for."""
    own = properties(store, node(properties(store, dataset), PROV["wasDerivedFrom"]))
    return one(own, DCT["identifier"]), node(own, DCT["spatial"])
