"""Issuers to organisation nodes: the body, and the unit whose body it is.

``UBND huyện`` in a report of district 109 is ``org/committee/109``, and so is ``Ủy ban nhân dân huyện Phong
Thổ`` there. A body of a unit that is not understood keeps its words and the district of the report that
names it: 21 district names are borne by 50 districts, so a name alone never joins two reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from graph import iris
from graph.statement import Scope, Statements, vi
from ingest.text import even_tones, fold
from ontology.gazetteer import load_gazetteer
from ontology.lexicon import load_concepts
from ontology.terms import ORG, RDF, RDFS
from ontology.values import Area, Concept

_BRACKETED = re.compile(r"\s*\([^)]*\)")
_LEVELS = {
    "tỉnh": "province",
    "huyện": "district", "thị xã": "district", "thành phố": "district", "quận": "district",
}  # fmt: skip
_SUFFIX = re.compile(r"([^\W\d_]+)\d*$")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as a report names it.

    ``seat`` stands for all bodies that number their documents in one series (a party committee and its
    standing committee): it is what identifies a document.
    """

    node: NamedNode
    seat: NamedNode
    label: str


def find_body(scope: Scope, name: str) -> Body:
    """The organisation that a report's words name."""
    return body_in(scope.identity.district, scope.identity.province, name)


def body_in(district: Area, province: Area, name: str) -> Body:
    """The organisation that words name in a report of this district."""
    label = " ".join(_BRACKETED.sub(" ", name).split()) or name
    words = even_tones(label)
    opened = _opening(words)
    if opened is None:
        node = iris.organization(words, district.code)
        return Body(node, node, label)
    concept, rest = opened
    if concept.extra["level"] == "national":
        return _body(concept, (rest,) if rest else (), label)
    return _body(concept, _unit_of(district, province, concept, rest), label)


def body_of_number(number: str) -> Body | None:
    """The national body that a document's number names by itself: ``30a/2008/NQ-CP``."""
    match = _SUFFIX.search(number)
    for concept in load_concepts("issuers"):
        if match and concept.extra["level"] == "national" and match[1] in _suffixes(concept):
            return _body(concept, (), concept.vi)
    return None


def body_statements(body: Body) -> Statements:
    """The organisation with the name that the report gives it."""
    yield body.node, RDF["type"], ORG["Organization"]
    yield body.node, RDFS["label"], vi(body.label)


def _body(concept: Concept, unit: tuple[str, ...], label: str) -> Body:
    seat = fold(concept.extra.get("seat", concept.id))
    return Body(iris.organization(concept.id, *unit), iris.organization(seat, *unit), label)


def _opening(words: str) -> tuple[Concept, str] | None:
    """The body whose label opens the name, the longest one, and the words after it."""
    for label, concept in _labels():
        if words.startswith(label) and not words[len(label) : len(label) + 1].isalnum():
            return concept, words[len(label) :].strip(" ,.-")
    return None


def _unit_of(district: Area, province: Area, concept: Concept, rest: str) -> tuple[str, ...]:
    level, name = _split_level(rest)
    level = level or concept.extra["level"]
    if level == "province":
        return _named(province, name) or _other_province(name) or (district.code, rest)
    if level == "district":
        return _named(district, name) or (district.code, rest)
    return (district.code, rest)


def _split_level(rest: str) -> tuple[str, str]:
    for word, level in _LEVELS.items():
        if rest == word or rest.startswith(word + " "):
            return level, rest[len(word) :].strip()
    return "", rest


def _named(area: Area, name: str) -> tuple[str, ...]:
    return (area.code,) if name in ("", even_tones(area.name)) else ()


def _other_province(name: str) -> tuple[str, ...]:
    found = {unit.code for unit in load_gazetteer().units_named(name, kind="tỉnh")}
    return (found.pop(),) if len(found) == 1 else ()


def _suffixes(concept: Concept) -> list[str]:
    return concept.extra.get("suffix", "").split(",")


@cache
def _labels() -> tuple[tuple[str, Concept], ...]:
    labels = [
        (even_tones(label), concept) for concept in load_concepts("issuers") for label in concept.labels
    ]
    return tuple(sorted(labels, key=lambda pair: (-len(pair[0]), pair[0])))


def seat_of(body: str) -> str:
    """The seat (IRI) of an organisation by its IRI: a party committee and its standing one share it."""
    kind, _, rest = iris.tail(NamedNode(body)).partition("/")
    name, _, unit = rest.partition("/")
    seat = _seats().get(name)
    return iris.organization(seat, *filter(None, [unit])).value if kind == "org" and seat else body


def unit_of(body: str) -> str:
    """The code of an organisation's unit by its IRI; empty for a national body."""
    return iris.tail(NamedNode(body)).partition("/")[2].partition("/")[2]


@cache
def _seats() -> dict[str, str]:
    """The seat of each listed body, by how the body stands in IRIs."""
    seats = {one.id: fold(one.extra.get("seat", one.id)) for one in load_concepts("issuers")}
    return {
        iris.segment(name): seat
        for name, seat in [*seats.items(), *((seat, seat) for seat in seats.values())]
    }


def level_of(body: str) -> str | None:
    """The level of an organisation's unit by its IRI: ``national``, ``province``, ``district``, ``commune``.

    ``None`` for a body whose unit was not understood.
    """
    kind, _, rest = iris.tail(NamedNode(body)).partition("/")
    name, _, unit = rest.partition("/")
    if kind != "org":
        return None
    if name in _national() and "/" not in unit:
        return "national"
    return {2: "province", 3: "district", 5: "commune"}.get(len(unit)) if unit.isdigit() else None


@cache
def _national() -> frozenset[str]:
    bodies = (concept for concept in load_concepts("issuers") if concept.extra["level"] == "national")
    named = ((one.id, fold(one.extra.get("seat", one.id))) for one in bodies)
    return frozenset(iris.segment(name) for names in named for name in names)
