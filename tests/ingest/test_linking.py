"""Links from full names to the code list."""

import pytest

from ingest.linking import link_indicator

CASES = [
    ("diện tích gieo trồng cây lúa", "area", "area-rice"),
    ("tổng diện tích gieo cấy lúa các vụ", "area", "area-rice"),
    ("giá trị xuất khẩu hàng địa phương", "money", "exports"),
    ("giá trị nhập khẩu hàng địa phương", "money", None),
    ("số hộ nghèo", "household", "poor-households"),
    ("tỷ lệ hộ nghèo", "ratio", "poverty-rate"),
    ("tỷ lệ hộ nghèo", "household", None),
    ("diện tích su su", "area", None),
    ("diện tích cao su", "area", "area-rubber"),
    ("số doanh nghiệp đang ngừng hoạt động", "item", None),
    ("tỷ lệ lượng chất thải rắn sinh hoạt đô thị được thu gom", "ratio", "waste-urban"),
    ("thu ngân sách nhà nước", "money", "revenue-total"),
    ("thu ngân sách nhà nước trên địa bàn", "money", "revenue-local"),
    ("", "area", None),
]


@pytest.mark.parametrize(("name", "kind", "concept"), CASES)
def test_a_name_is_linked_where_its_words_and_unit_agree(name, kind, concept):
    assert link_indicator(name, kind) == concept
