"""The example questions keep their promise: asked over the samples, each is answered with a source."""

from __future__ import annotations

import pytest

from search.language import Language
from ui.examples import load_examples
from ui.render import answer_table, headings

EXAMPLES = [(language, question) for language in Language for question in load_examples(language)]


@pytest.mark.parametrize(("language", "question"), EXAMPLES)
def test_an_example_is_answered_in_its_language_with_sources(sample_service, language, question):
    answer = sample_service.ask(question)
    assert answer.status in ("answered", "ended")
    assert answer.language == language
    assert answer.citations


@pytest.mark.parametrize(("language", "question"), EXAMPLES)
def test_the_columns_of_its_table_have_names(sample_service, language, question):
    rows = answer_table(sample_service.ask(question).rows, language)
    assert [name for name, heading in headings(rows, language).items() if name == heading] == []
