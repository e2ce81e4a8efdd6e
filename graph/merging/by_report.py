"""What one report tells of the nodes that may be one: kept, so that a new report lets none be read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from graph import iris
from graph.event_index import happened_in
from graph.merging.assembling import SaidOfDocument, document, inferred_seat, mentions
from graph.merging.programmes import SENTENCES
from graph.merging.told import ToldDocument, ToldMention
from graph.query_file import fetch
from graph.rows import ReportRow
from graph.store import GraphStore
from ontology.terms import HKG, RDF

_AT_ONCE = 500  # nodes that a query is asked for
_CITING = ("LegalCitation", "ProgrammeLink")
_NAMING = ("ProgrammeMention", "ProgrammeLink")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that a report names: the first sentence that cites it, and the seats (IRI) of the bodies
    that numbers there let infer. What no sentence cites bears no claim: only a figure names it.
    """

    node: str
    claim: str
    inferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedProgramme:
    """A programme with the first sentences of a report that name it."""

    node: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldByReport:
    """All of it: what no rule asks for is left out."""

    documents: tuple[NamedDocument, ...]
    programmes: tuple[NamedProgramme, ...]
    mentions: tuple[ToldMention, ...]


def told_by_report(store: GraphStore, report: ReportRow) -> ToldByReport:
    """What a report of the store tells, read without a query."""
    graph = iris.graph(report.report)
    return ToldByReport(
        tuple(_documents(store, graph, report)),
        tuple(_programmes(store, graph)),
        mentions(happened_in(store, report.report)),
    )


def documents_said(store: GraphStore, nodes: Collection[str]) -> dict[str, ToldDocument]:
    """What the store says of these documents, without who cites them, by node."""
    said: dict[str, list[SaidOfDocument]] = defaultdict(list)
    left = iter(sorted(nodes))
    while some := [NamedNode(node) for node in islice(left, _AT_ONCE)]:
        for row in fetch(store, "merged_documents", SaidOfDocument, nodes=some).rows:
            said[row.node].append(row)
    return {node: document(node, rows) for node, rows in said.items()}


def _documents(store: GraphStore, graph: NamedNode, report: ReportRow) -> Iterator[NamedDocument]:
    bodies = {quad.subject: quad.object for quad in store.matching(None, HKG["inferredIssuer"], None, graph)}
    for node, claims in _named(store, graph, "document", _CITING).items():
        names = {body.value for claim in claims if isinstance(body := bodies.get(claim), Literal)}
        inferred = sorted({inferred_seat(report, name) for name in names})
        yield NamedDocument(node, min((claim.value for claim in claims), default=""), tuple(inferred))


def _programmes(store: GraphStore, graph: NamedNode) -> Iterator[NamedProgramme]:
    for node, claims in _named(store, graph, "programme", _NAMING).items():
        if claims:
            yield NamedProgramme(node, tuple(sorted(claim.value for claim in claims)[:SENTENCES]))


def _named(
    store: GraphStore, graph: NamedNode, naming: str, classes: Collection[str]
) -> dict[str, set[NamedNode]]:
    """The nodes that a property leads to from any claim, with those claims that are of these classes."""
    counted = {
        quad.subject for name in classes for quad in store.matching(None, RDF["type"], HKG[name], graph)
    }
    found: dict[str, set[NamedNode]] = {}
    for quad in store.matching(None, HKG[naming], None, graph):
        if isinstance(quad.object, NamedNode):
            claims = found.setdefault(quad.object.value, set())
            claims |= {quad.subject} & counted if isinstance(quad.subject, NamedNode) else set()
    return found
