from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cues import match_cues
from search.language import Language


def ids(text: str, language: Language = Language.VIETNAMESE, plain: bool = False) -> set[str]:
    return {cue.id for cue in match_cues(text, language, plain)}


def test_a_gap_takes_any_words_but_the_end_must_be_the_end() -> None:
    assert "asks-yes-no" in ids("Huyện có trồng thêm rừng không?")
    assert "asks-yes-no" not in ids("Huyện không có xã nào đạt chuẩn")


def test_cues_are_found_without_diacritics_only_where_the_question_has_none() -> None:
    assert "asks-reason" in ids("vi sao dan lon giam", plain=True)
    assert "asks-reason" not in ids("đàn lợn giảm vi sao")


def test_english_cues_are_not_looked_for_in_vietnamese() -> None:
    assert "asks-when" in ids("When was it over?", Language.ENGLISH)
    assert ids("Phong Tho is over") == set()


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Which districts had a flood?", "asks-district"),
        ("Why did revenue fall?", "asks-reason"),
        ("Did the district reach its tea target?", "goal-reached"),
        ("Which OCOP products have four stars?", "asks-product"),
        ("Which decision set the plan?", "asks-document"),
    ],
)
def test_english_cues(text: str, cue: str) -> None:
    assert cue in ids(text, Language.ENGLISH)


def test_a_cue_is_no_part_of_a_longer_word() -> None:
    assert "over" not in ids("forest cover", Language.ENGLISH)


@given(st.text(max_size=80), st.sampled_from(Language), st.booleans())
def test_spans_lie_inside_any_text(text: str, language: Language, plain: bool) -> None:
    assert all(0 <= c.span.start < c.span.end for c in match_cues(text, language, plain))
