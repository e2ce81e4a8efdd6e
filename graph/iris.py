"""IRIs of what reports state: pure, total on any text, injective.

Nothing but this module and ``graph.made_iris`` mints IRIs.

Codes and notations that are plain already stand in an IRI as they are (``id/area/109``); any other text
becomes a readable slug with a hash of the exact text (``id/period/2023-2024-dong-xuan~8a91…``), so two
texts never share an IRI and no text can escape its path segment.

A node is a report's *own* (quotes, observations, mentions) or *shared* between reports (areas, periods,
programmes, documents). The IRI tells which: own ones bear the report's id right after their kind.
Shared ones are made from codes, numbers and dates; where a part of the identity is unknown, the node stays
the report's own, so that nothing is merged by a name or a number alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from pyoxigraph import NamedNode

from ingest.document import Span
from ingest.text import fold
from ontology.terms import ID_BASE

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:_-]{0,62}")
_SLUG_LENGTH = 40
CLAIM_KINDS = frozenset(
    {"obs", "mention", "impact", "citation", "programme-mention", "link", "recognition", "place-mention"}
    | {"issue"}
)
OWN_KINDS = CLAIM_KINDS | {"report", "text", "dataset", "graph", "run", "quote", "fact", "place-in", "doc-in"}
_HASH_LENGTH = 12
_MENTION_PARTS = 4


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """One path segment for any text: itself if plain, else slug, ``~`` and hash."""
    if _PLAIN.fullmatch(text):
        return text
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text))[:_SLUG_LENGTH].strip("-")
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{slug}~{digest}"


def mint(kind: str, *parts: str) -> NamedNode:
    """``id/<kind>/<part>/<part>…`` with every part made safe."""
    return NamedNode(ID_BASE + "/".join((kind, *map(segment, parts))))


def tail(node: NamedNode) -> str:
    """The IRI after the base: enough to name one of our nodes inside another's IRI."""
    return node.value.removeprefix(ID_BASE)


def kind(node: object) -> str:
    """The kind of one of our nodes, as its IRI tells it (``report``, ``area``); empty for any other."""
    iri = node.value if isinstance(node, NamedNode) else ""
    return iri[len(ID_BASE) :].partition("/")[0] if iri.startswith(ID_BASE) else ""


def is_own(iri: str, report_id: str) -> bool:
    """Whether the node belongs to this report alone, told by its IRI."""
    if not iri.startswith(ID_BASE):
        return False
    kind, _, rest = iri[len(ID_BASE) :].partition("/")
    head = segment(report_id)
    return kind in OWN_KINDS and rest.startswith(head) and rest[len(head) : len(head) + 1] in ("", "/", "#")


# --- a report's own nodes ------------------------------------------------------------------------


def report(report_id: str) -> NamedNode:
    """The report as a publication."""
    return mint("report", report_id)


def text(report_id: str) -> NamedNode:
    """Its canonical text, which selectors point into."""
    return mint("text", report_id)


def dataset(report_id: str) -> NamedNode:
    """Its ``qb:DataSet``."""
    return mint("dataset", report_id)


def graph(report_id: str) -> NamedNode:
    """The named graph of what the report says."""
    return mint("graph", report_id)


def metadata_graph(report_id: str) -> NamedNode:
    """The named graph of how and when it was read."""
    return mint("graph", report_id, "run")


def shared_graph() -> NamedNode:
    """The named graph of shared nodes, in a store that has no default graph to write to."""
    return mint("graph", "shared")


def graph_report(node: object) -> str:
    """The id of the report whose graph, or metadata graph, this is; empty for any other node."""
    return tail(node).split("/")[1] if isinstance(node, NamedNode) and kind(node) == "graph" else ""


def run(report_id: str) -> NamedNode:
    """The reading of the report (one, the latest: its time stands in the metadata graph)."""
    return mint("run", report_id)


def quote(report_id: str, span: Span) -> NamedNode:
    """The quoted words at a span."""
    return NamedNode(f"{ID_BASE}quote/{segment(report_id)}/{span.start}-{span.end}")


@lru_cache(maxsize=131072)
def quote_place(node: str) -> tuple[str, Span]:
    """The report and the offsets that the IRI of a quote tells."""
    report, _, offsets = node.removeprefix(f"{ID_BASE}quote/").partition("/")
    start, _, end = offsets.partition("-")
    return report, Span(int(start), int(end))


def fragment(node: NamedNode, name: str) -> NamedNode:
    """A selector of a quote."""
    return NamedNode(f"{node.value}#{name}")


def group(report_id: str, number: int) -> NamedNode:
    """The numbers of one clause."""
    return mint("fact", report_id, str(number))


