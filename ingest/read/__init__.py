"""Report files to documents. Which way a file is read depends on what stands in it, not on its suffix.

The readers but that of plain text are imported when the first file of their kind comes: their libraries would
take a third of a second of every start, also of those that read no file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from ingest.document import Document
from ingest.read.kinds import READABLE, SUFFIXES, Kind, detect, suffix_warning
from ingest.read.office import Foreign, read_foreign
from ingest.read.plain import read_text
from ontology.errors import UnreadableReport

_Reader = Callable[[bytes, str], Document]
_LATE = ("delimited", "pdf", "picture", "sheets", "web", "word")

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


def load_readers() -> None:
    """Imports the readers of all kinds, for a process that is to read and may start slowly."""
    for module in _LATE:
        import_module(f"{__name__}.{module}")


def _late(module: str, function: str) -> _Reader:
    """The reader of that name, imported when it is first called."""

    def read(data: bytes, name: str) -> Document:
        reader: _Reader = getattr(import_module(f"{__name__}.{module}"), function)
        return reader(data, name)

    return read


def _foreign(kind: Kind, how: Foreign) -> _Reader:
    return partial(read_foreign, kind=kind, how=how)


def _refuse(_: bytes, name: str) -> Document:
    raise UnreadableReport(f"{name} is not of a format that can be read.", READABLE, "format")


_read_word = _late("word", "read_word")
_read_sheets = _late("sheets", "read_sheets")
_READERS: Mapping[Kind, _Reader] = {
    Kind.TEXT: partial(read_text, media_type="text/plain"),
    Kind.MARKDOWN: partial(read_text, media_type="text/markdown"),
    Kind.CSV: _late("delimited", "read_delimited"),
    Kind.HTML: _late("web", "read_html"),
    Kind.MHT: _late("web", "read_mht"),
    Kind.DOCX: _read_word,
    Kind.PDF: _late("pdf", "read_pdf"),
    Kind.PICTURE: _late("picture", "read_picture"),
    Kind.DOC: _foreign(Kind.DOC, Foreign(Kind.DOCX, _read_word, "application/msword")),
    Kind.ODT: _foreign(Kind.ODT, Foreign(Kind.DOCX, _read_word, "application/vnd.oasis.opendocument.text")),
    Kind.RTF: _foreign(Kind.RTF, Foreign(Kind.DOCX, _read_word, "application/rtf")),
    Kind.XLSX: _read_sheets,
    Kind.XLS: _foreign(Kind.XLS, Foreign(Kind.XLSX, _read_sheets, "application/vnd.ms-excel")),
    Kind.ODS: _foreign(
        Kind.ODS, Foreign(Kind.XLSX, _read_sheets, "application/vnd.oasis.opendocument.spreadsheet")
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
