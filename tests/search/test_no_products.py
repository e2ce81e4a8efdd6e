"""That a district has no OCOP product, or none of so many stars, is a no where its report tells it."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """I. KẾT QUẢ
1. Chương trình OCOP: Đến nay có 07 sản phẩm, gồm 05 sản phẩm 3 sao và 02 sản phẩm 4 sao.
2. Nông nghiệp: Gieo trồng 820 ha lúa; trong năm không xảy ra hạn hán.
3. Sản phẩm Mứt gừng Lũng Vân mới được chấm 58 điểm, chưa được xếp hạng."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("no-products")
    return service_of_text(folder, TEXT, district="Văn Quan", period="2024-H1")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Văn Quan có sản phẩm OCOP 5 sao không?", "no"),
        ("Does Van Quan have any 5-star OCOP product?", "no"),
        ("Văn Quan có bao nhiêu sản phẩm OCOP 4 sao?", "answered"),
        ("Has Mứt gừng Lũng Vân of Văn Quan been ranked?", "no"),
        ("Văn Quan gieo trồng bao nhiêu ha lúa, có xảy ra hạn hán không?", "answered"),
    ],
)
def test_what_the_report_says_of_all_answers_for_those_asked(service, question, status):
    assert service.ask(question).status == status


def test_a_denial_does_not_hide_the_figure_asked_beside_it(service):
    answer = service.ask("Văn Quan gieo trồng bao nhiêu ha lúa, có xảy ra hạn hán không?").answer
    assert "820 ha" in answer
    assert "không có hạn hán" in answer