def claim(kind: str, report_id: str, span: Span, *about: str | NamedNode) -> NamedNode:
    """What the report says at a span about nodes or words: ``kind`` is one of ``CLAIM_KINDS``."""
    parts = (part if isinstance(part, str) else tail(part) for part in about)
    return mint(kind, report_id, f"{span.start}-{span.end}", *parts)


def claim_place(node: str) -> tuple[str, Span]:
    """The report and the offsets that the IRI of a claim tells: those of its quote."""
    report, offsets = node.removeprefix(ID_BASE).split("/")[1:3]
    start, _, end = offsets.partition("-")
    return report, Span(int(start), int(end))


def mention_parts(node: str) -> tuple[str, str, str] | None:
    """Of a mention of an event: the report's id, the segment of its kind, its assertion; else ``None``."""
    place = node.removeprefix(f"{ID_BASE}mention/").split("/")
    if place[0] == node or len(place) != _MENTION_PARTS:
        return None
    report, _, kind, assertion = place
    return report, kind, assertion


# --- shared nodes --------------------------------------------------------------------------------


def agent(version: str) -> NamedNode:
    """A version of this software."""
    return mint("agent", f"huyenkg-{version}")


def period(notation: str) -> NamedNode:
    """A stretch of time."""
    return mint("period", notation)


def instant(day: str) -> NamedNode:
    """A day, ISO."""
    return mint("day", day)


def area(code: str) -> NamedNode:
    """A unit of the statistical office's list."""
    return mint("area", code)


def area_version(code: str) -> NamedNode:
    """The unit as it stood until the reform that its version node names."""
    return mint("area", code, "v1")


def admin_change(day: str, code: str) -> NamedNode:
    """The change that ended a unit."""
    return mint("change", day, code)


def place(parent: str, kind: str, name: str) -> NamedNode:
    """A place without a code (a village), inside the unit whose code is ``parent``."""
    return mint("place", parent, kind, name)


def local_place(report_id: str, kind: str, name: str) -> NamedNode:
    """A place of which not even the containing unit is known: the report's own."""
    return mint("place-in", report_id, kind, name)


def organization(body: str, *scope: str) -> NamedNode:
    """A national body, or one of the unit whose code is the scope (``org/committee/109``).

    ``body`` is an id of the issuers list or a name; a name that is not understood in full is part of
    the scope.
    """
    return mint("org", body, *scope)


def indicator(concept: str) -> NamedNode:
    """An indicator of the code list."""
    return mint("indicator", concept)


def own_indicator(key: str) -> NamedNode:
    """An indicator that no code list has, by its evened full name."""
    return mint("indicator", "own", key)


def code_list(name: str) -> NamedNode:
    """A code list as a concept scheme."""
    return mint("scheme", name)


def sector(concept: str) -> NamedNode:
    """A sector of indicators."""
    return mint("sector", concept)


def measured_property(concept: str) -> NamedNode:
    """What an indicator measures of its population, as area, output or number."""
    return mint("property", concept)


def season(concept: str) -> NamedNode:
    """A crop season, of any year."""
    return mint("season", concept)


def unit(concept: str) -> NamedNode:
    """A unit of the code list that QUDT lacks."""
    return mint("unit", concept)


def own_unit(name: str) -> NamedNode:
    """A unit that no list has, by its words."""
    return mint("unit", "own", name)


def programme(programme_id: str) -> NamedNode:
    """A programme of the code list."""
    return mint("programme", programme_id)


def local_programme(area_code: str, name: str) -> NamedNode:
    """A programme that is only named, in one district."""
    return mint("programme", "other", area_code, name)


def legal_document(issuer: NamedNode, year: int, kind: str, number: str) -> NamedNode:
    """A legal document with its whole identity known: issuer, year, kind, number."""
    path = "/".join((segment(str(year)), segment(kind), segment(number)))
    return NamedNode(f"{ID_BASE}doc/{tail(issuer).partition('/')[2]}/{path}")


def local_document(report_id: str, *known: str) -> NamedNode:
    """A legal document of which a part of the identity is unknown: the report's own."""
    return mint("doc-in", report_id, *known)


def document_type(kind: str) -> NamedNode:
    """A kind of legal document."""
    return mint("document-type", kind)


def event_type(event: str) -> NamedNode:
    """A kind of event."""
    return mint("event-type", event)


def event(event_id: str, area_code: str, notation: str) -> NamedNode:
    """What happened: kind, district, period."""
    return mint("event", event_id, area_code, notation)


def product(area_code: str, name: str) -> NamedNode:
    """A named OCOP product of a district."""
    return mint("product", area_code, name)
