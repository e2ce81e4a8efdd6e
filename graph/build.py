"""Facts of one report to quads: all of them in the report's one named graph, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyoxigraph import Quad, RdfFormat, serialize

from graph import iris
from graph.cube import cube_statements
from graph.events import event_statements, impact_evidence
from graph.legal import DocumentIndex, citation_statements
from graph.ocop import ocop_statements
from graph.places import place_statements
from graph.programmes import link_statements, mention_statements
from graph.provenance import run_statements
from graph.reports import issue_statements, report_statements
from graph.statement import Scope, Statements
from ingest.document import Document, Span
from ingest.fact import (
    EventMention,
    Evidence,
    Extraction,
    Fact,
    LegalCitation,
    Measurement,
    OcopProduct,
    PlaceMention,
    ProgrammeLink,
    ProgrammeMention,
)


def report_quads(document: Document, extraction: Extraction, source_name: str) -> Iterator[Quad]:
    """Everything that a report says, in its named graph.

    A node that several facts share is described once for each of them; ``to_nquads`` drops the doubles.
    """
    scope = Scope(document, extraction.identity, document.id, _shown(document, extraction))
    graph = iris.graph(document.id)
    statements = _statements(scope, extraction, source_name)
    return (Quad(*statement, graph) for statement in dict.fromkeys(statements))


def run_quads(report_id: str, started: datetime, ended: datetime, version: str) -> Iterator[Quad]:
    """When and by which version the report was read, in its metadata graph."""
    graph = iris.metadata_graph(report_id)
    for statement in run_statements(report_id, started, ended, version):
        yield Quad(*statement, graph)


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Sorted N-Quads without doubles, one a line."""
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return b"".join(sorted(set(written.splitlines(keepends=True))))


def _statements(scope: Scope, extraction: Extraction, source_name: str) -> Statements:
    facts = extraction.facts
    index = DocumentIndex(scope, (fact for fact in facts if isinstance(fact, LegalCitation)))
    yield from report_statements(scope, source_name, extraction.numbers_in_text)
    yield from cube_statements(scope, index, (fact for fact in facts if isinstance(fact, Measurement)))
    for fact in facts:
        yield from _fact_statements(scope, index, fact)
    for issue in extraction.issues:
        yield from issue_statements(scope, issue)


def _shown(document: Document, extraction: Extraction) -> dict[Span, Evidence]:
    """The evidence of the widest sentence around each quoted span, the earliest of equals."""
    shown: dict[Span, Evidence] = {}
    for evidence in _evidence(document, extraction):
        known = shown.setdefault(evidence.span, evidence)
        if _breadth(evidence) > _breadth(known):
            shown[evidence.span] = evidence
    return shown


def _evidence(document: Document, extraction: Extraction) -> Iterator[Evidence]:
    for claim in (extraction.identity, *extraction.facts, *extraction.issues):
        yield claim.evidence
        if isinstance(claim, EventMention):
            yield from (impact_evidence(document, claim.evidence, impact) for impact in claim.impacts)


def _breadth(evidence: Evidence) -> tuple[int, int]:
    return evidence.sentence.end - evidence.sentence.start, -evidence.sentence.start


def _fact_statements(scope: Scope, index: DocumentIndex, fact: Fact) -> Statements:
    match fact:
        case EventMention():
            yield from event_statements(scope, fact)
        case LegalCitation():
            yield from citation_statements(scope, index, fact)
        case ProgrammeMention():
            yield from mention_statements(scope, fact)
        case ProgrammeLink():
            yield from link_statements(scope, index, fact)
        case OcopProduct():
            yield from ocop_statements(scope, fact)
        case PlaceMention():
            yield from place_statements(scope, fact)
        case _:  # the identity and the measurements are written as wholes
            pass
