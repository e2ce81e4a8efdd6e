"""Whole pages: the order of things, and that nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read.elements import Paragraph, WordCell
from ingest.read.printed.layout import _cut, lay_out
from ingest.read.printed.sheet import usual_size
from tests.printed import INDENT, RIGHT, SIZE, laid_out, line, ruled, sheet, told, wrapped

TEXT = "Kết quả cụ thể của từng xã, thị trấn đến hết tháng sáu được ghi lại trong bảng ngay dưới đây."
WORDS = st.builds(
    lambda text, left, base, size: line(text, left, base, size),
    st.text("abcđeghiklmn", min_size=1, max_size=8),
    st.floats(40, RIGHT - 60),
    st.floats(150, 690),
    st.sampled_from((10.0, 12.0, SIZE)),
)
TABLES = st.sampled_from(([], ruled((85, 250, 400, 539), (300, 330, 360, 420)), ruled((85, 539), (300, 400))))


def letters(content) -> Counter[str]:
    return Counter(letter for letter in repr(content) if letter in "abcđeghiklmn")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, max_size=25), TABLES), min_size=1, max_size=3))
def test_no_letter_of_any_pages_is_lost_or_doubled(pages):
    sheets = [sheet(*lines, number=at, strokes=strokes) for at, (lines, strokes) in enumerate(pages, 1)]
    usual = usual_size(word for one in sheets for word in one.words)
    given = Counter(letter for one in sheets for word in one.words for letter in word.text)
    assert letters(told(lay_out(sheets, usual))) == given


def test_pages_without_words_tell_nothing():
    assert laid_out(sheet(), sheet()) == []


def test_a_broad_page_between_upright_ones_has_its_own_edges():
    text = wrapped(TEXT, INDENT, base=200)
    broad = [f"{TEXT} Xã {name} cũng đạt kết quả khá." for name in ("Nậm Khao", "Bum Tở", "Mù Cả", "Tà Tổng")]
    rows = [
        row for at, words in enumerate(broad) for row in wrapped(words, INDENT, base=120 + 40 * at, right=757)
    ]
    assert len(rows) == 8
    turned = replace(sheet(*rows), width=842.0, height=595.0)
    assert laid_out(sheet(*text), turned, sheet(*text)) == [TEXT, *broad, TEXT]


def test_two_tables_side_by_side_with_words_below_keep_their_order():
    strokes = [*ruled((85, 150, 250), (200, 230, 260)), *ruled((320, 400, 539), (200, 230, 260))]
    cells = [
        line(words, left, base)
        for words, left, base in (("A", 90, 222), ("B", 330, 222), ("C", 90, 252), ("D", 330, 252))
    ]
    page = sheet(*wrapped(TEXT, INDENT, base=120), *cells, *wrapped(TEXT, INDENT, base=320), strokes=strokes)
    assert laid_out(page) == [TEXT, [["A", ""], ["C", ""]], [["B", ""], ["D", ""]], TEXT]


def _cells(*words: str) -> list[WordCell]:
    return [WordCell(items=[Paragraph(tokens=[text])] if text else []) for text in words]


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        (("3.3", "Tỷ lệ trạm", "%", "Duy trì"), ("", "y tế kiên cố", "", "100"), True),
        (("1", "Trồng rừng", "ha", "40"), ("", "và cây ăn quả", "", ""), True),
        (("1", "Gạo nếp", "tổ hợp tác", "ba sao"), ("2", "Miến dong", "hộ gia đình", "bốn sao"), False),
        (("1", "Đàn trâu", "con", "40"), ("", "và bò", "", "50"), False),
        (("Đàn trâu", "con"), ("Đàn bò", "con"), False),
    ],
)
def test_a_row_that_the_page_cut_is_told_from_the_next(above, below, cut):
    assert _cut(_cells(*above), _cells(*below)) is cut
