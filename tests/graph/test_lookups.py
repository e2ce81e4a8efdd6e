"""Citations looked through by their sentences alone, and queries that two conditions narrow."""

from __future__ import annotations

import pytest

from graph import lookups
from graph.build import report_quads, to_nquads
from graph.lookups import cited_sentences, read_citations
from graph.queries import find_citations, find_programme_mentions, programme_documents
from graph.store import memory_store
from tests.factories import document
from tests.factories import extraction as told

FIRST, SECOND = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2"


@pytest.fixture(scope="module")
def store():
    """Two reports that tell the same, so that each row must say whose it is."""
    made = memory_store()
    for report in (FIRST, SECOND):
        quads = report_quads(document(identifier=report), told(), "bao-cao.docx")
        made.replace_report(report, to_nquads(quads))
    return made


@pytest.mark.parametrize("few", [0, 64], ids=["read once and kept", "asked of the reports"])
@pytest.mark.parametrize("reports", [[], [SECOND], [SECOND, FIRST]], ids=len)
def test_cited_sentences_are_those_of_the_citations_in_their_order(store, monkeypatch, few, reports):
    monkeypatch.setattr(lookups, "FEW", few)
    full = find_citations(store, reports=reports).rows if reports else ()
    light = cited_sentences(store, reports)
    assert [(row.claim, row.document, row.number, row.sentence) for row in light] == [
        (row.claim, row.document_node, row.number, row.source.sentence) for row in full
    ]


def test_citations_are_read_by_their_claims(store):
    first, second = find_citations(store).rows
    assert read_citations(store, [second.claim]).rows == (second,)
    assert {first.source.report, second.source.report} == {FIRST, SECOND}


def test_reports_narrow_what_is_told_of_a_programme(store):
    for find in (programme_documents, find_programme_mentions):
        every = find(store, programmes=["NTM"]).rows
        assert [row.source.report for row in every] == [FIRST, SECOND]
        assert find(store, programmes=["NTM"], reports=[SECOND]).rows == every[1:]
        assert find(store, programmes=["OCOP"], reports=[SECOND]).rows == ()
