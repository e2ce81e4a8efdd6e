"""docx files as their pages show them: tracked changes, text boxes, hidden words, fields."""

from __future__ import annotations

import pytest

from ingest.read import read_bytes
from tests.word_files import W, docx, paragraph, row, run, table

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
GONE_MARK = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def text_of(body: str, **more: str) -> str:
    return read_bytes(docx(body, more=more), "bao-cao.docx").text


def box(*blocks: str) -> str:
    return f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"


def old_box(*blocks: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{box(*blocks)}</v:textbox></v:shape></w:pict>"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def deleted(words: str) -> str:
    return f"<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def test_tracked_changes_are_taken_as_accepted_and_said():
    document = read_bytes(
        docx(
            paragraph("Đàn bò ", deleted("90"), f"<w:ins>{run('120')}</w:ins>", " con.")
            + paragraph(f"<w:moveFrom>{run('Đi nơi khác.')}</w:moveFrom>")
            + paragraph(f"<w:moveTo>{run('Đến đây.')}</w:moveTo>")
        ),
        "x.docx",
    )
    assert document.text == "Đàn bò 120 con.\nĐến đây.\n"
    assert document.warnings == ("It holds tracked changes; it was read as if all of them were accepted.",)


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>"])
def test_a_paragraph_without_a_mark_of_its_own_goes_on_in_the_next(mark):
    open_end = f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run('Diện tích ')}</w:p>"
    assert text_of(open_end + open_end + paragraph("lúa 5 ha.")) == "Diện tích Diện tích lúa 5 ha.\n"


def test_a_text_box_does_not_come_between_a_paragraph_and_the_one_it_goes_on_in():
    shape = f"<w:r>{old_box(paragraph('Dự thảo'))}</w:r>"
    assert (
        text_of(f"<w:p>{GONE_MARK}{run('Lúa ')}{shape}</w:p>" + paragraph("5 ha.")) == "Dự thảo\nLúa 5 ha.\n"
    )


def test_words_before_a_deleted_mark_are_kept_where_no_paragraph_follows():
    last = f"<w:p>{GONE_MARK}{run('Cuối ô')}</w:p>"
    body = table(f"<w:tr><w:tc>{last}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr>", row("Bò", "9"))
    assert text_of(body + f"<w:p>{GONE_MARK}{run('Hết.')}</w:p>") == "Cuối ô\t12\t\nBò\t9\t\nHết.\n"


def test_deleted_table_rows_are_gone():
    gone = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('Trâu')}</w:tc><w:tc>{paragraph('7')}</w:tc></w:tr>"
    )
    assert text_of(table(row("Bò", "9"), gone, row("Dê", "4"))) == "Bò\t9\t\nDê\t4\t\n"


def test_an_inserted_table_row_stays_and_is_said():
    added = (
        f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph('Dê')}</w:tc><w:tc>{paragraph('4')}</w:tc></w:tr>"
    )
    document = read_bytes(docx(table(row("Bò", "9"), added)), "x.docx")
    assert document.text == "Bò\t9\t\nDê\t4\t\n"
    assert document.warnings == ("It holds tracked changes; it was read as if all of them were accepted.",)


def test_a_deleted_cell_is_gone_and_said():
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('999')}</w:tc>"
    changed = f"<w:tr><w:tc>{paragraph('Dê')}</w:tc>{gone}<w:tc>{paragraph('4')}</w:tc></w:tr>"
    document = read_bytes(docx(table(row("Bò", "9"), changed)), "x.docx")
    assert document.text == "Bò\t9\t\nDê\t4\t\n"
    assert document.warnings == ("It holds tracked changes; it was read as if all of them were accepted.",)


@pytest.mark.parametrize(
    ("told", "columns"), [("1", 1), ("2", 2), ("0", 0), ("x", 0), ("101", 0), ("9" * 5000, 0)]
)
def test_a_row_that_begins_further_right_keeps_its_columns(told, columns):
    late = f'<w:tr><w:trPr><w:gridBefore w:val="{told}"/></w:trPr><w:tc>{paragraph("12,5")}</w:tc></w:tr>'
    document = read_bytes(docx(table(row("Lúa", "ha", "561"), late)), "x.docx")
    assert document.blocks[0].table.cells[-1].column == columns


@pytest.mark.parametrize(
    "left_out",
    [
        "<w:r><w:drawing><pic:pic/></w:drawing></w:r>",
        "<w:r><w:drawing><c:chart/></w:drawing></w:r>",
        "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>",
        "<w:altChunk/>",
    ],
)
def test_pictures_and_what_is_embedded_are_said_to_be_left_out(left_out):
    body = left_out.replace("<pic:pic/>", f'<pic:pic xmlns:pic="{DRAWING}/picture"/>').replace(
        "<c:chart/>", f'<c:chart xmlns:c="{DRAWING}/chart"/>'
    )
    document = read_bytes(docx(paragraph("Đàn bò 9 con.") + f"<w:p>{body}</w:p>"), "x.docx")
    assert document.warnings == (
        "Pictures, charts or embedded files were left out; what is written in them was not read.",
    )


