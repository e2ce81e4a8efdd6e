"""Behaviour: a question of several things is taken apart, and what only introduces it is left out."""

from __future__ import annotations

import pytest

from search.facets import each_is_asked, facets
from search.holdings import Catalogue
from search.question import Question, parse_question

NOTHING = Catalogue(())


def read(text: str) -> Question:
    return parse_question(text, NOTHING)


def apart(text: str) -> list[list[str]]:
    return [[term.surface for term in terms] for terms in facets(read(text))]


def test_things_joined_by_commas_and_conjunctions_are_asked_for_apart() -> None:
    assert apart("Có bao nhiêu bác sĩ, tỷ lệ hộ nghèo là bao nhiêu?") == [["bác sĩ"], ["tỷ lệ hộ nghèo"]]
    assert apart("How many doctors are there and what is the poverty rate?") == [
        ["doctors"],
        ["poverty rate"],
    ]


def test_a_question_of_one_thing_is_not_taken_apart() -> None:
    assert apart("Tỷ lệ hộ nghèo là bao nhiêu?") == []


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Diện tích lúa, ngô, sắn là bao nhiêu?", True),
        ("Tỷ lệ hộ nghèo và thu nhập bình quân đầu người là bao nhiêu?", True),
        ("Có bao nhiêu bác sĩ, bao nhiêu giáo viên?", True),
        ("Có bao nhiêu người chết, ở những vùng núi cao hiểm trở?", False),
    ],
)
def test_only_what_names_a_figure_of_its_own_is_asked_for_by_itself(text: str, each: bool) -> None:
    question = read(text)
    assert each_is_asked(question, facets(question)) is each


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi quý cơ quan, em là sinh viên năm cuối ngành kế toán đang viết luận văn, cần số liệu, "
        "xin cho em biết tỷ lệ hộ nghèo năm 2022 là bao nhiêu ạ",
        "I am a student who writes a thesis on mountain weather, and my teacher said that you might help. "
        "Could you tell me what the poverty rate was in 2022? I wish you a nice day.",
    ],
)
def test_who_asks_and_why_is_no_topic_of_a_long_question(text: str) -> None:
    assert {term.concept for term in read(text).terms if term.forms} == {"poverty-rate"}


def test_nothing_is_left_out_of_a_short_question() -> None:
    terms = [term.surface for term in read("Xin hỏi tỷ lệ hộ nghèo của phi công").terms]
    assert terms == ["tỷ lệ hộ nghèo", "phi", "công", "phi công"]
