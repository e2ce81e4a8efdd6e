"""A report that says of a figure that it is not known yet is believed, but only of that money."""

from __future__ import annotations

import pytest

from tests.services import service_of_text

REPORT = """ỦY BAN NHÂN DÂN
HUYỆN SÌN HỒ
Số: 41/BC-UBND                Sìn Hồ, ngày 25 tháng 6 năm 2024
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
I. VỐN SỰ NGHIỆP CÁC CHƯƠNG TRÌNH
1. Vốn kế hoạch năm 2024
- Chương trình xây dựng nông thôn mới: 5.120 triệu đồng, giải ngân 410 triệu đồng, đạt 8%.
2. Vốn chuyển nguồn từ năm 2023
- Chương trình xây dựng nông thôn mới: 1.870 triệu đồng. Đến nay chưa có số liệu giải ngân.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    return service_of_text(tmp_path_factory.mktemp("unknown"), REPORT)


def test_carried_over_money_whose_payment_is_not_known_yet(service):
    answer = service.ask("Sìn Hồ đã giải ngân bao nhiêu vốn chuyển nguồn của chương trình nông thôn mới?")
    assert answer.status == "not_found"
    assert "chưa có số liệu giải ngân" in answer.citations[0].quote


def test_this_year_s_money_is_another_matter(service):
    answer = service.ask("Năm 2024 Sìn Hồ giải ngân bao nhiêu vốn chương trình nông thôn mới?")
    assert answer.status == "answered"
    assert "410 triệu đồng" in answer.answer
