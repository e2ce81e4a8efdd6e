"""The process that reads files of others: ``python -m ui.reader_process PIPE LEVEL``; see ``ui.reader``.

It reads what is asked for, a JSON line each, and tells each result pickled. It ends where nothing is asked
for long, and the system ends it once the process that started it is gone, which holds PIPE's other end. What
is logged from LEVEL on is told with the result: its error output may hold anything that a library prints.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import BinaryIO

from ingest.read import load_readers
from ingest.read.lifeline import tie
from ui.artefact import Artefact, read_artefact
from ui.bounds import Peak, collect_seldom, leave_no_core, limited_memory
from ui.logs import exception_text
from ui.outcome import Outcome
from ui.reader import READY, Told
from ui.reading import Task, attempt

_IDLE = 10 * 60  # seconds that the process waits for more
_FIRST = "I. KINH TẾ\nĐàn trâu 120 con, tăng 5% so với năm 2022; không có dịch tả lợn châu Phi."
Read = Callable[[Task], Artefact | Outcome]


class Taken(logging.Handler):
    """Takes down what is logged, in a form that another process understands."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        record.msg, record.args = record.getMessage(), None
        if record.exc_info and record.exc_info[1]:
            record.exc_text, record.exc_info = exception_text(record.exc_info[1]), None
        self._records.append(record)

    def give(self) -> tuple[logging.LogRecord, ...]:
        """All since the last time."""
        given, self._records = self._records, []
        return tuple(given)


def serve(asked: BinaryIO, told: BinaryIO, read: Read, taken: Taken) -> None:
    """Says that it is ready; reads what is asked for and tells each result, until there is nothing more."""
    _tell(told, READY)
    while line := _next_line(asked):
        given = json.loads(line)
        task = Task(Path(given["path"]), given["name"], given["district"], given["period"])
        started, peak = time.monotonic(), Peak()
        with limited_memory(given["memory_mb"]):
            result = read(task)
        _tell(told, Told(result, time.monotonic() - started, peak.mb, taken.give()))


def _tell(told: BinaryIO, result: object) -> None:
    pickle.dump(result, told)
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


def main(pipe: int, level: int) -> None:
    """Serves on the standard pipes, once all that reading needs is loaded."""
    tie(pipe, os.getpgrp())
    leave_no_core()
    faulthandler.enable()
    taken = Taken()
    logging.basicConfig(level=level, handlers=[taken])
    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that a library prints gets into the results
    load_readers()
    read_artefact(_FIRST.encode(), "first.txt", "Phong Thổ, Lai Châu", "2023")
    collect_seldom()
    serve(sys.stdin.buffer, told, attempt, taken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
