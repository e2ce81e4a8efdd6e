"""What nodes are called: for tables, and to find a node by a name that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph import iris
from graph.analysis.tie import Kind, kind_of
from graph.keeping import kept
from graph.nodes import subjects
from graph.query_file import fetch
from graph.store import GraphStore
from ingest.text import fold
from ontology.errors import BadInput
from ontology.terms import ELI, HKG, ORG, SCHEMA

_NAMED = (
    HKG["Programme"], ELI["LegalResource"], HKG["Province"], HKG["District"], HKG["Commune"],
    HKG["Village"], HKG["OcopProduct"], SCHEMA["Event"], ORG["Organization"],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeName:
    """A node with its labels, Vietnamese and English (the same where there is one only)."""

    node: str
    kind: Kind
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class _Label:
    node: str
    label: str | None
    label_en: str | None


@dataclass(frozen=True, slots=True)
class _Naming:
    node: str
    claims: int


@dataclass(frozen=True, slots=True)
class _Called:
    node: str
    name: str


def names_of(store: GraphStore, nodes: Iterable[str]) -> dict[str, NodeName]:
    """The names of nodes, by IRI; what is no node of the graph is left out. Raises ``BadInput``."""
    try:
        wanted = [NamedNode(node) for node in dict.fromkeys(nodes)]
    except ValueError as error:
        raise BadInput("Not an IRI.", "Give the name of a thing, or an IRI of the graph.") from error
    rows = fetch(store, "labels", _Label, nodes=wanted).rows if wanted else ()
    return {
        row.node: NodeName(
            row.node, kind_of(row.node), row.label or row.node, row.label_en or row.label or row.node
        )
        for row in rows
    }


def called(store: GraphStore, words: str) -> tuple[str, ...]:
    """The nodes that are called just so or have this code, case and diacritics ignored.

    Kinds of events and indicators are not among them: code lists know these by more names.
    """
    return tuple(sorted({node for name, node in _folded_names(store) if name == _even(words)}))


def called_like(store: GraphStore, words: str) -> tuple[str, ...]:
    """The nodes in whose name the words stand, in this order."""
    phrase = f" {_even(words)} "
    return tuple(sorted({node for name, node in _folded_names(store) if phrase in f" {name} "}))


def named_in_facts(store: GraphStore, nodes: Iterable[str]) -> frozenset[str]:
    """Those of the nodes that some fact names."""
    wanted = [NamedNode(node) for node in nodes]
    rows = fetch(store, "namings", _Naming, nodes=wanted).rows if wanted else ()
    return frozenset(row.node for row in rows if row.claims)


def events_of(store: GraphStore, kind: str, district: str) -> tuple[str, ...]:
    """The events of a kind (its id) that happened in a district (its code), by year."""
    head = iris.event(kind, district, "0").value.removesuffix("0")
    there = subjects(store, SCHEMA["location"], iris.area(district))
    return tuple(sorted(node.value for node in there if node.value.startswith(head)))


def _even(words: str) -> str:
    return " ".join(fold(words).split())


@kept(1)
def _folded_names(store: GraphStore) -> tuple[tuple[str, str], ...]:
    rows = fetch(store, "node_names", _Called, classes=_NAMED).rows
    return tuple((_even(row.name), row.node) for row in rows)
