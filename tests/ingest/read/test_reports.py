"""Five real reports, where they are at hand: what a careful reader sees in them is what is read.

Line numbers and a few words each; the reports themselves are no part of this repository.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from ingest.document import Block, BlockKind, Document
from ingest.evidence import cite
from ingest.read import read_report
from ingest.sentence import split_sentences

SHARED = Path(os.environ.get("HUYENKG_SHARED", Path(__file__).parents[4] / "shared"))
REPORTS = sorted((SHARED / "reports").glob("*.txt"))
NOTES = {"000": 33, "001": 39, "002": 42, "003": 31, "004": 30}

pytestmark = pytest.mark.skipif(not REPORTS, reason="the shared reports are not at hand")


@cache
def report(number: str) -> Document:
    return read_report(next(path for path in REPORTS if path.name.startswith(number)))


def block_at(document: Document, line: int, *, foot: bool = False) -> Block:
    """The block that has words on a line: the main text, or a footnote."""
    return next(
        block
        for block in document.blocks
        if (block.kind is BlockKind.FOOTNOTE) is foot
        and any(
            document.line_of(run.start) <= line <= document.line_of(run.start + run.length - 1)
            for run in block.flow.runs
        )
    )


@pytest.mark.parametrize(("number", "count"), NOTES.items())
def test_every_footnote_is_tied_to_its_mark(number, count):
    document = report(number)
    marks = [ref for block in document.blocks for ref in block.notes]
    assert sorted(int(ref.mark) for ref in marks) == list(range(1, count + 1))
    assert all(ref.block is not None for ref in marks)
    assert all(block.anchor for block in document.blocks if block.kind is BlockKind.FOOTNOTE)


@pytest.mark.parametrize(
    ("number", "line", "last_line", "words"),
    [
        ("000", 27, 31, "chỉ đạo thu hoạch 256 ha"),
        ("000", 55, 61, "xảy ra để triển khai"),
        ("000", 223, 235, "Xây dựng và triển khai kế hoạch công tác"),
        ("000", 249, 251, "vật nuôi được kiểm soát"),
        ("001", 19, 23, "xã Trấn Ninh hoàn thành"),
        ("001", 145, 153, "Kế hoạch số 243/KH-UBND"),
        ("001", 221, 231, "đẩy mạnh thực hiện công tác"),
        ("002", 1, 3, "KINH TẾ - XÃ HỘI"),
        ("002", 103, 154, "cây dược liệu quý"),
        ("002", 299, 315, "ở nông thôn được sử dụng"),
        ("002", 1082, 1135, "Kết quả: Toàn huyện"),
        ("002", 1262, 1309, "đã chủ động, tham mưu"),
        ("003", 38, 48, "các tuyến đường giao thông"),
        ("003", 72, 80, "tỷ lệ bác sỹ/vạn dân"),
        ("003", 226, 232, "Quản lý chặt chẽ"),
        ("004", 2, 3, "XÃ HỘI ĐẢM BẢO"),
    ],
)
def test_a_broken_sentence_is_one_block(number, line, last_line, words):
    document = report(number)
    block = block_at(document, line)
    assert words in block.flow.text
    assert (document.line_of(block.span.start), document.line_of(block.span.end - 1)) == (line, last_line)


@pytest.mark.parametrize(
    ("number", "line", "last_line", "mark"),
    [
        ("001", 133, 147, "15"),
        ("001", 213, 223, "31"),
        ("001", 247, 257, "37"),
        ("002", 220, 308, "16"),
        ("002", 1114, 1168, "34"),
    ],
)
def test_a_footnote_that_was_carried_over_is_one_block(number, line, last_line, mark):
    document = report(number)
    block = block_at(document, line, foot=True)
    assert (document.line_of(block.span.start), document.line_of(block.span.end - 1)) == (line, last_line)
    refs = document.blocks[block.anchor.block].notes
    assert next(ref.mark for ref in refs if ref.offset == block.anchor.offset) == mark


@pytest.mark.parametrize(
    ("number", "line", "words"),
    [
        ("002", 75, "gieo trồng 4.623,3ha đạt"),
        ("002", 79, "Diện tích 3.773,2ha đạt"),
        ("002", 154, "huyện 18,469ha."),
        ("002", 204, "2,667 ha và"),
        ("002", 331, "1.017,02 triệu đồng. Ngay"),
        ("002", 349, "2.500m2 chuồng"),
        ("002", 1123, "đông người; nội"),
        ("001", 169, "thêm 03 trường"),
        ("000", 59, "7620m² (Rừng"),
        ("003", 212, "542 m2."),
    ],
)
def test_numbers_keep_their_own_digits_and_no_mark_s(number, line, words):
    document = report(number)
    assert any(
        words in block.flow.text
        for block in document.blocks
        if document.line_of(block.span.start) <= line <= document.line_of(block.span.end - 1)
    )


@pytest.mark.parametrize("number", NOTES)
def test_no_mark_and_no_markup_is_left_in_any_flow(number):
    for block in report(number).blocks:
        assert not re.search(r"[⁰¹⁴-⁹⁽⁾]|</?\w+>|\*\*|footnoteRef|(?<![mM])[²³]", block.flow.text)


@pytest.mark.parametrize("number", NOTES)
def test_no_block_breaks_off_or_begins_in_mid_sentence(number):
    for block in report(number).blocks:
        text = block.flow.text
        if block.kind is BlockKind.PARAGRAPH and not block.marker:
            assert not text[:1].islower()
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and len(text) > 150:
            assert text[-1] in '.:;!?)”"…'


@pytest.mark.parametrize("number", NOTES)
def test_every_sentence_is_quoted_exactly(number):
    document = report(number)
    for block in document.blocks:
        for start, end in split_sentences(block.flow.text):
            evidence = cite(document, block, start, end)
            assert document.text[evidence.span.start : evidence.span.end] == evidence.quote


def test_the_annex_of_indicators_is_one_table_with_its_headers():
    tables = [block.table for block in report("003").blocks if block.table]
    assert [(table.rows, table.columns) for table in tables] == [(54, 7)]
    assert {cell.row for cell in tables[0].cells if cell.header} == {0, 1, 29}


@pytest.mark.parametrize(
    ("number", "line", "section"),
    [
        ("000", 35, ("Phần thứ nhất", "I.", "1.", "1.1.", "1.1.2.")),
        ("001", 139, ("Phần I", "II.", "1.", "d)")),
        ("002", 263, ("A.", "I.", "1.", "1.1.", "1.1.4.")),
        ("002", 2073, ("B.", "III.", "2.", "2.3.")),
        ("003", 174, ("Phần thứ nhất", "III-", "2.", "2.1.")),
        ("004", 20, ("Phần thứ nhất", "A.", "I.", "1.", "c)")),
        ("004", 111, ("Phần thứ nhất", "A.", "III.", "1.", "1.3.")),
    ],
)
def test_blocks_know_their_section(number, line, section):
    found = block_at(report(number), line).section
    assert len(found) == len(section)
    assert all(title.startswith(start) for title, start in zip(found, section, strict=True))
