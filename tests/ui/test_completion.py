"""Questions that are offered while one types come from the reports at hand, and most are answered."""

from __future__ import annotations

import pytest

from search.language import Language
from ui.completion import offered_questions
from ui.examples import load_examples


@pytest.mark.parametrize("language", Language)
def test_offers_are_the_examples_and_questions_that_the_reports_answer(sample_service, language):
    offers = offered_questions(sample_service.snapshot().store, sample_service.status().reports, language)
    examples = load_examples(language)
    assert offers[: len(examples)] == examples
    assert len(offers) == len(set(offers)) > 25
    made = offers[len(examples) :][:24]
    answered = [question for question in made if sample_service.ask(question).status == "answered"]
    assert len(answered) >= 20


def test_what_is_not_reported_is_not_offered(sample_service):
    offers = offered_questions(
        sample_service.snapshot().store, sample_service.status().reports, Language.ENGLISH
    )
    assert not any("Covid" in offer for offer in offers)
