"""Head, title, opening and closing of a report, whatever of them is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.document import BlockKind, Cell, Table
from ingest.report_parts import parts_of, read_parts
from tests.factories import block, document, flow

LONG_LINE = "Ủy ban nhân dân huyện đã chỉ đạo các cơ quan, đơn vị triển khai nhiệm vụ. " * 6


def _texts(parts):
    return [part.text for part in parts]


def test_a_full_report_falls_into_its_parts():
    text = (
        "UBND HUYỆN SÌN HỒ\nSố: 1/BC-UBND\nBÁO CÁO\nKết quả năm 2023,\nnhiệm vụ năm 2024\n"
        f"{LONG_LINE}\nI. KINH TẾ\nTrồng 2 ha.\nTrên đây là báo cáo của UBND huyện./.\nNơi nhận:\nCHỦ TỊCH"
    )
    parts = read_parts(document(text))
    assert _texts(parts.head) == ["UBND HUYỆN SÌN HỒ", "Số: 1/BC-UBND", "BÁO CÁO"]
    assert _texts(parts.title) == ["Kết quả năm 2023,", "nhiệm vụ năm 2024"]
    assert parts.title_text == "Kết quả năm 2023, nhiệm vụ năm 2024"
    assert _texts(parts.opening)[0] == LONG_LINE
    assert parts.closing_sentence == "Trên đây là báo cáo của UBND huyện./."
    assert _texts(parts.closing)[1:] == ["Nơi nhận:", "CHỦ TỊCH"]


def test_a_closing_sentence_inside_a_paragraph_is_cut_out():
    parts = read_parts(document("I. KINH TẾ\n3. Thu 2 tỷ. Trên đây là báo cáo của UBND huyện./."))
    assert parts.closing_sentence == "Trên đây là báo cáo của UBND huyện./."


def test_a_report_without_head_has_none():
    parts = read_parts(document("I. KINH TẾ\nTrồng 2 ha."))
    assert (parts.head, parts.title, parts.closing) == ((), (), ())
    assert _texts(parts.headings) == ["I. KINH TẾ"]


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_a_text_of_nothing_has_no_parts(text):
    parts = read_parts(document(text))
    assert list(parts_of(document(text))) == []
    assert (parts.head, parts.title_text, parts.headings, parts.opening, parts.closing) == (
        (),
        "",
        (),
        (),
        (),
    )


def test_a_header_in_a_table_is_read_cell_by_cell():
    source = "UBND HUYỆN SÌN HỒ|Sìn Hồ, ngày 2 tháng 6 năm 2024"
    left, right = source.split("|")
    cells = (Cell(0, 0, flow(left, 0)), Cell(0, 1, flow(right, len(left) + 1)))
    table = replace(block(0, source, 0), kind=BlockKind.TABLE, flow=flow(""), table=Table(cells, 1, 2))
    report = replace(document(source), blocks=(table,))
    assert _texts(parts_of(report)) == [left, right]
    assert _texts(read_parts(report).head) == [left, right]
