"""Answers about units: what is told of them, and how a correction changes the question."""

from __future__ import annotations

from search.corrections import corrected
from search.draft import Draft, Status
from search.question import parse_question
from search.route.units import list_units
from tests.search.questions import CATALOGUE


def told(text: str, **fixes: str) -> Draft:
    return list_units(corrected(parse_question(text, CATALOGUE), fixes, CATALOGUE))


def test_a_unit_of_before_is_told_with_what_it_lay_in():
    assert (
        "Huyện Văn Quan (đến hết ngày 30/6/2025) thuộc tỉnh Lạng Sơn."
        in told("Văn Quan trước đây thuộc tỉnh nào").text
    )


def test_a_unit_is_told_by_the_level_that_is_asked_for():
    text = told("Xã Sin Suối Hồ được hình thành từ huyện cũ nào").text
    assert "được hình thành từ: huyện Tam Đường, tỉnh Lai Châu và huyện Phong Thổ, tỉnh Lai Châu." in text


def test_a_merged_district_leads_to_its_heir_and_the_heir_to_the_communes():
    first, *others = told("Huyện Hoành Bồ nay thuộc những xã nào").rows
    assert first["merged_into"] == "thành phố Hạ Long"
    assert {row["area"] for row in others} == {"thành phố Hạ Long"}
    assert all(row["today"] for row in others)


def test_one_of_several_namesakes_is_chosen():
    question = "Huyện Châu Thành nay thuộc những xã nào"
    choices = told(question)
    assert choices.status is Status.AMBIGUOUS
    assert "huyện Châu Thành, tỉnh Sóc Trăng" in choices.suggestions
    chosen = told(question, district="huyện Châu Thành, tỉnh Sóc Trăng")
    assert chosen.status is Status.ANSWERED
    assert chosen.text.startswith("Huyện Châu Thành, tỉnh Sóc Trăng")


def test_another_district_is_asked_of_by_name_or_code():
    question = "Văn Quan nay thuộc những xã nào"
    for value in ("Mường Tè", "huyện Mường Tè, tỉnh Lai Châu", "107"):
        assert told(question, district=value).text.startswith("Huyện Mường Tè, tỉnh Lai Châu")
    assert told(question, district="").text.startswith("Huyện Văn Quan")


def test_the_intent_alone_names_no_unit():
    assert told("Tình hình ở Văn Quan", intent="units").status is Status.NOT_FOUND
