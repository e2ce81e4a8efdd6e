"""Lists of communes in sentences of reports."""

from __future__ import annotations

import pytest

from search.route.communes import listed_communes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Toàn huyện có 03/9 xã đạt chuẩn (Bản Lang, Mường So và Dào San).",
            ("Bản Lang", "Mường So", "Dào San"),
        ),
        ("đã có 02 xã (xã Bản Lang, thị trấn Phong Thổ) hoàn thành", ("Bản Lang", "Phong Thổ")),
    ],
)
def test_names_in_brackets_behind_their_number_are_a_list(text: str, names: tuple[str, ...]) -> None:
    assert [found for found, _ in listed_communes(text)] == [names]


@pytest.mark.parametrize(
    "text",
    [
        "có 03 xã đạt chuẩn (Bản Lang, Mường So)",  # fewer names than counted
        "có 01 xã (đạt 100% kế hoạch)",
        "Các xã Bản Lang, Mường So đạt chuẩn",
    ],
)
def test_other_brackets_are_none(text: str) -> None:
    assert list(listed_communes(text)) == []
