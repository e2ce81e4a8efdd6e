import pytest

from ontology.cues import CUE, SKIP, load_cues
from ontology.errors import BadLexicon
from ontology.phrases import expand, load_phrases, load_words

LISTS = ["programmes", "events", "document_types", "issuers", "laws"]


def test_a_pattern_stands_for_every_choice_of_its_words_and_brackets():
    words = {"head": ("chương trình", "{short}"), "short": ("CT",)}
    assert set(expand("{head} [số] 30a", words)) == {
        "chương trình số 30a",
        "chương trình 30a",
        "CT số 30a",
        "CT 30a",
    }


def test_a_pattern_with_an_unknown_word_is_refused():
    with pytest.raises(BadLexicon, match="unknown word 'none'"):
        list(expand("{none} 30a", {}))


@pytest.mark.parametrize("name", LISTS)
def test_no_phrase_of_a_code_list_belongs_to_two_concepts(name):
    owners = {}
    for phrase in load_phrases(name):
        owners.setdefault(phrase.text.lower(), set()).add(phrase.id)
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_cue_families_hold_cues_and_words_that_only_look_like_them():
    kinds = {phrase.id for _, phrases in load_cues("event_cues") for phrase in phrases}
    assert kinds == {CUE, SKIP}
    assert {cue.assertion for cue, _ in load_cues("event_cues")} == {
        "occurred",
        "ended",
        "absent",
        "risk",
        "response_only",
    }


def test_word_lists_are_read_by_name():
    assert "về việc" in load_words("citation_words")["subject"]
