"""What belongs to the page and not to the report."""

from __future__ import annotations

import pytest

from ingest.read.printed.furniture import without_furniture
from tests.printed import HEIGHT, centred, laid_out, level, line, rows, ruled, sheet, upright

WORDS = ("Lúa đạt năm ha.", "Ngô đạt bảy ha.", "Sắn đạt chín ha.", "Lạc đạt mười ha.")


def kept(pages):
    return [[row.text for row in page] for page in without_furniture(pages, [HEIGHT] * len(pages))]


@pytest.mark.parametrize("form", ["{}", "- {} -", "Trang {}", "{}/4", "Trang {} / 4"])
@pytest.mark.parametrize("base", [40.0, HEIGHT - 40.0])
def test_numbers_of_pages_are_left_out(form, base):
    pages = [
        rows(centred(form.format(number), base), line(words, base=400), page=number)
        for number, words in enumerate(WORDS, 1)
    ]
    assert kept(pages) == [[words] for words in WORDS]


def test_they_may_begin_with_another_number():
    pages = [rows(centred(str(number + 17), 40), line(words, base=400)) for number, words in enumerate(WORDS)]
    assert kept(pages) == [[words] for words in WORDS]


@pytest.mark.parametrize("base", [40.0, HEIGHT - 40.0])
def test_what_most_pages_repeat_at_an_edge_is_left_out(base):
    pages = [
        rows(line("Báo cáo của huyện năm 2023", base=base), line(words, base=400), page=number)
        for number, words in enumerate(WORDS, 1)
    ]
    assert kept(pages) == [[words] for words in WORDS]


def test_what_two_pages_say_alike_is_kept():
    pages = [
        rows(line("Tiếp theo", base=40), line(words, base=400), page=at)
        for at, words in enumerate(WORDS[:2], 1)
    ]
    assert kept(pages) == [["Tiếp theo", words] for words in WORDS[:2]]


def test_what_is_repeated_in_the_middle_of_pages_is_kept():
    pages = [rows(line("Không có dịch bệnh.", base=400), page=number) for number in range(1, 5)]
    assert kept(pages) == [["Không có dịch bệnh."]] * 4


def test_a_lone_figure_at_an_edge_that_counts_no_pages_is_kept():
    pages = [rows(line(words, base=400), line("352", base=HEIGHT - 60)) for words in WORDS]
    pages[2] = rows(line(WORDS[2], base=400), line("17", base=HEIGHT - 60))
    assert kept(pages)[2] == [WORDS[2], "17"]


def test_a_figure_of_a_table_at_the_pages_edge_is_no_page_number():
    columns, heights = (85.0, 300.0, 539.0), (780.0, 805.0, 830.0)
    table = [line("Ngô", 90, 798), line("3", 310, 798), line("Lúa", 90, 823), line("1", 310, 823)]
    told = laid_out(sheet(line("Diện tích", base=400), *table, strokes=ruled(columns, heights)))
    assert told == ["Diện tích", [["Ngô", "3"], ["Lúa", "1"]]]


def test_strokes_alone_are_nothing():
    assert laid_out(sheet(strokes=[level(85, 200, 700), upright(10, 90, 85)])) == []
