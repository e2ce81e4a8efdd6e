"""Who still reads an old generation: readers hold a shared lock, the sweep asks for the exclusive one.

A page that began before two ingests were published must be able to end on what it began with, whichever
process it runs in. The system lets go of a lock when its holder ends, however it ends. Where files cannot
be locked so (Windows), or the data directory is read-only, there are no leases: old generations then stay as
long as ``KEPT_GENERATIONS`` says.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path

_CAN_LOCK = os.name == "posix"
if _CAN_LOCK:
    from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock


class Lease:
    """Held as long as the object lives."""

    def __init__(self, handle: int | None) -> None:
        self._let_go = weakref.finalize(self, os.close, handle) if handle is not None else None

    def end(self) -> None:
        """Lets go of it before that."""
        if self._let_go:
            self._let_go()


def take_lease(folder: Path, name: str) -> Lease:
    """A share in what bears the name; others may hold one too."""
    if not _CAN_LOCK:
        return Lease(None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
            flock(handle, LOCK_SH)
            if _still_there(folder / name, handle):
                return Lease(handle)
            os.close(handle)  # swept between opening and locking
    except OSError:  # a directory that may only be read
        return Lease(None)


def _still_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def is_leased(folder: Path, name: str) -> bool:
    """Whether anybody holds a lease on it. A file that nobody holds is swept away."""
    if not _CAN_LOCK:
        return False
    handle = os.open(folder / name, os.O_RDWR)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    (folder / name).unlink(missing_ok=True)
    return False
