"""Concepts of the code lists as SKOS nodes."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.statement import Statements, en, plain, vi
from ontology.lexicon import concepts_by_id
from ontology.terms import RDF, SKOS
from ontology.values import Concept


def find_concept(code_list: str, concept_id: str) -> Concept | None:
    """The row of ``codes/<code_list>.toml``, or ``None`` for an id that it lacks."""
    return concepts_by_id(code_list).get(concept_id)


def even_name(name: str) -> str:
    """A name that is its own identity and label: single spaces, no capital for opening a sentence.

    ``"Số  hộ nghèo"`` and ``"số hộ nghèo"`` are one; ``"HTX"`` keeps its letters.
    """
    text = " ".join(name.split())
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def concept_statements(node: NamedNode, concept: Concept | None, fallback: str) -> Statements:
    """A ``skos:Concept`` with its labels in both languages; ``fallback`` names what no list has."""
    yield node, RDF["type"], SKOS["Concept"]
    if concept is None:
        yield node, SKOS["prefLabel"], vi(fallback)
        return
    yield node, SKOS["notation"], plain(concept.id)
    yield node, SKOS["prefLabel"], vi(concept.vi)
    yield node, SKOS["prefLabel"], en(concept.en)
    for label in concept.alternatives:
        yield node, SKOS["altLabel"], vi(label)
    for label in concept.alternatives_en:
        yield node, SKOS["altLabel"], en(label)
