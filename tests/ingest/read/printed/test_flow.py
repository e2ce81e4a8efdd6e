"""Rows of a page to paragraphs, as ``lay_out`` tells them."""

from __future__ import annotations

import pytest

from tests.printed import HEIGHT, INDENT, LEFT, PITCH, centred, laid_out, line, sheet, wrapped

FIRST = (
    "Vụ đông xuân toàn huyện gieo trồng được nhiều loại cây ngắn ngày theo đúng khung thời vụ mà ngành nông "
    "nghiệp của tỉnh đã khuyến cáo, trong đó lúa nước là chủ yếu."
)
SECOND = (
    "Chăn nuôi phát triển ổn định, không có dịch bệnh nào lớn xảy ra trên địa bàn các xã và thị trấn trong "
    "suốt sáu tháng đầu năm, tổng đàn tăng nhẹ."
)


def below(lines, gap=0.0):
    """Where a paragraph below these lines begins."""
    return lines[-1][0].base + PITCH + gap


@pytest.mark.parametrize(
    ("first", "left", "gap"),
    [(INDENT, LEFT, 0.0), (LEFT, LEFT, 12.0), (LEFT, LEFT, 0.0), (LEFT, INDENT, 0.0)],
    ids=["indented", "parted by white", "unindented", "hanging"],
)
def test_paragraphs_are_told_apart_however_they_are_set(first, left, gap):
    marked = "- " if left > first else ""
    one = wrapped(marked + FIRST, first, left)
    two = wrapped(marked + SECOND, first, left, below(one, gap))
    assert len(one) > 1
    assert laid_out(sheet(*one, *two)) == [marked + FIRST, marked + SECOND]


@pytest.mark.parametrize(("gap", "count"), [(0.0, 1), (14.0, 2)])
def test_white_alone_parts_paragraphs_where_the_last_line_is_full(gap, count):
    one = wrapped(FIRST)[:-1]
    assert len(laid_out(sheet(*one, *wrapped(SECOND, base=below(one, gap))))) == count


def test_lines_of_a_centred_title_belong_together_and_not_to_what_follows():
    title = [
        centred("BÁO CÁO", 100, bold=True),
        centred("Kết quả thực hiện nhiệm vụ năm 2023", 120, bold=True),
    ]
    text = wrapped(FIRST, INDENT, base=170)
    told = laid_out(sheet(*title, *text))
    assert told[-1] == FIRST
    assert " ".join(told[:-1]) == "BÁO CÁO Kết quả thực hiện nhiệm vụ năm 2023"


def test_items_with_markers_begin_paragraphs_though_the_line_before_is_full():
    one = wrapped(f"1. {FIRST}", INDENT)
    two = wrapped(f"2. {SECOND}", INDENT, base=below(one))
    assert laid_out(sheet(*one, *two)) == [f"1. {FIRST}", f"2. {SECOND}"]


def test_a_bold_heading_of_one_line_is_no_part_of_the_text_below():
    heading = line("1. Nông nghiệp", INDENT, 100, bold=True)
    assert laid_out(sheet(heading, *wrapped(FIRST, INDENT, base=120))) == ["1. Nông nghiệp", FIRST]


def test_a_full_line_in_capitals_is_no_part_of_the_text_below():
    heading = "NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU CỦA SÁU THÁNG CUỐI"
    one = wrapped(heading, INDENT)
    assert laid_out(sheet(*one, *wrapped(FIRST, LEFT, base=below(one)))) == [heading, FIRST]


def test_a_sentence_goes_on_over_the_pages_end():
    lines = wrapped(f"{FIRST} {SECOND}", INDENT, base=HEIGHT - 140)
    upper, lower = lines[:2], lines[2:]
    moved = [line(" ".join(word.text for word in row), base=80 + at * PITCH) for at, row in enumerate(lower)]
    assert laid_out(sheet(*upper), sheet(*moved)) == [f"{FIRST} {SECOND}"]


def test_a_new_paragraph_begins_on_a_new_page_where_it_is_indented():
    one = wrapped(FIRST, INDENT, base=HEIGHT - 140)
    assert laid_out(sheet(*one), sheet(*wrapped(SECOND, INDENT, base=80))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("end", "start", "joined"), [("17/", "KH-UBND", "17/KH-UBND"), ("03-", "NQ/HU", "03-NQ/HU")]
)
def test_a_code_that_a_lines_end_cut_is_whole_again(end, start, joined):
    filler = "Thực hiện kế hoạch của huyện ủy về phát triển kinh tế số"
    one = line(f"{filler} {end}", INDENT)
    while one[-1].right < 530:
        filler += " và"
        one = line(f"{filler} {end}", INDENT)
    more = wrapped(FIRST, INDENT, base=140)
    assert laid_out(sheet(one, line(f"{start} đạt.", base=120), *more))[0] == f"{filler} {joined} đạt."
