"""Contract: a tie between two nodes, and which kinds of nodes there are to tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, load_gazetteer
from ontology.terms import ID_BASE

Kind = Literal[
    "programme", "document", "commune", "village", "product", "event",
    "event_kind", "indicator", "district", "province", "organization", "other",
]  # fmt: skip
STATIONS: frozenset[Kind] = frozenset({"programme", "document", "commune", "village", "product", "event"})
"""What a path may lead through. A district, a kind of event or an indicator is near everything: two things
that only have such a hub in common have nothing to do with each other, so these are ends of paths only.
"""
_KINDS: dict[str, Kind] = {
    "programme": "programme",
    "doc": "document",
    "doc-in": "document",
    "place": "village",
    "place-in": "village",
    "product": "product",
    "event": "event",
    "event-type": "event_kind",
    "indicator": "indicator",
    "org": "organization",
}
_LEVELS: dict[int, Kind] = {PROVINCE: "province", DISTRICT: "district", COMMUNE: "commune"}
SENTENCE, REPORT, ISSUED = "Sentence", "Report", "passed_by"
"""Kinds of ties: named in one sentence; named in a report of the district or province; issued by the body."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes that reports name together, in so many sentences; ``claim`` is a fact of one of these.

    ``kind`` is the class of a fact that names both (``ProgrammeLink``), else ``SENTENCE``, ``REPORT`` or
    ``ISSUED``; or the property of a code list (``broader``), which no sentence states: ``claim`` is ``None``.
    """

    first: str
    second: str
    kind: str
    sentences: int
    claim: str | None

    def turned(self) -> Tie:
        """The same tie, seen from the other end."""
        return Tie(self.second, self.first, self.kind, self.sentences, self.claim)


def kind_of(node: str) -> Kind:
    """The kind of a node, told by its IRI."""
    kind, _, rest = node.removeprefix(ID_BASE).partition("/")
    if kind != "area":
        return _KINDS.get(kind, "other")
    unit = load_gazetteer().unit(rest)
    return _LEVELS.get(unit.level, "other") if unit else "other"


def is_whole_document(node: str) -> bool:
    """Whether it is a document of which issuer, year, kind and number are known: reports share its node."""
    return node.startswith(f"{ID_BASE}doc/")


def is_station(node: str) -> bool:
    """Whether a path may lead through the node."""
    return kind_of(node) in STATIONS
