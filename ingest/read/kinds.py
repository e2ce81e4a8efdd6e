"""What a file is, by what stands in it: a suffix only settles what the content cannot tell."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from ingest.read.ole import MAGIC, top_streams
from ingest.read.package import package_names, protected, read_part
from ontology.errors import UnreadableReport


class Kind(StrEnum):
    """A kind of file that can be recognised and read; its value is the suffix that it should have."""

    TEXT = ".txt"
    MARKDOWN = ".md"
    CSV = ".csv"
    HTML = ".html"
    MHT = ".mht"
    DOCX = ".docx"
    DOC = ".doc"
    ODT = ".odt"
    RTF = ".rtf"
    XLSX = ".xlsx"
    XLS = ".xls"
    ODS = ".ods"
    PDF = ".pdf"
    PICTURE = ".png"


READABLE = "docx, doc, odt, rtf, pdf, html, txt, md, xlsx, xls, ods, csv and pictures can be read."
"""The hint for all that cannot."""
SUFFIXES: Mapping[str, Kind] = {kind.value: kind for kind in Kind} | {
    ".markdown": Kind.MARKDOWN,
    ".tsv": Kind.CSV,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".mhtml": Kind.MHT,
    ".docm": Kind.DOCX,
    ".dotx": Kind.DOCX,
    ".dot": Kind.DOC,
    ".ott": Kind.ODT,
    ".xlsm": Kind.XLSX,
    ".xltx": Kind.XLSX,
    ".xlsb": Kind.XLS,
    ".xlt": Kind.XLS,
    ".ots": Kind.ODS,
    **dict.fromkeys((".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), Kind.PICTURE),
}
"""What a suffix says."""
_TABLES = (Kind.CSV, Kind.XLSX, Kind.XLS, Kind.ODS)
_HEAD = 4096
_PICTURES = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP", re.DOTALL)
_OTHER = (
    (re.compile(rb"GIF8[79]a"), "a GIF picture"),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif)", re.DOTALL), "a HEIC picture"),
    (re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b"), "a packed archive"),
    (re.compile(rb"AT&TFORM"), "a DjVu file"),
)
_RTF = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")
_HTML = re.compile(r"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\s", re.I)
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*|!doctype)\b[^<>]*>", re.I)
_MAIL = re.compile(rb"[A-Za-z-]+:")
_PARTS = (
    (re.compile(r"word/document\d*\.xml"), Kind.DOCX),
    (re.compile(r"xl/workbook\d*\.xml"), Kind.XLSX),
    (re.compile(r"xl/workbook\d*\.bin"), Kind.XLS),
)
_OPEN_DOCUMENT = {"text": Kind.ODT, "spreadsheet": Kind.ODS}
_SLIDES = re.compile(r"ppt/presentation\.xml")


def detect(data: bytes, name: str) -> Kind:
    """What the file is.

    Raises ``UnreadableReport`` for an empty file and for what can be recognised but not read.
    """
    head = data[:_HEAD]
    if not data.strip():
        raise UnreadableReport(f"{name} is empty.", "Check the file and read it again.", "empty")
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if _PICTURES.match(head):
        return Kind.PICTURE
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(MAGIC[:4]):
        return _old_office(data, name)
    if _RTF.match(head):
        return Kind.RTF
    for pattern, what in _OTHER:
        if pattern.match(head):
            raise _refused(name, what)
    return _text(head, name)


def suffix_warning(name: str, kind: Kind) -> tuple[str, ...]:
    """What a person should know where the suffix says something else than the content; nothing else."""
    suffix = Path(name).suffix.lower()
    told = SUFFIXES.get(suffix)
    if told is None or told is kind:
        return ()
    return (f"Its name ends in {suffix}, but what is in it is a {kind.value} file; it was read as such.",)


def _text(head: bytes, name: str) -> Kind:
    told = SUFFIXES.get(Path(name).suffix.lower(), Kind.TEXT)
    words = head.replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff")
    if _HTML.match(words) or (told in (Kind.HTML, *_TABLES) and _begins_with_tag(words)):
        return Kind.HTML
    if _MAIL.match(head) and b"\nmime-version:" in b"\n" + head.lower():
        return Kind.MHT
    if _XML.match(words):
        raise _refused(name, "an XML file")
    if told is Kind.HTML and _TAG.search(words):
        return Kind.HTML
    if told in _TABLES:
        return Kind.CSV
    return told if told is Kind.MARKDOWN else Kind.TEXT


def _begins_with_tag(words: str) -> bool:
    return _TAG.match(words.lstrip()) is not None


def _packed(data: bytes, name: str) -> Kind:
    names = package_names(data, name)
    for pattern, kind in _PARTS:
        if any(map(pattern.fullmatch, names)):
            return kind
    if "mimetype" in names:
        return _open_document(data, name)
    if any(map(_SLIDES.fullmatch, names)):
        raise _refused(name, "a PowerPoint file")
    raise UnreadableReport(
        f"{name} is a zip archive.", "Unpack it and read the files that it holds.", "archive"
    )


def _open_document(data: bytes, name: str) -> Kind:
    told = read_part(data, "mimetype").decode("ascii", "replace").strip()
    kind = _OPEN_DOCUMENT.get(
        told.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
    )
    if kind is None:
        raise _refused(name, f"a file of the kind {told[:80]}")
    if b"encryption-data" in read_part(data, "META-INF/manifest.xml"):
        raise protected(name)
    return kind


def _old_office(data: bytes, name: str) -> Kind:
    streams = top_streams(data)
    if "EncryptedPackage" in streams:
        raise protected(name)
    if "WordDocument" in streams:
        if _locked_word(streams["WordDocument"]):
            raise protected(name)
        return Kind.DOC
    for book in ("Workbook", "Book"):
        if book in streams:
            if _locked_sheets(streams[book]):
                raise protected(name)
            return Kind.XLS
    if not streams:
        raise UnreadableReport(
            f"{name} is a damaged Office file.", "Open it in Word or Excel and save it again.", "broken"
        )
    raise _refused(name, "an old Office file, but neither of Word nor of Excel")


def _locked_word(stream: bytes) -> bool:
    """The bit of the file's information block that says that it is encrypted."""
    return len(stream) > 11 and bool(stream[11] & 1)


def _locked_sheets(stream: bytes) -> bool:
    """Whether a record of the password stands among the first records, as it must."""
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record == 0x2F:
            return True
        at += 4 + length
    return False


def _refused(name: str, what: str) -> UnreadableReport:
    return UnreadableReport(f"{name} is {what}, which cannot be read.", READABLE, "format")
