"""Footnotes of PDF text: hard-wrapped lines, marks glued to words and numbers, bodies under the page."""

from __future__ import annotations

import textwrap
import tomllib
from pathlib import Path

import pytest

from ingest.document import BlockKind, Document
from ingest.read import read_bytes

MAIN, FOOT = 80, 112  # characters to a line of the main text and of the smaller footnotes

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "pdf_pages.toml").read_text("utf-8"))
LETTER = CASES["letter"]
PAGES = [([text.replace("{letter}", LETTER) for text in p["main"]], p["feet"]) for p in CASES["page"]]


def lines_of(pages, numbered: bool) -> list[list[str]]:
    made = []
    for number, (main, feet) in enumerate(pages, 1):
        lines = [line for paragraph in main for line in textwrap.wrap(paragraph, MAIN)]
        lines += [line for note in feet for line in textwrap.wrap(note, FOOT)]
        made.append([str(number), *lines] if numbered and number > 1 else lines)
    return made


LAYOUTS = {
    "blank line after every line, page numbers": lambda: "\n\n".join(
        f"{line} " for page in lines_of(PAGES, numbered=True) for line in page
    ),
    "no blank lines, form feeds": lambda: "\n\f".join(
        "\n".join(page) for page in lines_of(PAGES, numbered=False)
    ),
    "no blank lines, page numbers": lambda: "\n".join(
        line for page in lines_of(PAGES, numbered=True) for line in page
    ),
    "nothing but the width of the lines": lambda: "\n".join(
        line for page in lines_of(PAGES, numbered=False) for line in page
    ),
}


@pytest.fixture(params=LAYOUTS, ids=list(LAYOUTS))
def document(request) -> Document:
    return read_bytes(LAYOUTS[request.param]().encode(), "x.txt")


def flows(document: Document, *, foot: bool) -> list[str]:
    return [b.flow.text for b in document.blocks if (b.kind is BlockKind.FOOTNOTE) is foot]


def test_footnotes_are_told_apart_and_rejoined(document):
    expected = [note.lstrip("12345. ") for _, feet in PAGES for note in feet]
    assert flows(document, foot=True) == expected


def test_marks_are_taken_off_the_numbers_and_words_that_they_were_glued_to(document):
    text = "\n".join(flows(document, foot=False))
    for exact in ("1.204,5ha, đạt", "6.311 tấn, tăng", "20ha cam, nâng", "được 85ha, khoanh", "đạt 45,3%."):
        assert exact in text
    assert "500m2 vườn" in text
    assert "30m3 nước" in text


def test_every_footnote_is_tied_to_its_mark(document):
    tied = {
        ref.mark: document.blocks[ref.block].flow.text[:12]
        for block in document.blocks
        for ref in block.notes
        if ref.block is not None
    }
    assert tied == {
        "1": "Lúa xuân 600",
        "2": "Kể cả lúa nư",
        "3": "Trồng tại xã",
        "4": "Rừng sản xuấ",
        "5": "Theo số liệu",
    }


def test_a_sentence_broken_by_the_page_and_its_footnotes_is_one_block(document):
    broken = next(b for b in document.blocks if b.flow.text.startswith("- Cây ăn quả"))
    assert broken.flow.text.endswith("trồng bưởi và chanh leo ở nơi có đường giao thông thuận lợi.")
    assert sum(run.after_gap for run in broken.flow.runs) == 1


def test_headings_and_paragraphs_are_told_apart(document):
    headings = [b.flow.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["I. SẢN XUẤT NÔNG NGHIỆP", "1. Trồng trọt", "2. Lâm nghiệp", "II. KẾT LUẬN"]
    assert flows(document, foot=False).count(LETTER) == 2


def test_page_numbers_are_in_no_block(document):
    assert not any(flow in {"2", "3"} for flow in flows(document, foot=False))


def test_the_last_digits_of_a_malformed_number_are_its_mark():
    text = f"Tổng thu ngân sách đạt 11.2191 triệu đồng, tăng.\n\n1 Kể cả thu tiền đất.\n\n{LETTER}\n"
    document = read_bytes(text.encode(), "x.txt")
    assert flows(document, foot=True) == ["Kể cả thu tiền đất."]
    assert flows(document, foot=False)[0] == "Tổng thu ngân sách đạt 11.219 triệu đồng, tăng."


def test_footnotes_may_count_anew_on_every_page():
    pages = [
        f"Đàn {name} đạt 40 con1, tăng nhanh2. {LETTER}\n\n1 Gồm {name} lai.\n\n2 Kế hoạch 30 con."
        for name in ["bò", "dê", "gà"]
    ]
    document = read_bytes("\n\n".join(pages).encode(), "x.txt")
    assert flows(document, foot=True) == [
        words for name in ["bò", "dê", "gà"] for words in (f"Gồm {name} lai.", "Kế hoạch 30 con.")
    ]
    assert [[ref.mark for ref in block.notes] for block in document.blocks if block.notes] == [["1", "2"]] * 3


def test_a_part_of_a_report_may_begin_with_a_later_footnote():
    text = f"Đàn bò 400 con7, đàn dê 90 con8.\n\n7 Gồm bò lai.\n\n8 Gồm dê núi.\n\n{LETTER}\n"
    document = read_bytes(text.encode(), "x.txt")
    assert flows(document, foot=True) == ["Gồm bò lai.", "Gồm dê núi."]


@pytest.mark.parametrize(
    "text",
    [
        "Đào đắp 300m3 đất đá.\n\n1. Giao thông\n\n2. Thủy lợi\n\n3. Điện\n\nKhông có gì.\n",
        "Phòng chống dịch cúm A/H5N1 và Covid19.\n\n1 Huyện làm tốt.\n",
        "Quốc lộ QL6 và tỉnh lộ TL2.\n\n2 Xã làm đường.\n\n6 Xã khác.\n",
        "Năm học 2023 có 12 trường.\n\n12 trường đã đạt chuẩn.\n",
    ],
)
def test_digits_that_are_no_marks_stay(text):
    document = read_bytes(text.encode(), "x.txt")
    assert flows(document, foot=True) == []
    assert "".join("".join(flows(document, foot=False)).split()) == "".join(text.split())
