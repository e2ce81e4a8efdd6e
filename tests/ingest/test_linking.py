"""Links from full names to the code list."""

import pytest

from ingest.linking import link_indicator, unit_kinds
from ontology.lexicon import load_concepts

CASES = [
    ("diện tích gieo trồng cây lúa", "area", "area-rice"),
    ("tổng diện tích gieo cấy lúa các vụ", "area", "area-rice"),
    ("giá trị xuất khẩu hàng địa phương", "money", "exports"),
    ("giá trị nhập khẩu hàng địa phương", "money", "imports"),
    ("số hộ nghèo", "household", "poor-households"),
    ("tỷ lệ hộ nghèo", "ratio", "poverty-rate"),
    ("tỷ lệ hộ nghèo", "household", None),
    ("diện tích su hào", "area", None),
    ("diện tích cao su", "area", "area-rubber"),
    ("số doanh nghiệp đang ngừng hoạt động", "item", "enterprises-suspended"),
    ("tổng đàn heo", "animal", "herd-pig"),
    ("số học sinh THCS", "person", "pupils-lower-secondary"),
    ("tỷ lệ hộ nghèo của huyện Văn Quan", "ratio", "poverty-rate"),
    ("tỷ lệ che phủ rừng (kể cả cây công nghiệp dài ngày)", "ratio", "forest-cover"),
    ("diện tích chuối (ngoài chuối tây)", "area", None),
    ("số hộ nghèo", "ratio", None),
    ("số lượt khách du lịch", "event", "tourists"),
    ("diện tích trồng được", "area", None),
    ("diện tích lúa đông xuân", "area", "area-rice-winter-spring"),
    ("diện tích thu hoạch lúa", "area", "harvested-area-rice"),
    ("tỷ lệ lượng chất thải rắn sinh hoạt đô thị được thu gom", "ratio", "waste-urban"),
    ("thu ngân sách nhà nước", "money", "revenue-total"),
    ("thu ngân sách nhà nước trên địa bàn", "money", "revenue-local"),
    ("", "area", None),
]


@pytest.mark.parametrize(("name", "kind", "concept"), CASES)
def test_a_name_is_linked_where_its_words_and_unit_agree(name, kind, concept):
    assert link_indicator(name, kind) == concept


def test_no_name_means_two_concepts_in_one_kind_of_unit():
    owners = {}
    for row in load_concepts("indicators"):
        for name in (*row.labels, *row.written):
            for kind in unit_kinds(row.id):
                owners.setdefault((name.lower(), kind), set()).add(row.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_every_name_of_the_list_is_linked_to_its_concept():
    rows = load_concepts("indicators")
    wrong = {
        (name, got)
        for row in rows
        for name in (row.vi, *row.alternatives, *row.written)
        if (got := link_indicator(name, unit_kinds(row.id)[0])) != row.id
    }
    assert wrong == set()
