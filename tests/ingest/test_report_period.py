"""Which period a title speaks of."""

from __future__ import annotations

import pytest

from ingest.report_parts import parts_of, read_parts
from ingest.report_period import period_kind, report_period
from ontology.periods import parse_period
from tests.factories import document


def _read(text, date=None):
    report = document(text)
    found = report_period(read_parts(report), tuple(parts_of(report)), date)
    return [period.notation for period in found.candidates]


@pytest.mark.parametrize(
    ("title", "notation"),
    [
        ("Tình hình kinh tế - xã hội quý I và nhiệm vụ quý II năm 2024", "2024-Q1"),
        ("Kết quả thực hiện các mục tiêu, nhiệm vụ năm 2023; mục tiêu, giải pháp năm 2024", "2023"),
        ("Tình hình tháng 11 và 11 tháng năm 2023", "2023-M11"),
        ("Sơ kết công tác sáu tháng đầu năm, công tác trọng tâm sáu tháng cuối năm 2022", "2022-H1"),
        ("Tổng kết công tác năm 2021 và phương hướng năm 2022", "2021"),
        ("Ước thực hiện năm 2022 và kế hoạch năm 2023", "2022"),
        ("Quý III và 9 tháng đầu năm 2023", "2023-M9"),
        ("Kết quả quý IV, cả năm 2023 và nhiệm vụ năm 2024", "2023"),
        ("Tình hình tháng 12, nhiệm vụ tháng 01 năm 2024", "2023-12"),
        ("Tình hình quý IV, nhiệm vụ quý I năm 2024", "2023-Q4"),
        ("Tình hình thực hiện kế hoạch năm 2024 trong 6 tháng đầu năm", "2024-H1"),
        ("Giữa nhiệm kỳ thực hiện kế hoạch 5 năm 2021-2025", "2021-2025"),
        ("6 tháng đầu năm 2023 thực hiện Nghị quyết số 15/NQ-HĐND ngày 20/12/2022", "2023-H1"),
    ],
)
def test_the_reported_period_is_told_from_the_plan(title, notation):
    assert _read(f"BÁO CÁO\n{title}") == [notation]


@pytest.mark.parametrize(
    ("title", "date", "notation"),
    [
        ("Kết quả 6 tháng đầu năm", "2024-06-25", "2024-H1"),
        ("Kết quả quý IV", "2024-01-05", "2023-Q4"),
        ("Công tác tháng 12", "2024-01", "2023-12"),
        ("Tình hình tháng 5, nhiệm vụ tháng 6; kế hoạch năm 2020", "2020-05-31", "2020-05"),
        ("Tình hình tháng 11, kế hoạch năm 2020", "2019-11-28", "2019-11"),
        ("Kết quả công tác năm, kế hoạch năm 2024", "2023-12-05", "2023"),
    ],
)
def test_the_date_completes_a_title_without_a_year(title, date, notation):
    assert _read(f"BÁO CÁO\n{title}", date) == [notation]


def test_a_title_for_plans_alone_names_no_reported_period():
    assert _read("BÁO CÁO\nPhương hướng, nhiệm vụ năm 2024") == []


def test_the_body_decides_by_what_it_keeps_naming():
    assert _read(
        "Trong 6 tháng đầu năm 2022 trồng 2 ha; 6 tháng đầu năm thu 3 tỷ; 6 tháng đầu năm 2022."
    ) == ["2022-H1"]
    assert _read("Năm 2023 trồng 2 ha. " * 9 + "Năm 2022 trồng 1 ha.") == ["2023"]


def test_two_years_alike_stay_two_candidates():
    assert _read("BÁO CÁO\nKết quả quý I\nNăm 2021 2 ha; năm 2022 3 ha") == ["2021-Q1", "2022-Q1"]


@pytest.mark.parametrize(
    ("notation", "kind"),
    [
        ("2024-H1", "half-year"),
        ("2024", "annual"),
        ("2024-Q3", "quarter"),
        ("2024-M9", "nine-month"),
        ("2024-05", "month"),
        ("2024-M11", "other"),
        ("2021-2025", "other"),
    ],
)
def test_each_period_has_its_kind_of_report(notation, kind):
    assert period_kind(parse_period(notation)) == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024", "title"),
        ("1. Trồng 2 ha.\nTrên đây là báo cáo kết quả 6 tháng đầu năm 2024 của UBND huyện./.", "closing"),
    ],
)
def test_a_reading_says_where_the_period_stood(text, reason):
    report = document(text)
    found = report_period(read_parts(report), tuple(parts_of(report)), None)
    assert (found.reason, [one.notation for one in found.candidates]) == (reason, ["2024-H1"])
