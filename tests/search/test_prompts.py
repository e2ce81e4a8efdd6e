import pytest

from search.prompts import Prompts, known_prompts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intfloat/multilingual-e5-base", Prompts("query: ", "passage: ")),
        ("/models/e5-small", Prompts("query: ", "passage: ")),
        ("nomic-ai/nomic-embed-text-v2-moe", Prompts("search_query: ", "search_document: ")),
        ("BAAI/bge-m3", Prompts()),
        ("bkai-foundation-models/vietnamese-bi-encoder", Prompts()),
        ("some/office5-model", Prompts()),  # "e5" inside a word is no family
    ],
)
def test_a_family_brings_its_prompts(name, expected):
    assert known_prompts(name) == expected


def test_instructed_models_get_an_instruction_and_no_passage_prompt():
    prompts = known_prompts("intfloat/multilingual-e5-large-instruct")
    assert prompts.query.startswith("Instruct: ")
    assert prompts.query.endswith("\nQuery: ")
    assert prompts.passage == ""
