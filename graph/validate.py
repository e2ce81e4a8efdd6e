"""Whether a report's graph keeps ``ontology/shapes``. Every break is a finding; nothing is repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDFS as LABELLING
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from graph.description import Description
from graph.description import Node as Term
from graph.doubts import Doubter
from graph.finding import SHAPES, Finding, Severity, place_of
from graph.shape_rules import doubter
from graph.store import GraphStore
from graph.stored_form import text_of
from ontology.terms import RDF, RDFS, XSD

_OF_CLASSES = {RDF["type"], RDFS["subClassOf"]}


def validate_report(report_id: str, quads: Iterable[ox.Quad]) -> tuple[Finding, ...]:
    """The findings in one report's quads, sorted; empty means that every shape is kept."""
    quads = tuple(quads)
    doubts = _doubter().doubts(quads)
    if not doubts:
        return ()
    _, results, _ = validate(
        to_rdflib(_around(doubts, quads)), shacl_graph=load_shapes(), inference="none", advanced=False
    )
    said = Description(quads)
    return tuple(sorted({_finding(report_id, said, one, results) for one in _results(results, doubts)}))


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


@cache
def load_shapes() -> Graph:
    """All shapes, in one graph."""
    shapes = Graph()
    for file in sorted(files("ontology").joinpath("shapes").iterdir(), key=lambda file: file.name):
        shapes.parse(data=file.read_text("utf-8"), format="turtle")
    return shapes


@cache
def _doubter() -> Doubter:
    return doubter(load_shapes())


def _around(nodes: frozenset[Term], quads: tuple[ox.Quad, ...]) -> Iterator[ox.Quad]:
    """What shapes look at of these nodes: all that names them, and the classes of what stands beside them."""
    beside: set[Term] = set()
    for quad in quads:
        if quad.subject in nodes or quad.object in nodes:
            beside |= {quad.subject, quad.object}
            yield quad
    for quad in quads:
        if quad.predicate in _OF_CLASSES and (quad.subject in beside or quad.predicate != RDF["type"]):
            yield quad


def _results(results: Graph, nodes: frozenset[Term]) -> Iterator[Node]:
    """The results at these nodes; of the others not all is there."""
    named = {URIRef(text_of(node)) for node in nodes}
    return (result for result, node in results.subject_objects(SH.focusNode) if node in named)


def _finding(report_id: str, said: Description, result: Node, results: Graph) -> Finding:
    shape = results.value(result, SH.sourceShape)
    focus = str(results.value(result, SH.focusNode))
    path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
    line, sentence = place_of(said, focus)
    return Finding(
        report=report_id,
        shape=str(shape).removeprefix(SHAPES),
        focus=focus,
        severity=Severity(str(results.value(result, SH.resultSeverity)).removeprefix(str(SH))),
        message=_in(shape, SH.message, "en"),
        message_vi=_in(shape, SH.message, "vi"),
        line=line,
        sentence=sentence,
        name=_name(shape, "en"),
        name_vi=_name(shape, "vi"),
        component=_component(results.value(result, SH.sourceConstraintComponent)),
        path=str(path) if isinstance(path, URIRef) else "",
        value=value.n3() if isinstance(value, URIRef | Literal) else "",
    )


def _component(node: Node | None) -> str:
    """``sh:MinCountConstraintComponent`` -> ``MinCount``."""
    return str(node).removeprefix(str(SH)).removesuffix("ConstraintComponent")


def _name(shape: Node | None, language: str) -> str:
    """``observation-unit`` -> ``Observation: unit``; a shape of nodes has its own name only."""
    owner = load_shapes().value(predicate=SH.property, object=shape)
    own = _in(shape, SH.name, language) or _in(shape, LABELLING.label, language)
    names = (_in(owner, LABELLING.label, language), own)
    return ": ".join(name for name in names if name)


def _in(node: Node | None, predicate: URIRef, language: str) -> str:
    texts = load_shapes().objects(node, predicate)
    return next((str(text) for text in texts if isinstance(text, Literal) and text.language == language), "")


def _node(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> URIRef | Literal:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype == XSD["string"]:
            return Literal(term.value)  # rdflib holds "x" and "x"^^xsd:string for two terms
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)
    return URIRef(term.value)
