from __future__ import annotations

import pytest

from ingest.evidence import cite
from ingest.read import read_bytes


def read(text: str):
    return read_bytes(text.encode(), "x.txt")


def test_evidence_has_the_exact_words_their_lines_and_their_sentence():
    document = read("I. KINH TẾ\n\nĐàn trâu 900 con. Đàn  bò 1.200 con, tăng 3%. Đàn dê giảm.\n")
    block = document.blocks[1]
    start = block.flow.text.index("bò 1.200")
    evidence = cite(document, block, start, start + len("bò 1.200 con"))
    assert evidence.quote == "bò 1.200 con"
    assert document.quote(evidence.sentence) == "Đàn  bò 1.200 con, tăng 3%."
    assert (evidence.line, evidence.last_line, evidence.block) == (3, 3, 1)
    assert evidence.section == ("I. KINH TẾ",)


BROKEN = """Huyện đã hỗ trợ giống cây trồng, phân bón cho các hộ nghèo¹, trong đó có một số hộ vùng cao của xã

¹ Gồm 40 hộ.

Mùn Chung nhận 12 tấn phân bón và giống ngô lai để gieo vụ hè thu năm nay, đạt yêu cầu. Các hộ đã gieo.
"""


def test_a_quote_never_takes_in_a_footnote_and_the_sentence_part_holds_the_quote():
    document = read(BROKEN)
    block = document.blocks[0]
    start = block.flow.text.index("12 tấn")
    evidence = cite(document, block, start, start + 6)
    assert document.quote(evidence.sentence).startswith("Mùn Chung")
    assert document.quote(evidence.sentence).endswith("đạt yêu cầu.")
    across = cite(document, block, 0, len(block.flow.text))
    assert "40 hộ" not in across.quote
    assert across.sentence.start <= across.span.start
    assert across.span.end <= across.sentence.end


def test_a_quote_over_wrapped_lines_names_both_lines():
    lines = [
        "Toàn huyện hiện có tám trăm hộ tham gia trồng rừng, trong đó có hai",
        "trăm hộ mới đăng ký trong năm nay, tăng so với cùng kỳ năm trước và",
    ]
    document = read("\n".join(lines * 4) + "\ncác năm trước.\n")
    block = document.blocks[0]
    start = block.flow.text.index("hai trăm")
    evidence = cite(document, block, start, start + 8)
    assert evidence.quote == "hai\ntrăm"
    assert (evidence.line, evidence.last_line) == (1, 2)


def test_the_sentence_around_a_cell_is_its_row():
    document = read("TT\tChỉ tiêu\tKế hoạch\n1\tĐàn bò\t1.200\n2\tĐàn dê\t800\n")
    (block,) = document.blocks
    cell = next(cell for cell in block.table.cells if cell.flow.text == "800")
    evidence = cite(document, block, 0, 3, cell)
    assert (evidence.quote, evidence.line) == ("800", 3)
    assert document.quote(evidence.sentence) == "2\tĐàn dê\t800"


def test_a_range_without_source_is_refused():
    document = read("lúa\xa0mùa vụ này\n")
    with pytest.raises(ValueError, match="no source"):
        cite(document, document.blocks[0], 3, 4)
