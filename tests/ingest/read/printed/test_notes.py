"""Footnotes at the foot of a page."""

from __future__ import annotations

import pytest

from ingest.read.printed.notes import part_foot
from tests.printed import INDENT, LEFT, SIZE, WIDTH, laid_out, level, line, rows, sheet, wrapped

RULE = level(LEFT, LEFT + 144, 738)
LONG = (
    "Chăn nuôi phát triển ổn định, không có dịch bệnh nào lớn xảy ra trên địa bàn các xã và thị trấn trong "
    "suốt sáu tháng đầu năm, tổng đàn tăng nhẹ."
)


def foot(*lines, strokes=(RULE,), open_before=False, last=0, ocr=False):
    found = rows(line("Trồng rừng.", base=100), *lines)
    main, notes = part_foot(found, strokes, WIDTH, SIZE, open_before, last, ocr=ocr)
    return [row.text for row in main], [
        (note.label, " ".join(row.text for row in note.rows)) for note in notes
    ]


def small(text, base):
    return line(text, base=base, size=10)


def first_raised(text, base):
    """Small print that opens with a raised number."""
    number, *words = text.split()
    opening, *others = line(f"x ^{number} {' '.join(words)}", base=base, size=10)[1:]
    return [opening, *others]


def test_raised_numbers_open_footnotes_which_go_on_over_lines():
    told = foot(
        first_raised("1 Theo kiểm kê", 750), small("cuối năm 2023.", 762), first_raised("2 Số sơ bộ.", 774)
    )
    assert told == (["Trồng rừng."], [("1", "Theo kiểm kê cuối năm 2023."), ("2", "Số sơ bộ.")])


def test_plain_numbers_open_them_where_none_is_raised_and_must_count_on():
    told = foot(small("4 Theo kiểm kê gồm", 750), small("17 xã.", 762), small("5 Số sơ bộ.", 774), last=3)
    assert told[1] == [("4", "Theo kiểm kê gồm 17 xã."), ("5", "Số sơ bộ.")]


def test_ocr_may_miss_that_the_next_number_is_raised():
    lines = first_raised("4 Theo kiểm kê gồm", 750), small("17 xã.", 762), small("5 Số sơ bộ.", 774)
    assert [label for label, _ in foot(*lines, last=3, ocr=True)[1]] == ["4", "5"]
    assert [label for label, _ in foot(*lines, last=3)[1]] == ["4"]


def test_ocr_may_have_missed_footnotes_of_the_page_before():
    lines = small("6 Theo kiểm kê gồm", 750), small("17 xã.", 762), small("7 Số sơ bộ.", 774)
    assert [label for label, _ in foot(*lines, last=3, ocr=True)[1]] == ["6", "7"]
    assert foot(*lines, last=3)[1] == []


@pytest.mark.parametrize("opening", ["[1] Theo", "(1) Theo", "1Theo"])
def test_numbers_may_stand_in_brackets_or_be_glued_to_their_words(opening):
    assert foot(small(f"{opening} kiểm kê.", 750))[1] == [("1", "Theo kiểm kê.")]


def test_a_footnote_goes_on_from_the_page_before():
    told = foot(small("và các xã vùng cao.", 750), first_raised("2 Số sơ bộ.", 762), open_before=True, last=1)
    assert told[1] == [("", "và các xã vùng cao."), ("2", "Số sơ bộ.")]


def test_small_print_without_a_number_is_text_where_no_footnote_is_open():
    assert foot(small("Ghi chú: số liệu sơ bộ.", 750))[1] == []


def test_figures_that_begin_a_line_of_the_text_are_no_footnote():
    assert foot(line("1 xã đạt chuẩn.", base=750), strokes=()) == (["Trồng rừng.", "1 xã đạt chuẩn."], [])


def test_below_a_rule_footnotes_may_be_as_large_as_the_text():
    assert foot(line("1 Theo kiểm kê.", base=755))[1] == [("1", "Theo kiểm kê.")]
    whole = level(LEFT, 539, 738)
    assert foot(line("1 Theo kiểm kê.", base=755), strokes=(whole,))[1] == []


def page(mark, *notes):
    """A page of whole paragraphs, the first with a mark."""
    text = wrapped(LONG, INDENT, base=140)
    words = line(f"Trồng rừng ^{mark} .", INDENT) if mark else line("Không có gì mới.", INDENT)
    return sheet(words, *text, *notes, strokes=[RULE])


def test_a_footnote_stands_at_its_mark():
    told = laid_out(page("1", first_raised("1 Theo kiểm kê.", 750)))
    assert told == ["Trồng rừng[Theo kiểm kê.] .", LONG]


def test_one_that_has_no_room_is_carried_over_and_stays_one():
    told = laid_out(page("1", first_raised("1 Theo kiểm kê", 750)), page("", small("cuối năm.", 750)))
    assert told[0] in ("Trồng rừng[Theo kiểm kê cuối năm.] .", "Trồng rừng[Theo kiểm kê / cuối năm.] .")
    assert told[1:] == [LONG, "Không có gì mới.", LONG]


def test_one_may_be_printed_on_the_page_behind_its_mark():
    told = laid_out(page("1"), page("", first_raised("1 Theo kiểm kê.", 750)))
    assert told == ["Trồng rừng[Theo kiểm kê.] .", LONG, "Không có gì mới.", LONG]


def test_numbers_may_begin_anew_on_each_page():
    told = laid_out(page("1", first_raised("1 Một.", 750)), page("1", first_raised("1 Hai.", 750)))
    assert told == ["Trồng rừng[Một.] .", LONG, "Trồng rừng[Hai.] .", LONG]


def test_a_footnote_whose_mark_is_nowhere_is_kept_at_its_pages_end():
    told = laid_out(page("", first_raised("1 Theo kiểm kê.", 750)), page(""))
    assert told == ["Không có gì mới.", LONG, "[Theo kiểm kê.]", "Không có gì mới.", LONG]


def test_a_raised_number_without_a_footnote_stays_raised():
    assert laid_out(page("2")) == ["Trồng rừng² .", LONG]
