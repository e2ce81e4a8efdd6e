"""What the scripts render of a source is the source's text, in every form that needs no other program."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from ingest.document import BlockKind
from ingest.read import read_bytes
from scripts.build_samples import build_docx
from scripts.render_formats import TEXTS
from scripts.rendering.district import district_look
from scripts.rendering.retold import source_of
from scripts.rendering.sheets import as_csv, as_named_source, as_source, tables_of, workbook

SOURCE = """\
# ỦY BAN NHÂN DÂN HUYỆN VĂN QUAN
*Văn Quan, ngày 5 tháng 7 năm 2024*
# 1. Nông nghiệp
Vụ đông xuân gieo trồng được 4.659,9 ha của các xã^[Lúa 1.448,29 ha, ngô 1.436,98 ha.]; đạt kế hoạch huyện.
| TT | Cây trồng | Diện tích (ha) | Tỷ lệ (%) |
| 1 | Lúa | 1.448,29 | 96 |
|  | Ngô, sắn và khoai | 1.436,980 | 109,7 |
Được sự quan tâm của tỉnh, các xã đều thực hiện tốt và có 07 xã đạt chuẩn trong năm."""
WORDS = [line.lstrip("# ").strip("*") for line in SOURCE.splitlines() if not line.startswith(("|", "Vụ"))]


@pytest.mark.parametrize("end", TEXTS)
def test_every_text_holds_the_words_the_table_and_the_footnote(end):
    document = read_bytes(TEXTS[end](SOURCE), f"bao-cao{end}")
    texts = [block.flow.text for block in document.blocks]
    assert [words.casefold() for words in WORDS if words.casefold() not in map(str.casefold, texts)] == []
    (table,) = (block.table for block in document.blocks if block.table)
    assert [cell.flow.text for cell in table.cells if cell.row == 1] == ["1", "Lúa", "1.448,29", "96"]
    (note,) = (block for block in document.blocks if block.kind is BlockKind.FOOTNOTE)
    assert note.flow.text.endswith("Lúa 1.448,29 ha, ngô 1.436,98 ha.")
    assert note.anchor is not None
    assert texts[note.anchor.block][: note.anchor.offset].endswith("của các xã")


@pytest.mark.parametrize("look", [None, district_look()], ids=["plain", "district"])
def test_a_docx_that_is_read_and_told_again_is_its_source(look):
    document = read_bytes(build_docx(SOURCE, look) if look else build_docx(SOURCE), "bao-cao.docx")
    again = source_of(document)
    told, source = ([line for line in text.splitlines() if line] for text in (again, SOURCE))
    assert [line.lstrip("# ").strip("*") for line in told] == [
        line.lstrip("# ").strip("*") for line in source
    ]


def test_tables_alone_keep_what_their_cells_show():
    tables = tables_of(SOURCE)
    docx = read_bytes(build_docx(as_named_source(tables)), "bieu.docx").text
    assert read_bytes(workbook(tables), "bieu.xlsx").text == docx
    alone = read_bytes(build_docx(as_source(tables[0])), "bieu.docx").text
    assert read_bytes(as_csv(tables[0]), "bieu.csv").text == alone


def test_numbers_of_a_workbook_are_numbers():
    sheet = load_workbook(io.BytesIO(workbook(tables_of(SOURCE)))).active
    assert [cell.value for cell in sheet[2]] == [1, "Lúa", 1448.29, 96]
    assert sheet["C3"].number_format == "#,##0.000"
