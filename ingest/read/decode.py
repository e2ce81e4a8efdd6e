"""Bytes to text: which encoding a file is in, and whether what comes out is Vietnamese."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ontology.errors import UnreadableReport

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ufffd]")
_MOST_CONTROLS = 0.02

# The commonest words of any Vietnamese report, as Unicode and as they look when an old font encoding is
# read as Windows text (TCVN3 puts "ö" where Unicode has "ệ", VNI writes the tone as a letter of its own).
_WORDS = re.compile(r"(?<!\w)(?:và|của|các|được|trong|năm|với|thực|hiện|huyện|là|có|kế|đạt|công)(?!\w)", re.I)
_TCVN3 = re.compile(r"(?<!\w)(?:vµ|cña|c\xb8c|®\xad?îc|n¨m|víi|thùc|hiÖn|huyÖn|lµ|kÕ|®¹t|c«ng)(?!\w)", re.I)
_VNI = re.compile(
    r"(?<!\w)(?:vaø|cuûa|caùc|ñöôïc|naêm|vôùi|thöïc|hieän|huyeän|laø|keá|ñaït|coâng)(?!\w)", re.I
)
_TWICE = re.compile(r"Ä‘|Æ°|á»|áº")

_TO_UNICODE = "Convert it to Unicode (UTF-8), for example with UniKey's converter, and read it again."


def decode(data: bytes, name: str) -> str:
    r"""The text of a file in NFC with ``\n`` line ends.

    Reads UTF-8, UTF-16 or UTF-32 with a byte order mark, and Windows-1258 where it gives Vietnamese.
    Raises ``UnreadableReport`` for anything else: legacy fonts, binary data, an empty file.
    """
    if not data.strip():
        raise UnreadableReport(f"{name} is empty.", "Check the file and read it again.", "empty")
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableReport(
                f"{name} is {kind}, not text.",
                "Give it its true suffix, or save it as .docx, .txt or .md.",
                "format",
            )
    text = _one_line_end(unicodedata.normalize("NFC", _to_text(data, name)))
    _refuse_garbage(text, name)
    return text


def _to_text(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, name).removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableReport(
            f"{name} begins as {encoding.upper()} but breaks off as such.",
            "Save it again as UTF-8 text.",
            "encoding",
        ) from error


def _windows(data: bytes, name: str) -> str:
    latin = data.decode("cp1252", errors="replace")
    _refuse_legacy_fonts(latin, name)
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if "\ufffd" in text or not _WORDS.search(text):
        raise UnreadableReport(f"The encoding of {name} is not known.", "Save it as UTF-8 text.", "encoding")
    return text


def _one_line_end(text: str) -> str:
    text = text.replace("\r\n", "\n")
    # A lone carriage return is a line end only in files that know no other.
    return text if "\n" in text else text.replace("\r", "\n")


def _refuse_garbage(text: str, name: str) -> None:
    if not text.strip():
        raise UnreadableReport(
            f"{name} holds only white space.", "Check the file and read it again.", "empty"
        )
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableReport(
            f"{name} is binary data, not text.", "Read the report it was made from.", "format"
        )
    _refuse_legacy_fonts(text, name)


def _refuse_legacy_fonts(text: str, name: str) -> None:
    good = len(_WORDS.findall(text))
    for font, pattern in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        if len(pattern.findall(text)) > max(2, good):
            raise UnreadableReport(f"{name} is written in the old {font} encoding.", _TO_UNICODE, "encoding")
    if len(_TWICE.findall(text)) > max(2, good):
        raise UnreadableReport(f"{name} was encoded twice and shows broken letters.", _TO_UNICODE, "encoding")
