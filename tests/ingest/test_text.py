"""Small operations on text."""

from __future__ import annotations

import pytest

from ingest.text import without_half_pairs


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("thu quỹ “Vì trẻ em", "thu quỹ Vì trẻ em"),
        ("số lớp Khởi nghiệp” cho thanh niên", "số lớp Khởi nghiệp cho thanh niên"),
        ("lớp “Khởi nghiệp” cho thanh niên", "lớp “Khởi nghiệp” cho thanh niên"),
    ],
)
def test_a_name_keeps_no_half_of_a_pair_of_quotation_marks(name, kept):
    assert without_half_pairs(name) == kept
