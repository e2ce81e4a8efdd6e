from __future__ import annotations

from ingest.document import BlockKind, Table
from ingest.read import read_bytes


def table(text: str) -> Table:
    tables = [
        block.table for block in read_bytes(text.encode(), "x.md").blocks if block.kind is BlockKind.TABLE
    ]
    assert len(tables) == 1
    return tables[0]


def grid(found: Table) -> list[list[str]]:
    rows: list[list[str]] = [[""] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row][cell.column] = cell.flow.text
    return rows


def headers(found: Table) -> set[int]:
    return {cell.row for cell in found.cells if cell.header}


def test_tab_separated_rows_are_a_table_with_its_empty_cells_absent():
    found = table("Biểu 1\n\nTT\tChỉ tiêu\tĐVT\tKH\n1\t<b>Lúa</b>\t\t\n1.1\tDiện tích\tha\t>900\n\nHết.\n")
    assert grid(found) == [
        ["TT", "Chỉ tiêu", "ĐVT", "KH"],
        ["1", "Lúa", "", ""],
        ["1.1", "Diện tích", "ha", ">900"],
    ]
    assert headers(found) == {0}
    assert len(found.cells) == 10


def test_rows_of_column_numbers_and_repeated_headers_are_headers():
    found = table("TT\tChỉ tiêu\tKH\tTH\n1\t2\t3\t4\n1\tBò\t40\t41\n\nTT\tChỉ tiêu\tKH\tTH\n2\tDê\t9\t8\n")
    assert headers(found) == {0, 1, 3}
    assert (found.rows, found.columns) == (5, 4)


def test_a_header_of_two_storeys_is_one_header():
    found = table("TT\tChỉ tiêu\tNăm 2023\t\n\t\tKế hoạch\tThực hiện\n1\tĐàn dê\t50\t48\n")
    assert headers(found) == {0, 1}


def test_a_first_row_with_figures_is_no_header():
    assert headers(table("Đàn bò\t40\t41\nĐàn dê\t9\t8\n")) == set()


def test_pipe_tables_are_tables():
    found = table("| Xã | Tiêu chí |\n|:---|---:|\n| **Mường Lói** | 17/19 |\n| Núa Ngam | 15 \\| 19 |\n")
    assert grid(found) == [["Xã", "Tiêu chí"], ["Mường Lói", "17/19"], ["Núa Ngam", "15 | 19"]]
    assert headers(found) == {0}


def test_pipe_tables_need_no_outer_bars():
    assert grid(table("Xã | Hộ\n---|---\nSá Tổng | 90\n")) == [["Xã", "Hộ"], ["Sá Tổng", "90"]]


def test_tabs_that_indent_or_trail_make_no_table():
    document = read_bytes("\tI. Kinh tế\n\t1. Lúa\nGieo 40 ha;\t\n\t\tII. Xã hội\n".encode(), "x.txt")
    assert [block.kind for block in document.blocks if block.kind is BlockKind.TABLE] == []


def test_a_letterhead_set_side_by_side_is_read_as_lines():
    text = (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN MƯỜNG LÁT\tĐộc lập - Tự do - Hạnh phúc\n"
    )
    text += "Số: 90/BC-UBND\tMường Lát, ngày 02 tháng 7 năm 2021\n"
    flows = [block.flow.text for block in read_bytes(text.encode(), "x.txt").blocks]
    assert flows == [
        "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HUYỆN MƯỜNG LÁT",
        "Độc lập - Tự do - Hạnh phúc", "Số: 90/BC-UBND", "Mường Lát, ngày 02 tháng 7 năm 2021",
    ]  # fmt: skip


def test_a_letterhead_set_apart_by_spaces_is_read_as_lines():
    text = "Số:      /BC-UBND               Quan Hóa, ngày     tháng 12 năm 2022\n\nBÁO CÁO\n"
    flows = [block.flow.text for block in read_bytes(text.encode(), "x.txt").blocks]
    assert flows == ["Số: /BC-UBND", "Quan Hóa, ngày tháng 12 năm 2022", "BÁO CÁO"]


def test_a_mark_in_a_cell_is_tied_to_its_footnote():
    text = "Chỉ tiêu\tKH\tTH\nĐàn bò¹\t40\t41\n\n¹ Kể cả bò sữa.\n"
    document = read_bytes(text.encode(), "x.txt")
    block, note = document.blocks
    assert grid(block.table)[1][0] == "Đàn bò"
    assert [(ref.mark, ref.block) for ref in block.notes] == [("1", 1)]
    assert (note.flow.text, note.anchor.block) == ("Kể cả bò sữa.", 0)
