"""A figure of a year without a report of its own is read from a report that tells of that year."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """Vụ đông xuân diễn ra thuận lợi, các xã gieo trồng đúng khung thời vụ.
Đất nông nghiệp toàn huyện tính đến 31/12/2023 có 1.234,5 ha; các hồ sơ về đất được soát lại.
Sản lượng chè búp tươi đạt 45 tấn."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("elsewhere")
    return service_of_text(folder, TEXT, district="Văn Quan", period="2024-H1")


def test_a_figure_of_an_earlier_day_is_found_in_the_later_report(service):
    answer = service.ask("Diện tích đất nông nghiệp của huyện Văn Quan năm 2023 là bao nhiêu?")
    assert answer.status == "answered"
    assert [row["value"] for row in answer.rows] == [1234.5]
    assert answer.caveats[-1].startswith("Đọc từ báo cáo của kỳ khác")


def test_a_figure_of_the_report_itself_is_not_given_for_another_year(service):
    answer = service.ask("Sản lượng chè búp tươi của huyện Văn Quan năm 2023 là bao nhiêu?")
    assert answer.status == "not_found"
    assert answer.rows == ()
