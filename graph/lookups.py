"""Lookups that answering needs beside ``graph.queries``: figures by the names that reports give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.cube import MEASURES
from graph.iris import quote_place
from graph.keeping import kept
from graph.nodes import node, notation, one, properties, python_value, subjects, values
from graph.observed import claims_of_report, read_observations
from graph.query_file import Result, fetch
from graph.rows import FigureRow, ObservationRow
from graph.store import GraphStore
from ingest.document import Span
from ingest.fact import Measure
from ontology.terms import HKG, PROV, QB, SCHEMA, SDMX_DIMENSION

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure by its name and place, without its value: light enough to look through a whole report."""

    claim: str
    group: str
    name: str
    concept: str | None
    measure_node: str
    unit: str
    period: str
    quote_node: str
    sentence_node: str
    area_code: str | None = None
    programme: str | None = None

    @property
    def report(self) -> str:
        """The report's id."""
        return quote_place(self.quote_node)[0]

    @property
    def start(self) -> int:
        """Where the number stands in the report's text."""
        return quote_place(self.quote_node)[1].start

    @property
    def sentence(self) -> Span:
        """The sentence around it."""
        return quote_place(self.sentence_node)[1]

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]


@kept(64)
def figures_of_report(store: GraphStore, report: str) -> tuple[NamedFigure, ...]:
    """All figures of a report (by its id), in no order."""
    return tuple(_figure(store, claim) for claim in claims_of_report(store, report))


def _figure(store: GraphStore, claim: NamedNode) -> NamedFigure:
    own = properties(store, claim)
    quote = node(own, PROV["wasQuotedFrom"])
    (group,) = subjects(store, QB["observation"], claim)
    return NamedFigure(
        claim=claim.value,
        group=group.value,
        name=one(own, HKG["indicatorText"]),
        concept=notation(store, own, HKG["indicator"]),
        measure_node=one(own, QB["measureType"]),
        unit=one(own, SCHEMA["unitText"]),
        period=notation(store, own, SDMX_DIMENSION["refPeriod"]) or "",
        quote_node=quote.value,
        sentence_node=str(python_value(values(store, quote, HKG["inSentence"])[0])),
        area_code=notation(store, own, SDMX_DIMENSION["refArea"]),
        programme=notation(store, own, HKG["programme"]),
    )


def find_figures(store: GraphStore, claims: Iterable[str]) -> Result[ObservationRow]:
    """The figures of these claims. The query tells of each its value and place in few patterns, which
    Oxigraph plans quickly; all else that an answer says of them is read from their nodes.
    """
    found = fetch(store, "figures", FigureRow, claims=[NamedNode(claim) for claim in claims])
    return Result(read_observations(store, [row.claim for row in found.rows]), found.sparql)
