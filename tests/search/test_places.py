from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.gazetteer import load_gazetteer
from search.holdings import Catalogue, KnownReport
from search.places import read_places
from search.question import parse_question
from tests.search.questions import CATALOGUE, known

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "question_places.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_places_of_a_question_are_read(case: dict[str, Any]) -> None:
    read = read_places(case["q"], CATALOGUE)

    assert [area.name for area in read.districts] == case.get("districts", [])
    assert [area.name for area in read.provinces] == case.get("provinces", [])
    assert [area.name for area in read.communes] == case.get("communes", [])
    assert [one.surface for one in read.unmatched] == ([case["unmatched"]] if "unmatched" in case else [])


def test_an_unknown_district_comes_with_the_nearest_names_of_the_store() -> None:
    read = read_places("Huyện Phong Xuyên có bao nhiêu xã?", CATALOGUE)

    assert read.unmatched[0].candidates[0] == "Phong Thổ"


def test_a_name_near_to_two_districts_is_left_to_the_user() -> None:
    near = Catalogue((known("Văn Quan", "2023"), known("Văn Bàn", "2023")))

    read = read_places("huyen Van Buan co bao nhieu xa", near)

    assert read.districts == ()
    assert sorted(read.ambiguous[0].candidates) == [
        "huyện Văn Bàn, tỉnh Lào Cai",
        "huyện Văn Quan, tỉnh Lạng Sơn",
    ]


def test_a_name_that_is_known_is_never_read_as_another() -> None:
    read = read_places("Huyện Văn Yên có bao nhiêu xã?", Catalogue((known("Văn Quan", "2023"),)))

    assert [area.name for area in read.districts] == ["Văn Yên"]
    assert read.read_as == ()


def test_a_commune_at_hand_comes_before_districts_without_reports() -> None:
    coast = Catalogue((known("Gò Công Đông", "2020"),))

    read = read_places("How many boats landed at Tan Thanh pier?", coast)

    assert [area.name for area in read.communes] == ["Tân Thành"]
    assert (read.districts, read.ambiguous, read.unmatched) == ((), (), ())


def test_what_was_taken_for_a_district_is_told() -> None:
    read = read_places("So sánh huyện Phong Thổ và Muờng Tee", CATALOGUE)

    assert [area.name for area in read.districts] == ["Phong Thổ", "Mường Tè"]
    assert [(one.surface, one.meant) for one in read.read_as] == [("Muờng Tee", "huyện Mường Tè")]


@pytest.mark.parametrize("text", ["tổng số học sinh cao nhất", "tong so hoc sinh cao nhat"])
def test_a_word_within_a_listed_indicator_is_no_slip_for_a_district(text: str) -> None:
    store = Catalogue((known("Sìn Hồ", "2023"),))

    question = parse_question(f"{text} năm 2023 ở huyện nào?", store)

    assert (question.slots.districts, question.read_as) == ((), ())
    assert [one.id for one in question.slots.indicators] == ["pupils"]


def test_a_word_of_a_listed_event_is_no_part_of_a_slip_for_a_district() -> None:
    store = Catalogue((known("Lục Nam", "2023"),))

    question = parse_question("Những huyện nào có viêm da nổi cục năm 2023?", store)

    assert (question.slots.districts, question.read_as) == ((), ())
    assert [one.id for one in question.slots.events] == ["lumpy_skin"]


def test_a_name_of_two_stored_districts_is_left_to_the_user() -> None:
    both = Catalogue(_namesakes())

    read = read_places("Huyện Châu Thành có bao nhiêu hộ nghèo?", both)

    assert read.districts == ()
    assert read.ambiguous[0].surface == "Châu Thành"
    assert len(read.ambiguous[0].candidates) == 2


def test_the_province_beside_a_name_decides_between_namesakes() -> None:
    first, second = _namesakes()

    read = read_places(
        f"Huyện Châu Thành, tỉnh {second.province.name} có bao nhiêu hộ nghèo?", Catalogue((first, second))
    )

    assert read.districts == (second.district,)
    assert read.ambiguous == ()


def _namesakes() -> tuple[KnownReport, KnownReport]:
    units = load_gazetteer().units_named("Châu Thành", "huyện")
    parents = list(dict.fromkeys(unit.parent for unit in units))[:2]
    return known("Châu Thành", "2023", parents[0]), known("Châu Thành", "2023", parents[1])


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_and_spans_lie_inside(text: str) -> None:
    read = read_places(text, CATALOGUE)

    assert all(0 <= span.start < span.end <= len(text) for span in read.spans)
