"""What names a place or time alone, what no list knows, and what is asked of another time than is told."""

from __future__ import annotations

import pytest

from graph.query_file import united


@pytest.mark.parametrize("question", ["Phong Thổ", "năm 2023", "tỉnh Lai Châu", "Van Quan 2024"])
def test_a_place_or_time_alone_lists_its_reports_and_offers_questions(sample_service, question):
    answer = sample_service.ask(question)
    assert answer.status == "ambiguous"
    assert answer.suggestions
    assert sample_service.ask(answer.suggestions[0]).status == "answered"


@pytest.mark.parametrize("question", ["Bạn là ai?", "write me a poem about Phong Tho", "???"])
def test_what_cannot_be_looked_for_is_not_understood(sample_service, question):
    answer = sample_service.ask(question)
    assert (answer.status, answer.understood) == ("not_found", False)


@pytest.mark.parametrize("query", ["", "???", " … "])
def test_a_query_without_a_word_finds_nothing(sample_service, query):
    assert sample_service.search(query, 10) == ()


@pytest.mark.parametrize(
    "question",
    [
        "What was the maize output of Phong Tho in March 2023?",
        "Sản lượng ngô của Phong Thổ quý II năm 2023 là bao nhiêu?",
    ],
)
def test_the_sum_of_a_longer_time_is_not_told_for_a_shorter_one(sample_service, question):
    answer = sample_service.ask(question)
    assert (answer.status, answer.rows) == ("not_found", ())
    assert any("2023" in one for one in answer.suggestions)


def test_one_query_gives_what_several_gave():
    first = "PREFIX a: <urn:a>\nSELECT * WHERE { ?s a:p ?o }"
    second = "PREFIX b: <urn:b>\nSELECT * WHERE { ?s b:p ?o } ORDER BY ?s"
    assert united("", first, first) == first
    whole = united(first, second)
    assert whole.splitlines()[:2] == ["PREFIX a: <urn:a>", "PREFIX b: <urn:b>"]
    assert whole.count("UNION") == 1
