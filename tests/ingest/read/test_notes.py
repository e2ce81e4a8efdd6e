"""Footnotes with visible marks. Blocks are shown as text; a mark as ``{1}`` where it was taken out."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind, Document
from ingest.read import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


def main(document: Document) -> list[str]:
    return [_marked(block) for block in document.blocks if block.kind is not BlockKind.FOOTNOTE]


def _marked(block) -> str:
    words = block.flow.text
    for note in reversed(block.notes):
        words = words[: note.offset] + "{" + note.mark + "}" + words[note.offset :]
    return words


def notes(document: Document) -> list[tuple[str | None, str]]:
    """The mark that each footnote block answers to, and its words."""
    found = []
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            refs = document.blocks[block.anchor.block].notes if block.anchor else ()
            mark = next((ref.mark for ref in refs if ref.offset == block.anchor.offset), None)
            found.append((mark, block.flow.text))
    return found


LONG = "Công tác khuyến nông được các xã quan tâm, tổ chức nhiều lớp tập huấn cho bà con"

STYLES = {
    "superscript": ("{}", "{}"),
    "superscript in brackets": ("⁽{}⁾", "⁽{}⁾"),
    "sup tag": ("<sup>{}</sup>", "<sup>{}</sup>"),
    "sup tag with brackets": ("<sup>({})</sup>", "<sup>({})</sup>-"),
    "sup tag, plain body": ("<sup>({})</sup>", "({})-"),
    "markdown": ("[^{}]", "[^{}]:"),
    "square": ("[{}]", "[{}]"),
    "pandoc": ("^{}^", "^{}^"),
    "formula": ("$^{{({})}}$", "$^{{({})}}$"),
    "plain brackets": ("({})", "({})-"),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_footnote_between_two_halves_of_a_sentence_is_attached_and_the_sentence_rejoined(style):
    digits = str.maketrans("12", "¹²") if style.startswith("superscript") else {}
    mark, body = STYLES[style]
    one, two = (mark.format(n.translate(digits)) for n in "12")
    body1, body2 = (body.format(n.translate(digits)) for n in "12")
    document = read(
        f"{LONG}{one}, nhất là{two} các\n\n{body1} Mở 12 lớp.\n\n{body2} Tính cả lớp nghề.\n\nbản vùng cao.\n"
    )
    dash = "- " if body.endswith("-") else ""
    assert main(document) == [LONG + "{1}, nhất là{2} các bản vùng cao."]
    assert notes(document) == [("1", f"{dash}Mở 12 lớp."), ("2", f"{dash}Tính cả lớp nghề.")]
    block = document.blocks[0]
    assert [run.after_gap for run in block.flow.runs][-1]
    assert all(
        "lớp nghề" not in document.quote(piece) for piece in block.flow.pieces(0, len(block.flow.text))
    )


def test_square_and_cubic_metres_are_units():
    document = read("Đào 40m³ đất, xây 12 m² nhà² trên 5km².\n\n² Nhà tạm 30 m².\n")
    assert main(document) == ["Đào 40m³ đất, xây 12 m² nhà{2} trên 5km²."]
    assert notes(document) == [("2", "Nhà tạm 30 m².")]


def test_a_mark_right_after_a_unit_s_exponent_is_a_mark():
    document = read("Thu hồi 500 m²¹ đất.\n\n¹ Tại 2 xã.\n")
    assert main(document) == ["Thu hồi 500 m²{1} đất."]


def test_a_mark_after_a_number_leaves_the_number_as_it_was():
    document = read("Công nhận thêm 03¹ trường; đạt 97,5%².\n\n¹ Có 2 trường mầm non.\n\n² Kế hoạch 96%.\n")
    assert main(document) == ["Công nhận thêm 03{1} trường; đạt 97,5%{2}."]


def test_a_mark_without_its_footnote_is_taken_out_all_the_same():
    document = read("Đàn dê⁷ tăng nhanh.\n")
    assert document.warnings == ("1 footnote mark(s) without a footnote.",)
    assert main(document) == ["Đàn dê{7} tăng nhanh."]
    assert document.blocks[0].notes[0].block is None


def test_a_footnote_without_its_mark_has_no_anchor():
    document = read("Đàn dê tăng nhanh.\n\n³ Gồm dê lai.\n")
    assert notes(document) == [(None, "Gồm dê lai.")]
    assert document.warnings == ("1 footnote(s) without a mark.",)


def test_marks_that_count_anew_answer_to_the_nearest_footnote():
    document = read("Lúa¹ tốt.\n\n¹ Lúa lai.\n\nNgô¹ tốt.\n\n¹ Ngô nếp.\n")
    first, second = (block for block in document.blocks if block.kind is BlockKind.FOOTNOTE)
    assert (first.flow.text, first.anchor.block) == ("Lúa lai.", 0)
    assert (second.flow.text, second.anchor.block) == ("Ngô nếp.", 2)


def test_paragraphs_of_a_footnote_stay_with_it_while_the_sentence_is_broken():
    document = read(f"{LONG} và¹ các\n\n¹ Cấp huyện: 4 lớp.\n\nCấp xã: 20 lớp.\n\nhộ mới tách.\n\n2. Y tế\n")
    assert main(document) == [LONG + " và{1} các hộ mới tách.", "2. Y tế"]
    assert notes(document) == [("1", "Cấp huyện: 4 lớp."), ("1", "Cấp xã: 20 lớp.")]


def test_list_items_between_two_footnotes_of_a_page_belong_to_the_first():
    document = read(
        "Trồng rừng¹ và trồng cây ăn quả² đều đạt.\n\n"
        "¹ Gồm keo 20 ha.\n\n- Quế 4 ha.\n\n² Gồm cam, mận.\n\nHết.\n"
    )
    assert main(document) == ["Trồng rừng{1} và trồng cây ăn quả{2} đều đạt.", "Hết."]
    assert notes(document) == [("1", "Gồm keo 20 ha."), ("1", "- Quế 4 ha."), ("2", "Gồm cam, mận.")]


def test_main_text_between_footnotes_of_two_pages_stays_main_text():
    document = read("Lúa¹ tốt.\n\n¹ Lúa lai.\n\n2. Y tế\n\nTrạm y tế² mới.\n\n² Hai trạm.\n")
    assert main(document) == ["Lúa{1} tốt.", "2. Y tế", "Trạm y tế{2} mới."]


def test_a_list_that_a_footnote_announces_ends_where_the_main_list_begins():
    document = read(
        "- Vốn năm trước chuyển sang¹ là 20 tỷ đồng. Trong đó:\n\n"
        "¹ Huyện đề nghị giảm 3 tỷ đồng. Trong đó:\n\n"
        "+ Chương trình cho vùng núi đá: giảm 2 tỷ đồng.\n\n"
        "+ Chương trình khác của tỉnh: giảm 1 tỷ đồng.\n\n"
        "+ Chương trình cho vùng núi đá: 15 tỷ đồng.\n\n"
        "+ Chương trình khác của tỉnh: 5 tỷ đồng.\n"
    )
    assert [words for mark, words in notes(document)][1:] == [
        "+ Chương trình cho vùng núi đá: giảm 2 tỷ đồng.",
        "+ Chương trình khác của tỉnh: giảm 1 tỷ đồng.",
    ]
    assert len(main(document)) == 3


def test_a_footnote_that_goes_on_at_the_foot_of_the_next_page_is_rejoined():
    document = read(
        f"{LONG}¹ tại các\n\n¹ Mở lớp cho nông dân với trên\n\nxã. {LONG} để\n\n"
        "90 học viên ở hai xã.\n\n² Xe của huyện.\n\nđi học² bằng ô tô.\n"
    )
    assert notes(document) == [
        ("1", "Mở lớp cho nông dân với trên 90 học viên ở hai xã."),
        ("2", "Xe của huyện."),
    ]
    assert main(document)[0].endswith("để đi học{2} bằng ô tô.")


def test_a_heading_before_footnotes_is_not_joined_to_the_text_after_them():
    document = read(
        "Lúa¹ tốt.\n\n### **1.2. Công tác chăn nuôi gia súc và gia cầm trên địa bàn các xã**\n\n"
        "¹ Lúa lai.\n\nĐàn bò tăng.\n"
    )
    assert main(document)[1:] == [
        "1.2. Công tác chăn nuôi gia súc và gia cầm trên địa bàn các xã",
        "Đàn bò tăng.",
    ]


def test_docx_text_has_its_footnotes_in_brackets_after_the_paragraph():
    document = read(
        "- Tiêm phòng 900 liều[footnoteRef:1], đàn gà 4.000 con[footnoteRef:2] (tăng 2%). "
        "[1: 500 liều dại;]  [2:  Gà [lai]; ] \n\n"
        "- Dê: 70 con.[footnoteRef:3] [3: Gồm: dê núi;\n- Dê sữa.\n]\nHết.\n"
    )
    assert main(document) == [
        "- Tiêm phòng 900 liều{1}, đàn gà 4.000 con{2} (tăng 2%).",
        "- Dê: 70 con.{3}",
        "Hết.",
    ]
    assert notes(document) == [
        ("1", "500 liều dại;"),
        ("2", "Gà [lai];"),
        ("3", "Gồm: dê núi;"),
        ("3", "- Dê sữa."),
    ]


def test_a_bracketed_footnote_that_never_closes_ends_with_its_line():
    document = read("Bò[footnoteRef:1] khỏe. [1: Bò lai\n\nDê khỏe.\n")
    assert main(document) == ["Bò{1} khỏe.", "Dê khỏe."]
    assert notes(document) == [("1", "Bò lai")]


def test_a_footnote_wrapped_like_the_text_goes_on_to_the_next_blank_line():
    document = read(
        "Trong năm huyện đã trồng được 40 ha chè[^1] và chăm sóc tốt diện tích hiện có ở\n"
        "các xã vùng cao, đồng thời mở rộng mô hình trồng sâm dưới tán rừng theo kế hoạch\ncủa tỉnh giao.\n\n"
        "Đàn gia súc phát triển ổn định, không có dịch bệnh lớn xảy ra trên địa bàn huyện\n"
        "trong cả mùa đông vừa qua.\n\n"
        "[^1]: Trong đó trồng mới 12 ha tại xã Nậm Mười, còn lại trồng dặm ở các xã khác vì\n"
        "    nắng hạn kéo dài từ tháng ba đến tháng năm.\n\nHết phần một.\n"
    )
    assert notes(document)[0][1].endswith("xã khác vì nắng hạn kéo dài từ tháng ba đến tháng năm.")
    assert len(main(document)) == 3


def test_figures_of_a_table_whose_cells_are_lines_are_no_page_numbers():
    document = read("STT\nChỉ tiêu\nKế hoạch\n1\nĐàn bò\n40\n2\nĐàn dê\n85\n")
    assert main(document) == ["STT", "Chỉ tiêu", "Kế hoạch", "1", "Đàn bò", "40", "2", "Đàn dê", "85"]


def test_page_numbers_and_rules_are_read_over():
    document = read(f"{LONG} các\n\n12\n\nbản xa.\n\n-----\n\nHết.\n")
    assert main(document) == [LONG + " các bản xa.", "Hết."]
    assert document.blocks[0].flow.runs[1].after_gap
