"""Does a report's graph keep ``ontology/shapes.ttl``? Every break is a finding; nothing is repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from graph.store import GraphStore
from ontology.terms import HKG, ID_BASE, OA, PROV, XSD

_SHAPES = "https://w3id.org/huyenkg/shapes/"


class Severity(StrEnum):
    """SHACL's three. https://www.w3.org/TR/shacl/#severity."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that breaks one shape.

    ``shape`` is its short name (``observation-area``), ``focus`` the node's IRI. ``line`` (1-based) and
    ``sentence`` are those of the node's quote, ``None`` where it has none.
    """

    report: str
    shape: str
    focus: str
    severity: Severity
    message: str
    message_vi: str
    line: int | None = None
    sentence: str | None = None


def validate_report(report_id: str, quads: Iterable[ox.Quad]) -> tuple[Finding, ...]:
    """The findings in one report's quads, sorted; empty means that every shape is kept."""
    graph = to_rdflib(quads)
    conforms, results, _ = validate(graph, shacl_graph=_shapes(), inference="none", advanced=False)
    if conforms:
        return ()
    return tuple(sorted(set(_findings(report_id, graph, results))))


def validate_store(store: GraphStore, reports: Iterable[str] = ()) -> Iterator[Finding]:
    """The findings of these reports, or of all."""
    for report_id in tuple(reports) or store.report_ids():
        yield from validate_report(report_id, store.report_quads(report_id))


def to_rdflib(quads: Iterable[ox.Quad]) -> Graph:
    """The triples of quads as an rdflib graph in memory, where SHACL's many small lookups are cheapest."""
    graph = Graph()
    for quad in quads:
        graph.add((_node(quad.subject), URIRef(quad.predicate.value), _node(quad.object)))
    return graph


def _findings(report_id: str, graph: Graph, results: Graph) -> Iterator[Finding]:
    for result in results.subjects(predicate=SH.focusNode):
        focus = results.value(result, SH.focusNode)
        shape = results.value(result, SH.sourceShape)
        severity = str(results.value(result, SH.resultSeverity)).removeprefix(str(SH))
        line, sentence = _place(graph, focus)
        yield Finding(
            report=report_id,
            shape=str(shape).removeprefix(_SHAPES),
            focus=str(focus),
            severity=Severity(severity),
            message=_message(shape, "en"),
            message_vi=_message(shape, "vi"),
            line=line,
            sentence=sentence,
        )


def _message(shape: Node | None, language: str) -> str:
    messages = _shapes().objects(shape, SH.message)
    return next(
        (str(text) for text in messages if isinstance(text, Literal) and text.language == language), ""
    )


def _place(graph: Graph, focus: Node | None) -> tuple[int | None, str | None]:
    """The line and sentence of the quote that the node is, or has."""
    quote = graph.value(focus, URIRef(PROV["wasQuotedFrom"].value))
    if quote is None and str(focus).startswith(f"{ID_BASE}quote/"):
        quote = URIRef(str(focus).partition("#")[0])
    if quote is None:
        return None, None
    line = graph.value(quote, URIRef(HKG["firstLine"].value))
    sentence = graph.value(quote, URIRef(HKG["inSentence"].value))
    words = (graph.value(part, URIRef(OA["exact"].value)) for part in _selectors(graph, sentence))
    text = next((str(word) for word in words if word is not None), None)
    return (line.value if isinstance(line, Literal) and isinstance(line.value, int) else None), text


def _selectors(graph: Graph, quote: Node | None) -> Iterator[Node]:
    return graph.objects(quote, URIRef(OA["hasSelector"].value)) if quote is not None else iter(())


def _node(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> URIRef | Literal:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype == XSD["string"]:
            return Literal(term.value)  # rdflib holds "x" and "x"^^xsd:string for two terms
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)
    return URIRef(term.value)


@cache
def _shapes() -> Graph:
    text = files("ontology").joinpath("shapes.ttl").read_text("utf-8")
    return Graph().parse(data=text, format="turtle")
