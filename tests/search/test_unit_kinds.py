"""Units of one kind fit each other; what no list knows fits everything."""

from __future__ import annotations

import pytest

from search.unit_kinds import is_other_kind


@pytest.mark.parametrize(
    ("unit", "wanted", "expected"),
    [
        ("%", "người", True),
        ("ha", "tấn", True),
        ("triệu đồng", "tỷ đồng", False),
        ("hộ", "người", False),  # both count
        ("lượt khách", "người", False),
        ("xyz", "ha", False),
        ("", "ha", False),
    ],
)
def test_a_unit_of_another_kind_is_told(unit, wanted, expected):
    assert is_other_kind(unit, wanted) is expected
