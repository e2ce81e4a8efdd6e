"""Spreadsheets: what is shown in the sheets that are shown, number for number."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ingest.document import BlockKind
from ingest.extract import extract_facts
from ingest.read import office, read_bytes, sheets
from ingest.read.kinds import Kind
from ontology.errors import UnreadableReport
from tests.word_files import packed

HEAD = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện"]
TABLE = [HEAD, [1, "Diện tích lúa", "ha", 1200, 1234.5]]
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")


def workbook(*rows: list[object], title: str = "Sheet1") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(book: Workbook, name: str = "bieu.xlsx"):
    return read_bytes(saved(book), name)


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A package in which a part says something else where the pattern ``old`` is found."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    assert re.search(old, parts[part])
    return packed(parts | {part: re.sub(old, new, parts[part])})


def test_a_sheet_is_read_as_titles_tables_and_notes():
    book = workbook(["BIỂU 1. TRỒNG TRỌT"], [], *TABLE, ["Ghi chú: tạm tính"])
    book.active["D4"].number_format = "#,##0"
    book.active["E4"].number_format = "#,##0.0"
    document = read(book)
    assert document.text == (
        "BIỂU 1. TRỒNG TRỌT\nTT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\t\n"
        "1\tDiện tích lúa\tha\t1.200\t1.234,5\t\nGhi chú: tạm tính\n"
    )
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert document.media_type == sheets.MEDIA_TYPE
    assert document.warnings == ()


def test_merged_cells_span_and_hidden_ones_do_not_count():
    book = workbook(
        ["Chỉ tiêu", "Năm 2024", None, None], [None, "KH", "ẩn", "TH"], ["Lúa", 5, 9, 6], ["Ngô", 7, 9, 8]
    )
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:D1")
    book.active.column_dimensions["C"].hidden = True
    book.active.row_dimensions[4].hidden = True
    document = read(book)
    assert document.text == "Chỉ tiêu\tNăm 2024\t\t\n\tKH\tTH\t\nLúa\t5\t6\t\n"
    assert document.warnings == ("Hidden rows or columns were left out.",)


def test_crossed_out_cells_are_left_out_and_said():
    book = workbook(*TABLE, [2, "Diện tích ngô", "ha", 999, 87])
    book.active["D3"].font = Font(strike=True)
    document = read(book)
    assert document.text.splitlines()[-1] == "2\tDiện tích ngô\tha\t\t87\t"
    assert document.warnings == ("Crossed-out words were left out.",)


def test_each_shown_sheet_with_a_name_is_a_heading_and_hidden_sheets_are_named():
    book = workbook(["Một"], title="Trồng trọt")
    book.create_sheet("Trang tính2").append(["Hai"])
    book.create_sheet("Nháp").append(["Ba"])
    book.create_sheet("Trống")
    book["Nháp"].sheet_state = "hidden"
    document = read(book)
    assert document.text == "Trồng trọt\nMột\nHai\n"
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.warnings == ("Hidden sheets were left out: Nháp.",)


def test_dates_percentages_errors_and_texts_are_as_shown():
    book = workbook(["a", 0.1256, date(2024, 6, 5), "#REF!", "1.234,5", True])
    book.active["B1"].number_format = "0.00%"
    assert read(book).text == "a 12,56% 05/06/2024 #REF! 1.234,5 TRUE\n"


def test_formulas_are_read_by_their_stored_results_and_those_without_are_said():
    data = saved(workbook(["Cộng", "=SUM(1,2)", "=1+1", '=""']))
    sheet = "xl/worksheets/sheet1.xml"
    stored = replaced(data, sheet, rb"(2\)</f>)<v ?/?>(</v>)?", rb"\1<v>3</v>")
    stored = replaced(stored, sheet, b'<c r="D1"><f>', b'<c r="D1" t="str"><f>')
    document = read_bytes(stored, "x.xlsx")
    assert document.text == "Cộng 3\n"
    assert document.warnings == (
        "1 formula(s) hold no result and were left out; open the file in Excel and save it.",
    )


def test_numbers_typed_as_text_the_english_way_are_rewritten_and_numbers_are_not():
    book = workbook(["Tên", "Gõ", "Số"], ["Lúa", "1,234.5", 1.5], ["Ngô", "1,000", 1.234])
    document = read(book)
    assert document.text == "Tên\tGõ\tSố\t\nLúa\t1.234,5\t1,5\t\nNgô\t1.000\t1,234\t\n"
    assert [warning.partition("(")[0] for warning in document.warnings] == [
        "Its numbers are written the English way "
    ]


def test_old_fonts_become_unicode():
    document = read(workbook(["Thùc hiÖn n¨m cña huyÖn vµ x·", "vµ"], ["vµ", 5]))
    assert document.text.startswith("Thực hiện năm của huyện và xã\tvà")
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)


def test_a_cell_far_away_costs_nothing():
    book = workbook(["Lúa", 5])
    book.active.cell(1_048_576, 16_384, "xa")
    assert read(book).text == "Lúa 5\nxa\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed({"xl/workbook.xml": "<a/>"}), "broken"),
        (packed({"xl/workbook.xml": "<a"}), "broken"),
        (packed({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}), "hostile"),
        (saved(workbook()), "no_text"),
        (replaced(saved(workbook(["a"])), "xl/worksheets/sheet1.xml", b'r="A1"', b'r="?"'), "broken"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data, code):
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, "bieu.xlsx")
    assert error.value.code == code


def test_more_cells_than_a_report_has_are_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_CELLS", 9)
    with pytest.raises(UnreadableReport) as error:
        read(workbook(*TABLE))
    assert error.value.code == "many_cells"
    with pytest.raises(UnreadableReport) as error:
        read_bytes(b"a;b;c\n" * 4, "x.csv")
    assert error.value.code == "many_cells"


def test_the_district_and_the_period_are_read_from_the_rows_above_a_table():
    book = workbook(
        ["UBND HUYỆN VĂN QUAN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHÒNG NÔNG NGHIỆP", None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BIỂU TỔNG HỢP KẾT QUẢ SẢN XUẤT NÔNG NGHIỆP 6 THÁNG ĐẦU NĂM 2024"],
        ["(Kèm theo Báo cáo số 12/BC-UBND ngày 20/6/2024 của UBND huyện Văn Quan)"],
        *TABLE,
        title="Biểu 1",
    )
    extraction = extract_facts(read(book), None, None)
    assert extraction.identity.district.label == "huyện Văn Quan"
    assert extraction.identity.period.notation == "2024-H1"
    values = {(fact.measure.value, str(fact.value)) for fact in extraction.facts if hasattr(fact, "measure")}
    assert {("plan", "1200"), ("value", "1234.5")} <= values


def test_a_number_is_the_one_of_the_cell_whatever_stands_beside_it():
    book = workbook(HEAD, [1, "Diện tích lúa", "ha", 1050, 30], [2, "Diện tích ngô", "ha", 1.234, 1100])
    for row in book.active.iter_rows(min_col=4, min_row=2):
        for cell in row:
            cell.number_format = "#,##0.###" if cell.value == 1.234 else "#,##0"
    extraction = extract_facts(read(book), "Văn Quan", "2024")
    values = [str(fact.value) for fact in extraction.facts if hasattr(fact, "measure")]
    assert values == ["1050", "30", "1.234", "1100"]


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "name"), [("xls", "MS Excel 97"), ("ods", "calc8")])
def test_spreadsheets_of_other_programs_are_read(suffix, name, monkeypatch):
    book = workbook(["BIỂU 1"], *TABLE, ["Cộng", None, None, None, "=SUM(E3:E3)"], title="Trồng trọt")
    book.active["E3"].number_format = book.active["E4"].number_format = "#,##0.00"
    book.active.merge_cells("A1:E1")
    target = {"xls": Kind.XLS, "ods": Kind.ODS}[suffix]
    monkeypatch.setitem(office._FILTERS, target, name)
    data = office.convert(saved(book), "x.xlsx", Kind.XLSX, target)
    document = read_bytes(data, f"bieu.{suffix}")
    assert document.text == (
        "Trồng trọt\nBIỂU 1\nTT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\t\n"
        "1\tDiện tích lúa\tha\t1200\t1.234,50\t\n"
        "Cộng\t\t\t\t1.234,50\t\n"
    )
    assert document.id == hashlib.sha256(data).hexdigest()[:16]
    assert document.warnings == ()
