"""A district that denies an event is not listed because it names the event as the cause of something."""

from __future__ import annotations

import pytest

from tests.services import service_of_texts
from ui.service import Service

CAUSE = """UBND HUYỆN TRÙNG KHÁNH
BÁO CÁO
Tình hình kinh tế - xã hội năm 2020
Vì dịch Covid-19, hai chợ phiên phải dừng họp từ tháng 2.
Từ đầu năm đến nay không ghi nhận ca mắc Covid-19 nào."""
CASES = """UBND HUYỆN PHONG THỔ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2020
Do dịch Covid-19 nên lượng khách giảm. Trên địa bàn đã xuất hiện 7 ca mắc Covid-19."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_texts(tmp_path_factory.mktemp("denied"), a=CAUSE, b=CASES)


def test_only_the_district_that_tells_of_cases_is_listed(service):
    answer = service.ask("Năm 2020 huyện nào có ca mắc Covid-19?")
    assert {row["district"] for row in answer.rows} == {"Phong Thổ"}
    assert "7 ca mắc" in " ".join(one.quote for one in answer.citations)


def test_the_one_that_denies_it_answers_no(service):
    assert service.ask("Năm 2020 Trùng Khánh có ca mắc Covid-19 không?").status == "no"
