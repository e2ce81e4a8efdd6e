"""Sheets of cells: titles and notes are paragraphs, what stands between is a table."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.elements import Paragraph
from ingest.read.grid import GridCell, grid_items


def grid(text: str, merged: dict[tuple[int, int], tuple[int, int]] | None = None):
    """Rows of ``|``-separated cells; ``merged`` tells where a cell ends."""
    rows = []
    for number, line in enumerate(text.split("\n")):
        cells = {
            column: GridCell(
                number, column, *(merged or {}).get((number, column), (number, column)), words.strip()
            )
            for column, words in enumerate(line.split("|"))
            if words.strip()
        }
        rows += [cells] if cells else []
    return rows


def told(text: str, merged: dict[tuple[int, int], tuple[int, int]] | None = None) -> list[object]:
    """Paragraphs as words, tables as rows of words with the spans of merged cells."""
    items: list[object] = []
    for item in grid_items(grid(text, merged)):
        if isinstance(item, Paragraph):
            items.append("".join(map(str, item.tokens)))
        else:
            items.append([[_cell(cell) for cell in row] for row in item.rows])
    return items


def _cell(cell) -> str:
    words = " ".join("".join(map(str, one.tokens)) for one in cell.paragraphs())
    spans = (cell.row_span, cell.column_span)
    return words if spans == (1, 1) else f"{words}{spans}"


TABLE = "TT|Chỉ tiêu|KH|TH\n1|Lúa|5|6\n2|Ngô|7|8"
ROWS = [["TT", "Chỉ tiêu", "KH", "TH"], ["1", "Lúa", "5", "6"], ["2", "Ngô", "7", "8"]]


def test_titles_above_a_table_and_notes_below_it_are_paragraphs():
    assert told(f"BIỂU 1\n|||Đơn vị tính: ha\n{TABLE}\nGhi chú: tạm tính") == [
        "BIỂU 1", "Đơn vị tính: ha", ROWS, "Ghi chú: tạm tính",
    ]  # fmt: skip


def test_blank_rows_part_tables():
    assert told(f"BIỂU 1\n{TABLE}\n\nBIỂU 2\n\nA|B\nx|1") == [
        "BIỂU 1",
        ROWS,
        "BIỂU 2",
        [["A", "B"], ["x", "1"]],
    ]


@pytest.mark.parametrize("more", ["3|Sắn|9|10", "3|Sắn|9|10\n4|Đậu|1|2"])
def test_a_blank_row_inside_a_table_does_not_cut_it(more):
    assert told(f"{TABLE}\n\n{more}") == [[*ROWS, *(line.split("|") for line in more.split("\n"))]]


def test_letterhead_and_signature_are_paragraphs():
    head = "UBND HUYỆN A||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/BC||Độc lập - Tự do - Hạnh phúc\n"
    items = told(f"{head}{TABLE}\n|Người lập||TM. ỦY BAN NHÂN DÂN")
    assert items[:4] == [
        "UBND HUYỆN A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 7/BC", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    assert items[4:] == [ROWS, "Người lập", "TM. ỦY BAN NHÂN DÂN"]


def test_a_row_of_one_cell_inside_a_table_is_a_row():
    assert told("A|B\nI. Trồng trọt\nLúa|5") == [[["A", "B"], ["I. Trồng trọt", ""], ["Lúa", "5"]]]


def test_a_single_row_of_cells_is_a_line():
    assert told("Huyện:|Sa Thầy") == ["Huyện: Sa Thầy"]


def test_merged_cells_span_the_rows_and_columns_that_hold_anything():
    text = "TT|Chỉ tiêu||Năm 2024|||\n|||KH||TH|\n1|Lúa||5||6"
    merged = {(0, 0): (1, 0), (0, 1): (1, 2), (0, 3): (0, 6), (1, 3): (1, 4)}
    assert told(text, merged) == [
        [["TT(2, 1)", "Chỉ tiêu(2, 1)", "Năm 2024(1, 2)"], ["KH", "TH"], ["1", "Lúa", "5", "6"]]
    ]


def test_the_upper_storey_of_a_header_is_no_title_and_a_unit_over_columns_is():
    assert told(f"||Năm 2024\n{TABLE}", {(0, 2): (0, 3)}) == [[["", "", "Năm 2024(1, 2)"], *ROWS]]
    assert told(f"||ĐVT: ha\n{TABLE}", {(0, 2): (0, 3)}) == ["ĐVT: ha", ROWS]
    assert told(f"BIỂU 1\n{TABLE}", {(0, 0): (0, 3)}) == ["BIỂU 1", ROWS]


def test_empty_columns_are_none():
    assert told("A||B\nx||1") == [[["A", "B"], ["x", "1"]]]


@pytest.mark.slow
def test_the_time_grows_with_the_rows_alone():
    def seconds(count: int) -> float:
        rows = [{c: GridCell(r, c, r, c, "5") for c in range(5)} for r in range(count)]
        started = time.process_time()
        grid_items(rows)
        return time.process_time() - started

    seconds(100)
    assert seconds(16_000) < 16 * seconds(4_000) + 2


def test_a_merged_cell_reaches_over_a_blank_row():
    assert told("A|B\nx|1\n\ny|2", {(1, 0): (3, 0)}) == [[["A", "B"], ["x(2, 1)", "1"], ["2"]]]


WORDS = ("", "", "Lúa", "5", "ĐVT: ha", "TM. UBND", "1.2")
sheets = st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=9)


@given(sheets, st.data())
def test_every_cell_is_in_exactly_one_paragraph_or_table_cell(lines, data):
    cells = [
        GridCell(number, column, number, column, f"{words} {number}-{column}")
        for number, line in enumerate(lines)
        for column, words in enumerate(line)
        if words
    ]
    merged = data.draw(st.sampled_from(cells)) if cells else None
    made = [
        replace(cell, last_row=cell.row + 2, last_column=cell.column + 1) if cell is merged else cell
        for cell in cells
        if merged is None or cell is merged or not _covers(merged, cell)
    ]
    numbers = sorted({cell.row for cell in made})
    grid = [{cell.column: cell for cell in made if cell.row == number} for number in numbers]
    told: list[str] = []
    for item in grid_items(grid):
        blocks = [item] if isinstance(item, Paragraph) else [
            one for row in item.rows for cell in row for one in cell.paragraphs()
        ]  # fmt: skip
        told += [str(token) for one in blocks for token in one.tokens]
    for cell in made:
        assert sum(words.split().count(f"{cell.row}-{cell.column}") for words in told) == 1


def _covers(merged: GridCell, cell: GridCell) -> bool:
    rows = merged.row <= cell.row <= merged.row + 2
    return rows and merged.column <= cell.column <= merged.column + 1
