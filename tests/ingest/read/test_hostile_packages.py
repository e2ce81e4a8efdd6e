"""Office files made to do harm: bombs, declared entities, passwords, ranges without end."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from ingest.read import read_bytes
from ontology.errors import UnreadableReport
from tests.ole_files import compound
from tests.word_files import W, docx, mark, note, packed, paragraph

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def workbook(rows=(("Tên", "Số"), ("Lúa", 5), ("Ngô", 6))) -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def with_part(data: bytes, name: str, told: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return packed({part: source.read(part) for part in source.namelist()} | {name: told})


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def deflated(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in parts.items():
            archive.writestr(name, told)
    return target.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, name)
    assert name in error.value.message
    assert error.value.hint
    return error.value.code


@pytest.mark.parametrize(
    ("part", "megabytes"),
    [
        ("word/document.xml", 49),
        ("word/footnotes.xml", 49),
        pytest.param("word/media/a.png", 257, marks=pytest.mark.slow),
    ],
)
def test_a_zip_bomb_is_refused_by_the_size_that_it_names(part, megabytes):
    body = packed({"word/document.xml": "<a/>"})
    bomb = deflated({"word/document.xml": b"<a/>"} | {part: bytes(megabytes << 20)})
    assert len(bomb) < megabytes << 11  # a thousandth of what it unpacks to
    assert refusal(bomb, "bao-cao.docx") == "unpacks"
    assert refusal(body, "bao-cao.docx") == "broken"


def test_a_bomb_that_names_a_smaller_size_unpacks_to_no_more_than_that():
    bomb = bytearray(deflated({"word/document.xml": b" " * (30 << 20)}))
    size, told = (30 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert bomb.count(size) == 2  # before the part, and in the list at the end
    assert refusal(bytes(bomb.replace(size, told)), "bao-cao.docx") == "broken"


def test_archives_inside_archives_are_not_opened():
    inner = deflated({"a.txt": b"x" * (8 << 20)})
    assert refusal(deflated({f"{number}.zip": inner for number in range(20)}), "bao-cao.zip") == "archive"
    hidden = docx(paragraph("Lúa 5 ha."), more={"word/embeddings/a.zip": inner})
    assert read_bytes(hidden, "bao-cao.docx").text == "Lúa 5 ha.\n"


@pytest.mark.slow
def test_a_hundred_thousand_parts_are_refused():
    parts = dict.fromkeys((f"word/{number}.xml" for number in range(100_000)), b"")
    assert refusal(packed({"word/document.xml": "<a/>"} | parts), "bao-cao.docx") == "unpacks"


@pytest.mark.parametrize("prolog", [BILLION, OUTSIDE])
@pytest.mark.parametrize("part", ["word/footnotes.xml", "word/_rels/document.xml.rels", "word/numbering.xml"])
def test_entities_in_other_parts_of_a_word_file_are_refused(part, prolog):
    hostile = f"{prolog}<w:footnotes {W}>{note(2, paragraph('&i;'))}</w:footnotes>"
    assert refusal(docx(paragraph("Lúa", mark(2)), more={part: hostile}), "bao-cao.docx") == "hostile"


@pytest.mark.parametrize("prolog", [BILLION, OUTSIDE])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_entities_in_a_spreadsheet_are_refused(part, prolog):
    hostile = f"{prolog}<worksheet>&i;</worksheet>".encode()
    assert refusal(with_part(workbook(), part, hostile), "bieu.xlsx") == "hostile"


@pytest.mark.parametrize("name", ["bao-cao.docx", "bieu.xlsx", "bao-cao.doc"])
def test_an_office_file_with_a_password_is_told_as_such(name):
    assert refusal(compound("EncryptedPackage", "EncryptionInfo"), name) == "protected"


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A:XFD", "1:1048576"])
def test_merged_cells_over_a_whole_sheet_are_refused_and_not_made(area):
    book = workbook()
    part = "xl/worksheets/sheet1.xml"
    merged = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells><pageMargins'.encode()
    sheet = part_of(book, part).replace(b"<pageMargins", merged)
    assert merged in sheet
    assert refusal(with_part(book, part, sheet), "bieu.xlsx") == "many_cells"


def test_cells_scattered_over_a_sheet_are_refused_where_the_table_would_fill_the_memory():
    book = openpyxl.Workbook()
    for at in range(1, 1003):
        book.active.cell(at, at, "a")
        book.active.cell(at, at + 1, "b")
    target = io.BytesIO()
    book.save(target)
    assert refusal(target.getvalue(), "bieu.xlsx") == "many_cells"
    told = "\n".join(";" * at + "a;b" for at in range(1002))
    assert refusal(told.encode(), "bieu.csv") == "many_cells"


@pytest.mark.parametrize("value", ["9" * 400, "1e999", "-1e308", "NaN"])
@pytest.mark.parametrize("form", ["General", "0.00%", "#,##0,,,", "%" * 200 + "0"])
def test_numbers_and_formats_beyond_measure_are_shown_or_refused(value, form):
    book = openpyxl.Workbook()
    book.active.append(["Tên", "Số"])
    book.active.append(["Lúa", 12345])
    book.active["B2"].number_format = form
    target = io.BytesIO()
    book.save(target)
    part = "xl/worksheets/sheet1.xml"
    data = with_part(
        target.getvalue(), part, part_of(target.getvalue(), part).replace(b">12345<", f">{value}<".encode())
    )
    try:
        assert "Lúa" in read_bytes(data, "bieu.xlsx").text
    except UnreadableReport as error:
        assert error.code == "broken"


def test_a_part_in_an_encoding_that_there_is_not_is_damage():
    odd = f'<?xml version="1.0" encoding="true"?><w:document {W}/>'
    assert refusal(docx("", more={"word/document.xml": odd}), "bao-cao.docx") == "broken"


def test_a_part_that_ends_before_its_size_is_damage():
    cut = bytearray(packed({"word/document.xml": "<a/>", "word/last.xml": "<a>" + "x" * 1000}))
    size, more = (1003).to_bytes(4, "little"), (90_000).to_bytes(4, "little")
    assert refusal(bytes(cut.replace(size, more)), "bao-cao.docx") == "broken"
