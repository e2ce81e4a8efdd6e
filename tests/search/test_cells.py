"""Figures put in order: units of one kind in multiples of their base."""

from __future__ import annotations

from decimal import Decimal

import pytest

from search.cells import scale_of
from search.outlook import is_outlook


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("con", "con", 1),
        ("nghìn con", "con", 1000),
        ("triệu con", "con", 1000000),
        ("%", "%", 1),
    ],
)
def test_a_counted_unit_is_a_multiple_of_its_noun(unit: str, base: str, factor: int) -> None:
    assert scale_of(unit) == (base, Decimal(factor))


def test_money_in_millions_and_in_billions_has_one_base() -> None:
    million, billion = scale_of("triệu đồng"), scale_of("tỷ đồng")

    assert million[0] == billion[0]
    assert billion[1] == 1000 * million[1]


def test_a_heading_that_names_target_programmes_announces_nothing() -> None:
    assert not is_outlook(["4. Các chương trình mục tiêu quốc gia"])
    assert is_outlook(["III. Mục tiêu năm 2025"])
