"""Figures and paragraphs find the project that they are of."""

from __future__ import annotations

import pytest

from ingest.extract import extract_facts
from ingest.fact import Measurement, ProgrammeMention
from ingest.read import read_bytes

EM = "Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"


def facts(text, kind):
    report = read_bytes(text.encode(), "r.md")
    found = extract_facts(report, district="Phong Thổ, Lai Châu", period="2023").facts
    return [fact for fact in found if isinstance(fact, kind)]


def parts(text):
    return [(str(f.value), f.programme, f.programme_part) for f in facts(text, Measurement)]


def test_items_under_a_programme_are_of_its_projects():
    text = f"""## {EM}

Tổng vốn giao 50.000 triệu đồng.

- Dự án 1: Vốn giao 9.100 triệu đồng, đã giải ngân 4.550 triệu đồng.

- Tiểu dự án 2 - Dự án 4: Vốn giao 700 triệu đồng.
"""
    assert parts(text) == [
        ("50000", "NTP-EM", None),
        ("9100", "NTP-EM", "NTP-EM.1"),
        ("4550", "NTP-EM", "NTP-EM.1"),
        ("700", "NTP-EM", "NTP-EM.4.2"),
    ]
    assert [(m.programme, m.parts) for m in facts(text, ProgrammeMention)] == [
        ("NTP-EM", ()),
        ("NTP-EM", ("NTP-EM.1",)),
        ("NTP-EM", ("NTP-EM.4.2",)),
    ]


def test_the_programme_named_last_in_the_section_is_meant():
    text = """Chương trình MTQG giảm nghèo bền vững được giao 12.000 triệu đồng.

- Dự án 5: hỗ trợ 40 hộ làm nhà ở, kinh phí 1.600 triệu đồng.
"""
    assert parts(text)[-1] == ("1600", "NTP-PR", "NTP-PR.5")


def test_rows_of_a_table_are_of_the_project_that_they_name():
    text = f"""## {EM}

| Nội dung | Vốn giao (triệu đồng) | Giải ngân (triệu đồng) |
|---|---|---|
| Dự án 1 | 9.100 | 4.550 |
| Tiểu dự án 1 Dự án 3 | 6.200 | 5.000 |
"""
    assert parts(text) == [
        ("9100", "NTP-EM", "NTP-EM.1"),
        ("4550", "NTP-EM", "NTP-EM.1"),
        ("6200", "NTP-EM", "NTP-EM.3.1"),
        ("5000", "NTP-EM", "NTP-EM.3.1"),
    ]


def test_a_level_is_that_of_the_figures_which_name_it():
    text = (
        "Chương trình nông thôn mới: có 02 xã đạt nông thôn mới nâng cao. Hỗ trợ xi măng 18.000 triệu đồng."
    )
    assert parts(text) == [("2", "NTM", "NTM.advanced"), ("18000", "NTM", None)]


def test_a_number_without_a_programme_is_no_part():
    assert parts("Công ty triển khai Dự án 3 với vốn 9.000 triệu đồng.") == [("9000", None, None)]


def test_another_programme_beside_the_part_keeps_its_figures():
    text = f"""## {EM}

- Dự án 1: vốn giao 9.100 triệu đồng; vốn Chương trình 135 chuyển sang 800 triệu đồng.
"""
    assert parts(text)[-1] == ("800", "135", None)


def test_a_number_of_times_is_no_project():
    text = f"""## {EM}

Ban chỉ đạo đã 3 lần họp, giải ngân 45.000 triệu đồng.
"""
    assert parts(text)[-1] == ("45000", "NTP-EM", None)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Dự án 1 được giao 8.200 triệu đồng. Đã giải ngân 4.100 triệu đồng.",
            [("8200", "1"), ("4100", "1")],
        ),
        (
            "Dự án 1 được giao 8.200 triệu đồng. Tổng vốn cả chương trình là 61.000 triệu đồng. "
            "Toàn huyện trồng 90 ha chè. Trồng rừng 70 ha.",
            [("8200", "1"), ("61000", None), ("90", None), ("70", None)],
        ),
        (
            "Dự án 1 được giao 8.200 triệu đồng. Tổng vốn đã giao 61.000 triệu đồng.",
            [("8200", "1"), ("61000", None)],
        ),
        ("Dự án 1: hỗ trợ đất ở. Tổng vốn giao 8.200 triệu đồng.", [("8200", "1")]),
        ("Dự án 4: tổng vốn giao 700 triệu đồng; toàn huyện trồng 90 ha chè.", [("700", "4"), ("90", None)]),
        (
            "Hỗ trợ 30 nhà ở theo Dự án 1, 50 bể nước theo Dự án 4.",
            [("30", "1"), ("50", "4")],
        ),
        ("Giao 8.200 triệu đồng cho Dự án 4, giải ngân 500 triệu đồng.", [("8200", "4"), ("500", "4")]),
        ("Dự án 1, 2 và 3: giải ngân 12.000 triệu đồng.", [("12000", None)]),
        ("Dự án 1 và Dự án 4 được giao 12.000 triệu đồng.", [("12000", None)]),
        ("Tiểu dự án 1 và Tiểu dự án 2 Dự án 4 được giao 12.000 triệu đồng.", [("12000", None)]),
        ("Tiến độ Dự án 4: đã nghiệm thu. Giải ngân 700 triệu đồng.", [("700", "4")]),
        ("Dự án 1: 500 triệu đồng, Dự án 4: 700 triệu đồng.", [("500", "1"), ("700", "4")]),
        (
            "Huyện họp về Dự án 1. Trồng mới 70 ha chè.",
            [("70", None)],
        ),
        ("Về Dự án 4: đã nghiệm thu. Giải ngân 700 triệu đồng.", [("700", "4")]),
    ],
)
def test_a_figure_is_of_the_project_that_its_own_words_tell(paragraph, expected):
    found = [
        (value, part and part.removeprefix("NTP-EM."))
        for value, _, part in parts(f"## {EM}\n\n{paragraph}\n")
    ]
    assert found == expected


def test_a_row_of_several_projects_is_of_none():
    text = f"""## {EM}

| Nội dung | Vốn giao (triệu đồng) |
|---|---|
| Dự án 1, 2 và 3 | 12.000 |
| Dự án 4 | 700 |
"""
    assert parts(text) == [("12000", None, None), ("700", "NTP-EM", "NTP-EM.4")]
