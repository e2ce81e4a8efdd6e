"""Citations to legal resources (ELI), and the index that finds a report's documents by number.

A document's identity is issuer + year + kind + number. A citation that leaves some of it out joins the one
document of the same report that fits; where none or several fit, it stays a node of the report's own.
An issuer that is only inferred is written at the citation and makes no identity: two districts that cite
05/2023/QĐ-UBND need not mean one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import concept_statements
from graph.organizations import Body, body_of_number, body_statements, find_body
from graph.provenance import quoted
from graph.statement import Scope, Statements, day, partial_date, plain, vi
from ingest.fact import LegalCitation
from ontology.lexicon import find_concept
from ontology.terms import DCT, ELI, HKG, RDF, RDFS

_YEAR_IN_NUMBER = re.compile(r"\d+[A-Za-z]?/(\d{4})/")
_UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What a citation says of the document's identity; ``None`` is unknown."""

    kind: str
    number: str
    body: Body | None
    year: int | None

    @property
    def whole(self) -> bool:
        """Whether nothing is unknown."""
        return self.body is not None and self.year is not None

    def fits(self, other: DocumentKey) -> bool:
        """Whether what both know is the same."""
        return (
            self.number == other.number
            and self.kind in (other.kind, "")
            and (self.body is None or other.body is None or self.body.seat == other.body.seat)
            and (self.year is None or self.year == other.year)
        )


class DocumentIndex:
    """The documents that one report cites."""

    def __init__(self, scope: Scope, citations: Iterable[LegalCitation]) -> None:
        self._scope = scope
        self._keys = {citation: _key(scope, citation) for citation in citations}
        whole = {_whole_node(key): key for key in self._keys.values() if key.whole}
        self._whole = tuple(whole.items())

    def node(self, citation: LegalCitation) -> NamedNode:
        """The document that a citation of the report means."""
        return self._node(self._keys[citation], citation.subject or "")

    def by_number(self, number: str, kind: str = "") -> NamedNode:
        """The document that a number in this report means (of a link or an observation)."""
        number = even_number(number)
        body = body_of_number(number)
        wanted = DocumentKey(kind, number, body, _year_in(number))
        nodes = {
            self.node(citation)
            for citation, key in self._keys.items()
            if wanted.fits(key) or number == even_number(citation.number or "")
        }
        return nodes.pop() if len(nodes) == 1 else self._node(wanted, "")

    def statements(self, number: str, kind: str = "") -> Statements:
        """The least that is said of a document that no citation describes, only a number."""
        node = self.by_number(number, kind)
        if any(node == self.node(citation) for citation in self._keys):
            return
        yield node, RDF["type"], ELI["LegalResource"]
        yield node, ELI["number"], plain(even_number(number))
        yield node, RDFS["label"], vi(even_number(number))

    def _node(self, key: DocumentKey, subject: str) -> NamedNode:
        if key.whole:
            return _whole_node(key)
        candidates = [node for node, other in self._whole if key.number and key.fits(other)]
        if len(candidates) == 1:
            return candidates[0]
        body = iris.tail(key.body.seat) if key.body else _UNKNOWN
        year = str(key.year) if key.year else _UNKNOWN
        return iris.local_document(self._scope.report_id, body, year, key.kind, key.number or subject)


def citation_statements(scope: Scope, index: DocumentIndex, citation: LegalCitation) -> Statements:
    """The citation as written, and the document that it means."""
    node = index.node(citation)
    mention = iris.claim("citation", scope.report_id, citation.evidence.span, node)
    yield mention, RDF["type"], HKG["LegalCitation"]
    yield mention, HKG["document"], node
    if citation.number:
        yield mention, HKG["asWritten"], vi(citation.number)
    if citation.resolved:
        yield mention, HKG["resolvedNumber"], plain(citation.resolved)
    if citation.issuer and citation.issuer_inferred:
        yield mention, HKG["inferredIssuer"], vi(citation.issuer)
    if citation.corrected:
        yield mention, HKG["correctedNumber"], plain(citation.corrected)
    yield from quoted(scope, mention, citation.evidence)
    yield from _document_statements(scope, node, citation)


def even_number(number: str) -> str:
    """A document number without stray blanks: numbers break over lines in pdf text."""
    return "".join(number.split())


def _document_statements(scope: Scope, node: NamedNode, citation: LegalCitation) -> Statements:
    key = _key(scope, citation)
    kind = find_concept("document_types", citation.kind)
    yield node, RDF["type"], ELI["LegalResource"]
    yield node, ELI["type_document"], iris.document_type(citation.kind)
    yield from concept_statements(
        "document_types", citation.kind, iris.document_type(citation.kind), citation.kind
    )
    named = key.number or citation.subject or ""
    yield node, RDFS["label"], vi(f"{kind.vi if kind else citation.kind} {named}".strip())
    if key.number:
        yield node, ELI["number"], plain(key.number)
    if key.body:
        yield node, ELI["passed_by"], key.body.node
        yield from body_statements(key.body)
    if citation.day:
        yield node, ELI["date_document"], day(citation.day)
    if key.year:
        yield node, DCT["date"], partial_date(f"{key.year:04d}")
    if citation.subject:
        yield node, ELI["title"], vi(citation.subject)


def _key(scope: Scope, citation: LegalCitation) -> DocumentKey:
    number = even_number(citation.corrected or citation.resolved or citation.number or "")
    told = citation.issuer if not citation.issuer_inferred else None
    body = find_body(scope, told) if told else body_of_number(number)
    year = citation.year or (citation.day.year if citation.day else _year_in(number))
    return DocumentKey(citation.kind, number, body if number else None, year)


def _whole_node(key: DocumentKey) -> NamedNode:
    assert key.body is not None
    assert key.year is not None
    return iris.legal_document(key.body.seat, key.year, key.kind, key.number)


def _year_in(number: str) -> int | None:
    match = _YEAR_IN_NUMBER.match(number)
    return int(match[1]) if match else None
