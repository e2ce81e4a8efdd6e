"""Words of a page to rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.read.printed.rows import rows_of, segments
from tests.printed import PITCH, line, rows


def test_rows_go_from_top_to_bottom_and_left_to_right_whatever_the_files_order():
    words = [*line("Lúa 5 ha", base=100), *line("Ngô 7 ha", base=120)]
    assert [row.text for row in rows_of(reversed(words), 1)] == ["Lúa 5 ha", "Ngô 7 ha"]


def test_a_row_may_hang_a_little_but_lines_below_each_other_stay_apart():
    first, *others = line("Lúa đạt 5 ha")
    hanging = [
        first,
        *(replace(word, top=word.top + 3, bottom=word.bottom + 3, base=word.base + 3) for word in others),
    ]
    assert [row.text for row in rows_of(hanging, 1)] == ["Lúa đạt 5 ha"]
    assert len(rows(line("một", base=100), line("hai", base=100 + PITCH))) == 2


def test_a_smaller_word_above_its_line_is_raised_and_glued_to_the_word_before():
    (row,) = rows(line("Trồng 5 ha ^12 ."))
    assert [word.raised for word in row.words] == [False, False, False, True, False]
    assert row.text == "Trồng 5 ha12 ."


def test_small_print_on_its_own_line_is_not_raised():
    (row,) = rows(line("Theo kiểm kê", size=10))
    assert not any(word.raised for word in row.words)
    assert row.size == 10


def test_letters_without_white_between_them_are_one_word_of_the_text():
    first, second = line("Đắk Lắk")
    moved = replace(second, left=first.right + 0.1, spaced=False)
    assert rows_of([first, moved], 1)[0].text == "ĐắkLắk"


@pytest.mark.parametrize(("left", "parts"), [(230.0, 2), (140.0, 1)])
def test_wide_gaps_part_what_stands_side_by_side(left, parts):
    (row,) = rows(line("UBND HUYỆN"), line("CỘNG HÒA", left=left) if parts == 2 else line("A", left=162))
    assert len(segments(row)) == parts


def test_many_words_take_no_more_time_each():
    words = [word for at in range(400) for word in line("một hai ba bốn", base=20.0 * at)]
    assert len(rows_of(words, 1)) == 400
