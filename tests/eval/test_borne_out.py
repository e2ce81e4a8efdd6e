"""Every figure of every answer stands in its citations: told from the answers' JSON alone."""

from __future__ import annotations

import pytest

from tests.eval.answers import QUESTIONS, REPORT_QUESTIONS, load_questions
from tests.eval.borne_out import rows_not_as_written, stated_rows_without_citation, unfounded
from tests.services import service_over

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers(sample_service):
    """The JSON of each question's answer."""
    return [sample_service.ask(question["q"]).to_json() for question in load_questions(QUESTIONS)]


def not_borne_out(answers):
    """Of each answer that states a number without evidence: the question, and what lacks it."""
    for answer in answers:
        lacking = (
            unfounded(answer)
            + rows_not_as_written(answer)
            + stated_rows_without_citation(answer)
            + ["sparql"] * bool(answer["rows"] and not answer["sparql"])
        )
        if lacking:
            yield answer["question"], lacking


def test_every_figure_of_every_answer_stands_in_its_citations(answers):
    assert list(not_borne_out(answers)) == []


@pytest.mark.parametrize("answer_to", [0, 1, 20])
def test_an_altered_figure_would_be_found(answers, answer_to):
    answer = answers[answer_to]
    assert unfounded(answer | {"answer": f"{answer['answer']} 987.654,3 con"}) == ["987.654,3"]


def test_every_figure_of_answers_about_real_reports_stands_in_its_citations(shared_reports, tmp_path):
    service = service_over(tmp_path, shared_reports)
    questions = [question["q"] for question in load_questions(REPORT_QUESTIONS)]
    assert list(not_borne_out(service.ask(question).to_json() for question in questions)) == []
