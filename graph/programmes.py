"""Programmes, the paragraphs that speak of them, and the sentences that tie them to documents."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import concept_statements, even_name, listed
from graph.legal import DocumentIndex
from graph.provenance import quoted
from graph.statement import Scope, Statements
from ingest.fact import ProgrammeLink, ProgrammeMention
from ontology.lexicon import find_concept
from ontology.terms import HKG, RDF, SCHEMA

_NAMED = "other:"
_LIST = "programmes"
_PARTS = "programme_parts"


def programme_node(scope: Scope, programme: str) -> NamedNode:
    """The programme's IRI: by id, or by name within the report's district for ``other:NAME``."""
    if programme.startswith(_NAMED):
        return iris.local_programme(scope.identity.district.code, even_name(programme.removeprefix(_NAMED)))
    return iris.programme(programme)


def programme_statements(scope: Scope, programme: str) -> Statements:
    """The programme with its labels and the programme that it is a part of."""
    node, row = programme_node(scope, programme), find_concept(_LIST, programme)
    yield node, RDF["type"], HKG["Programme"]
    yield node, RDF["type"], SCHEMA["Project"]
    yield from concept_statements(_LIST, programme, node, even_name(programme.removeprefix(_NAMED)))
    if row is not None and row.broader:
        yield from programme_statements(scope, row.broader)


def mention_statements(scope: Scope, mention: ProgrammeMention) -> Statements:
    """A paragraph that speaks of a programme."""
    programme = programme_node(scope, mention.programme)
    node = iris.claim("programme-mention", scope.report_id, mention.evidence.span, programme)
    yield node, RDF["type"], HKG["ProgrammeMention"]
    yield node, HKG["programme"], programme
    yield from programme_statements(scope, mention.programme)
    for part in mention.parts:
        yield from part_statements(node, part)
    yield from quoted(scope, node, mention.evidence)


def part_statements(node: NamedNode, part: str) -> Statements:
    """That a figure or mention is of a project, level or criterion, with what that is a part of."""
    yield node, HKG["programmePart"], iris.programme(part)
    yield from listed(_PARTS, part)


def link_statements(scope: Scope, index: DocumentIndex, link: ProgrammeLink) -> Statements:
    """A sentence that ties a programme to a document; the sentence is its quote's ``hkg:inSentence``."""
    number = link.resolved or link.legal
    programme, document = programme_node(scope, link.programme), index.by_number(number, link.kind)
    node = iris.claim("link", scope.report_id, link.evidence.span, programme, document)
    yield node, RDF["type"], HKG["ProgrammeLink"]
    yield node, HKG["programme"], programme
    yield node, HKG["document"], document
    yield from programme_statements(scope, link.programme)
    yield from index.statements(number, link.kind)
    yield from quoted(scope, node, link.evidence)
