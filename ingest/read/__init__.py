"""Report files to documents. Which way a file is read depends on its suffix and on what stands in it."""

from __future__ import annotations

from pathlib import Path

from ingest.document import Document
from ingest.read.plain import read_text
from ingest.read.word import read_word
from ontology.errors import UnreadableReport

MAX_BYTES = 64 * 1024 * 1024
"""Files beyond this size are refused: no report of a district comes near it."""

_MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
_FORMATS = "This version reads .txt, .md and .docx files."


def read_report(path: Path) -> Document:
    """The document of a report file.

    Raises ``UnreadableReport`` where the file is missing, too large, of a format that this version does
    not read, empty, or not text.
    """
    try:
        size = path.stat().st_size
        _refuse_size(size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(
            f"{path} cannot be opened: {error.strerror or error}.", "Check the path and its permissions."
        ) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document of a file's bytes; ``name`` is the file's name, whose suffix tells the format."""
    _refuse_size(len(data), name)
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        return read_word(data, name)
    media_type = _MEDIA_TYPES.get(suffix)
    if media_type is None:
        raise UnreadableReport(f"{name} is not of a format that can be read.", _FORMATS, "format")
    return read_text(data, name, media_type)


def _refuse_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise UnreadableReport(
            f"{name} is too large: {size >> 20} MB, where {MAX_BYTES >> 20} MB are read.",
            "Split it into the reports that it holds.",
            "too_large",
        )
