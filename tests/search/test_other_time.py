"""A month is answered by what is told of it, never by the sum of the half-year."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """UBND HUYỆN SÌN HỒ
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
Thu ngân sách trên địa bàn đạt 41,6 tỷ đồng, đạt 52% dự toán.
Trong tháng 02/2024 có 37 con trâu, bò chết do rét đậm, rét hại tại hai xã."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_text(tmp_path_factory.mktemp("month"), TEXT)


def test_a_month_gets_no_sum_of_the_half_year(service):
    answer = service.ask("Thu ngân sách của Sìn Hồ tháng 3 năm 2024 là bao nhiêu?")
    assert answer.status == "not_found"
    assert "41,6" not in answer.answer
    assert answer.suggestions


def test_the_half_year_does(service):
    answer = service.ask("Thu ngân sách của Sìn Hồ 6 tháng đầu năm 2024 là bao nhiêu?")
    assert (answer.status, "41,6" in answer.answer) == ("answered", True)


@pytest.mark.parametrize(
    "question",
    [
        "Tháng 2 năm 2024 Sìn Hồ có bao nhiêu con trâu, bò chết rét?",
        "How many buffaloes and cattle died of cold in Sin Ho in February 2024?",
    ],
)
def test_what_a_sentence_tells_of_the_month_answers(service, question):
    answer = service.ask(question)
    assert (answer.status, "37" in answer.answer) == ("answered", True)
