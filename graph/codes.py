"""The code lists as SKOS: each a concept scheme, its rows concepts, the same in every report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode

from graph import iris
from graph.statement import Statement, Statements, en, plain, vi
from graph.units import unit_node, unit_statements
from ingest.composition import Composition, composition_of_concept
from ingest.linking import canonical_unit
from ontology.lexicon import concepts_by_id, find_concept, load_concepts
from ontology.terms import HKG, RDF, SKOS
from ontology.values import Concept

_NODES: Mapping[str, Callable[[str], NamedNode]] = {
    "indicators": iris.indicator,
    "sectors": iris.sector,
    "properties": iris.measured_property,
    "seasons": iris.season,
    "programmes": iris.programme,
    "programme_parts": iris.programme,
    "events": iris.event_type,
    "document_types": iris.document_type,
}
CODE_LISTS = tuple(_NODES)
# Where the broader concept of a list's topmost ones stands.
_WIDER: Mapping[str, str] = {"programme_parts": "programmes"}


def even_name(name: str) -> str:
    """A name that is its own identity and label: single spaces, no capital for opening a sentence.

    ``"Số  hộ nghèo"`` and ``"số hộ nghèo"`` are one; ``"HTX"`` keeps its letters.
    """
    text = " ".join(name.split())
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def concept_statements(code_list: str, concept_id: str, node: NamedNode, fallback: str) -> Statements:
    """A ``skos:Concept`` with all that the list says of it; ``fallback`` names what the list lacks."""
    if find_concept(code_list, concept_id) is not None:
        yield from listed(code_list, concept_id)
        return
    yield node, RDF["type"], SKOS["Concept"]
    yield node, SKOS["prefLabel"], vi(fallback)


def composition_statements(node: NamedNode, parts: Composition) -> Statements:
    """What an indicator is made of."""
    if parts.property:
        yield node, HKG["measuredProperty"], iris.measured_property(parts.property)
        yield from listed("properties", parts.property)
    if parts.population:
        yield node, HKG["population"], vi(parts.population)
    if parts.season:
        yield node, HKG["season"], iris.season(parts.season)
        yield from listed("seasons", parts.season)


def code_list_statements(code_list: str) -> Statements:
    """A whole code list. Raises ``KeyError`` for a name that is not in ``CODE_LISTS``."""
    for concept in load_concepts(code_list):
        yield from listed(code_list, concept.id)


@cache
def listed(code_list: str, concept_id: str) -> tuple[Statement, ...]:
    """All that a list says of one of its concepts, and of those that it names: broader, related, sector."""
    return tuple(dict.fromkeys(_listed(code_list, concepts_by_id(code_list)[concept_id])))


def _listed(code_list: str, concept: Concept) -> Iterator[Statement]:
    node, scheme = _NODES[code_list](concept.id), iris.code_list(code_list)
    yield node, RDF["type"], SKOS["Concept"]
    yield node, SKOS["inScheme"], scheme
    yield from _scheme(code_list, scheme)
    yield from _labels(node, concept)
    for property_, other in (("broader", concept.broader), ("related", concept.extra.get("related"))):
        if other:
            home = code_list if find_concept(code_list, other) else _WIDER[code_list]
            yield node, SKOS[property_], _NODES[home](other)
            yield from listed(home, other)
    if code_list == "indicators":
        yield from _indicator(node, concept)


def _scheme(code_list: str, node: NamedNode) -> Statements:
    concept = concepts_by_id("code_lists")[code_list]
    yield node, RDF["type"], SKOS["ConceptScheme"]
    yield node, SKOS["prefLabel"], vi(concept.vi)
    yield node, SKOS["prefLabel"], en(concept.en)


def _labels(node: NamedNode, concept: Concept) -> Statements:
    yield node, SKOS["notation"], plain(concept.id)
    yield node, SKOS["prefLabel"], vi(concept.vi)
    yield node, SKOS["prefLabel"], en(concept.en)
    for label in (*concept.alternatives, *concept.written):
        yield node, SKOS["altLabel"], vi(label)
    for label in concept.alternatives_en:
        yield node, SKOS["altLabel"], en(label)


def _indicator(node: NamedNode, concept: Concept) -> Statements:
    unit = canonical_unit(concept.id)
    unit_code = unit.concept.id if unit.concept else None
    yield node, HKG["sector"], iris.sector(concept.extra["sector"])
    yield from listed("sectors", concept.extra["sector"])
    yield node, HKG["canonicalUnit"], unit_node(unit.text, unit_code)
    yield from unit_statements(unit.text, unit_code)
    yield from composition_statements(node, composition_of_concept(concept.id))
