"""Words typed for a Telex keyboard that was off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.telex import decode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huyeenj", "huyện"),
        ("Kyf", "Kỳ"),
        ("nghefo", "nghèo"),
        ("ddoongf", "đồng"),
        ("nuowcs", "nước"),
        ("truongwf", "trường"),
        ("cuar", "của"),
        ("nawm", "năm"),
        ("giuwax", "giữa"),
        ("quaan", "quân"),
    ],
)
def test_the_keys_of_a_syllable_give_the_syllable(typed: str, meant: str) -> None:
    assert decode(typed) == meant


@pytest.mark.parametrize("word", ["forest", "rate", "poverty", "Mường", "nam", "30a", "xa"])
def test_what_is_no_telex_is_left(word: str) -> None:
    assert decode(word) is None


@settings(deadline=None)  # the first call builds the code lists
@given(st.text(max_size=12))
def test_no_word_breaks_the_decoder(word: str) -> None:
    decode(word)
