"""A no or a figure is of the thing asked: not of another event, a suspicion, a plan or another sentence."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """I. Kinh tế
1. Chăn nuôi: Bệnh viêm da nổi cục xảy ra tại 02 xã, 37 con bò mắc bệnh, chết 04 con.
UBND huyện công bố hết dịch viêm da nổi cục ngày 12/5/2024.
2. Lâm nghiệp: Không xảy ra cháy rừng. Phá rừng trái pháp luật 06 vụ, 2,75 ha.
3. Mưa lũ ngày 03/6 làm hư hỏng 19 ngôi nhà, không có thiệt hại về người.
II. Các chương trình mục tiêu
1. OCOP: có 02 sản phẩm được công nhận: Trà Bạch Mai (HTX Bạch Mai) 4 sao; Mật ong Thung Xanh 3 sao.
III. Văn hóa - xã hội
1. Tuyên truyền Luật Hôn nhân, hệ lụy của hôn nhân cận huyết cho 95 lượt người nghe.
2. Xảy ra 12 trường hợp tảo hôn, không có hôn nhân cận huyết.
3. Tỷ lệ trạm y tế kiên cố đạt 88,9%."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_text(tmp_path_factory.mktemp("beside"), TEXT, district="Văn Quan", period="2024-H1")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("How many hectares of forest burned in Van Quan in the first half of 2024?", "no"),
        ("How many people were killed by floods in Van Quan in the first half of 2024?", "no"),
        ("Any consanguineous marriages in Van Quan in the first half of 2024?", "no"),
        ("6 tháng đầu năm 2024 tất cả trạm y tế của Văn Quan đều kiên cố phải không?", "no"),
        ("Which OCOP products of Van Quan were awarded stars in the first half of 2024?", "answered"),
    ],
)
def test_the_status_is_that_of_the_thing_asked(service, question, status):
    assert service.ask(question).status == status


def test_figures_come_before_the_end_of_an_outbreak(service):
    answer = service.ask(
        "Viêm da nổi cục 6 tháng đầu năm 2024 ở Văn Quan bao nhiêu con bò mắc, hết dịch ngày nào?"
    )
    assert answer.status == "answered"
    assert "37 con" in answer.answer
    assert "12/5/2024" in answer.answer


def test_each_district_gives_its_figure_of_an_event(service):
    answer = service.ask("6 tháng đầu năm 2024 viêm da nổi cục làm bao nhiêu con bò mắc ở từng huyện?")
    assert [(row["district"], row["value"], row["unit"]) for row in answer.rows] == [("Văn Quan", 37, "con")]


def test_a_heading_of_target_programmes_plans_no_product(service):
    answer = service.ask("Which OCOP products of Van Quan were awarded stars in the first half of 2024?")
    assert [row["status"] for row in answer.rows] == ["recognised", "recognised"]
