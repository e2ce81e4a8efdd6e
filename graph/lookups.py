"""Lookups that answering needs beside ``graph.queries``: figures by the names that reports give them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.cube import MEASURES
from graph.iris import claim_place, event_type, graph, quote_place
from graph.keeping import kept
from graph.nodes import node, notation, one, properties, python_value, subjects, values
from graph.observed import claims_of_report, read_observations
from graph.queries import find_events
from graph.query_file import Result, fetch, fill
from graph.rows import CitationRow, EventRow, FigureRow, ObservationRow
from graph.store import GraphStore
from ingest.document import Span
from ingest.fact import Measure
from ontology.terms import HKG, PROV, QB, SCHEMA, SDMX_DIMENSION

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


def measure_of(node: str) -> Measure:
    """The role that an IRI of a measure property stands for."""
    return _MEASURE_OF[node]


def node_of(measure: Measure) -> str:
    """The IRI of the measure property that a role is told by."""
    return MEASURES[measure].value


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure by its name and place, without its value: light enough to look through a whole report.

    ``report`` is the report's id, ``start`` where the number stands in its text, ``sentence`` what is
    around it there.
    """

    claim: str
    group: str
    name: str
    concept: str | None
    measure_node: str
    unit: str
    period: str
    report: str
    start: int
    sentence: Span
    area_code: str | None = None
    programme: str | None = None

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return measure_of(self.measure_node)


@dataclass(frozen=True, slots=True)
class _Claim:
    claim: str


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A citation by its claim: the number of the document, and the sentence that cites it."""

    claim: str
    document: str
    number: str | None
    sentence: str


FEW = 64  # reports that are asked one by one; of more, all sentences are read once and kept


@kept(64)
def figures_of_report(store: GraphStore, report: str) -> tuple[NamedFigure, ...]:
    """All figures of a report (by its id), in no order."""
    return tuple(_figure(store, claim) for claim in claims_of_report(store, report))


def _figure(store: GraphStore, claim: NamedNode) -> NamedFigure:
    own = properties(store, claim)
    quote = node(own, PROV["wasQuotedFrom"])
    (group,) = subjects(store, QB["observation"], claim)
    report, place = quote_place(quote.value)
    sentence = values(store, quote, HKG["inSentence"])[0]
    return NamedFigure(
        claim=claim.value,
        group=group.value,
        name=one(own, HKG["indicatorText"]),
        concept=notation(store, own, HKG["indicator"]),
        measure_node=one(own, QB["measureType"]),
        unit=one(own, SCHEMA["unitText"]),
        period=notation(store, own, SDMX_DIMENSION["refPeriod"]) or "",
        report=report,
        start=place.start,
        sentence=quote_place(str(python_value(sentence)))[1],
        area_code=notation(store, own, SDMX_DIMENSION["refArea"]),
        programme=notation(store, own, HKG["programme"]),
    )


def find_figures(store: GraphStore, claims: Iterable[str]) -> Result[ObservationRow]:
    """The figures of these claims. The query tells of each its value and place in few patterns, which
    Oxigraph plans quickly; all else that an answer says of them is read from their nodes.
    """
    found = fetch(store, "figures", FigureRow, claims=[NamedNode(claim) for claim in claims])
    return Result(read_observations(store, [row.claim for row in found.rows]), found.sparql)


def mentions_query(claims: Iterable[str], types: Iterable[str] = ()) -> str:
    """The query that gives these mentions of events: what each says, of when and where, in few patterns.

    Where there are none, that for all mentions of events of these ``types``.
    """
    nodes = [NamedNode(claim) for claim in claims]
    kinds = [] if nodes else [event_type(one) for one in types]
    return fill("mentions", {"claims": nodes, "types": kinds})


def mentions_of_report(store: GraphStore, report: str) -> tuple[EventRow, ...]:
    """All mentions of events of a report (by its id), in the order of its text.

    By their claims: asked for the report alone, the store joins all mentions before it looks whose they are.
    """
    claims = [row.claim for row in fetch(store, "report_mentions", _Claim, graphs=[graph(report)]).rows]
    return find_events(store, claims=claims).rows if claims else ()


def cited_sentences(store: GraphStore, reports: Collection[str]) -> Sequence[CitedSentence]:
    """The citations of these reports (by id) with their sentences, in the order of the reports."""
    if len(reports) > FEW:
        wanted = frozenset(reports)
        return [row for row in _all_cited(store) if claim_place(row.claim)[0] in wanted]
    return _in_order(fetch(store, "cited_sentences", CitedSentence, reports=reports).rows) if reports else ()


@kept(1)
def _all_cited(store: GraphStore) -> Sequence[CitedSentence]:
    return _in_order(fetch(store, "cited_sentences", CitedSentence).rows)


def _in_order(rows: Iterable[CitedSentence]) -> Sequence[CitedSentence]:
    return sorted(rows, key=place_of)


def place_of(row: CitedSentence) -> tuple[str, int, str]:
    """By what the citations of all reports are in order."""
    report, span = claim_place(row.claim)
    return report, span.start, row.claim


def read_citations(store: GraphStore, claims: Iterable[str]) -> Result[CitationRow]:
    """These citations (``CitationRow.claim``) in full; at least one."""
    return fetch(store, "citations", CitationRow, claims=[NamedNode(claim) for claim in claims])
