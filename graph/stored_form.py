"""How a report's quads stand in the store: its own in its graphs, what it shares as triples that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph import iris
from ontology.errors import InvalidGraph
from ontology.terms import HKG

_DEFAULT = ox.DefaultGraph()


def graphs_of(report_id: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    """A report's graph, and that of its metadata."""
    return iris.graph(report_id), iris.metadata_graph(report_id)


def stored_form(report_id: str, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """A report's quads as the store keeps them: shared triples as held by the report's graph."""
    graphs = graphs_of(report_id)
    own: dict[str, bool] = {}  # a node has many quads
    for quad in quads:
        if quad.graph_name not in graphs:
            raise InvalidGraph(f"A quad of report {report_id} stands in {quad.graph_name}.")
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
            raise InvalidGraph(f"Report {report_id} has a node without an IRI: {quad.triple}.")
        subject = quad.subject.value
        if subject not in own:
            own[subject] = iris.is_own(subject, report_id)
        if own[subject]:
            yield quad
        else:
            yield ox.Quad(
                graphs[graphs.index(quad.graph_name)], HKG["holds"], ox.Literal(str(quad.triple)), graphs[1]
            )


def held_triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """The shared triples among them that a report holds."""
    lines = (f"{text_of(quad.object)} ." for quad in quads if quad.predicate == HKG["holds"])
    return (quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))


def parse_nquads(nquads: bytes) -> Iterator[ox.Quad]:
    """The quads of a file. Raises ``InvalidGraph`` for what is no N-Quads."""
    try:
        yield from ox.parse(nquads, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InvalidGraph(f"The report's quads are not N-Quads: {error}.") from error


def data_block(quads: Iterable[ox.Quad]) -> str:
    """The quads as the body of ``INSERT DATA`` or ``DELETE DATA``; terms print in SPARQL's own syntax."""
    blocks: dict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, list[str]] = {}
    for quad in quads:
        blocks.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
    shared = blocks.pop(_DEFAULT, [])
    named = (f"GRAPH {graph} {{" + "\n".join(lines) + "}" for graph, lines in blocks.items())
    return "\n".join([*shared, *named])


def text_of(term: object) -> str:
    """What a literal or an IRI says."""
    assert isinstance(term, ox.Literal | ox.NamedNode)
    return term.value
