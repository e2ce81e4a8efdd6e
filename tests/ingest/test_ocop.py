import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Cell, Document, Span, Table
from ingest.match.places import PlaceContext, match_places
from ingest.ocop import extract_ocop
from ingest.ocop_item import read_owner, read_stars
from ingest.ocop_status import bare_year, read_status, read_year
from ingest.read import read_bytes
from tests.factories import document, flow, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ocop.toml").read_text("utf-8"))["case"]
PIECES = ["sản phẩm ", "OCOP ", "gồm: ", "Mật ong ", "; ", ", ", "HTX ", "3 sao", ". ", "(", "đạt ", "\n"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_named_products_are_read_with_what_is_said_of_them(case):
    report = read_bytes(case["text"].encode(), "r.txt")
    found = [
        [p.product, p.stars or 0, p.owner or "", p.place.name if p.place else "", p.status, p.year]
        for p in extract_ocop(report, identity())
    ]
    assert found == [row if len(row) > 5 else [*row, None] for row in case["found"]]


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


def test_a_row_tells_its_own_place_year_and_standing():
    rows = [
        ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng", "Quyết định", "Ghi chú"],
        ["1", "Bột rau má", "HTX Suối Mơ", "Bản Mới, xã Mù Sang", "3 sao", "12/QĐ-UBND ngày 05/9/2022", ""],
        ["2", "Cốm dẹt", "Hộ Lò Thị An", "xã Dào San", "", "", "Thiếu hồ sơ, chưa xếp hạng"],
        ["3", "Nem chua", "Cơ sở Tư Bình", "Dào San", "3 sao (đề nghị 4 sao: không đạt)", "", ""],
    ]
    found = extract_ocop(table_report("Kết quả đánh giá, công nhận sản phẩm OCOP:", rows), identity())
    assert [(p.product, p.stars, p.place and p.place.label, p.year, p.status) for p in found] == [
        ("Bột rau má", 3, "bản Mới", 2022, "recognised"),
        ("Cốm dẹt", None, "xã Dào San", None, "assessed"),
        ("Nem chua", 3, "xã Dào San", None, "recognised"),
    ]


@pytest.mark.parametrize(
    ("own", "lead", "status"),
    [
        ("được công nhận lại hạng 3 sao", "", "recognised"),
        ("giữ hạng 4 sao", "đề nghị đánh giá lại", "recognised"),
        ("đạt 3 sao", "", "recognised"),
        ("theo đề nghị của Sở, được công nhận 4 sao", "", "recognised"),
        ("được đề nghị xếp hạng 4 sao", "", "assessed"),
        ("chờ quyết định công nhận", "", "assessed"),
        ("được 72 điểm", "Chấm các sản phẩm", "assessed"),
        ("(82 điểm)", "Công nhận 3 sản phẩm", "recognised"),
        ("(thiếu hồ sơ)", "Hai sản phẩm bị loại", "rejected"),
        ("hết hạn, đang làm hồ sơ đánh giá lại", "", "assessed"),
        ("hết hạn, chủ thể không làm hồ sơ đánh giá lại", "", "expired"),
        ("bị thu hồi giấy chứng nhận 3 sao", "", "withdrawn"),
        ("xin rút khỏi đợt đánh giá", "", "withdrawn"),
        ("dự thi nhưng không đạt", "", "rejected"),
        ("dự kiến được công nhận 4 sao", "", "planned"),
        ("", "Các ý tưởng đăng ký năm nay", "planned"),
        ("", "Chương trình OCOP", "recognised"),
    ],
)
def test_the_standing_is_what_the_nearest_words_decide(own, lead, status):
    assert read_status(own, lead, around="") == status


@pytest.mark.parametrize(
    ("clause", "year"),
    [
        ("được công nhận năm 2021", 2021),
        ("theo Quyết định số 15/QĐ-UBND ngày 10/01/2023", 2023),
        ("tại Quyết định ngày 30 tháng 9 năm 2022", 2022),
        ("công nhận mới", 2024),
        ("giai đoạn 2021-2025", None),
        ("đạt 3 sao", None),
    ],
)
def test_the_year_is_that_of_the_recognition_if_one_is_told(clause, year):
    assert read_year(clause, current=2024) == year


@pytest.mark.parametrize(
    ("cell", "year"), [("2023", 2023), ("12/QĐ-UBND ngày 02/10/2024", 2024), ("12", None)]
)
def test_a_cell_may_hold_nothing_but_the_year(cell, year):
    assert bare_year(cell) == year


def test_what_is_recognised_in_one_place_is_no_longer_a_plan():
    planned = "OCOP: dự kiến đánh giá sản phẩm Cao lá vối của HTX Ban Mai."
    text = f"{planned}\nSản phẩm OCOP Cao lá vối đã được công nhận 3 sao."
    (product,) = extract_ocop(document(text), identity())
    assert (product.stars, product.owner, product.status) == (3, "HTX Ban Mai", "recognised")


def test_a_village_is_the_place_where_its_commune_is_told():
    text = "Công nhận sản phẩm OCOP: Cao lá vối của HTX Ban Mai (bản Mới, xã Mù Sang) 3 sao."
    (product,) = extract_ocop(document(text), identity())
    assert product.place is not None
    assert (product.place.label, product.place.code) == ("bản Mới", "")
    (commune,) = match_places("xã Mù Sang", PlaceContext(identity().district.code, identity().province.code))
    assert product.place.parent == commune.value.code


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("đạt 4 sao", 4),
        ("hạng 03 sao", 3),
        ("bốn sao", 4),
        ("sao vàng", None),
        ("13 sao", None),
        ("từ 3 sao lên 4 sao", 4),
        ("3 sao trở lên", None),
    ],
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
        (" do cơ sở giải thể", None),
        (" của bà Lò Thị An, bản Mới", "bà Lò Thị An"),
        (" của Công ty CP Đại Ngàn 87 điểm", "Công ty CP Đại Ngàn"),
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


def test_however_many_products_are_joined_each_is_read():
    named = (f"Chè {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(2000))
    text = f"Sản phẩm OCOP gồm: {' và '.join(named)}."
    assert len(list(extract_ocop(document(text), identity()))) == 26 * 26


def test_a_product_with_stars_after_one_with_stars_is_one_of_its_own():
    text = (
        "Sản phẩm OCOP được công nhận gồm: Trà A của HTX Sản xuất và Chế biến B (3 sao) "
        "và Gạo C đạt 4 sao của HTX D."
    )
    found = [(one.product, one.stars, one.owner) for one in extract_ocop(document(text), identity())]
    assert found == [("Trà A", 3, "HTX Sản xuất và Chế biến B"), ("Gạo C", 4, "HTX D")]


def test_a_grade_that_is_kept_is_the_products_and_no_product():
    text = "Hạt điều rang của cơ sở Bảy Hoàng được đánh giá lại, giữ hạng OCOP 3 sao."
    found = [(one.product, one.stars, one.status) for one in extract_ocop(document(text), identity())]
    assert found == [("Hạt điều rang", 3, "recognised")]
