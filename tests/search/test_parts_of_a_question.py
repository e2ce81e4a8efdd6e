"""A question of two parts is read part by part; years that money comes from and unknown words are told."""

from __future__ import annotations

import pytest

from graph.rows import Source
from search.counted import unknown_counted
from search.halves import halves
from search.question import parse_question
from search.route.event_times import is_of_other_season
from search.times import read_times
from tests.search.questions import CATALOGUE


def _halves(text):
    question = parse_question(text, CATALOGUE)
    return halves(question, CATALOGUE, lambda one: one, lambda _: False)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Phong Thổ năm 2023 trồng bao nhiêu ha quế, có xảy ra hạn hán không?",
            ["Phong Thổ năm 2023 trồng bao nhiêu ha quế", "có xảy ra hạn hán không?"],
        ),
        (
            "How many pigs did Phong Tho keep in 2023, and was there any flood?",
            ["How many pigs did Phong Tho keep in 2023", "was there any flood?"],
        ),
        ("Phong Thổ năm 2023 trồng bao nhiêu ha lúa, ngô và sắn?", []),
    ],
)
def test_each_part_that_asks_something_is_a_question_of_its_own(text, parts):
    assert [part.text for part in _halves(text)] == parts


def test_a_part_has_the_place_and_time_of_the_whole():
    _, second = _halves("How many pigs did Phong Tho keep in 2023, and was there any flood?")
    assert [area.name for area in second.slots.districts] == ["Phong Thổ"]
    assert [period.notation for period in second.slots.periods] == ["2023"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Vốn chuyển nguồn từ 2021, 2022 của Phong Thổ giải ngân bao nhiêu?", []),
        ("Vốn chuyển nguồn từ năm 2022 của Phong Thổ năm 2023 giải ngân bao nhiêu?", ["2023"]),
        ("How much of the funds carried over from 2021 and 2022 did Phong Tho spend?", []),
        ("Vốn năm 2022 và 2023 của Phong Thổ?", ["2022", "2023"]),
    ],
)
def test_years_that_money_is_carried_over_from_are_no_time_asked_about(text, years):
    assert [period.notation for period in parse_question(text, CATALOGUE).slots.periods] == years


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("How many trapeze jugglers were trained in Phong Tho?", ("trapeze", "jugglers")),
        ("How many workers were trained in Phong Tho?", ()),
        ("Phong Thổ đào tạo bao nhiêu phi hành gia?", ()),
        ("Which decree cut taxes in Phong Tho, and for how many units?", ()),
    ],
)
def test_what_is_counted_must_be_known(text, unknown):
    assert unknown_counted(parse_question(text, CATALOGUE)) == unknown


@pytest.mark.parametrize(
    ("before", "asked", "other"),
    [
        ("Mùa khô 2018 - 2019 thiệt hại ", "mùa khô 2019-2020", True),
        ("Mùa khô 2019 - 2020 thiệt hại ", "mùa khô 2019-2020", False),
        ("Khác mùa khô 2018 - 2019, mùa khô năm nay thiệt hại ", "mùa khô 2019-2020", False),
        ("Mùa khô 2018 - 2019 thiệt hại ", "năm 2019", False),
    ],
)
def test_a_season_that_a_sentence_names_is_told_from_another(before, asked, other):
    sentence = f"{before}45 ha lúa."
    at = len(before)
    source = Source("r", "r.txt", "1", "", "2020", 1, 1, at, at + 2, "45", 0, len(sentence), sentence, None)
    assert is_of_other_season(source, read_times(asked).periods) is other


def test_a_cue_does_not_reach_out_of_the_name_of_a_place():
    assert not parse_question("nam 2023 o Hai Phong chay bao nhieu ha rung", CATALOGUE).asks("event-response")
