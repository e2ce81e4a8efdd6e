"""Number, date, title and issuer where they stand, and nothing where they do not."""

from __future__ import annotations

import pytest

from ingest.report_header import report_date, report_issuer, report_number, report_title
from ingest.report_parts import parts_of, read_parts
from ontology.values import Area
from tests.factories import document

TOWN = Area("133", "thị xã", "Nghĩa Lộ", "15")


def _parts(text):
    report = document(text)
    return read_parts(report), tuple(parts_of(report))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 375/BC-UBND", "375/BC-UBND"),
        ("Số 12 - BC/HU", "12-BC/HU"),
        ("Số:7 /BC – UBND", "7/BC-UBND"),
        ("Số: 56/BC-HĐND", "56/BC-HĐND"),
        ("Số: 31/2023/BC-UBND", "31/2023/BC-UBND"),
        ("Số:      /BC-UBND", None),
        ("Số: 15/NQ-HĐND", None),
        ("Hồ sơ 12/BC", None),
    ],
)
def test_the_number_is_read_without_its_spaces_or_not_at_all(line, number):
    assert report_number(*_parts(f"{line}\nBÁO CÁO\nKết quả năm 2023")) == number


def test_a_number_in_the_running_text_is_another_reports():
    text = "BÁO CÁO\nKết quả năm 2023\nTheo Báo cáo số 9/BC-UBND của tỉnh"
    assert report_number(*_parts(text)) is None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Phong Thổ, ngày 25 tháng 6 năm 2024", "2024-06-25"),
        ("Phong Thổ, ngày    tháng 12 năm 2023", "2023-12"),
        ("Phong Thổ, ngày … tháng … năm 2023", "2023"),
        ("Phong Thổ, ngày 05/7/2022", "2022-07-05"),
        ("Phong Thổ, tháng 7 năm 2023", "2023-07"),
        ("Phong Thổ, ngày 45 tháng 6 năm 2024", None),
        ("Thực hiện Kế hoạch ngày 5 tháng 3 năm 2022", None),
    ],
)
def test_the_date_is_as_exact_as_the_date_line(line, iso):
    found = report_date(*_parts(f"{line}\nBÁO CÁO\nKết quả năm 2023"))
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("BÁO CÁO\nKết quả năm 2023\nI. KINH TẾ", "Kết quả năm 2023"),
        (
            "BÁO CÁO\nKết quả năm 2023,\nnhiệm vụ năm 2024\n(Trình kỳ họp)",
            "Kết quả năm 2023, nhiệm vụ năm 2024",
        ),
        ("BÁO CÁO TÓM TẮT\nKết quả năm 2023\nUBND huyện báo cáo như sau:", "Kết quả năm 2023"),
        ("Số: 1/BC-UBND BÁO CÁO\nKết quả năm 2023", "Kết quả năm 2023"),
        ("BÁO CÁO KẾT QUẢ NĂM 2023", "KẾT QUẢ NĂM 2023"),
        (
            "A. KINH TẾ\nTrên đây là Báo cáo kết quả năm 2023 của UBND huyện Phong Thổ./.",
            "Báo cáo kết quả năm 2023",
        ),
    ],
)
def test_the_title_ends_where_the_body_begins(text, title):
    parts, _ = _parts(text)
    assert report_title(parts) == title


@pytest.mark.parametrize(
    ("text", "number", "issuer"),
    [
        ("BÁO CÁO\nKết quả", "9/BC-UBND", "UBND thị xã Nghĩa Lộ"),
        ("BÁO CÁO\nKết quả", "9/BC-HĐND", "HĐND thị xã Nghĩa Lộ"),
        ("BÁO CÁO\nKết quả", "9-BC/TU", "Thị ủy Nghĩa Lộ"),
        (
            "BÁO CÁO\nKết quả\nBan Chấp hành Đảng bộ thị xã báo cáo như sau:",
            None,
            "Ban Chấp hành Đảng bộ thị xã Nghĩa Lộ",
        ),
        (
            "BÁO CÁO\nKết quả\nBan Thường vụ Thị ủy báo cáo như sau:",
            "9-BC/TU",
            "Ban Thường vụ Thị ủy Nghĩa Lộ",
        ),
        ("THỊ ỦY NGHĨA LỘ\nBÁO CÁO\nKết quả", None, "Thị ủy Nghĩa Lộ"),
        ("BÁO CÁO\nKết quả", None, "UBND thị xã Nghĩa Lộ"),
    ],
)
def test_the_issuer_is_named_in_full(text, number, issuer):
    parts, body = _parts(text)
    assert report_issuer(parts, number, body, TOWN) == issuer
