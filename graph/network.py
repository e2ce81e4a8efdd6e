"""The graph as people browse it: districts, programmes and documents as nodes, sentences as edges.

A projection leaves out what only carries evidence (quotes, selectors, texts); each edge keeps how many claims
make it and the sentence of one of them, so that a click can show where it comes from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graph import iris
from graph.queries import iris_of
from graph.query_file import fetch
from graph.rows import Source
from graph.store import GraphStore
from ontology.errors import BadInput
from ontology.terms import ELI, HKG, ORG, SCHEMA, SKOS

if TYPE_CHECKING:
    import networkx as nx

MOST_NODES = 150
"""More than this no one can read as a picture."""

_KINDS = {
    SCHEMA["Report"]: "report",
    HKG["Programme"]: "programme",
    ELI["LegalResource"]: "document",
    HKG["Province"]: "province",
    HKG["District"]: "district",
    HKG["Commune"]: "commune",
    HKG["Village"]: "village",
    HKG["OcopProduct"]: "product",
    SCHEMA["Event"]: "event",
    ORG["Organization"]: "organization",
    SKOS["Concept"]: "concept",
}


@dataclass(frozen=True, slots=True)
class Projection:
    """A networkx graph and how much of the whole it leaves out.

    Nodes are IRIs with ``label``, ``label_en``, ``kind`` and ``folded`` (how many of their neighbours are
    left out). Edges have ``kind``, ``claims`` (how many facts make it) and ``source`` (of one of them, or
    ``None``).
    """

    graph: nx.MultiGraph[str]
    folded: int


@dataclass(frozen=True, slots=True)
class _Tie:
    kind: str
    first: str
    second: str
    claims: int
    example: str | None


@dataclass(frozen=True, slots=True)
class _Label:
    node: str
    label: str | None
    label_en: str | None
    classes: str


@dataclass(frozen=True, slots=True)
class _Quoted:
    claim: str
    source: Source


def programme_network(
    store: GraphStore, *, districts: Iterable[str] = (), limit: int = MOST_NODES
) -> Projection:
    """Programmes, documents and districts (given by code, or all), tied by the sentences of the reports.

    Edges are ``ProgrammeLink`` between a programme and a document, ``ProgrammeMention`` and
    ``LegalCitation`` between these and a district. The strongest ties are kept.
    """
    ties = fetch(store, "ties", _Tie, districts=iris_of(iris.area, districts)).rows
    return _project(store, ties, _keep({}, ties, limit))


def neighbourhood(
    store: GraphStore,
    iri: str,
    depth: int = 1,
    limit: int = MOST_NODES,
    *,
    opened: Iterable[str] = (),
    kinds: Collection[str] = (),
    reserve: int = 0,
) -> Projection:
    """What lies within ``depth`` steps of a node, the nearest and strongest ties first.

    Then the neighbours of the ``opened`` nodes are added, in their order; the steps before leave them
    ``reserve`` of the ``limit``. ``kinds``, if given, are the only kinds of nodes that are taken besides the
    one to start from. Raises ``BadInput`` for an IRI that no node of the graph has.
    """
    if not _labels(store, _checked(iri)):
        raise BadInput(f"The graph has no node {iri}.")
    growth = _Growth(store, kinds, {iri: None})
    frontier = [iri]
    for _ in range(depth):
        frontier = growth.add(frontier, limit - reserve)
    for node in opened:
        if node in growth.kept:
            growth.add([node], limit)
    return _project(store, growth.ties, growth.kept)


@dataclass(slots=True)
class _Growth:
    """A network in the making; ``kept`` begins with the node to start from."""

    store: GraphStore
    kinds: Collection[str]
    kept: dict[str, None]
    ties: list[_Tie] = field(default_factory=list)

    def add(self, nodes: Sequence[str], limit: int) -> list[str]:
        """Takes in the neighbours of these nodes, as far as the limit allows; returns the new ones."""
        if not nodes:
            return []
        found = fetch(self.store, "neighbours", _Tie, nodes=_checked(*nodes)).rows
        found = _of_kinds(self.store, found, self.kinds, next(iter(self.kept)))
        self.ties.extend(found)
        before = set(self.kept)
        self.kept = _keep(self.kept, found, limit)
        return [node for node in self.kept if node not in before]


def _of_kinds(
    store: GraphStore, ties: tuple[_Tie, ...], kinds: Collection[str], start: str
) -> tuple[_Tie, ...]:
    """The ties whose ends are of these kinds, or the start; all if no kinds are given."""
    if not kinds:
        return ties
    ends = {end for tie in ties for end in (tie.first, tie.second)}
    found = _labels(store, _checked(*sorted(ends)))
    taken = {label.node for label in found if _kind(label.classes) in kinds} | {start}
    return tuple(tie for tie in ties if tie.first in taken and tie.second in taken)


def _keep(kept: dict[str, None], ties: Iterable[_Tie], limit: int) -> dict[str, None]:
    """The nodes to show: both ends of a tie or none, as long as there is room."""
    kept = dict(kept)
    for tie in ties:
        new = [end for end in (tie.first, tie.second) if end not in kept]
        if len(kept) + len(new) <= limit:
            kept.update(dict.fromkeys(new))
    return kept


def _project(store: GraphStore, ties: Iterable[_Tie], kept: dict[str, None]) -> Projection:
    ties = list(ties)
    shown = {_edge(tie): tie for tie in ties if tie.first in kept and tie.second in kept}
    left_out: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for near, far in ((tie.first, tie.second), (tie.second, tie.first)):
            if near in kept and far not in kept:
                left_out[near].add(far)
    import networkx as nx  # late: only pictures need it

    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for label in _labels(store, _checked(*kept)):
        graph.add_node(
            label.node,
            label=label.label or label.node,
            label_en=label.label_en or label.label or label.node,
            kind=_kind(label.classes),
            folded=len(left_out[label.node]),
        )
    sources = _sources(store, [tie.example for tie in shown.values() if tie.example])
    for (first, second, kind), tie in shown.items():
        source = sources.get(tie.example) if tie.example else None
        graph.add_edge(first, second, key=kind, kind=kind, claims=tie.claims, source=source)
    return Projection(graph, len(set().union(*left_out.values())) if left_out else 0)


def _edge(tie: _Tie) -> tuple[str, str, str]:
    first, second = sorted((tie.first, tie.second))
    return first, second, re.split("[#/]", tie.kind)[-1]


def _labels(store: GraphStore, nodes: list[NamedNode]) -> tuple[_Label, ...]:
    return fetch(store, "labels", _Label, nodes=nodes).rows if nodes else ()


def _sources(store: GraphStore, claims: list[str]) -> dict[str | None, Source]:
    if not claims:
        return {}
    rows = fetch(store, "sources", _Quoted, claims=[NamedNode(claim) for claim in claims]).rows
    return {row.claim: row.source for row in rows}


def _kind(classes: str) -> str:
    names = classes.split()
    return next((kind for node, kind in _KINDS.items() if node.value in names), "other")


def _checked(*iris_given: str) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris_given]
    except ValueError as error:
        raise BadInput(f"Not an IRI: {iris_given[0]!r}.") from error
