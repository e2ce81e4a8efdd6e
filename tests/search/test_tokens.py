import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tokens import pairs, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diện tích lúa nương", ["dien", "tich", "lua", "nuong"]),
        ("Đạt 1.234,5 ha", ["dat", "1.234,5", "ha"]),
        ("đạt 62,5%", ["dat", "62,5"]),
        (
            "Nghị quyết 07/2021/NQ-HĐND",
            ["nghi", "quyet", "07/2021/nq-hdnd", "7", "2021", "nq", "hdnd"],
        ),
        ("04 xã", ["04", "4", "xa"]),
        ("12/15 xã", ["12/15", "12", "15", "xa"]),
        ("trồng 561ha", ["trong", "561", "ha"]),
        ("Covid19", ["covid19"]),
        ("", []),
    ],
)
def test_words_are_folded_and_numbers_kept_whole_with_their_parts(text, expected):
    assert syllables(text) == expected


def test_pairs_join_neighbours_but_not_over_clauses_or_numbers():
    assert pairs("Lúa nương: giảm 48 ha, lúa mùa") == ["lua_nuong", "ha_lua", "lua_mua"]


def test_composed_and_decomposed_letters_give_the_same_tokens():
    assert syllables("Tu\u0309a Chu\u0300a") == syllables("Tủa Chùa") == ["tua", "chua"]


@given(st.text(max_size=60))
def test_no_token_holds_a_space_or_a_quote(text):
    for token in (*syllables(text), *pairs(text)):
        assert token
        assert not any(character.isspace() or character == '"' for character in token)
