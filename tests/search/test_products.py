"""OCOP products: those that are only assessed, planned or lost are told, but not counted as recognised."""

from __future__ import annotations

import pytest

from tests.services import service_of_text
from ui.service import Service

TEXT = """1. Chương trình OCOP: Công nhận 02 sản phẩm 3 sao gồm: Cao lá vối của HTX Ban Mai; Bột rau má.
Hội đồng tỉnh đang đánh giá sản phẩm OCOP Nem thính Bà Tư đề nghị 4 sao.
Thu hồi giấy chứng nhận OCOP 3 sao của sản phẩm Rượu cần Ba Vì."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("products")
    return service_of_text(folder, TEXT, district="Văn Quan", period="2024-H1")


def test_only_recognised_products_are_counted(service):
    answer = service.ask("Những sản phẩm OCOP nào của huyện Văn Quan?")
    assert answer.answer.split(". ") == [
        "Báo cáo 6 tháng đầu năm 2024 của huyện Văn Quan nêu tên 2 sản phẩm OCOP: "
        "Cao lá vối (3 sao), chủ thể HTX Ban Mai; Bột rau má (3 sao)",
        "Đang đánh giá, chưa tính là được công nhận: Nem thính Bà Tư (4 sao)",
        "Bị thu hồi hoặc rút: Rượu cần Ba Vì (3 sao).",
    ]
    assert [row["status"] for row in answer.rows] == ["recognised", "recognised", "assessed", "withdrawn"]


def test_a_product_proposed_for_four_stars_is_none_of_four_stars(service):
    answer = service.ask("Sản phẩm OCOP 4 sao nào của huyện Văn Quan?")
    assert answer.answer.split(". ") == [
        "Báo cáo 6 tháng đầu năm 2024 của huyện Văn Quan không nêu tên "
        "sản phẩm OCOP nào đã được công nhận (4 sao)",
        "Đang đánh giá, chưa tính là được công nhận: Nem thính Bà Tư (4 sao).",
    ]
