"""Schemes that only reports name."""

from __future__ import annotations

import pytest

from ingest.schemes import match_schemes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Triển khai Đề án phát triển cây dược liệu giai đoạn 2021-2025.",
            ["đề án phát triển cây dược liệu"],
        ),
        ("thực hiện đề án tinh giản biên chế theo quy định", ["đề án tinh giản biên chế"]),
        ("Kiên cố 4 km theo Đề án số 27, cứng hóa 2 km theo đề án 05-ĐA/HU", ["đề án 27", "đề án 05-ĐA/HU"]),
        ("theo đề án xây dựng bến xe và đường vào ga", ["đề án xây dựng bến xe và đường vào ga"]),
        ("Đề án trồng rừng ven sông vào năm tới", ["đề án trồng rừng ven sông"]),
        ("Đề án xây dựng trạm bơm và được duyệt", ["đề án xây dựng trạm bơm"]),
        ("các đề án, nghị quyết của tỉnh; những Đề án hỗ trợ sản xuất", []),
        ("đề án đã được duyệt; đề án 120 triệu đồng", []),
        ("Đề án Chương trình mỗi xã một sản phẩm", []),
    ],
)
def test_a_scheme_is_named_by_its_number_or_by_what_it_is_to_do(text, names):
    assert [mention.value for mention in match_schemes(text)] == names
