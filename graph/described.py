"""What the graph says of one node, whole enough to be read by itself: for whoever follows an IRI.

A fact comes with its quote and the sentence around it, every other node that is named with its labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import islice

import pyoxigraph as ox

from graph import iris
from graph.codes import CODE_LISTS, code_list_statements
from graph.service_description import SD
from graph.store import GraphStore
from ontology.terms import DCT, HKG, OA, PROV, RDF, RDFS, SCHEMA, SKOS

MOST_REFERRING = 100
_LABELS = (SKOS["prefLabel"], RDFS["label"], SCHEMA["name"], DCT["title"])
_CARRIED = (PROV["wasQuotedFrom"], HKG["inSentence"], OA["hasSelector"], OA["hasSource"])
"""What leads from a fact to its words: the nodes at the other end are described as well."""


@dataclass(frozen=True)
class Described:
    """A node: what is said of it and of what carries it, and some of the statements that lead to it."""

    iri: str
    triples: tuple[ox.Triple, ...]
    referring: tuple[ox.Triple, ...]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the nodes are called, by IRI: in Vietnamese before other words."""
        found: dict[str, list[tuple[bool, int, str]]] = {}
        for triple in self.triples:
            term = triple.object
            if triple.predicate in _LABELS and isinstance(term, ox.Literal):
                rank = (term.language != "vi", _LABELS.index(triple.predicate), term.value)
                found.setdefault(getattr(triple.subject, "value", ""), []).append(rank)
        return {iri: min(ranked)[2] for iri, ranked in found.items()}


def describe(store: GraphStore, iri: str) -> Described | None:
    """What the store says of a node, else what the vocabulary and the code lists say; else nothing."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    return _described_graph(store, node) or _described(store, node) or _described(vocabulary(), node)


@cache
def vocabulary() -> GraphStore:
    """Our terms and code lists, which are there without any report."""
    store = ox.Store()
    for name in ("huyenkg.ttl", "reused.ttl", "cube.ttl"):
        store.load(files("ontology").joinpath(name).read_bytes(), format=ox.RdfFormat.TURTLE)
    store.extend(ox.Quad(*statement) for name in CODE_LISTS for statement in code_list_statements(name))
    return GraphStore(store)


def all_terms() -> list[ox.Triple]:
    """The whole vocabulary, without the code lists, sorted."""
    store = ox.Store()
    store.load(files("ontology").joinpath("huyenkg.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return sorted((quad.triple for quad in store), key=str)


def _described_graph(store: GraphStore, node: ox.NamedNode) -> Described | None:
    """A named graph of a report that is stored: it is the subject of nothing but what keeps the store."""
    report = iris.graph_report(node)
    own = report and _sorted(store.matching(iris.report(report), None, None))
    if not own or node not in (iris.graph(report), iris.metadata_graph(report)):
        return None
    told = [
        ox.Triple(node, RDF["type"], SD["Graph"]),
        ox.Triple(node, PROV["wasDerivedFrom"], iris.report(report)),
        *(triple for triple in own if triple.predicate in _LABELS),
    ]
    return Described(node.value, tuple(told), ())


def _described(store: GraphStore, node: ox.NamedNode) -> Described | None:
    own = list(_carried(store, node))
    if not own:
        return None
    told = dict.fromkeys(own)
    named = dict.fromkeys(
        term for triple in own for term in (triple.predicate, triple.object) if isinstance(term, ox.NamedNode)
    )
    for term in named:
        told.update(dict.fromkeys(_labels(store, term)))
    referring = islice(store.matching(None, None, node), MOST_REFERRING)
    return Described(
        node.value,
        tuple(told),
        tuple(sorted({quad.triple for quad in referring if quad.predicate != HKG["holds"]}, key=str)),
    )


def _carried(store: GraphStore, node: ox.NamedNode) -> Iterator[ox.Triple]:
    waiting, seen = [node], {node}
    while waiting:
        own = _sorted(quad for quad in store.matching(waiting.pop(0), None, None))
        yield from own
        for triple in own:
            target = triple.object
            if triple.predicate in _CARRIED and isinstance(target, ox.NamedNode) and target not in seen:
                seen.add(target)
                waiting.append(target)


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return sorted({quad.triple for quad in quads if quad.predicate != HKG["holds"]}, key=str)


def _labels(store: GraphStore, node: ox.NamedNode) -> list[ox.Triple]:
    return _sorted(quad for label in _LABELS for quad in store.matching(node, label, None))
