"""Web pages: what a browser shows of them, whoever made them, and how they are refused."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind
from ingest.read import read_bytes
from ontology.errors import UnreadableReport

LONG = "Năm nay huyện đã trồng được 12 ha chè và thực hiện các mô hình của tỉnh."


def read(body: str, head: str = ""):
    return read_bytes(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "x.html"
    )


def text_of(body: str) -> str:
    return read(body).text


def test_white_space_is_collapsed_and_blocks_are_paragraphs():
    page = "<div>Lúa\n   <i>xuân</i> \n <b> 5</b> ha<section>Ngô</section>sau<br>dòng <p>Hết"
    assert text_of(page) == "Lúa xuân 5 ha\nNgô\nsau\ndòng\nHết\n"


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x<y</script>", "<style>p{}</style>", "<nav><p>x</p></nav>", "<template>x</template>",
        "<noscript>x</noscript>", "<button>x</button>", "<select><option>x</option></select>",
        "<textarea>x</textarea>", "<input value=x>", "<p hidden>x</p>", "<p style='display : NONE'>x</p>",
        "<span style='mso-hide:all'>x</span>", "<!-- x -->", "<!--[if gte vml 1]>x<![endif]-->",
        "<svg><text>x</text></svg>", "<div style='mso-element:comment-list'>x</div>", "<?x x?>",
    ],
)  # fmt: skip
def test_what_a_browser_does_not_show_is_left_out(unseen):
    document = read(f"<p>Lúa {unseen}</p><p>5 ha</p>", "<title>x</title>")
    assert (document.text, document.warnings) == ("Lúa\n5 ha\n", ())


def test_crossed_out_words_are_left_out_and_said():
    document = read(
        "<p>Đàn bò <del>90</del><s>80</s><span style='text-decoration: line-through'>7</span>60 con"
    )
    assert document.text == "Đàn bò 60 con\n"
    assert document.warnings == ("Crossed-out words were left out.",)


def test_headings_bold_and_lists_are_told():
    page = (
        "<h2>I. KINH TẾ</h2><p><span style='font-weight: 700'>Trồng trọt</span></p><ul><li>lúa</li>"
        "<li><p>ngô</p></li></ul><ol type=I><li>A</ol>"
        "<ol start=3><li>một<ul><li>hai</ul></li><li value=7>ba</ol><p>Hết"
    )
    document = read(page)
    assert document.text == "I. KINH TẾ\nTrồng trọt\n- lúa\n- ngô\nI. A\n3. một\n- hai\n7. ba\nHết\n"
    kinds = [block.kind for block in document.blocks]
    assert kinds[:4] == [BlockKind.HEADING, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_words_that_are_bold_by_tag_but_not_by_style_make_no_heading():
    page = "<b style='font-weight:normal'><p>Trồng trọt của huyện</p></b>"
    assert [block.kind for block in read(page).blocks] == [BlockKind.PARAGRAPH]


def test_raised_figures_are_squares_or_footnotes_typed_by_hand():
    page = (
        "<p>Đất 40 m<sup>2</sup> mới<span style='vertical-align:super'>(1)</span>.<p><sup>(1)</sup> Tại xã."
    )
    document = read(page)
    assert [block.flow.text for block in document.blocks] == ["Đất 40 m² mới.", "Tại xã."]
    assert document.blocks[1].anchor.block == 0


def test_typed_text_keeps_its_lines():
    assert text_of("<pre>Lúa  5\nNgô 6</pre> và\n<p>Hết") == "Lúa  5\nNgô 6\nvà\nHết\n"


WORD = (
    '<p class=MsoNormal>Lúa 5 ha<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span>'
    "<![if !supportFootnotes]><span>[1]</span><![endif]></span></a>, hết.</p><p>Sau.</p>"
    "<div style='mso-element:footnote-list'><![if !supportFootnotes]><hr><![endif]>"
    '<div style=\'mso-element:footnote\' id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>'
    " Tại xã.</p><p>Cả bản.</p></div></div>"
)
LIBREOFFICE = (
    '<p>Lúa 5 ha<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>, '
    'hết.</p><p>Sau.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a> Tại xã.</p><p>Cả bản.</p></div>'
)
SITE = (
    '<p>Lúa 5 ha<sup id="r1"><a href="#n1">1</a></sup>, hết.</p><p>Sau.</p>'
    '<ol><li id="n1"><p>Tại xã. <a href="#r1">↩</a></p><p>Cả bản.</p></li></ol>'
)


@pytest.mark.parametrize("page", [WORD, LIBREOFFICE, SITE])
def test_footnotes_are_tied_whatever_made_the_page(page):
    document = read(page)
    assert document.text == "Lúa 5 ha¹, hết.\n¹ Tại xã.\nCả bản.\nSau.\n"
    assert [block.kind for block in document.blocks].count(BlockKind.FOOTNOTE) == 2
    assert document.blocks[1].anchor.block == 0
    assert document.warnings == ()


def test_footnotes_that_share_a_block_are_a_paragraph_each():
    marks = "".join(f'<a href="#n{i}" name="r{i}">[{i}]</a> ' for i in (1, 2))
    bodies = "".join(f'<p><a href="#r{i}" name="n{i}">[{i}]</a> Xã {i}.</p>' for i in (1, 2))
    assert text_of(f'<p>Lúa {marks}</p><div id="notes">{bodies}</div>') == "Lúa ¹ ²\n¹ Xã 1.\n² Xã 2.\n"


def test_other_links_are_words():
    words = "Kinh tế của huyện"
    contents = f'<p><a href="#i" name="c">{words}</a></p><h2><a name="i" href="#c">{words}</a></h2>'
    assert text_of(contents) == "Kinh tế của huyện\nKinh tế của huyện\n"
    assert text_of('<p>Xem <a href="#x">1</a> và <a href="http://x.vn/#y">2</a>') == "Xem 1 và 2\n"


@pytest.mark.parametrize(
    "rows",
    [
        "<td>Chỉ tiêu<td>Kế hoạch<tr><td>Lúa<td>12",
        "<tr><td>Chỉ tiêu</td><td>Kế hoạch</td></tr><td>Lúa</td><td>12</td></tr>",
        "<thead><td>Chỉ tiêu<td>Kế hoạch</thead><tbody><td>Lúa<td>12",
    ],
)
def test_cells_outside_rows_make_a_row_as_in_a_browser(rows):
    document = read_bytes(f"<html><body><table>{rows}</table>".encode(), "x.html")
    cells = [(cell.row, cell.column, cell.flow.text) for cell in document.blocks[0].table.cells]
    assert cells == [(0, 0, "Chỉ tiêu"), (0, 1, "Kế hoạch"), (1, 0, "Lúa"), (1, 1, "12")]


def test_tables_keep_merged_cells():
    page = (
        "<table><caption>Biểu 1</caption><thead><tr><th rowspan=2>Chỉ tiêu<th colspan=2>Năm</tr><tr>"
        "<th>KH<th>TH</thead><tr><td>Đàn<br>dê<td>40<td>41</table>"
    )
    document = read(page)
    assert document.text == "Biểu 1\nChỉ tiêu\tNăm\t\t\n\tKH\tTH\t\nĐàn dê\t40\t41\t\n"
    table = document.blocks[1].table
    assert {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells if c.header} == {
        (0, 0): (2, 1), (0, 1): (1, 2), (1, 1): (1, 1), (1, 2): (1, 1),
    }  # fmt: skip


DATA = "<table><tr><td>Bò<td>9<tr><td>Dê<td>4</table>"


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td><p>Đầu</p>{DATA}</td></tr></table>",
        f"<table><tr><td>Đầu<tr><td>{DATA}</table>",
        f"<table><tr><td></td><td><p>Đầu</p>{DATA}</td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page_are_none_and_those_inside_are(page):
    document = read(page)
    assert document.text == "Đầu\nBò\t9\t\nDê\t4\t\n"
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_row_of_cells_with_several_paragraphs_lays_out_the_page():
    page = "<table><tr><td>menu</td><td><p>Một<p>Hai<p>Ba</td></tr></table>"
    assert text_of(page) == "menu\nMột\nHai\nBa\n"


@pytest.mark.parametrize("declared", ["", "<meta charset=windows-1252>", "<meta charset='utf-8'>"])
def test_unicode_is_seen_by_itself_whatever_the_page_says(declared):
    data = f"<html><head>{declared}</head><p>{LONG}".encode()
    assert read_bytes(data, "x.html").text == LONG + "\n"
    assert read_bytes(data.decode().encode("utf-16"), "x.html").text == LONG + "\n"


def test_the_encoding_that_a_page_names_is_taken_where_it_is_not_unicode():
    page = '<html><meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>Caf\xe9'
    assert read_bytes(page.encode("latin-1"), "x.html").text == "Café\n"
    with pytest.raises(UnreadableReport, match="encoding"):
        read_bytes(page.replace("iso-8859-1", "no-such").encode("latin-1"), "x.html")


def test_windows_1258_is_composed():
    letters = "".join(
        unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        + "".join(c for c in parts if c in TONES)
        for parts in (unicodedata.normalize("NFD", letter) for letter in LONG)
    )
    page = f"<html><meta charset=windows-1258><p>{letters}".encode("cp1258")
    assert read_bytes(page, "x.html").text == LONG + "\n"


TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize("written", ["µ", "&micro;", "&#181;", "&#xB5;"])
def test_old_fonts_become_unicode_also_in_entities(written):
    document = read(f"<p>Thùc hiÖn n¨m cña huyÖn v{written} x· &amp; &lt;b&gt;")
    assert document.text == "Thực hiện năm của huyện và xã & <b>\n"
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)


def test_a_page_saved_as_one_file_is_read():
    mail = (
        "From: <Saved by Word>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<html><p>L=C3=BAa 5 ha=\n t=E1=BB=91t</html>\n--x\nContent-Type: image/png\n\nxx\n--x--\n"
    )
    document = read_bytes(mail.encode(), "bao-cao.doc")
    assert (document.text, document.media_type) == ("Lúa 5 ha tốt\n", "multipart/related")
    assert "is a .mht file" in document.warnings[0]
    with pytest.raises(UnreadableReport, match="without a text in HTML"):
        read_bytes(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nLua", "x.eml")


def test_empty_elements_of_xhtml_do_not_swallow_the_page():
    page = (
        '<?xml version="1.0"?><html><head><title/><script src="x"/></head><body><p>Lúa 5 ha</p></body></html>'
    )
    assert read_bytes(page.encode(), "x.xhtml").text == "Lúa 5 ha\n"


def test_a_page_without_words_is_refused():
    with pytest.raises(UnreadableReport) as error:
        read("<nav>x</nav><img src=x>")
    assert error.value.code == "no_text"


@pytest.mark.parametrize("piece", ["<div>", "<table><tr><td>", "<ul><li>", "<div></b>", "<font>x"])
def test_markup_nested_beyond_measure_is_refused_at_once(piece):
    started = time.monotonic()
    with pytest.raises(UnreadableReport) as error:
        read(piece * 100_000)
    assert error.value.code == "broken"
    assert time.monotonic() - started < 10


UNCLOSED = ['<a x="', "<b><i></b>", "<"]  # one of each kind; the others are slow tests
MORE_UNCLOSED = ("<!--", "<a ", "<p>x", "<a href=#x name=x>1</a>")


@pytest.mark.parametrize(
    "piece", [*UNCLOSED, *(pytest.param(piece, marks=pytest.mark.slow) for piece in MORE_UNCLOSED)]
)
def test_unclosed_markup_takes_time_in_proportion(piece):
    def seconds(count: int) -> float:
        started = time.process_time()
        read("x" + piece * count)
        return time.process_time() - started

    seconds(100)
    assert seconds(24_000) < 12 * seconds(6_000) + 0.5


def test_letters_of_several_bytes_are_whole_wherever_the_page_is_cut():
    for shift in range(3):
        words = "x" * shift + "ệ" * 50_000
        assert text_of(f"<p>{words}") == words + "\n"


PIECES = (
    "<p>", "</p>", "<table>", "</table>", "<tr>", "<td colspan=3>", "</td>", "<ul>", "<li>", "</ul>",
    "Lúa 5 ",
    "<b>", "</b>", "<sup>1</sup>", "<a href=#a name=b>1</a>", "<a href=#b name=a>1</a>", "<div id=a>", "<h1>",
    "</div>", "<script>", "</script>", "<del>", "</del>", "&nbsp;", "&#0;", "<!--", "-->", "<br>", "\n",
    "<pre>",
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
def test_any_markup_gives_a_document_or_is_refused(body):
    try:
        document = read(body)
    except UnreadableReport:
        return
    for block in document.blocks:
        for run in block.flow.runs:
            source = document.text[run.start : run.start + run.length]
            assert block.flow.text[run.flow_start : run.flow_start + run.length] == source
