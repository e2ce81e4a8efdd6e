"""Files that last: written whole, brought to the disk, and clear words where the disk is full."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Engines tell it in words only; "disk I/O error" is what SQLite says of a file that may not grow.
_FULL_WORDS = ("no space left", "disk is full", "file too large", "quota exceeded", "disk i/o error")
_CAN_SYNC_FOLDERS = os.name == "posix"


def write_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all: a temporary file beside it, synced, then renamed."""
    temporary = path.with_name(path.name + ".partial")
    write_synced(temporary, data)
    temporary.replace(path)
    sync_folder(path.parent)


def write_synced(path: Path, data: bytes) -> None:
    """Writes a file in a folder that nobody reads yet, and brings it to the disk."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def place(built: Path, target: Path) -> None:
    """Renames a whole folder, after everything in it is on the disk; the new name is there too then."""
    sync_tree(built)
    built.rename(target)
    sync_folder(target.parent)


def sync_tree(folder: Path) -> None:
    """Brings every file below a folder to the disk, whoever wrote it, and every folder's list of names."""
    for directory, _, names in os.walk(folder):
        for name in names:
            _sync(Path(directory, name))
        sync_folder(Path(directory))


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk: without it, the power may fail and take a rename with it."""
    if _CAN_SYNC_FOLDERS:
        _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if _CAN_SYNC_FOLDERS else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_when_full(root: Path, needed: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Turns what engines and the system raise while they write below ``root`` into a ``StoreError``.

    ``needed`` estimates the bytes that the work takes, 0 where nobody knows.
    """
    free = _free(root)
    try:
        yield
    except (OSError, sqlite3.Error, StoreError) as error:
        if _is_full(error):
            raise _full(root, free, needed()) from error
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"Cannot write to {root}: {error}.", "Check the disk and its permissions."
        ) from error


def _is_full(error: BaseException) -> bool:
    told = str(error).lower()
    if getattr(error, "errno", None) in _FULL or any(words in told for words in _FULL_WORDS):
        return True
    return error.__cause__ is not None and _is_full(error.__cause__)


def _free(root: Path) -> int:
    return shutil.disk_usage(root).free if root.is_dir() else 0


def _full(root: Path, free: int, needed: int) -> StoreError:
    about = f", and about {_mb(needed)} MB are needed" if needed else ""
    return StoreError(
        f"The disk of {root} is full: {_mb(free)} MB were free{about}.",
        "What was stored before is untouched: free some space, then run it again.",
        code="disk_full",
    )


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f}"
