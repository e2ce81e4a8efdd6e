from __future__ import annotations

import pytest

from ingest.read.markup import Cut, Piece, hash_level, read_inline


def flow(text: str) -> str:
    return read_inline(text, [Piece(0, len(text))]).flow.text


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("**Quân sự:** trực tốt", "Quân sự: trực tốt"),
        (
            "- *Trồng trọt*: gieo 40 ha (*trong đó ngô 12 ha*)",
            "- Trồng trọt: gieo 40 ha (trong đó ngô 12 ha)",
        ),
        ("** Về nguồn vốn:*", "Về nguồn vốn:"),
        ("* Kết quả tiếp dân", "* Kết quả tiếp dân"),
        ("kích thước 2*3 m", "kích thước 2*3 m"),
        ("<b>Thu ngân sách</b>", "Thu ngân sách"),
        ("đất 60 m<sup>2</sup>", "đất 60 m2"),
        ("dòng một<br/>dòng hai", "dòng một dòng hai"),
        ("nghiên cứu R&amp;D&nbsp;mới", "nghiên cứu R&D mới"),
        (">90 và <5", ">90 và <5"),
        ("2 < 3 và 5 > 4", "2 < 3 và 5 > 4"),
        ("1\\. Mục tiêu \\- chỉ tiêu", "1. Mục tiêu - chỉ tiêu"),
        ("### **2. Y tế**", "2. Y tế"),
        ("ngắt dòng\\", "ngắt dòng"),
        ("chữ\u200b ẩn\xad và\x00 điều khiển", "chữ ẩn và điều khiển"),
        ("![](media/anh.png) Ảnh minh họa", "Ảnh minh họa"),
        ("<!-- ghi chú --> nội dung", "nội dung"),
        ("&khongco; giữ nguyên", "&khongco; giữ nguyên"),
        ("tên_biến_dài", "tên_biến_dài"),
    ],
)
def test_markup_is_taken_out_and_what_only_looks_like_it_stays(source, reading):
    assert flow(source) == reading


def test_lines_are_joined_by_a_space_but_codes_cut_at_a_hyphen_or_slash_are_not():
    text = "Nghị quyết số 05-\nNQ/TU về 17/\n17 xã -\nthị trấn"
    pieces = [Piece(start, start + len(line)) for line in text.split("\n") for start in [text.index(line)]]
    assert read_inline(text, pieces).flow.text == "Nghị quyết số 05-NQ/TU về 17/17 xã - thị trấn"


def test_a_cut_leaves_the_words_around_it_and_says_where_it_stood():
    text = "đàn bò 40 con ¹, tăng nhẹ"
    inline = read_inline(text, [Piece(0, len(text))], [Cut(14, 15, "1", 0)])
    assert inline.flow.text == "đàn bò 40 con, tăng nhẹ"
    assert [(offset, cut.label) for offset, cut in inline.marks] == [(13, "1")]


def test_hashes_are_counted():
    assert (hash_level("### 1. Y tế"), hash_level("#1 Y tế"), hash_level("Y tế")) == (3, 0, 0)
