"""What a file is, told by its content; the suffix settles only what content cannot tell."""

from __future__ import annotations

import struct

import pytest

from ingest.read import read_bytes
from ingest.read.kinds import Kind, detect, suffix_warning
from ontology.errors import UnreadableReport
from tests.ole_files import compound
from tests.word_files import docx, packed, paragraph

OPEN = "application/vnd.oasis.opendocument."
XLSX = packed({"xl/workbook.xml": "<a/>"})
HTML = "<!-- saved -->\n<!DOCTYPE HTML PUBLIC>\n<HTML><body>Lúa 5 ha</body></HTML>"
BITMAP = b"BM" + struct.pack("<IHHI", 80, 0, 0, 54) + bytes(66)
LOCKED_WORD = bytes(11) + b"\x01" + bytes(5000)
LOCKED_BOOK = struct.pack("<HH16xHH", 0x809, 16, 0x2F, 54) + bytes(5000)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "x.pdf", Kind.PDF),
        (b"\n" * 900 + b"%PDF-1.4", "x.txt", Kind.PDF),
        (docx(""), "x.txt", Kind.DOCX),
        (packed({"word/document2.xml": "<a/>"}), "x.docx", Kind.DOCX),
        (XLSX, "x.docx", Kind.XLSX),
        (packed({"xl/workbook.bin": ""}), "x.xlsb", Kind.XLS),
        (packed({"mimetype": OPEN + "text"}), "x", Kind.ODT),
        (packed({"mimetype": OPEN + "text-template"}), "x", Kind.ODT),
        (packed({"mimetype": OPEN + "spreadsheet"}), "x.zip", Kind.ODS),
        (compound("WordDocument", "Table"), "x.doc", Kind.DOC),
        (compound("WordDocument", "ObjectPool"), "x.xls", Kind.DOC),
        (compound("Workbook"), "x.doc", Kind.XLS),
        (compound("Book"), "x.xls", Kind.XLS),
        (b"\xef\xbb\xbf {\\rtf1\\ansi}", "x.doc", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", "x.txt", Kind.PICTURE),
        (b"\xff\xd8\xff\xe0", "x.jpg", Kind.PICTURE),
        (b"II*\x00", "x.tif", Kind.PICTURE),
        (b"MM\x00*", "x.tif", Kind.PICTURE),
        (BITMAP, "x.bmp", Kind.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBP", "x.webp", Kind.PICTURE),
        ("BM là ban mặt trận.".encode(), "x.txt", Kind.TEXT),
        (HTML.encode(), "x.doc", Kind.HTML),
        (HTML.encode("utf-16"), "x.txt", Kind.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', "x.xhtml", Kind.HTML),
        (b"<p>Lua 5 ha</p>", "x.htm", Kind.HTML),
        (b"<table><tr><td>5</table>", "x.xls", Kind.HTML),
        (b"<table><tr><td>5</table>", "x.md", Kind.MARKDOWN),
        (b"Lua 5 ha", "x.html", Kind.TEXT),
        (b"From: <Saved by Word>\nMIME-Version: 1.0\n", "x.doc", Kind.MHT),
        (b"a;b\n1;2", "x.csv", Kind.CSV),
        (b"a\tb", "x.tsv", Kind.CSV),
        (b"a\tb", "x.xls", Kind.CSV),
        (b"a\tb", "x.dat", Kind.TEXT),
        (b"Lua 5 ha", "bao-cao", Kind.TEXT),
        (b"Lua 5 ha", "x.docx", Kind.TEXT),
        (b"# Lua", "x.MD", Kind.MARKDOWN),
    ],
)  # fmt: skip
def test_the_content_tells_what_a_file_is(data, name, kind):
    assert detect(data, name) is kind


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b" \n", "empty", "is empty"),
        (compound("EncryptedPackage", "EncryptionInfo"), "protected", "password"),
        (compound(WordDocument=LOCKED_WORD), "protected", "password"),
        (compound(Workbook=LOCKED_BOOK), "protected", "password"),
        (compound("PowerPoint Document"), "format", "neither of Word nor of Excel"),
        (compound()[:700], "broken", "damaged"),
        (packed({"ppt/presentation.xml": "<a/>"}), "format", "PowerPoint"),
        (packed({"bao-cao.docx": "x"}), "archive", "zip archive"),
        (packed({"mimetype": "application/epub+zip"}), "format", "epub"),
        (
            packed({"mimetype": OPEN + "text", "META-INF/manifest.xml": "<encryption-data/>"}),
            "protected",
            "password",
        ),
        (b"PK\x03\x04 xx", "broken", "damaged"),
        (b"GIF89a", "format", "GIF"),
        (b"\0\0\0\x18ftypheic", "format", "HEIC"),
        (b"Rar!\x1a\x07\x00", "format", "archive"),
        (b'<?xml version="1.0"?><pkg/>', "format", "XML"),
    ],
)
def test_what_can_be_recognised_but_not_read_is_named(data, code, message):
    with pytest.raises(UnreadableReport, match=message) as error:
        detect(data, "x.docx")
    assert error.value.code == code
    assert error.value.hint


def test_an_archive_with_a_password_is_told_as_such():
    data = bytearray(packed({"word/document.xml": "<a/>"}))
    at = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    with pytest.raises(UnreadableReport, match="password"):
        detect(bytes(data), "x.docx")


@pytest.mark.parametrize(
    ("name", "kind", "warns"),
    [
        ("x.docx", Kind.DOCX, False),
        ("x.DOCM", Kind.DOCX, False),
        ("x.jpeg", Kind.PICTURE, False),
        ("x.dat", Kind.TEXT, False),
        ("x", Kind.DOCX, False),
        ("x.txt", Kind.DOCX, True),
        ("x.doc", Kind.HTML, True),
    ],
)
def test_a_suffix_that_says_something_else_is_worth_a_warning(name, kind, warns):
    assert bool(suffix_warning(name, kind)) is warns


def test_files_under_a_wrong_name_are_read_for_what_they_are():
    document = read_bytes(docx(paragraph("Lúa 5 ha.")), "bao-cao.txt")
    assert document.text == "Lúa 5 ha.\n"
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.warnings == (
        "Its name ends in .txt, but what is in it is a .docx file; it was read as such.",
    )
    document = read_bytes("Lúa 5 ha.".encode(), "bao-cao.docx")
    assert (document.text, document.media_type) == ("Lúa 5 ha.", "text/plain")
    assert "is a .txt file" in document.warnings[0]


def test_a_file_without_a_known_suffix_is_read_where_it_is_text():
    assert read_bytes("Lúa 5 ha.".encode(), "bao-cao.dat").text == "Lúa 5 ha."
    with pytest.raises(UnreadableReport) as error:
        read_bytes(bytes(range(256)) * 9, "bao-cao.dat")
    assert error.value.code in {"format", "encoding"}
