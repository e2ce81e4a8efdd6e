"""A unit whose code outlived its name is called in answers as it was called when it reported."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """UBND HUYỆN ĐẠ TẺH
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
Đã ghi nhận 31 ca sốt xuất huyết. Sản lượng chè búp tươi đạt 45 tấn."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("renamed")
    return service_of_text(folder, TEXT)


@pytest.mark.parametrize(
    "question",
    ["Đạ Tẻh năm 2024 có sốt xuất huyết không?", "Sản lượng chè búp tươi của Đạ Tẻh 6 tháng đầu năm 2024?"],
)
def test_an_answer_names_the_district_as_it_was_named_then(service, question):
    answer = service.ask(question)
    assert answer.status == "answered"
    assert "huyện Đạ Tẻh" in answer.answer
    assert "Đạ Huoai" not in answer.answer
    assert {row["district"] for row in answer.rows} <= {"Đạ Tẻh", "huyện Đạ Tẻh"}


@pytest.mark.parametrize(
    "question",
    [
        "How many cases of dengue did Da Teh have in 2024?",
        "da teh 6 thang dau nam 2024 co bao nhieu ca sot xuat huyet",
    ],
)
def test_without_its_marks_the_name_of_then_is_no_choice_between_two_districts(service, question):
    answer = service.ask(question)
    assert answer.status == "answered"
    assert "31" in answer.answer
