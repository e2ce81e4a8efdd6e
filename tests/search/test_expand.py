import pytest

from ingest.text import fold
from search.expand import expand


@pytest.mark.parametrize(
    ("question", "within", "without"),
    [
        ("How many forest fires were there?", "chay rung", "many"),
        ("pigs lost to African swine fever", "dich ta lon chau phi", "swine"),
        ("money under Scheme 04-ĐA/TU", "04-da/tu", "under"),
        ("rice yields in Hoang Then commune", "hoang then", "yields"),
        ("OCOP in 2023", "2023", "in"),
        ("Was any lottery money allotted to roads?", "phan bo", "allotted"),
        ("land that households donated", "hien", "donated"),
        ("Which enterprises owe tax arrears?", "no thue", "arrears"),
        ("Was opium poppy found in Van Ban district?", "cay thuoc phien", "cam"),
        ("tons of goods sold", "hang hoa", "good"),
    ],
)
def test_known_phrases_become_vietnamese_and_names_stay(question, within, without):
    terms = fold(expand(question).text)
    assert within in terms
    assert without not in terms.replace(";", " ").split()


def test_words_that_no_list_knows_are_left_out():
    found = expand("Zebras frolicked merrily")
    assert (found.text, found.known, found.unknown) == ("", 0, 3)
    assert not found.mostly_known


def test_a_capital_syllable_beside_another_is_of_a_name():
    assert "cam" not in fold(expand("Was the road in Van Ban widened?").text).replace(";", " ").split()
