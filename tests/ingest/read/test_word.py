from __future__ import annotations

from ingest.document import BlockKind
from ingest.read import read_bytes
from tests.word_files import BOLD, RAISED, docx, mark, note, paragraph, row, run, table


def read(body: str, notes: str = ""):
    return read_bytes(docx(body, notes), "bao-cao.docx")


def test_paragraphs_are_lines_and_footnotes_stand_after_the_paragraph_of_their_mark():
    document = read(
        paragraph(run("I. KINH TẾ", BOLD))
        + paragraph("Đàn bò 900 con", mark(1), ", tăng", mark(2), ".")
        + paragraph("Hết."),
        note(1, paragraph(" Gồm bò lai."), paragraph("Và bò sữa.")) + note(2, paragraph(" Kế hoạch 2%.")),
    )
    assert (
        document.text
        == "I. KINH TẾ\nĐàn bò 900 con¹, tăng².\n¹ Gồm bò lai.\nVà bò sữa.\n² Kế hoạch 2%.\nHết.\n"
    )
    assert [(block.kind, block.flow.text) for block in document.blocks] == [
        (BlockKind.HEADING, "I. KINH TẾ"),
        (BlockKind.PARAGRAPH, "Đàn bò 900 con, tăng."),
        (BlockKind.FOOTNOTE, "Gồm bò lai."),
        (BlockKind.FOOTNOTE, "Và bò sữa."),
        (BlockKind.FOOTNOTE, "Kế hoạch 2%."),
        (BlockKind.PARAGRAPH, "Hết."),
    ]
    assert [(ref.mark, ref.offset, ref.block) for ref in document.blocks[1].notes] == [
        ("1", 14, 2),
        ("2", 20, 4),
    ]
    assert [document.blocks[i].anchor.offset for i in (2, 3, 4)] == [14, 14, 20]
    assert document.blocks[4].section == ("I. KINH TẾ",)
    assert document.media_type.endswith("wordprocessingml.document")


def test_a_footnote_that_is_marked_again_stands_once_and_all_its_marks_lead_to_it():
    body = paragraph("Đàn bò 900 con", mark(1), ".") + paragraph(
        "Đàn dê 700 con", mark(1), ", tăng", mark(1), "."
    )
    document = read(body, note(1, paragraph(" Ước đến cuối năm."), paragraph("Kể cả con non.")))
    texts = [block.flow.text for block in document.blocks]
    assert texts == ["Đàn bò 900 con.", "Ước đến cuối năm.", "Kể cả con non.", "Đàn dê 700 con, tăng."]
    assert [ref.block for block in document.blocks for ref in block.notes] == [1, 1, 1]


def test_words_cut_into_runs_and_decomposed_letters_become_whole():
    document = read(paragraph("Tu", "\u0309", "a Ch", "u\u0300a tr", "ồng chè"))
    assert document.blocks[0].flow.text == "Tủa Chùa trồng chè"


def test_a_table_row_without_cells_is_passed_over():
    document = read(paragraph("Biểu.") + table("<w:tr/>", row("Đàn dê", "40")) + table("<w:tr/>"))
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert [(c.row, c.flow.text) for c in document.blocks[1].table.cells] == [(1, "Đàn dê"), (1, "40")]


def test_tables_keep_merged_cells_headers_and_marks():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Năm 2023") + "</w:tc>"
    tall = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Chỉ tiêu") + "</w:tc>"
    rest = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    document = read(
        table(
            row(tall, wide),
            row(rest, "KH", "TH"),
            row(f"<w:tc>{paragraph('Đàn dê', mark(1))}</w:tc>", "40", "41"),
        ),
        note(1, paragraph(" Dê núi.")),
    )
    block = document.blocks[0]
    cells = {(c.row, c.column): (c.flow.text, c.header, c.row_span, c.column_span) for c in block.table.cells}
    assert cells == {
        (0, 0): ("Chỉ tiêu", True, 2, 1),
        (0, 1): ("Năm 2023", True, 1, 2),
        (1, 1): ("KH", True, 1, 1),
        (1, 2): ("TH", True, 1, 1),
        (2, 0): ("Đàn dê", False, 1, 1),
        (2, 1): ("40", False, 1, 1),
        (2, 2): ("41", False, 1, 1),
    }
    assert document.text.split("\n")[:3] == ["Chỉ tiêu\tNăm 2023\t\t", "\tKH\tTH\t", "Đàn dê¹\t40\t41\t"]
    assert document.blocks[1].anchor.block == 0


def test_a_letterhead_in_a_table_is_read_as_paragraphs():
    document = read(
        table(
            row("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            row("Số: 7/BC-UBND", "Sa Thầy, ngày 2/7/2022"),
        )
    )
    assert [block.kind for block in document.blocks if block.kind is BlockKind.TABLE] == []
    assert [block.flow.text for block in document.blocks][2:] == ["Số: 7/BC-UBND", "Sa Thầy, ngày 2/7/2022"]


def test_footnotes_typed_by_hand_are_attached_too():
    document = read(
        paragraph("Đất rừng 40 m", run("2", RAISED), " mới", run("(1)", RAISED), ".")
        + paragraph(run("(1)", RAISED), " Tại xã Rờ Kơi.")
    )
    assert document.text == "Đất rừng 40 m² mới⁽¹⁾.\n⁽¹⁾ Tại xã Rờ Kơi.\n"
    assert [block.flow.text for block in document.blocks] == ["Đất rừng 40 m² mới.", "Tại xã Rờ Kơi."]
    assert document.blocks[1].anchor.block == 0


def test_offsets_point_into_the_canonical_text():
    document = read(
        paragraph("Đàn bò ", run("900", BOLD), " con", mark(1), " khỏe."), note(1, paragraph("Bò lai."))
    )
    for block in document.blocks:
        for piece in block.flow.runs:
            assert (
                document.text[piece.start : piece.start + piece.length]
                == block.flow.text[piece.flow_start :][: piece.length]
            )


def test_a_word_file_in_an_old_font_becomes_unicode_and_says_so():
    parts = run("Thùc hiÖn "), run("n¨m cña huyÖn", BOLD), run(" vµ x· &amp; th«n")
    document = read_bytes(docx(paragraph(*parts)), "cu.docx")
    assert document.text.strip() == "Thực hiện năm của huyện và xã & thôn"
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)
