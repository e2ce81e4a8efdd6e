"""What printed digits can stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.arithmetic.ranges import Range, read_printed, total, unit_scale
from tests.factories import observation_row


def span(low, high) -> Range:
    return Range(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("value", "written", "unit", "low", "high"),
    [
        ("104.7", "104,7%", "%", "104.65", "104.75"),
        ("100", "100%", "%", "99.5", "100.5"),
        ("66.8", "66.80", "%", "66.795", "66.805"),
        ("4376.59", "4.376,59 tấn", "tấn", "4376585", "4376595"),
        ("77.208", "77,208 tỷ đồng", "tỷ đồng", "77207500000", "77208500000"),
        ("35527", "35.527 triệu đồng", "triệu đồng", "35526500000", "35527500000"),
        ("5424", "5.424 hộ", "hộ", "5424", "5424"),
        ("17", "17 xã, thị trấn", "xã, thị trấn", "17", "17"),
        ("37.4", "37,4 nghìn lượt", "nghìn lượt", "37.35", "37.45"),
        ("-33", "33ha", "ha", "-335000", "-325000"),
    ],
)
def test_a_figure_stands_for_all_that_rounds_to_it_in_its_base_unit(value, written, unit, low, high):
    printed = read_printed(observation_row(value, written, unit=unit))
    assert printed is not None
    assert printed.range == span(low, high)


@pytest.mark.parametrize(
    ("value", "written", "qualifier"),
    [("500", "trên 500 ha", ">"), ("1601.61", "1601, 61 ha", None), ("12", "mười hai ha", None)],
)
def test_a_bound_and_digits_that_do_not_stand_once_are_not_compared(value, written, qualifier):
    assert read_printed(observation_row(value, written, qualifier=qualifier)) is None


def test_sums_of_money_are_of_one_unit_and_a_rate_is_another():
    assert unit_scale("triệu đồng").base == unit_scale("tỷ đồng").base
    assert unit_scale("triệu đồng/người/năm").base != unit_scale("triệu đồng").base
    assert unit_scale("tỷ đồng").factor == 1000 * unit_scale("triệu đồng").factor


def test_ranges_add_and_divide_to_all_that_their_numbers_make():
    assert span(1, 2).plus(span(10, 20)) == span(11, 22)
    assert span(1, 2).minus(span(10, 20)) == span(-19, -8)
    assert span(1, 2).percent_of(span(4, 5)) == span(20, 50)
    assert total([span(1, 2), span(3, 4)]) == span(4, 6)


def test_ranges_that_touch_meet_and_others_lie_apart():
    assert span(1, 2).meets(span(2, 3))
    assert not span(1, 2).meets(span(3, 4))
    assert span(1, 2).away_from(span(5, 6)) == span(5, 6).away_from(span(1, 2)) == 3
    assert span(1, 5).away_from(span(2, 3)) == 0
