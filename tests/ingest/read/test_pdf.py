"""PDF files from bytes to documents: letters, places, turned pages, bounds, and what cannot be read."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from ingest.document import BlockKind, Span
from ingest.extract import extract_facts
from ingest.read import pdf as reader
from ingest.read import read_bytes
from ingest.read.ocr import Seen
from ontology.errors import UnreadableReport
from tests.pdf_files import PdfPage, many_pages, pdf
from tests.printed import INDENT, LEFT, centred, line, sheet, wrapped

TEXT = (
    "Năm 2023 toàn huyện trồng được 1.475 ha lúa, đạt 102,7% kế hoạch; đàn trâu có 7.675 con, đàn bò có "
    "2.305 con; đã giải ngân 258.004 triệu đồng vốn đầu tư công và công nhận thêm 03 trường."
)


def page(*lines, **more) -> PdfPage:
    """A page on which every word of the lines is drawn where it stands."""
    words = [word for one in lines for word in one]
    return PdfPage([(word.text, word.left, word.base, word.size) for word in words], **more)


def read(*pages: PdfPage):
    return read_bytes(pdf(*pages), "bao-cao.pdf")


def refused(data: bytes) -> UnreadableReport:
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, "bao-cao.pdf")
    return error.value


def test_words_lines_and_letters_of_vietnamese_are_read():
    document = read(page(*wrapped(TEXT, INDENT)))
    assert document.text == f"{TEXT}\n"
    assert document.media_type == "application/pdf"
    assert document.warnings == ()
    assert [(one.number, one.width, one.height, one.ocr) for one in document.pages] == [(1, 595, 842, False)]


def test_the_order_in_which_the_file_draws_its_words_is_nothing():
    lines = wrapped(TEXT, INDENT)
    assert read(page(*reversed(lines))).text == f"{TEXT}\n"


def test_letters_drawn_apart_are_one_word_and_their_tones_are_joined():
    apart = PdfPage(
        [("Tr", 85, 100, 14), ("ồ", 99, 100, 14), ("ng", 106, 100, 14), ("ru\u031b\u0300ng", 130, 100, 14)]
    )
    assert read(apart).text == "Trồng rừng\n"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_looked_at(turn):
    document = read(
        page(*wrapped(TEXT, INDENT), turn=turn, size=(842.0, 595.0) if turn in (90, 270) else (595.0, 842.0))
    )
    assert document.text == f"{TEXT}\n"
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)


def test_a_table_is_read_by_its_rulings_and_a_footnote_by_its_mark():
    columns, heights = (85, 300, 539), (200, 230, 260)
    rulings = [*((85, y, 539, y) for y in heights), *((x, 200, x, 260) for x in columns)]
    cells = [
        ("Cây", 90, 222, 12),
        ("Lúa", 90, 252, 12),
        ("Diện tích (ha)", 305, 222, 12),
        ("5", 305, 252, 12),
    ]
    note = [("1", 85, 760, 6), ("Theo kiểm kê.", 90, 763, 10)]
    text = [("Kết quả trồng trọt", 85, 150, 14), ("1", 211, 145, 8), (":", 215, 150, 14)]
    document = read(PdfPage([*text, *cells, *note], [*rulings, (85, 745, 230, 745)]))
    assert document.text == "Kết quả trồng trọt¹:\n¹ Theo kiểm kê.\nCây\tDiện tích (ha)\t\nLúa\t5\t\n"
    assert [block.kind for block in document.blocks if block.kind is not BlockKind.PARAGRAPH] == [
        BlockKind.FOOTNOTE,
        BlockKind.TABLE,
    ]


ROWS, COLUMNS = (200, 230, 260), (85, 300, 539)
FIELDS = [(left, top, right, low) for top, low in pairwise(ROWS) for left, right in pairwise(COLUMNS)]


@pytest.mark.parametrize(
    "rulings",
    [
        {"lines": [*((85, y, 539, y) for y in ROWS), *((x, 200, x, 260) for x in COLUMNS)]},
        {"bars": [*((85, y, 539, y + 0.5) for y in ROWS), *((x, 200, x + 0.5, 260) for x in COLUMNS)]},
        {"frames": FIELDS},
    ],
    ids=["lines", "thin boxes", "frames of cells"],
)
def test_rulings_may_be_drawn_in_any_way(rulings):
    cells = [("Cây", 90, 222, 12), ("Lúa", 90, 252, 12), ("Diện tích", 305, 222, 12), ("5", 305, 252, 12)]
    assert read(PdfPage(cells, **rulings)).text == "Cây\tDiện tích\t\nLúa\t5\t\n"


def test_coloured_cells_are_no_rulings():
    cells = [("Cây", 90, 222, 12), ("Lúa", 90, 252, 12), ("Ngô", 90, 282, 12)]
    assert not any(block.table for block in read(PdfPage(cells, bars=FIELDS)).blocks)
    assert any(block.table for block in read(PdfPage(cells, frames=FIELDS)).blocks)


def test_invisible_words_that_a_program_laid_under_a_picture_are_read_as_recognised():
    document = read(page(*wrapped(TEXT, INDENT), *wrapped(TEXT, INDENT, base=300), picture=True, hidden=True))
    assert document.text == f"{TEXT}\n{TEXT}\n"
    assert document.pages[0].ocr


def test_text_in_columns_is_read_down_one_by_one():
    left = ["Lúa được mùa", "ở các xã", "vùng thấp.", "Ngô kém hơn."]
    right = ["Trâu bò tăng", "nhẹ so với", "cùng kỳ.", "Lợn giảm."]
    rows = [
        line(words, at, 100 + 20 * row)
        for at, own in ((LEFT, left), (320, right))
        for row, words in enumerate(own)
    ]
    assert " ".join(read(page(*rows)).text.split()) == " ".join([*left, *right])


@pytest.mark.parametrize(
    ("foot", "head", "is_one"),
    [
        ("Diện tích ngô cả năm,", "lúa và sắn đều tăng.", True),
        ("Diện tích ngô cả năm", "lúa và sắn đều tăng.", True),
        ("Diện tích ngô giảm.", "Lúa và sắn đều tăng.", False),
        ("Diện tích ngô cả năm", "a) lúa và sắn đều tăng.", False),
    ],
)
def test_a_sentence_goes_on_at_the_head_of_the_next_column(foot, head, is_one):
    left = ["Lúa được mùa ở các xã", "vùng thấp.", foot]
    right = [head, "Trâu bò tăng nhẹ so với", "cùng kỳ."]
    rows = [
        line(words, at, 100 + 20 * row)
        for at, own in ((LEFT, left), (320, right))
        for row, words in enumerate(own)
    ]
    told = read(page(*rows)).text.splitlines()
    assert any(f"{foot} {head}" in paragraph for paragraph in told) == is_one


def test_every_word_stands_in_the_box_of_its_line():
    lines = wrapped(TEXT, INDENT)
    document = read(page(*lines), page(*lines))
    at = 0
    for number in (1, 2):
        for word in (word for row in lines for word in row):
            at = document.text.index(word.text, at)
            (box,) = document.boxes_of(Span(at, at + len(word.text)))
            assert box.page == number
            assert box.left - 1 <= word.left < word.right <= box.right + 1
            assert box.top - 1 <= word.top < word.bottom <= box.bottom + 1
            at += len(word.text)


def test_the_quote_of_every_fact_lies_on_its_page():
    title = [centred("BÁO CÁO", 100), centred("UBND huyện Mường Tè, tỉnh Lai Châu năm 2023", 130)]
    document = read(page(*title, *wrapped(TEXT, INDENT, base=180)), page(*wrapped(TEXT, INDENT)))
    facts = extract_facts(document, None, None).facts
    assert {document.boxes_of(fact.evidence.span)[0].page for fact in facts} == {1, 2}
    for fact in facts:
        for box in document.boxes_of(fact.evidence.span):
            own = document.pages[box.page - 1]
            assert 0 <= box.left < box.right <= own.width
            assert 0 <= box.top < box.bottom <= own.height
            assert not own.ocr


def test_a_span_over_lines_has_a_box_for_each():
    lines = wrapped(TEXT, INDENT)
    document = read(page(*lines))
    assert len(document.boxes_of(Span(0, len(TEXT)))) == len(lines) > 2


def test_a_file_with_a_password_says_so():
    error = refused(pdf(page(line("Mật")), protected=True))
    assert error.code == "protected"
    assert "protected by a password" in error.message


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\n", pdf(page(line("Lúa")))[:300], many_pages(0)],
    ids=["nothing", "cut off", "no page"],
)
def test_damaged_files_are_no_files_with_a_password(data):
    refused(pdf(page(line("Mật")), protected=True))  # PDFium keeps this error in mind
    assert refused(data).code == "pdf_broken"


def test_pages_without_words_are_no_report():
    assert refused(pdf(PdfPage(), PdfPage())).code == "no_text"


def test_files_of_too_many_pages_are_refused_at_once():
    data = many_pages(10_000)
    started = time.monotonic()
    error = refused(data)
    assert error.code == "too_many_pages"
    assert "10000 pages, where 1500" in error.message
    assert time.monotonic() - started < 5


def test_so_are_scans_that_would_take_hours():
    error = refused(pdf(*[PdfPage(picture=True)] * 151))
    assert error.code == "too_many_pages"
    assert "151 scanned pages, where 150" in error.message


@pytest.fixture
def without_tesseract(monkeypatch):
    monkeypatch.setattr(reader, "tesseract", lambda: None)


@pytest.mark.usefixtures("without_tesseract")
def test_a_scan_needs_tesseract_and_says_how_to_get_it():
    error = refused(pdf(PdfPage(picture=True)))
    assert error.code == "needs_ocr"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in error.hint


@pytest.mark.usefixtures("without_tesseract")
def test_of_a_scan_in_part_the_other_pages_are_read_and_the_lost_ones_named():
    document = read(page(*wrapped(TEXT, INDENT)), PdfPage(picture=True))
    assert document.text == f"{TEXT}\n"
    (warning,) = document.warnings
    assert "page(s) 2" in warning
    assert "tesseract-ocr-vie" in warning


@pytest.mark.parametrize(
    ("scan", "is_seen"),
    [
        (PdfPage(picture=True), True),
        (page(line("Trang"), picture=True), True),
        (page(*wrapped(TEXT, INDENT), *wrapped(TEXT, INDENT, base=300), picture=True), False),
        (page(line("\ufffd\ufffd Lúa")), True),
    ],
    ids=["a picture", "a picture with a word", "words over a picture", "letters that mean nothing"],
)
def test_pages_that_are_pictures_are_seen_and_others_read(scan, is_seen, monkeypatch):
    def recognise(picture, number, scale):
        assert picture.ndim == 2
        return Seen(replace(sheet(line("Nhìn thấy", base=300), number=number), ocr=True), 1.5, 1)

    monkeypatch.setattr(reader, "tesseract", lambda: "tesseract")
    monkeypatch.setattr(reader, "recognise", recognise)
    document = read(page(*wrapped(TEXT, INDENT)), scan)
    assert document.text.endswith("Nhìn thấy\n") == is_seen
    assert document.pages[1].turn == (1.5 if is_seen else 0)
    assert ("1 page(s) read by OCR; 1 of 2 words are doubtful." in document.warnings) == is_seen


def test_old_fonts_are_converted_and_said():
    document = read(page(line("Thùc hiÖn n¨m cña huyÖn vµ c\u00b8c x\u00b7")))
    assert document.text == "Thực hiện năm của huyện và các xã\n"
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)
