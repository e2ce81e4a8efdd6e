"""Files that people upload: what is taken, and where they lie until they are read. Pure but for the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.read import READ_SUFFIXES
from ui.plain_text import clean_name
from ui.settings import Limits

SUFFIXES = tuple(suffix.removeprefix(".") for suffix in READ_SUFFIXES)
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name that its owner gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why uploads are not taken; ``code`` is a message's name, ``name`` the file that it is about, if one."""

    code: str
    name: str = ""


def refusals(uploads: Sequence[Upload], limits: Limits) -> list[Refusal]:
    """What stands against taking these uploads; nothing is read while something does."""
    found = [
        Refusal("too_large", clean_name(one.name)) for one in uploads if len(one.data) > limits.file_mb * _MB
    ]
    found += [
        Refusal("format", clean_name(one.name))
        for one in uploads
        if not clean_name(one.name).lower().endswith(READ_SUFFIXES)
    ]
    if len(uploads) > limits.files:
        found.append(Refusal("too_many"))
    if sum(len(one.data) for one in uploads) > limits.all_mb * _MB:
        found.append(Refusal("too_much"))
    return found


class Tray:
    """Uploaded files in a folder of their own, each in one of its own too, until the tray is dropped."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        self._folder = TemporaryDirectory(prefix="huyenkg-upload-", ignore_cleanup_errors=True)
        self.paths = [self._put(number, one) for number, one in enumerate(uploads)]

    def _put(self, number: int, upload: Upload) -> Path:
        place = Path(self._folder.name).resolve() / str(number)
        place.mkdir()
        path = place / clean_name(upload.name)
        path.write_bytes(upload.data)
        return path
