"""Report files to documents. Which way a file is read depends on what stands in it, not on its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.document import Document
from ingest.read.delimited import read_delimited
from ingest.read.kinds import READABLE, SUFFIXES, Kind, detect, suffix_warning
from ingest.read.office import Foreign, read_foreign
from ingest.read.pdf import read_pdf
from ingest.read.picture import read_picture
from ingest.read.plain import read_text
from ingest.read.sheets import read_sheets
from ingest.read.web import read_html, read_mht
from ingest.read.word import read_word
from ontology.errors import UnreadableReport

MAX_BYTES = 64 * 1024 * 1024
"""Files beyond this size are refused: no report of a district comes near it."""


def read_report(path: Path) -> Document:
    """The document of a report file.

    Raises ``UnreadableReport`` where the file is missing, too large, of a format that this version does
    not read, empty, or not text.
    """
    try:
        size = path.stat().st_size
        refuse_size(size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(
            f"{path} cannot be opened: {error.strerror or error}.", "Check the path and its permissions."
        ) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document of a file's bytes; ``name`` is the file's name, whose suffix may be wrong."""
    refuse_size(len(data), name)
    kind = detect(data, name)
    document = _READERS.get(kind, _refuse)(data, name)
    return replace(document, warnings=(*suffix_warning(name, kind), *document.warnings))


def _foreign(kind: Kind, how: Foreign) -> Callable[[bytes, str], Document]:
    return partial(read_foreign, kind=kind, how=how)


def _refuse(_: bytes, name: str) -> Document:
    raise UnreadableReport(f"{name} is not of a format that can be read.", READABLE, "format")


_READERS: Mapping[Kind, Callable[[bytes, str], Document]] = {
    Kind.TEXT: partial(read_text, media_type="text/plain"),
    Kind.MARKDOWN: partial(read_text, media_type="text/markdown"),
    Kind.CSV: read_delimited,
    Kind.HTML: read_html,
    Kind.MHT: read_mht,
    Kind.DOCX: read_word,
    Kind.PDF: read_pdf,
    Kind.PICTURE: read_picture,
    Kind.DOC: _foreign(Kind.DOC, Foreign(Kind.DOCX, read_word, "application/msword")),
    Kind.ODT: _foreign(Kind.ODT, Foreign(Kind.DOCX, read_word, "application/vnd.oasis.opendocument.text")),
    Kind.RTF: _foreign(Kind.RTF, Foreign(Kind.DOCX, read_word, "application/rtf")),
    Kind.XLSX: read_sheets,
    Kind.XLS: _foreign(Kind.XLS, Foreign(Kind.XLSX, read_sheets, "application/vnd.ms-excel")),
    Kind.ODS: _foreign(
        Kind.ODS, Foreign(Kind.XLSX, read_sheets, "application/vnd.oasis.opendocument.spreadsheet")
    ),
}
READ_SUFFIXES = tuple(sorted(suffix for suffix, kind in SUFFIXES.items() if kind in _READERS))
"""The suffixes that files of the kinds that are read have, such as ``.docx``."""


def refuse_size(size: int, name: str) -> None:
    """Raises ``UnreadableReport`` for more bytes than are read."""
    if size > MAX_BYTES:
        raise UnreadableReport(
            f"{name} is too large: {size >> 20} MB, where {MAX_BYTES >> 20} MB are read.",
            "Split it into the reports that it holds.",
            "too_large",
        )
