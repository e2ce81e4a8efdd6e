"""The zip packages of Office files: opened only where they are whole, small enough and harmless.

XML of reports never declares entities: they serve only to blow a file up or to reach for other files.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from xml.parsers import expat

from ontology.errors import UnreadableReport

BROKEN = (
    ArithmeticError, AttributeError, EOFError, expat.ExpatError, LookupError, NotImplementedError, OSError,
    RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile,
    zipfile.LargeZipFile, zlib.error,
)  # fmt: skip
"""What readers of packages raise over damaged ones."""
_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_XML = 48 * 1024 * 1024
_MAX_ENTRIES = 5000
_XML = (".xml", ".rels")
_ENCRYPTED = 1
_PIECE = 64 * 1024


def damaged(name: str) -> UnreadableReport:
    """The error for a file that begins like an Office file and goes on like none."""
    return UnreadableReport(
        f"{name} is damaged: it cannot be opened as the Office file that it is.",
        "Open it in Word or Excel and save it again.",
        "broken",
    )


def package_names(data: bytes, name: str) -> frozenset[str]:
    """The names of all entries. Raises ``UnreadableReport`` for a damaged zip or one with a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except BROKEN as error:
        raise damaged(name) from error
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise protected(name)
    return frozenset(entry.filename for entry in entries)


def protected(name: str) -> UnreadableReport:
    """The error for a file that only opens with a password."""
    return UnreadableReport(
        f"{name} is protected by a password.", "Save it without a password and read it again.", "protected"
    )


def read_part(data: bytes, part: str) -> bytes:
    """One entry, unpacked; none where it is missing or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(part)
    except BROKEN:
        return b""


def refuse_bad_package(data: bytes, name: str) -> None:
    """Raises ``UnreadableReport`` for a package that is damaged, huge when unpacked, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if _too_much(entries):
                raise UnreadableReport(
                    f"{name} unpacks to more than a report can hold.", "Check where it comes from.", "unpacks"
                )
            for entry in entries:
                if entry.filename.lower().endswith(_XML) and _declares(archive, entry):
                    raise UnreadableReport(
                        f"{name} declares entities in its XML, which no Office program does.",
                        "Check where it comes from, and save it again in Word or Excel.",
                        "hostile",
                    )
    except BROKEN as error:
        raise damaged(name) from error


def _too_much(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether it unpacks to too much; of its XML less is read, since that becomes many times as large."""
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML))
    unpacked = sum(entry.file_size for entry in entries)
    return len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or xml > _MAX_XML


class _Begun(Exception):
    """The first element was met: what may declare entities is over."""


def _declares(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a document type with declarations of its own stands before the first element."""
    found: list[str] = []

    def begin(*_: object) -> None:
        raise _Begun

    def see_type(name: str, _system: str | None, _public: str | None, declares: int) -> None:
        found.extend([name] if declares else [])

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = see_type
    parser.StartElementHandler = begin
    with archive.open(entry) as part:
        try:
            while not found and (piece := part.read(_PIECE)):
                parser.Parse(piece)
        except (_Begun, expat.ExpatError):
            pass  # what is broken in it, its reader tells
    return bool(found)
