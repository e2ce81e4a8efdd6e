"""The result of a user's CONSTRUCT, with what its nodes need to be read alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph import iris
from graph.figures import Quads
from graph.store import GraphStore
from graph.user_query import SparqlResult, run_sparql
from ontology.errors import BadInput
from ontology.terms import DCT, HKG, OA, PROV, RDF, RDFS, SKOS

_MOST_TRIPLES = 5_000_000
_SECONDS = 300.0
_NAMES = (
    RDF["type"], RDFS["label"], SKOS["prefLabel"], SKOS["notation"], DCT["title"], DCT["identifier"],
    DCT["issued"],
)  # fmt: skip
_EVIDENCE = (
    PROV["wasQuotedFrom"], HKG["inSentence"], OA["hasSource"], OA["hasSelector"], PROV["wasDerivedFrom"],
    DCT["publisher"],
)  # fmt: skip
"""The way from a fact to its words, its report and the body that published it."""
_WHOLE = {"quote", "text"}


def constructed(store: GraphStore, query: str) -> list[ox.Triple]:
    """The triples of the query, sorted; blank nodes bear the same names every time.

    Raises ``InvalidQuery`` for what is no CONSTRUCT, ``BadInput`` if it gives nothing.
    """
    found: SparqlResult = run_sparql(store, query, _MOST_TRIPLES, _SECONDS)
    lines = "".join(f"{triple} .\n" for triple in found.triples)
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    if len(dataset) == 0:  # a Dataset is false whatever it holds
        found.to_turtle()  # says so if the query is no CONSTRUCT
        raise BadInput("The CONSTRUCT query gives no triple.")
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def completed(store: GraphStore, result: Iterable[ox.Triple]) -> Quads:
    """The triples, and of every node of ours that they name its type, its names and its evidence."""
    triples = dict.fromkeys(result)
    pending = [node for triple in triples for node in (triple.subject, triple.object) if iris.kind(node)]
    wanted = set(pending)
    while pending:
        for triple in _needed(store, pending.pop()):
            triples[triple] = None
            if iris.kind(triple.object) and triple.object not in wanted:
                wanted.add(triple.object)
                pending.append(triple.object)
    return [ox.Quad(*triple) for triple in triples]


def _needed(store: GraphStore, node: object) -> Iterator[ox.Triple]:
    if not isinstance(node, ox.NamedNode):
        return
    whole = iris.kind(node) in _WHOLE
    for quad in store.matching(node, None, None):
        if whole or quad.predicate in (*_NAMES, *_EVIDENCE):
            yield quad.triple
