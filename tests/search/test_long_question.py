"""A question of any length is read in a time that its length explains: whoever asks may paste a page."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from search.holdings import Catalogue
from search.kind_words import kind_after, kind_before
from search.question import parse_question

ASKED = "hộ nghèo Mường Tè "
SPARE = 2  # names are compared with names, which is little beside the reading of each


def calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(parse_question, text, Catalogue(()))
    return pstats.Stats(profile).total_calls


def test_four_times_the_question_is_little_more_than_four_times_the_work():
    parse_question(ASKED, Catalogue(()))  # lists are read once
    assert calls(ASKED * 100) <= SPARE * 4 * calls(ASKED * 25)


@pytest.mark.parametrize("before", ["", "ruộng bậc thang " * 40])
def test_the_kind_beside_a_name_is_read_however_far_into_a_text(before):
    text = f"{before}huyện Phong Thổ"
    kind, begin = kind_before(text, text.index("Phong"))
    assert (kind.word, begin) == ("huyện", len(before))
    text = f"{before}Phong Tho district {before}"
    kind, end = kind_after(text, text.index(" district"))
    assert (kind.word, end) == ("district", text.index("district") + len("district"))


def test_what_may_not_stand_before_a_kind_word_is_seen_far_into_a_text():
    text = f"{'ruộng bậc thang ' * 40}nông thôn Mới"
    assert kind_before(text, text.index("Mới")) is None
