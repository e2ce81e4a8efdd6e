"""Reports read in a process of its own: a hostile or huge file can cost that process, never the server.

The process runs ``python -m ui.reading_apart``: it takes a path and the options as a JSON line, and answers
with a pickled result (from our own child, so that it can be trusted). It is ended where a file takes too
long. To start it takes seconds, so one that has done its work waits some minutes for the next upload.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import BinaryIO, TypeVar

Result = TypeVar("Result")
LONGEST = 15 * 60
"""Seconds for one file: some times what the longest reports need on a slow machine."""
_IDLE = 10 * 60  # seconds that the process waits for more
_FIRST = "I. KINH TẾ\nĐàn trâu 120 con, tăng 5% so với năm 2022; không có dịch tả lợn châu Phi."


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a file came to nothing: its reader ended (``too_long``: it was ended)."""

    too_long: bool


def read_apart(
    paths: Iterable[Path], district: str | None, period: str | None, seconds: float = LONGEST
) -> Iterator[tuple[Path, object]]:
    """Each file with what ``ui.ingesting.attempt`` makes of it, or why it is ``Lost``."""
    reader: _Reader | None = None
    try:
        for path in paths:
            asked = {"path": str(path), "district": district, "period": period}
            reader = reader or _SPARE.take()
            fresh, result = reader.fresh, reader.read(asked, seconds)
            if isinstance(result, Lost):
                reader.end()
                reader = None
                if not fresh and not result.too_long:  # what it did before may have cost it its life
                    reader = _Reader()
                    result = reader.read(asked, seconds)
            yield path, result
    finally:
        if reader:
            _SPARE.put(reader)


def get_ready() -> None:
    """Starts the process before the first file is there."""
    _SPARE.put(_SPARE.take())


class _Reader:
    """The process, seen from outside."""

    def __init__(self) -> None:
        self._asked = False
        root = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ui.reading_apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )

    @property
    def fresh(self) -> bool:
        """Whether nothing was asked of it yet."""
        return not self._asked

    @property
    def lives(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def read(self, asked: dict[str, str | None], seconds: float) -> object:
        assert self._process.stdin and self._process.stdout
        self._asked = True
        late = Timer(seconds, self._process.kill)
        late.start()
        try:
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return Lost(too_long=late.finished.is_set())
        finally:
            late.cancel()

    def end(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.kill()
        self._process.stdout.close()
        with suppress(OSError):  # what was not read by a process that ended
            self._process.stdin.close()
        self._process.wait()


class _Spare:
    """One process that waits for work."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: _Reader | None = None

    def take(self) -> _Reader:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting and waiting.lives:
            return waiting
        if waiting:
            waiting.end()
        return _Reader()

    def put(self, reader: _Reader) -> None:
        with self._lock:
            left, self._waiting = self._waiting, reader
        if left:
            left.end()

    def end(self) -> None:
        with self._lock:
            left, self._waiting = self._waiting, None
        if left:
            left.end()


_SPARE = _Spare()
atexit.register(_SPARE.end)


def serve(asked: BinaryIO, told: BinaryIO, read: Callable[[Path, str | None, str | None], object]) -> None:
    """Reads what is asked for, a JSON line each, and tells each result, until there is nothing more."""
    while line := _next_line(asked):
        given = json.loads(line)
        pickle.dump(read(Path(given["path"]), given["district"], given["period"]), told)
        told.flush()


def _next_line(asked: BinaryIO) -> bytes:
    """What is asked next; the process ends where nothing is for long."""
    tired = Timer(_IDLE, os._exit, [0])
    tired.daemon = True
    tired.start()
    try:
        return asked.readline()
    finally:
        tired.cancel()


def _main() -> None:
    from ui.artefact import read_artefact
    from ui.ingesting import IngestOptions, attempt

    read_artefact(_FIRST.encode(), "first.txt", "Phong Thổ, Lai Châu", "2023")  # loads all that reading needs
    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that a library prints gets into the results
    serve(sys.stdin.buffer, told, lambda path, *given: attempt(path, IngestOptions(*given)))


if __name__ == "__main__":
    _main()
