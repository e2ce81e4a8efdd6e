"""What texts call the parts of programmes."""

from __future__ import annotations

import pytest

from ingest.match.programme_parts import PartName, match_part_names, part_of
from ontology.lexicon import concepts_by_id, load_concepts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tiểu dự án 1 Dự án 3 giao 9.000 triệu đồng", [("3", "1")]),
        ("**Tiểu dự án 2 - Dự án 4**", [("4", "2")]),
        ("Dự án 5, Dự án 6 và Dự án 10", [("5", ""), ("6", ""), ("10", "")]),
        ("Dự án 9 (Tiểu dự án 2)", [("9", "2")]),
        ("Tiểu dự án 1 thuộc Dự án 2", [("2", "1")]),
        ("DA3 và TDA1 DA4", [("3", ""), ("4", "1")]),
        ("tieu du an 3 du an 5", [("5", "3")]),
        ("Sub-project 1 of Project 3, project 7", [("3", "1"), ("7", "")]),
        ("05 dự án 12 ha; dự án 3 công trình", []),
        ("phê duyệt dự án 2.500 triệu đồng", []),
        ("Dự án 1, 2 và 3 được giao vốn", [("1", ""), ("2", ""), ("3", "")]),
        ("Dự án 1, 2: giải ngân; ĐA 4", [("1", ""), ("2", ""), ("4", "")]),
        ("Dự án 1, 25 nhà ở và 4 hộ", [("1", "")]),
        ("Dự án 1 hỗ trợ đất ở", [("1", "")]),
        ("Dự án 3 năm 2023, dự án 4 tháng 9/2023, dự án 5 năm nay", [("3", ""), ("4", ""), ("5", "")]),
        ("Dự án 2 xã Tả Van", [("2", "")]),
        ("huyện đã 3 lần họp, đã 4 tổ; rải đá 4x6", []),
        ("Đã 2 lần, DA 4x6, da 3", []),
        ("dự án 5 năm của xã, dự án 4 lần sửa", []),
        ("đủ ăn 3 mùa", []),
        ("03 dự án 2 xã", []),
    ],
)
def test_projects_are_told_by_their_numbers(text, names):
    assert [(m.value.project, m.value.sub) for m in match_part_names(text)] == names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("02 xã đạt NTM nâng cao", ["NTM.advanced"]),
        ("xã nông thôn mới kiểu mẫu", ["NTM.model"]),
        ("chưa đạt tiêu chí số 17, tiêu chí số 10", ["NTM.c17", "NTM.c10"]),
        ("tiêu chí 17 (môi trường)", ["NTM.c17"]),
        ("đạt 17 tiêu chí, tiêu chí số 25", []),
        ("dự án đa dạng hóa sinh kế", ["NTP-PR.2"]),
        ("đa dạng hóa sinh kế", []),
    ],
)
def test_levels_criteria_and_named_projects_are_told_by_their_words(text, ids):
    assert [m.value.concept.id for m in match_part_names(text)] == ids


@pytest.mark.parametrize(
    ("name", "programme", "year", "part"),
    [
        (PartName("3", "1"), "NTP-EM", 2023, "NTP-EM.3.1"),
        (PartName("3"), "NTP-PR", 2023, "NTP-PR.3"),
        (PartName("3"), "NTP-PR", 2018, "NTP-PR.2016.3"),
        (PartName("", "2"), "135", 2018, "135.2"),
        (PartName("2", "2"), "135", 2018, "135.2"),
        (PartName("4", "2"), "135", 2018, None),
        (PartName("11"), "NTP-EM", 2023, None),
    ],
)
def test_a_number_means_a_project_of_the_programme_and_of_its_term(name, programme, year, part):
    found = part_of(name, programme, year)
    assert (found and found.id) == part


def test_every_part_leads_up_to_its_programme():
    parts, programmes = concepts_by_id("programme_parts"), concepts_by_id("programmes")
    for part in load_concepts("programme_parts"):
        above = part
        while above.id in parts:
            assert above.broader is not None
            above = parts.get(above.broader) or programmes[above.broader]
        assert above.id == part.extra["of"]