def test_a_text_box_is_read_once_after_its_paragraph_whichever_branch_holds_it():
    draft = paragraph("Dự thảo")
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box(draft)}</wps:txbx></w:drawing></mc:Choice>'
    both = f"{new}<mc:Fallback>{old_box(draft)}</mc:Fallback>"
    shapes = [f"<mc:AlternateContent>{inner}</mc:AlternateContent>" for inner in (both, new)]
    for shape in (*shapes, old_box(draft)):
        body = paragraph("Báo cáo ", f"<w:r>{shape}</w:r>", "năm.") + paragraph("Hết.")
        assert text_of(body) == "Báo cáo năm.\nDự thảo\nHết.\n"


def test_a_text_box_may_hold_tables_and_other_boxes():
    inner = paragraph("ngoài", f"<w:r>{old_box(paragraph('trong'))}</w:r>")
    outer = old_box(inner, table(row("Bò", "9"), row("Dê", "4")))
    assert text_of(paragraph("Đầu.", f"<w:r>{outer}</w:r>")) == "Đầu.\nngoài\ntrong\nBò\t9\t\nDê\t4\t\n"


def test_hidden_and_crossed_out_words_are_left_out_and_said():
    body = paragraph(
        "Đàn dê ", run("90 ", "<w:vanish/>"), run("80 ", "<w:strike/>"), run("70 ", "<w:dstrike/>"),
        run("60 ", '<w:vanish w:val="0"/>'), "con", run(".", '<w:strike w:val="false"/>'),
    )  # fmt: skip
    document = read_bytes(docx(body), "x.docx")
    assert document.text == "Đàn dê 60 con.\n"
    assert document.warnings == ("Crossed-out words were left out.", "Hidden words were left out.")


def test_words_are_hidden_by_their_style_too():
    style = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden, shown = '<w:rStyle w:val="An"/>', '<w:rStyle w:val="An"/><w:vanish w:val="0"/>'
    body = paragraph("Có ", run("ẩn ", hidden), run("hiện", shown))
    assert text_of(body, **{"word/styles.xml": f"<w:styles {W}>{style}</w:styles>"}) == "Có hiện\n"


def test_content_controls_give_their_words_but_no_prompts():
    filled = control(paragraph("Lúa ", control(run("5 ha"))))
    prompt = control(paragraph("Bấm để nhập"), "<w:showingPlcHdr/>")
    rows = table(control(row("Bò", "9")), row("Dê", "4"))
    assert text_of(filled + prompt + rows) == "Lúa 5 ha\nBò\t9\t\nDê\t4\t\n"


def test_fields_give_their_results_without_their_instructions():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = char("begin") + "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>" + char("separate")
    simple = f'<w:fldSimple w:instr="PAGE">{run("12")}</w:fldSimple>'
    assert (
        text_of(paragraph("Cộng ", field, run("40"), char("end"), "; trang ", simple, "."))
        == "Cộng 40; trang 12.\n"
    )


def test_hyphens_breaks_and_tabs_are_the_characters_that_they_show():
    body = paragraph(
        run("Nghị quyết 03"), "<w:r><w:noBreakHyphen/><w:t>NQ/HU</w:t></w:r>", run(" chăn"),
        "<w:r><w:softHyphen/><w:t>nuôi</w:t><w:cr/><w:t>A</w:t><w:ptab/><w:t>B</w:t></w:r>",
    )  # fmt: skip
    assert text_of(body) == "Nghị quyết 03-NQ/HU chănnuôi\nA B\n"


def test_formulas_are_read_in_one_line():
    square = "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    part = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    body = paragraph(
        "Rộng 40 ",
        f"<m:oMath>{square}</m:oMath>",
        ", ",
        f"<m:oMathPara><m:oMath>{part}</m:oMath></m:oMathPara>",
    )
    assert text_of(body) == "Rộng 40 m², 3/4\n"


def test_comments_are_no_part_of_the_report():
    comment = (
        '<w:commentRangeStart w:id="0"/>'
        + run("Lúa")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    comments = f'<w:comments {W}><w:comment w:id="0">{paragraph("Xem lại")}</w:comment></w:comments>'
    assert text_of(paragraph(comment, " 5 ha"), **{"word/comments.xml": comments}) == "Lúa 5 ha\n"


def test_endnotes_are_footnotes():
    notes = f'<w:endnotes {W}><w:endnote w:id="2">{paragraph(" Tại xã Rờ Kơi.")}</w:endnote></w:endnotes>'
    body = paragraph("Lúa", '<w:r><w:endnoteReference w:id="2"/></w:r>', " 5 ha.") + paragraph("Hết.")
    document = read_bytes(docx(body, more={"word/endnotes.xml": notes}), "x.docx")
    assert document.text == "Lúa¹ 5 ha.\n¹ Tại xã Rờ Kơi.\nHết.\n"
    assert document.blocks[1].anchor.block == 0


def test_the_strict_dialect_of_the_format_is_read_too():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = paragraph("Đàn bò ", deleted("90 "), run("ẩn ", '<w:vanish w:val="1"/>'), "120 con.")
    document = f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>'
    assert text_of("", **{"word/document.xml": document}) == "Đàn bò 120 con.\n"
