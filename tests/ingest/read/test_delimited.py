"""Tables as text: delimiters, quotes, encodings, and English numbers."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.read import read_bytes
from ingest.read.numerals import ENGLISH

TEXT = "Chỉ tiêu\tKế hoạch\tThực hiện\t\nLúa, ngô\t12,5\t1.234\t\nSắn\t7\t8\t\n"


def read(text: str, name: str = "bieu.csv"):
    return read_bytes(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Chỉ tiêu,Kế hoạch,Thực hiện\n"Lúa, ngô","12,5",1.234\nSắn,7,8\n', "bieu.csv"),
        ("Chỉ tiêu;Kế hoạch;Thực hiện\r\nLúa, ngô;12,5;1.234\r\nSắn;7;8\r\n", "bieu.csv"),
        ("Chỉ tiêu\tKế hoạch\tThực hiện\nLúa, ngô\t12,5\t1.234\nSắn\t7\t8", "bieu.tsv"),
        ("Chỉ tiêu|Kế hoạch|Thực hiện\nLúa, ngô|12,5|1.234\nSắn|7|8", "bieu.csv"),
        ("sep=;\nChỉ tiêu;Kế hoạch;Thực hiện\nLúa, ngô;12,5;1.234\nSắn;7;8", "bieu.csv"),
        ("\ufeffChỉ tiêu;Kế hoạch;Thực hiện;;\nLúa, ngô;12,5;1.234;;\nSắn;7;8;;", "bieu.xls"),
    ],
)
def test_cells_are_parted_by_whatever_parts_them(text, name):
    document = read(text, name)
    assert document.text == TEXT
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE]
    assert document.media_type == "text/csv"


def test_titles_blank_rows_and_quoted_line_breaks_are_told_apart():
    text = '"BIỂU 1; năm 2024";;\n;;\nTên;"Kế\nhoạch";TH\n"Lúa ""mùa""";5;6\n;;\nGhi chú;;\n'
    document = read(text)
    assert document.text == 'BIỂU 1; năm 2024\nTên\tKế hoạch\tTH\t\nLúa "mùa"\t5\t6\t\nGhi chú\n'


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest():
    rows = "".join(f"Xã {number};{number}\n" for number in range(50))
    document = read('Tên;Số\n"Lúa;5\n' + rows)
    assert document.text.count("\n") == 52
    assert "Xã 49\t49" in document.text


def test_english_numbers_are_rewritten_and_said():
    document = read('Tên,KH,TH\nLúa,"1,234.5",12.25\nNgô,"1,000",1.234\n')
    assert document.text == "Tên\tKH\tTH\t\nLúa\t1.234,5\t12,25\t\nNgô\t1.000\t1,234\t\n"
    assert document.warnings == (ENGLISH,)


@pytest.mark.parametrize(
    ("cells", "is_known"),
    [("1.050;12,5", True), ("1,050;12.5", True), ("1.050;12", False), ("1,5;1.25", False)],
)
def test_how_numbers_are_to_be_read_is_known_where_some_number_shows_it(cells, is_known):
    document = read(f"Tên;KH;TH\nLúa;{cells}\n")
    assert document.blocks[0].table.decimal_comma is is_known


def test_old_encodings_are_read():
    text = "ChØ tiªu;Thùc hiÖn n¨m cña huyÖn vµ x·\nLóa vµ ng«;5\n"
    document = read_bytes(text.encode("cp1252"), "cu.csv")
    assert document.text == "Chỉ tiêu\tThực hiện năm của huyện và xã\t\nLúa và ngô\t5\t\n"
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)


def test_lines_without_cells_are_paragraphs():
    document = read("Lúa 5 ha.\nNgô 6 ha.\n")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


def told_of(rows: str, name: str = "x.csv") -> tuple[str, ...]:
    return read_bytes(f"Xã,Hộ nghèo,Tỷ lệ\nMồ Sì San,123,12\nDào San,87,9\n{rows}".encode(), name).warnings


def test_a_row_that_the_comma_of_a_number_may_have_cut_is_named():
    (told,) = told_of("Tông Qua Lìn,1,234,8\nSì Lở Lầu,56,7,8\n")
    assert told.startswith("2 row(s), the first of them row 4, hold more cells than the others")


@pytest.mark.parametrize("row", ['Tông Qua Lìn,"1,5",8', "Tông Qua Lìn,1234,8,,", "Tông Qua Lìn,,8,cũ"])
def test_rows_without_a_cut_number_are_not_named(row):
    assert told_of(row) == ()
