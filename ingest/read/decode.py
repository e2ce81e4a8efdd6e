"""Bytes to text: which encoding a file is in, and whether what comes out is Vietnamese."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ingest.read.legacy import old_font, vietnamese_words
from ontology.errors import UnreadableReport

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ufffd]")
_MOST_CONTROLS = 0.02

_TWICE = re.compile(r"Ä‘|Æ°|á»|áº")

_TO_UNICODE = "Convert it to Unicode (UTF-8), for example with UniKey's converter, and read it again."


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""The text of a file in NFC with ``\n`` line ends; ``font`` is the old encoding that it was in."""

    text: str
    font: str = ""


def decode(data: bytes, name: str, told: str = "", resolve: Callable[[str], str] = str) -> Decoded:
    """The text of a file; ``told`` is the encoding that the file names, tried where it is not Unicode.

    ``resolve`` makes letters of what stands for them in the file's format.

    Reads UTF-8, UTF-16 or UTF-32 with a byte order mark, Windows-1258 where it gives Vietnamese, and TCVN3
    and VNI, also where they were saved as Unicode. Raises ``UnreadableReport`` for anything else: unknown
    encodings, binary data, an empty file.
    """
    if not data.strip():
        raise UnreadableReport(f"{name} is empty.", "Check the file and read it again.", "empty")
    text = _one_line_end(unicodedata.normalize("NFC", resolve(_to_text(data, name, told))))
    font = old_font(text)
    if font is not None:
        text = unicodedata.normalize("NFC", font.convert(text))
    _refuse_garbage(text, name)
    return Decoded(text, font.name if font else "")


def _to_text(data: bytes, name: str, told: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, name).removeprefix("\ufeff")
    for encoding in filter(None, ("utf-8", told)):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
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
    if old_font(latin) is not None:
        return latin
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if "\ufffd" in text or not vietnamese_words(text):
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
    if len(_TWICE.findall(text)) > max(2, vietnamese_words(text)):
        raise UnreadableReport(f"{name} was encoded twice and shows broken letters.", _TO_UNICODE, "encoding")
