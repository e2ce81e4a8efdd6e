"""Reports read in a process of its own: a hostile or huge file can cost that process, never the server.

The process runs ``python -m ui.reading_apart``: it takes a path and the options as a JSON line, and answers
with a pickled result (from our own child, so that it can be trusted). It is started at the first file, serves
the others too, and is ended where a file takes too long.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import BinaryIO, TypeVar

Result = TypeVar("Result")
LONGEST = 15 * 60
"""Seconds for one file: some times what the longest reports need on a slow machine."""


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
            reader = reader or _Reader()
            result = reader.read({"path": str(path), "district": district, "period": period}, seconds)
            if isinstance(result, Lost):
                reader.end()
                reader = None
            yield path, result
    finally:
        if reader:
            reader.end()


class _Reader:
    """The process, seen from outside."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ui.reading_apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )

    def read(self, asked: dict[str, str | None], seconds: float) -> object:
        assert self._process.stdin and self._process.stdout
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


def serve(asked: BinaryIO, told: BinaryIO, read: Callable[[Path, str | None, str | None], object]) -> None:
    """Reads what is asked for, a JSON line each, and tells each result, until there is nothing more."""
    for line in asked:
        given = json.loads(line)
        pickle.dump(read(Path(given["path"]), given["district"], given["period"]), told)
        told.flush()


def _main() -> None:
    from ui.ingesting import IngestOptions, attempt

    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that a library prints gets into the results
    serve(sys.stdin.buffer, told, lambda path, *given: attempt(path, IngestOptions(*given)))


if __name__ == "__main__":
    _main()
