"""The classes and properties of the vocabulary with their labels, for those who write queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.terms import HKG, PREFIXES, RDF, RDFS

_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
_PROPERTY = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property of ours; ``name`` is prefixed, as a query writes it."""

    name: str
    vi: str
    en: str
    comment: str
    comment_vi: str
    is_class: bool


@cache
def load_terms() -> tuple[Term, ...]:
    """Our classes, then our properties, each in the order of the vocabulary's file."""
    text = files("ontology").joinpath("huyenkg.ttl").read_bytes()
    said: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode):
            said.setdefault(quad.subject, []).append(quad)
    terms = [term for node, quads in said.items() if (term := _term(node, quads)) is not None]
    return tuple(sorted(terms, key=lambda term: not term.is_class))


def prefixes() -> dict[str, str]:
    """The prefixes that every query may use, with what they stand for."""
    return dict(sorted(PREFIXES.items()))


def _term(node: ox.NamedNode, quads: list[ox.Quad]) -> Term | None:
    kinds = {quad.object for quad in quads if quad.predicate == RDF["type"]}
    if kinds.isdisjoint({_CLASS, _PROPERTY}) or not node.value.startswith(HKG.base):
        return None
    labels, comments = _by_language(quads, RDFS["label"]), _by_language(quads, RDFS["comment"])
    name = f"{HKG.prefix}:{node.value.removeprefix(HKG.base)}"
    return Term(name, labels["vi"], labels["en"], comments["en"], comments["vi"], _CLASS in kinds)


def _by_language(quads: list[ox.Quad], predicate: ox.NamedNode) -> dict[str | None, str]:
    texts = (quad.object for quad in quads if quad.predicate == predicate)
    return {text.language: text.value for text in texts if isinstance(text, ox.Literal)}
