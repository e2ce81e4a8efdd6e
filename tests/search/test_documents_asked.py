"""What questions say of the documents they ask for."""

from __future__ import annotations

import pytest

from search.documents_asked import DocumentsAsked, read_documents_asked
from search.owners_asked import is_made_by, owners_asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Những nghị quyết nào của HĐND tỉnh được nhắc đến?",
            DocumentsAsked("nghị quyết", "HĐND tỉnh", None, whole=True),
        ),
        (
            "which decisions of the Prime Minister are cited",
            DocumentsAsked("quyết định", "Thủ tướng Chính phủ", None, whole=True),
        ),
        ("Văn bản nào của UBND tỉnh ban hành năm 2023?", DocumentsAsked("", "UBND tỉnh", 2023, whole=True)),
        ("Which decrees were issued in 2021?", DocumentsAsked("nghị định", "", 2021, whole=True)),
        ("nghị quyết nào về chăn nuôi", DocumentsAsked("nghị quyết", "", None, whole=False)),
    ],
)
def test_kind_issuer_and_year_of_documents_are_read(text: str, asked: DocumentsAsked) -> None:
    assert read_documents_asked(text) == asked


def test_a_kind_of_maker_is_found_by_how_its_names_begin() -> None:
    names = owners_asked("Sản phẩm OCOP nào của hợp tác xã?")

    assert [is_made_by(owner, names) for owner in ("HTX Bình Minh", "Công ty HTX", None)] == [
        True,
        False,
        False,
    ]
    assert is_made_by(None, owners_asked("Sản phẩm OCOP nào?"))
