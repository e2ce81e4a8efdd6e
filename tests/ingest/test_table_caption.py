"""Which lines stand over a table."""

from __future__ import annotations

from ingest.read import read_bytes
from ingest.table_caption import lines_above

TABLE = "Xã\tLúa (ha)\nA\t5\nB\t7\n"


def above(text: str) -> list[str]:
    blocks = read_bytes(text.encode(), "bao-cao.txt").blocks
    return lines_above(blocks[: next(block.index for block in blocks if block.table)])


def test_the_two_lines_over_a_table_may_be_its_title():
    assert above(f"Mở đầu\n\nBiểu số 2\n\nĐơn vị: ha\n\n{TABLE}") == ["Biểu số 2", "Đơn vị: ha"]


def test_no_title_stands_beyond_a_sentence_that_introduces_the_table():
    sentence = "Diện tích lúa của các xã đến nay " + "rất khác nhau, " * 12 + "cụ thể như sau:"
    assert above(f"d) Các nguồn vốn\n\n{sentence}\n\n{TABLE}") == [sentence]


def test_a_footnote_over_a_table_is_no_title_wherever_it_stands():
    text = "Biểu số 2\n\nDiện tích lúa¹\n\n"
    at_end = above(f"{text}{TABLE}\nHết.\n\n¹ Theo kiểm kê.\n")
    assert above(f"{text}¹ Theo kiểm kê.\n\n{TABLE}") == at_end == ["Biểu số 2", "Diện tích lúa"]


def test_a_sentence_that_ends_above_a_title_says_nothing_of_the_table():
    told = "- Số vụ cháy giảm 1,23% so với cùng kỳ năm trước."
    assert above(f"{told}\n\nMột số chỉ tiêu chủ yếu:\n\n{TABLE}") == ["Một số chỉ tiêu chủ yếu:"]
    assert above(f"Biểu số 2\n\n{told}\n\n{TABLE}") == ["Biểu số 2", told]
