"""The passage that a question was answered from stands before the ranking."""

from __future__ import annotations

import pytest

from search.index import SearchFilter
from search.led import LED, find_passages

LIMIT = "Huyện nào có tỷ lệ che phủ rừng dưới 45%?"


def holds(passage, citation) -> bool:
    return passage.report == citation.report_id and passage.start <= citation.start < passage.end


@pytest.mark.parametrize("question", [LIMIT, "which districts had African swine fever in 2024"])
def test_the_passage_of_the_first_citation_comes_first(sample_service, question):
    answer = sample_service.ask(question)
    first, *others = sample_service.search(question, 10)
    assert answer.status == "answered"
    assert holds(first.passage, answer.citations[0])
    assert first.ranks[LED] == 1
    assert first.id not in {hit.id for hit in others}
    assert first.score >= max(hit.score for hit in others)


def test_the_others_keep_their_order_and_their_number(sample_service):
    ranked = sample_service.snapshot().index.search(LIMIT, 10)
    led = sample_service.search(LIMIT, 10)
    assert len(led) == 10
    assert [hit.id for hit in led[1:]] == [hit.id for hit in ranked if hit.id != led[0].id][:9]


def test_what_is_not_found_leaves_the_ranking_as_it_is(sample_service):
    question = "Which districts had rabies in 2024?"
    assert sample_service.ask(question).status == "not_found"
    assert sample_service.search(question, 5) == sample_service.snapshot().index.search(question, 5)


def test_a_filter_holds_for_the_passage_that_answers_as_well(sample_service):
    snapshot = sample_service.snapshot()
    first = sample_service.search(LIMIT, 1)[0].passage.report
    others = frozenset(report.id for report in snapshot.manifest.reports if report.id != first)
    found = find_passages(LIMIT, snapshot.store, snapshot.index, 5, SearchFilter(reports=others))
    assert found
    assert {hit.passage.report for hit in found} <= others
