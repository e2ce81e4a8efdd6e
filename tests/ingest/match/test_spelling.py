"""Wrong marks weigh less than wrong letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.spelling import LETTER, MARK, SOUND, spelling_cost

TEXT = st.text(alphabet="aăâeêioôơuưyđdAĐÂớềụịỗ nmthg'-", max_size=14)


@pytest.mark.parametrize(
    ("written", "name", "cost"),
    [
        ("Nậm Xe", "Nậm Xe", 0),
        ("NẬM XE", "Nậm Xe", 0),
        ("Thanh Thuỷ", "Thanh Thủy", 0),
        ("Hoà Bình", "Hòa Bình", 0),
        ("Ia H' Drai", "Ia H'Drai", 0),
        ("Muờng Tè", "Mường Tè", MARK),
        ("Đào San", "Dào San", MARK),
        ("Diêm He", "Điềm He", 2 * MARK),
        ("Bum Nua", "Bum Nưa", MARK),
        ("Hoài Mĩ", "Hoài Mỹ", 0),
        ("Quí Sơn", "Quý Sơn", 0),
        ("Đắc Nuê", "Đắk Nuê", SOUND),
        ("Tung Trung Phố", "Tung Chung Phố", SOUND),
        ("Xín Trải", "Sín Chải", 2 * SOUND),
        ("Giao Lac", "Dao Lạc", SOUND + MARK),
        ("Cư K Róa", "Cư Króa", 0),
    ],
)
def test_marks_are_counted_one_by_one_and_case_and_place_are_not(written, name, cost):
    assert spelling_cost(written, name) == cost


@pytest.mark.parametrize(
    ("written", "name"), [("Vàng Sơn", "Vàng San"), ("Can Hồ", "Cao Hồ"), ("Nậm X", "Nậm Xe")]
)
def test_letters_cost_more_and_only_as_many_as_allowed(written, name):
    assert spelling_cost(written, name) is None
    assert spelling_cost(written, name, most_letters=1) == LETTER
    assert spelling_cost(written + "hh", name, most_letters=1) is None


@given(TEXT, TEXT)
def test_the_cost_is_symmetric_and_never_negative(one, other):
    cost = spelling_cost(one, other, most_letters=3)
    assert cost == spelling_cost(other, one, most_letters=3)
    assert cost is None or cost >= 0


@given(st.text(max_size=20))
def test_a_text_costs_nothing_against_itself(text):
    assert spelling_cost(text, text) == 0
