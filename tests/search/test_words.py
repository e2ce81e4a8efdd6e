"""Words compare with their diacritics, in one spelling, and never across the end of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import find, is_word, normal, segment, take_apart


@pytest.mark.parametrize(
    ("phrase", "text", "plain", "expected"),
    [
        ("bác sĩ", "có 53 bác sỹ", False, (2,)),
        ("tỉ lệ", "Tỷ lệ hộ nghèo", False, (0,)),
        ("hoà bình", "xã Hòa Bình", False, (1,)),
        ("dân số", "đàn sơ", False, ()),  # the same letters, other words
        ("dan so", "dân số 12 người", True, (0,)),
        ("dân số", "nhân dân. Số: 12", False, ()),  # two sentences
        ("lỡ mồm long móng", "dịch lở mồm long móng", False, (1,)),  # one slip in four words
        ("hoa", "hoà", False, ()),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_together(phrase, text, plain, expected):
    assert find(take_apart(phrase), take_apart(text), plain=plain) == expected


def test_a_syllable_inside_a_longer_word_is_no_word_of_its_own():
    assert not is_word(take_apart("giá trị sản xuất"), 0)
    assert is_word(take_apart("giá lợn hơi"), 0)


def test_a_phrase_is_taken_apart_into_the_words_that_the_lists_know():
    assert [part.written for part in segment("diện tích lúa đông xuân")] == [
        ("diện", "tích"),
        ("lúa",),
        ("đông", "xuân"),
    ]


@given(st.text(alphabet=st.characters(categories=["L", "N"]) | st.just(" "), max_size=40))
def test_normal_text_stays_as_it_is(text):
    assert normal(normal(text)) == normal(text)
