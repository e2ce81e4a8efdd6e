"""How a report's quads stand in the store: its own in its graphs, what it shares as triples that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from graph import iris
from ontology.errors import InvalidGraph
from ontology.terms import HKG

_DEFAULT = ox.DefaultGraph()
_COMMENT = (b" #", b".#", b"\t#")
"""How a comment may begin: behind it a line may end in any graph."""


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


class NewLines(NamedTuple):
    """What a report adds to the store, as N-Quads: in its own graphs, and the triples that it shares."""

    own: list[bytes]
    shared: list[bytes]


def new_lines(report_id: str, nquads: bytes) -> NewLines:
    """The stored form of a report's quads with the shared triples themselves, ready to be loaded.

    Most lines are told by their text, as ``graph.build`` writes them; whatever is written otherwise is
    parsed, so that a held triple is told in the very words in which it is asked for later. Raises
    ``InvalidGraph``.
    """
    own: list[bytes] = []
    shared: list[bytes] = []
    graphs = [str(graph).encode() for graph in graphs_of(report_id)]
    ends = tuple(b" %s .\n" % graph for graph in graphs)
    holding = str(HKG["holds"]).encode()
    is_own: dict[bytes, bool] = {}  # a node has many lines
    comments = any(mark in nquads for mark in _COMMENT)
    for line in nquads.splitlines(keepends=True):
        subject = line[: line.find(b"> ") + 1]
        if subject not in is_own:
            is_own[subject] = iris.is_own(subject[1:-1].decode(errors="replace"), report_id)
        if comments or not line.startswith(b"<") or not line.endswith(ends) or b"_:" in line:
            _add_parsed(report_id, line, own, shared)
        elif is_own[subject]:
            own.append(line)
        elif b"\\" in line:
            _add_parsed(report_id, line, own, shared)
        else:
            at = 0 if line.endswith(ends[0]) else 1
            triple = line[: -len(ends[at])]
            said = triple.replace(b'"', b'\\"')
            own.append(b'%s %s "%s" %s .\n' % (graphs[at], holding, said, graphs[1]))
            shared.append(triple + b" .\n")
    return NewLines(own, shared)


def in_portions(reports: Iterable[tuple[str, bytes]], size: int) -> Iterator[tuple[list[str], list[bytes]]]:
    """Ids and lines of so many reports that there are ``size`` lines, or what is left; see ``new_lines``.

    A shared triple that an earlier report told is left out: most say the same of areas and indicators.
    """
    ids: list[str] = []
    waiting: list[bytes] = []
    told: set[bytes] = set()
    for report_id, nquads in reports:
        lines = new_lines(report_id, nquads)
        ids.append(report_id)
        waiting += lines.own
        waiting += (line for line in lines.shared if line not in told)
        told.update(lines.shared)
        if len(waiting) > size:
            yield ids, waiting
            ids, waiting = [], []
        if len(told) > size:  # what comes again is loaded again, which does no harm
            told.clear()
    if ids:
        yield ids, waiting


def _add_parsed(report_id: str, line: bytes, own: list[bytes], shared: list[bytes]) -> None:
    kept = list(stored_form(report_id, parse_nquads(line)))
    own += (f"{quad} .\n".encode() for quad in kept)
    shared += (f"{triple} .\n".encode() for triple in held_triples(kept))


def held_triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """The shared triples among them that a report holds."""
    lines = (f"{text_of(quad.object)} ." for quad in quads if quad.predicate == HKG["holds"])
    return (quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))


def parse_nquads(nquads: bytes) -> Iterator[ox.Quad]:
    """The quads of a file. Raises ``InvalidGraph`` for what is no N-Quads."""
    try:
        yield from ox.parse(nquads, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise not_nquads(error) from error


def not_nquads(error: SyntaxError) -> InvalidGraph:
    """The error for quads that cannot be parsed."""
    return InvalidGraph(f"The report's quads are not N-Quads: {error}.")


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
