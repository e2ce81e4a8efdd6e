"""Units of measure: QUDT's where it has one, else one of our code list, else the unit's words."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from graph import iris
from graph.statement import Statements, en, vi
from ingest.text import even_tones
from ontology.lexicon import find_concept
from ontology.terms import QUDT, RDF, RDFS, UNIT
from ontology.values import Concept

_BASES = {"unit": UNIT.base, "cur": "http://qudt.org/vocab/currency/"}
_NUMBER_LABELS = ("số", "number")


@cache
def unit_node(text: str, code: str | None) -> NamedNode:
    """The unit's IRI; a count without a unit is QUDT's ``unit:NUM``."""
    if not text:
        return UNIT["NUM"]
    concept = _whole_concept(text, code)
    if concept is None:
        return iris.own_unit(even_tones(text))
    prefix, _, name = concept.extra.get("qudt", "").partition(":")
    return NamedNode(_BASES[prefix] + name) if name else iris.unit(concept.id)


def unit_statements(text: str, code: str | None) -> Statements:
    """The unit with its labels."""
    node, concept = unit_node(text, code), _whole_concept(text, code)
    yield node, RDF["type"], QUDT["Unit"]
    if not text:
        yield node, RDFS["label"], vi(_NUMBER_LABELS[0])
        yield node, RDFS["label"], en(_NUMBER_LABELS[1])
        return
    yield node, RDFS["label"], vi(concept.vi if concept else even_tones(text))
    if concept is not None:
        yield node, RDFS["label"], en(concept.en)


def _whole_concept(text: str, code: str | None) -> Concept | None:
    """The row of the code, if it is the row of the whole text: ``triệu đồng`` is not ``đồng``."""
    concept = find_concept("units", code) if code else None
    wanted = even_tones(text)
    if concept is None or wanted not in map(even_tones, concept.labels):
        return None
    return concept
