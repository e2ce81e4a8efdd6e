"""What ties processes to the one that started them: they end with it, however it ends. Not on Windows."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

if sys.platform != "win32":
    import fcntl


@contextmanager
def lifeline() -> Iterator[int]:
    """A pipe's end to be handed to a process, and tied to; the other end is held here meanwhile."""
    kept, held = os.pipe()
    try:
        yield kept
    finally:
        os.close(kept)
        os.close(held)


def handed(pipe: int) -> dict[str, Any]:
    """The options of ``subprocess`` that hand the pipe's end to a process."""
    return {} if sys.platform == "win32" else {"pass_fds": (pipe,)}


def tie(pipe: int, group: int) -> None:
    """Lets the system kill a group of processes once nobody holds the pipe's other end.

    One of them must have the pipe. A thread that waits for that end would wait for ever beside a library that
    never lets go of the interpreter.
    """
    if sys.platform == "win32":
        return
    fcntl.fcntl(pipe, fcntl.F_SETOWN, -group)
    if sys.platform == "linux":
        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)  # else it is SIGIO, which some programs ignore
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
