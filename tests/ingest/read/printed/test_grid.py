"""Ruled tables."""

from __future__ import annotations

import pytest

from ingest.read.printed.grid import find_grids
from tests.printed import HEIGHT, INDENT, laid_out, level, line, ruled, sheet, upright, wrapped

COLUMNS, HEIGHTS = (85.0, 250.0, 400.0, 539.0), (200.0, 230.0, 260.0)
TEXT = "Kết quả cụ thể của từng xã, thị trấn đến hết tháng sáu được ghi lại trong bảng ngay dưới đây."


def cells(*table, base=222.0, columns=COLUMNS):
    """Words of a table's cells, a row every 30 points."""
    return [
        line(words, columns[column] + 5, base + 30 * row)
        for row, own in enumerate(table)
        for column, words in enumerate(own)
        if words
    ]


def spans(strokes):
    return [
        [(box.row, box.column, box.row_span, box.column_span) for box in grid.boxes]
        for grid in find_grids(strokes)
    ]


def test_every_field_of_a_whole_table_is_a_cell():
    (grid,) = find_grids(ruled(COLUMNS, HEIGHTS))
    assert [(box.row, box.column) for box in grid.boxes] == [
        (row, column) for row in (0, 1) for column in (0, 1, 2)
    ]
    assert (grid.left, grid.top, grid.right, grid.bottom) == (85, 200, 539, 260)


def test_fields_without_a_ruling_between_them_are_one_cell():
    open_across = [
        *(level(85, 539, at) for at in HEIGHTS),
        *(upright(200, 260, at) for at in (85, 250, 539)),
        upright(230, 260, 400),
    ]
    assert spans(open_across) == [[(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]]
    open_down = [
        level(85, 539, 200),
        level(250, 539, 230),
        level(85, 539, 260),
        *(upright(200, 260, at) for at in COLUMNS),
    ]
    assert spans(open_down) == [[(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]]


def test_a_table_open_at_its_sides_reaches_as_far_as_its_level_rulings():
    inner = [*(level(85, 539, at) for at in HEIGHTS), upright(200, 260, 250), upright(200, 260, 400)]
    assert spans(inner) == spans(ruled(COLUMNS, HEIGHTS))


def test_rulings_drawn_in_pieces_are_whole():
    pieces = [level(low, min(low + 20, 539), at) for at in HEIGHTS for low in range(85, 539, 20)]
    assert spans([*pieces, *(upright(200, 260, at) for at in COLUMNS)]) == spans(ruled(COLUMNS, HEIGHTS))


@pytest.mark.parametrize(
    "strokes",
    [[level(85, 200, 700)], [level(85, 200, 100), level(85, 200, 120)], ruled((85, 539), (200, 260))],
    ids=["a rule", "two rules", "a frame"],
)
def test_lone_rules_and_frames_are_no_table(strokes):
    assert find_grids(strokes) == []


def test_two_tables_on_a_page_are_two():
    strokes = [*ruled(COLUMNS, (600, 630, 660)), *ruled(COLUMNS, HEIGHTS)]
    assert [grid.top for grid in find_grids(strokes)] == [200, 600]


def test_a_drawing_of_thousands_of_lines_is_no_table_and_takes_no_time():
    assert find_grids([level(0, 500, at) for at in range(0, 20000, 10)]) == []


def test_a_table_stands_between_the_paragraphs_around_it():
    above, below = wrapped(TEXT, INDENT, base=150), wrapped(TEXT, INDENT, base=300)
    page = sheet(
        *above, *below, *cells(("Xã", "Lúa", "Ngô"), ("A", "5", "")), strokes=ruled(COLUMNS, HEIGHTS)
    )
    assert laid_out(page) == [TEXT, [["Xã", "Lúa", "Ngô"], ["A", "5", ""]], TEXT]


def test_lines_in_a_cell_are_one_text():
    words = [*cells(("Xã", "Lúa", "Ngô")), line("Nậm", 90, 252), line("Khao", 90, 272), line("5", 255, 252)]
    page = sheet(*words, strokes=ruled(COLUMNS, (200, 230, 290)))
    assert laid_out(page) == [[["Xã", "Lúa", "Ngô"], ["Nậm Khao", "5", ""]]]


def at_end(*table):
    """A page that ends with a table, and one that begins with its rest."""
    end = HEIGHT - 60.0
    heights = [end - 30 * at for at in range(len(table), -1, -1)]
    text = wrapped(TEXT, INDENT, base=150)
    return sheet(*text, *cells(*table, base=heights[0] + 22), strokes=ruled(COLUMNS, heights))


def at_start(*table, columns=COLUMNS):
    heights = [60.0 + 30 * at for at in range(len(table) + 1)]
    text = wrapped(TEXT, INDENT, base=heights[-1] + 40)
    words = cells(*table, base=82, columns=columns)
    return sheet(*words, *text, strokes=ruled(columns, heights))


def test_a_table_goes_on_over_the_pages_end():
    told = laid_out(at_end(("Xã", "Lúa", "Ngô"), ("A", "5", "7")), at_start(("B", "6", "8")))
    assert told == [TEXT, [["Xã", "Lúa", "Ngô"], ["A", "5", "7"], ["B", "6", "8"]], TEXT]


def test_one_with_other_columns_on_the_next_page_is_another():
    other = at_start(("B", "6"), ("C", "9"), columns=(85.0, 300.0, 539.0))
    told = laid_out(at_end(("Xã", "Lúa", "Ngô"), ("A", "5", "7")), other)
    assert told[1:3] == [[["Xã", "Lúa", "Ngô"], ["A", "5", "7"]], [["B", "6"], ["C", "9"]]]


def test_a_row_that_the_pages_end_cut_is_one_again():
    told = laid_out(
        at_end(("Xã", "Lúa", "Ngô"), ("Các xã vùng", "5", "7")), at_start(("cao", "", ""), ("B", "6", "8"))
    )
    assert told[1] == [["Xã", "Lúa", "Ngô"], ["Các xã vùng cao", "5", "7"], ["B", "6", "8"]]
