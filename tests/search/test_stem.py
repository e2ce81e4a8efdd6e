import pytest

from search.language import is_english_filler
from search.stem import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planted", "plant"),
        ("allotted", "allot"),
        ("levelled", "level"),
        ("poppies", "poppy"),
        ("studied", "study"),
        ("calves", "calf"),
        ("women", "woman"),
        ("sold", "sell"),
        ("labour", "labor"),
        ("programmes", "program"),
        ("centres", "center"),
        ("recognised", "recognize"),
        ("mechanisation", "mechanization"),
        ("defence", "defense"),
        ("diarrhoea", "diarrhea"),
    ],
)
def test_forms_and_spellings_of_a_word_are_one(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("goods", "good"), ("farming", "farm"), ("housing", "house")])
def test_what_only_looks_inflected_stays_apart(one, other):
    assert stem(one) != stem(other)


def test_fillers_are_known_in_every_form():
    assert is_english_filler("comparing")
    assert is_english_filler("Suffered") is False
