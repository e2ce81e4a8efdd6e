"""The same quantity told twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.repeated import check_repeated
from ingest.fact import Measure
from tests.factories import observation_row

COVER = {"concept": "forest-cover", "unit": "%", "name": "tỷ lệ che phủ rừng"}


def found(*rows):
    return list(check_repeated(sort_figures(rows)))


def told(value, written, **given):
    return observation_row(value, written, **COVER | given)


FIRST = told("66.8", "66,8%")


def test_another_section_that_tells_another_figure_is_found():
    (finding,) = found(FIRST, told("67.44", "67,44%", section="IV", line=90, offset=500))
    assert finding.message == "The same quantity is printed as 67.44% and as 66.8% (line 1)."
    assert finding.message_vi == "Cùng một số liệu được ghi là 67,44% và 66,8% (dòng 1)."


def test_another_report_is_found_with_its_file_and_the_total_by_its_idle_word():
    (finding,) = found(FIRST, told("67.44", "67,44%", report="second", name="tổng tỷ lệ che phủ rừng"))
    assert [row.source.file for row in finding.observations] == ["second.txt", "now.txt"]


def test_plans_are_compared_with_plans():
    rows = [
        told("66", "66%", measure=Measure.PLAN),
        told("68", "68%", measure=Measure.PLAN, section="IV", offset=9),
    ]
    assert len(found(*rows)) == 1
    assert found(rows[0], told("68", "68%", section="IV", offset=9)) == []


@pytest.mark.parametrize(
    "other",
    [
        told("66.80", "66,80%", section="IV", offset=500),
        told("67", "67%", section="IV", offset=500),
        told("67.44", "67,44%", offset=500),
        told("67.44", "67,44%", section="IV", offset=500, at="2023"),
        told("67.44", "67,44%", section="IV", offset=500, status="E"),
        told("67.44", "67,44%", section="IV", offset=500, concept=None),
        told("67.44", "67,44%", section="IV", offset=500, name="tỷ lệ che phủ rừng trồng"),
        told("67.44", "67,44%", section="IV", offset=500, part_of="total"),
    ],
    ids=["same", "rounded", "same section", "period", "estimate", "unlisted", "name", "part"],
)
def test_figures_that_agree_or_may_be_of_something_else_are_not(other):
    assert found(FIRST, other) == []


def test_a_name_with_three_figures_is_a_list():
    others = (told(value, f"{value}%", section="IV", offset=500 + n) for n, value in enumerate(("70", "80")))
    assert found(FIRST, *others) == []


def test_communes_that_are_some_of_all_are_not_held_against_their_number():
    communes = {"concept": "communes", "unit": "xã, thị trấn", "name": "số xã, thị trấn"}
    all_of_them = told("17", "17 xã, thị trấn", **communes)
    elsewhere = {"section": "IV", "offset": 500, "group": "pair", **communes}
    some = told("12", "12", **elsewhere)
    assert len(found(all_of_them, some)) == 1
    assert found(all_of_them, some, told("17", "17 xã, thị trấn", measure=Measure.PLAN, **elsewhere)) == []


def test_one_of_two_figures_that_is_told_twice_is_found_once():
    others = (told("67.44", "67,44%", section=name, offset=500 + n) for n, name in enumerate(("IV", "V")))
    assert len(found(FIRST, *others)) == 1


def test_the_tolerance_is_half_a_digit_of_the_printed_unit():
    money = {"concept": "budget-revenue", "name": "thu ngân sách"}
    dong = told("48.2", "48,2 tỷ đồng", unit="tỷ đồng", **money)
    elsewhere = told("52", "52 tỷ đồng", unit="tỷ đồng", section="IV", offset=500, **money)
    (finding,) = found(dong, elsewhere)
    assert finding.tolerance == Decimal("0.5")
