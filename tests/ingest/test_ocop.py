import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Cell, Document, Span, Table
from ingest.ocop import extract_ocop
from ingest.ocop_item import read_owner, read_stars
from tests.factories import document, flow, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ocop.toml").read_text("utf-8"))["case"]
PIECES = ["sản phẩm ", "OCOP ", "gồm: ", "Mật ong ", "; ", ", ", "HTX ", "3 sao", ". ", "(", "đạt ", "\n"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_named_products_are_read_with_what_is_said_of_them(case):
    found = [
        [p.product, p.stars or 0, p.owner or "", p.place.name if p.place else "", p.status]
        for p in extract_ocop(document(case["text"]), identity())
    ]
    assert found == case["found"]


def test_a_list_is_read_behind_the_paragraph_that_announces_it():
    lines = [
        "Công nhận mới 02 sản phẩm OCOP. Tiêu biểu có:",
        "+ Nem nắm Bản Vược của HTX Hoa Ban (4 sao);",
        "+ Rượu đòng đòng Nà Sáng của hộ kinh doanh Vừ A Páo (3 sao).",
    ]
    whole = document("\n".join(lines))
    blocks = (whole.blocks[0], *(replace(block, kind=BlockKind.LIST_ITEM) for block in whole.blocks[1:]))
    found = [(p.product, p.stars, p.owner) for p in extract_ocop(replace(whole, blocks=blocks), identity())]
    assert found == [
        ("Nem nắm Bản Vược", 4, "HTX Hoa Ban"),
        ("Rượu đòng đòng Nà Sáng", 3, "hộ kinh doanh Vừ A Páo"),
    ]


def test_a_product_named_twice_is_one_with_all_that_is_known():
    text = "OCOP: sản phẩm Mật ong Tả Lèng, HTX Ban Mai.\nSản phẩm OCOP 4 sao gồm: Mật ong Tả Lèng; Trà San."
    first, second = extract_ocop(document(text), identity())
    assert (first.product, first.stars, first.owner) == ("Mật ong Tả Lèng", 4, "HTX Ban Mai")
    assert second.product == "Trà San"


def table_report(heading: str, rows: list[list[str]]) -> Document:
    lines = [heading, *("\t".join(row) for row in rows)]
    text = "\n".join(lines)
    cells, at = [], len(heading) + 1
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            cells.append(Cell(number, column, flow(words, at), header=number == 0))
            at += len(words) + 1
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    table = Table(tuple(cells), len(rows), len(rows[0]))
    blocks = (
        Block(0, BlockKind.PARAGRAPH, Span(0, len(heading)), flow(heading, 0)),
        Block(1, BlockKind.TABLE, Span(len(heading) + 1, len(text)), flow("", 0), table=table),
    )
    return Document("0" * 16, "r.txt", text, blocks, tuple(starts), "text/plain")


ROWS = [
    ["TT", "Tên sản phẩm", "Chủ thể", "Số sao"],
    ["1", "Trà hoa vàng", "HTX Suối Mơ", "4"],
    ["2", "Tổng", "", ""],
]


def test_a_table_of_products_gives_one_a_row():
    (product,) = extract_ocop(table_report("Sản phẩm OCOP được công nhận:", ROWS), identity())
    assert (product.product, product.stars, product.owner) == ("Trà hoa vàng", 4, "HTX Suối Mơ")
    assert product.evidence.quote == "Trà hoa vàng"


def test_a_table_that_nothing_calls_ocop_names_no_product():
    assert list(extract_ocop(table_report("Khách sạn trên địa bàn:", ROWS), identity())) == []


@pytest.mark.parametrize(
    ("text", "stars"),
    [("đạt 4 sao", 4), ("hạng 03 sao", 3), ("bốn sao", 4), ("sao vàng", None), ("13 sao", None)],
)
def test_stars_are_read_in_figures_and_words(text, stars):
    assert read_stars(text) == stars


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (" của HTX Hương Rừng đạt 3 sao", "HTX Hương Rừng"),
        (", hộ kinh doanh Lò Văn Pâng, bản Mé", "hộ kinh doanh Lò Văn Pâng"),
        (" (Công ty TNHH Đại Ngàn)", "Công ty TNHH Đại Ngàn"),
        (" của huyện", None),
    ],
)
def test_the_maker_is_read(text, owner):
    assert read_owner(text) == owner


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_reading_never_fails_and_every_quote_is_in_the_text(text):
    report = document(text.replace("\r", " "))
    for product in extract_ocop(report, identity()):
        span = product.evidence.span
        assert report.text[span.start : span.end] == product.evidence.quote
        assert product.product
