"""A finding of the checks of a graph: which node breaks which rule, and the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from graph.description import Description, Node
from ontology.terms import HKG, ID_BASE, OA, PROV

SHAPES = "https://w3id.org/huyenkg/shapes/"
"""What the IRIs of our shapes begin with."""


class Severity(StrEnum):
    """SHACL's three. https://www.w3.org/TR/shacl/#severity."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that breaks one rule: a shape of ``ontology/shapes`` or an integrity constraint of the cube.

    ``shape`` is the rule's short name (``observation-area``, ``ic-12``), ``name`` the same in words,
    ``focus`` the node's IRI. ``component`` is the SHACL constraint component that was broken (``MinCount``),
    ``path`` the IRI of the property and ``value`` the value that breaks the rule, as Turtle writes it; both
    are empty where there is none. ``line`` (1-based) and ``sentence`` are those of the node's quote, ``None``
    where it has none.
    """

    report: str
    shape: str
    focus: str
    severity: Severity
    message: str
    message_vi: str
    line: int | None = None
    sentence: str | None = None
    name: str = ""
    name_vi: str = ""
    component: str = ""
    path: str = ""
    value: str = ""


def place_of(said: Description, focus: str) -> tuple[int | None, str | None]:
    """The line and the sentence of the quote that the node is, or has."""
    quote = _quote_of(said, focus)
    if quote is None:
        return None, None
    lines = [int(text) for text in said.texts(quote, HKG["firstLine"]) if text.isdecimal()]
    return (lines[0] if lines else None), next(_sentences(said, quote), None)


def _quote_of(said: Description, focus: str) -> Node | None:
    if focus.startswith(f"{ID_BASE}quote/"):
        return NamedNode(focus.partition("#")[0])
    quotes = said.objects(NamedNode(focus), PROV["wasQuotedFrom"]) if ":" in focus else []
    return next((quote for quote in quotes if not isinstance(quote, Literal)), None)


def _sentences(said: Description, quote: Node) -> Iterator[str]:
    for sentence in said.objects(quote, HKG["inSentence"]):
        for selector in said.objects(sentence, OA["hasSelector"]):
            yield from said.texts(selector, OA["exact"])
