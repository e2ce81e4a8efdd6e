"""What one file may cost the process that reads it, how that is kept within, and how many there are."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

if sys.platform != "win32":
    import resource

_MB = 1024 * 1024
_MADE = 50_000  # objects between two looks for cycles; a report of 100 kB makes some 200,000 that live on


@dataclass(frozen=True, slots=True)
class Bounds:
    """For one file: the seconds, some times what the longest reports need on a slow machine, and the memory
    in MB that the process which reads it may allocate, and each that it starts.
    """

    seconds: float = 15 * 60
    memory_mb: int = 4096


def fitting_jobs(items: int) -> int:
    """How many processes to read or check so many: one takes seconds to start, too long for a handful."""
    return min(os.cpu_count() or 1, 1 + items // 8)


@contextmanager
def limited_memory(mb: int) -> Iterator[None]:
    """Whatever allocates more meanwhile, here or in a process that is started, fails. Not on Windows."""
    if sys.platform == "win32":
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = mb * _MB
    resource.setrlimit(
        resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def leave_no_core() -> None:
    """A process that is broken off writes its memory nowhere. Not on Windows."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def kill_group(process: Popen[bytes]) -> None:
    """Kills a process that leads a group of its own, and all that it started, unless its end is known."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def collect_seldom() -> None:
    """Keeps what is loaded out of the search for garbage, and lets that search happen seldom.

    A report's statements are hundreds of thousands of small tuples that live until it is written. Python
    looks through all of them, and the code lists, again and again for cycles that are not there: half the
    time of a graph. What nothing refers to is freed at once all the same.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, 20, 20)


class Peak:
    """The most memory that this process had since this was made; 0 where the system does not tell."""

    def __init__(self) -> None:
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5", "ascii")

    @property
    def mb(self) -> int:
        """In MB."""
        with suppress(OSError, StopIteration):
            lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
            return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) // 1024
        return 0
