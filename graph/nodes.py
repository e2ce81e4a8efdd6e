"""What single nodes say, read without a query; nodes that many facts lead to are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.keeping import kept
from graph.store import GraphStore, Term
from ontology.terms import SKOS, TIME, XSD

Properties = Mapping[NamedNode, tuple[Term, ...]]


def properties(store: GraphStore, which: NamedNode) -> Properties:
    """All that is said of a node, by property."""
    found: dict[NamedNode, dict[Term, None]] = {}
    for quad in store.matching(which, None, None):
        found.setdefault(quad.predicate, {})[quad.object] = None
    return {predicate: tuple(own) for predicate, own in found.items()}


def values(store: GraphStore, which: NamedNode, predicate: NamedNode) -> list[Term]:
    """The values of one property of a node, each once."""
    return list(dict.fromkeys(quad.object for quad in store.matching(which, predicate, None)))


def subjects(store: GraphStore, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    """The nodes that have this value of a property, each once."""
    found = (quad.subject for quad in store.matching(None, predicate, value))
    return list(dict.fromkeys(one for one in found if isinstance(one, NamedNode)))


def python_value(term: Term) -> Any:
    """An IRI as text; a literal as ``Decimal``, ``int``, ``bool``, ``date`` or text."""
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    if term.datatype in (XSD["decimal"], XSD["integer"]):
        return Decimal(term.value) if term.datatype == XSD["decimal"] else int(term.value)
    if term.datatype == XSD["boolean"]:
        return term.value == "true"
    return date.fromisoformat(term.value) if term.datatype == XSD["date"] else term.value


@kept(8192)
def shared(store: GraphStore, which: NamedNode) -> Properties:
    """The properties of a node that many claims lead to."""
    return properties(store, which)


@kept(4096)
def days(store: GraphStore, period: NamedNode) -> tuple[date, date]:
    """The first and the last day of a period."""
    own = shared(store, period)
    begins, ends = (properties(store, node(own, TIME[bound])) for bound in ("hasBeginning", "hasEnd"))
    return one(begins, TIME["inXSDDate"]), one(ends, TIME["inXSDDate"])


def notation(store: GraphStore, own: Properties, predicate: NamedNode) -> str | None:
    """The code of the node that a property leads to."""
    found = nodes(own, predicate)
    return one(shared(store, found[0]), SKOS["notation"]) if found else None


def in_vietnamese(own: Properties, predicate: NamedNode) -> str | None:
    """The value that is marked as Vietnamese."""
    labels = (label for label in own.get(predicate, ()) if isinstance(label, Literal))
    return next((label.value for label in labels if label.language == "vi"), None)


def one(own: Properties, predicate: NamedNode) -> Any:
    """The value of a property, ``None`` where it has none."""
    values = own.get(predicate)
    return python_value(values[0]) if values else None


def node(own: Properties, predicate: NamedNode) -> NamedNode:
    """The node that a property leads to, of what must have it."""
    return nodes(own, predicate)[0]


def nodes(own: Properties, predicate: NamedNode) -> list[NamedNode]:
    """All nodes that a property leads to."""
    return [value for value in own.get(predicate, ()) if isinstance(value, NamedNode)]
