"""What a file was when it was written: its size and its SHA-256, by which damage is found."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

from ontology.errors import StoreError

_SMALL = 1 << 20
"""Bytes up to which any file is read whole at each opening."""
_AFFORDABLE = 512 << 20
"""Bytes up to which all files together are: less than half a second, and the surest."""
_SELF_CHECKING = (".sst", ".sqlite")
"""Larger ones of these are only measured: blocks and rows of them are checked as they are read.

Now and then they are read whole too (``Workspace.require_whole``): a query that joins or sorts may take all
memory over a damaged block, because Oxigraph 0.5 collects the same error without end. All others are read
whole. FAISS would believe what a damaged file says of itself, and take all memory.
"""
_UNMARKED = ("LOCK", "LOG")  # of the graph store: a lock and its diary, without any data


class Mark(NamedTuple):
    """The bytes of a file, counted and hashed."""

    size: int
    sha256: str


Marks = Mapping[str, Mark]
"""Marks of the files below a folder, by their path in it."""


class Fault(NamedTuple):
    """A file that is not what it was, and why: ``missing``, ``size``, ``content``, ``unreadable``."""

    path: Path
    kind: str


def mark_of(data: bytes) -> Mark:
    """The mark of a file with this content."""
    return Mark(len(data), sha256(data).hexdigest())


def marks_of(folder: Path, known: Path | None = None, known_marks: Marks | None = None) -> dict[str, Mark]:
    """The marks of all files below a folder.

    A file that is the same on disk (a hard link) as one in the folder ``known`` keeps the mark that it has
    there and is not read: what was damaged meanwhile must not pass for whole.
    """
    marks = {}
    for name in _names(folder):
        old = (known_marks or {}).get(name)
        same = known and old and _same_file(folder / name, known / name)
        marks[name] = old if same and old else _read_mark(folder / name)
    return marks


def faults(folder: Path, marks: Marks, *, thorough: bool) -> Iterator[Fault]:
    """The files that are not as their marks say.

    ``thorough`` reads all; otherwise large ones that check themselves are only measured.
    """
    for name, mark in sorted(marks.items()):
        kind = _fault(folder / name, mark, thorough)
        if kind:
            yield Fault(folder / name, kind)


def is_affordable(marks: Marks) -> bool:
    """Whether the files are read whole in less than half a second."""
    return sum(mark.size for mark in marks.values()) <= _AFFORDABLE


def require(folder: Path, marks: Marks, hint: str, *, thorough: bool = False) -> None:
    """Raises ``StoreError`` naming the files that are not as their marks say; reads all if that is quick."""
    found = list(faults(folder, marks, thorough=thorough or is_affordable(marks)))
    if found:
        raise damaged(found, hint)


def read_marked(path: Path, mark: Mark | None, hint: str) -> bytes:
    """The bytes of a file; ``mark`` is unknown in a store of an early version.

    Raises ``StoreError`` if they are not what was written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise damaged([Fault(path, "missing" if not path.exists() else "unreadable")], hint) from error
    if mark and mark != mark_of(data):
        raise damaged([Fault(path, "content")], hint)
    return data


def damaged(found: Iterable[Fault], hint: str) -> StoreError:
    """The error that names damaged files."""
    told = [f"{fault.path} {_KINDS[fault.kind]}" for fault in found]
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return StoreError(f"Stored files are damaged: {'; '.join(told[:_NAMED])}{more}.", hint, code="damaged")


_KINDS = {
    "missing": "is missing",
    "size": "has another size than when it was written",
    "content": "has changed since it was written",
    "unreadable": "cannot be read",
}
_NAMED = 3


def _fault(path: Path, mark: Mark, thorough: bool) -> str:
    try:
        size = path.stat().st_size
        if size != mark.size:
            return "size"
        if (thorough or size <= _SMALL or path.suffix not in _SELF_CHECKING) and _read_mark(path) != mark:
            return "content"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    return ""


def _names(folder: Path) -> Iterator[str]:
    for directory, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.startswith(_UNMARKED):
                yield Path(directory, name).relative_to(folder).as_posix()


def _read_mark(path: Path) -> Mark:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
        return Mark(stream.tell(), digest)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
