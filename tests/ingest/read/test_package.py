"""Packages of Office files: damaged, huge and hostile ones are refused before anything is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.read import read_bytes
from ontology.errors import UnreadableReport
from tests.word_files import W, docx, packed, paragraph

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def stated(name: str, text: str, unpacked: int | None = None) -> bytes:
    """An archive with one file, which may say of itself that it is larger than it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        archive.filelist[0].file_size = unpacked or len(text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off", "broken"),
        (stated("word/document.xml", "<w:document"), "broken"),
        (stated("word/document.xml", " ", unpacked=300_000_000), "unpacks"),
        (stated("word/document.xml", " ", unpacked=60_000_000), "unpacks"),
        (docx("<w:p/>"), "no_text"),
    ],
)
def test_what_is_no_docx_is_refused_in_one_sentence(data, code):
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, "bao-cao.docx")
    assert error.value.code == code
    assert "bao-cao.docx" in error.value.message
    assert error.value.hint


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "docProps/app.xml"]
)
@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused_in_every_part(part, prolog, encoding):
    hostile = (
        f'<?xml version="1.0" encoding="{encoding}"?>{" " * 70_000}{prolog}<w:document {W}>&a;</w:document>'
    )
    data = docx(paragraph("Lúa 5 ha."), more={part: hostile.encode(encoding)})
    with pytest.raises(UnreadableReport, match="declares entities") as error:
        read_bytes(data, "bao-cao.docx")
    assert error.value.code == "hostile"


def test_a_document_type_without_declarations_is_harmless():
    named = '<!DOCTYPE w:styles PUBLIC "-//OpenOffice.org//DTD 1.0//EN" "x.dtd"><w:styles/>'.replace(
        "/>", f" {W}/>"
    )
    data = docx(paragraph("Lúa 5 ha."), more={"word/styles.xml": named})
    assert read_bytes(data, "bao-cao.docx").text == "Lúa 5 ha.\n"


def test_deeply_nested_xml_is_refused_and_not_fallen_over():
    deep = "<w:ins>" * 20_000 + "</w:ins>" * 20_000
    with pytest.raises(UnreadableReport) as error:
        read_bytes(docx(f"<w:p>{deep}</w:p>"), "bao-cao.docx")
    assert error.value.code == "broken"


def test_more_entries_than_a_report_has_are_refused():
    parts = dict.fromkeys((f"word/media/{number}" for number in range(5001)), "")
    with pytest.raises(UnreadableReport) as error:
        read_bytes(packed({"word/document.xml": "<a/>", **parts}), "bao-cao.docx")
    assert error.value.code == "unpacks"
