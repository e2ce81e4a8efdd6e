"""The numbers that Word gives to paragraphs by itself."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.read import read_bytes
from ingest.read.ordinals import written_number
from tests.word_files import BOLD, W, docx, run, table


def level(depth: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OUTLINE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "decimal", "%2.%3.")
LETTERS = level(0, "lowerLetter", "%1)") + level(1, "bullet", "\uf0b7")
LEGAL = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{OUTLINE}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LETTERS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{LEGAL}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
)
FIRST_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLES = (
    f'<w:style w:type="paragraph" w:styleId="Muc">{FIRST_LIST}</w:style>'
    '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    f'<w:style w:type="numbering" w:styleId="DanhSach">{FIRST_LIST}</w:style>'
)
PARTS = {
    "word/numbering.xml": f"<w:numbering {W}>{LISTS}</w:numbering>",
    "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
}


def item(words: str, number: int, depth: int = 0, look: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr>{run(words, look) if words else ''}</w:p>"


def styled(words: str, style: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(words)}</w:p>'


def lines(body: str) -> list[str]:
    return read_bytes(docx(body, more=PARTS), "x.docx").text.splitlines()


def test_numbers_of_several_levels_are_counted_through_the_text_between():
    body = (
        item("Kinh tế", 1) + item("Trồng trọt", 1, 1) + item("Lúa", 1, 2) + item("Ngô", 1, 2)
        + f"<w:p>{run('Năm nay mưa.')}</w:p>" + item("Chăn nuôi", 1, 1) + item("Bò", 1, 2) + item("Xã hội", 1)
        + item("Y tế", 1, 1)
    )  # fmt: skip
    assert lines(body) == [
        "I. Kinh tế", "1. Trồng trọt", "1.1. Lúa", "1.2. Ngô", "Năm nay mưa.", "2. Chăn nuôi", "2.1. Bò",
        "II. Xã hội", "1. Y tế",
    ]  # fmt: skip


def test_lists_of_one_definition_go_on_unless_they_start_afresh():
    body = item("một", 2) + item("hai", 6) + item("ba", 3) + item("bốn", 3) + item("chấm", 2, 1)
    assert lines(body) == ["a) một", "b) hai", "a) ba", "b) bốn", "- chấm"]


def test_levels_above_arewritten_number_as_plain_numbers_where_they_must():
    assert lines(item("Một", 4) + item("Hai", 4, 1)) == ["I. Một", "1.1. Hai"]


def test_styles_number_their_paragraphs_and_can_be_told_not_to():
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("Một", "Muc") + styled("Hai", "MucCon") + styled("Không", "Muc", none) + item("Ba", 5)
    assert lines(body) == ["I. Một", "II. Hai", "Không", "III. Ba"]


def test_an_empty_paragraph_counts_and_shows_its_number_only_in_a_table():
    assert lines(item("một", 2) + item("", 2) + item("ba", 2)) == ["a) một", "c) ba"]
    cells = (f"<w:tc>{item('', 2)}</w:tc><w:tc><w:p>{run(words)}</w:p></w:tc>" for words in ("Bò", "Dê"))
    assert lines(table(*(f"<w:tr>{row}</w:tr>" for row in cells))) == ["a)\tBò\t", "b)\tDê\t"]


def test_numbered_headings_make_sections():
    body = item("KINH TẾ", 1, 0, BOLD) + f"<w:p>{run('Lúa 5 ha.')}</w:p>"
    document = read_bytes(docx(body, more=PARTS), "x.docx")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.blocks[1].section == ("I. KINH TẾ",)


def test_paragraphs_that_were_deleted_do_not_count():
    gone = "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
    deleted = f"<w:p>{gone}<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    assert lines(item("một", 2) + deleted + item("hai", 2)) == ["a) một", "b) hai"]


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (1, "lowerLetter", "a"),
        (28, "upperLetter", "BB"),
        (3, "decimalZero", "03"),
        (3, "none", ""),
        (3, "ordinal", "3"),
        (0, "lowerLetter", ""),
    ],
)  # fmt: skip
def test_numbers_arewritten_number_in_their_style(number, style, written):
    assert written_number(number, style) == written


def test_a_list_that_no_part_defines_numbers_nothing():
    assert read_bytes(docx(item("một", 9)), "x.docx").text == "một\n"
