"""The example queries run over the samples and give rows; the help of the editor knows every term."""

from __future__ import annotations

import pytest

from graph.schema_help import load_terms, prefixes
from search.language import Language
from ui.sparql_examples import load_examples


def test_there_are_examples_for_every_kind_of_fact_with_titles_of_their_own():
    examples = load_examples()
    assert len(examples) >= 8
    for language in Language:
        assert len({example.title(language) for example in examples}) == len(examples)
    assert len({example.id for example in examples}) == len(examples)


@pytest.mark.parametrize("example", load_examples(), ids=lambda example: example.id)
def test_every_example_gives_rows_over_the_samples(sample_service, example):
    result = sample_service.sparql(example.query, 1_000, 20.0)
    assert result.rows
    assert not result.truncated
    assert all(any(cell is not None for cell in row) for row in result.rows)


def test_the_help_lists_classes_and_properties_with_both_labels():
    terms = {term.name: term for term in load_terms()}
    assert terms["hkg:EventMention"].is_class
    assert not terms["hkg:assertion"].is_class
    assert (terms["hkg:programme"].vi, terms["hkg:programme"].en) == ("chương trình", "programme")
    assert all(term.vi and term.en and term.comment and term.comment_vi for term in terms.values())
    assert prefixes()["qb"] == "http://purl.org/linked-data/cube#"
