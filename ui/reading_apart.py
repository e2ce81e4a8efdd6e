"""Reports read in processes that are not ours (``ui.reader``), some at a time.

To start a process takes seconds, so one that has done its work waits some minutes for the next upload.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections.abc import Generator, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from ui.bounds import Bounds
from ui.flow import NOT_AHEAD, Ahead, in_flow
from ui.reader import Reader, Told
from ui.reading import Task, attempt

_USUAL = Bounds()


def read_apart(
    tasks: Iterable[Task], bounds: Bounds = _USUAL, jobs: int = 1, ahead: Ahead = NOT_AHEAD
) -> Generator[tuple[Task, Told]]:
    """Each task with what came of it, as they are done by ``jobs`` processes; by one, in their order.

    Never more than two tasks a process and what ``ahead`` allows are begun before the results are taken.
    Whoever stops taking them should close the iterator: that ends the processes at once. Raises
    ``HuyenKGError`` where none can be started.
    """
    crew, done = Crew(bounds), SimpleQueue[Future[Told]]()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="reader")

    def begin(task: Task) -> Future[Told]:
        future = pool.submit(crew.read, task)
        future.add_done_callback(done.put)
        return future

    try:
        for task, future in in_flow(tasks, begin, done.get, lambda: jobs, ahead):
            told = future.result()
            log_again(told.logged)
            yield task, told
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        crew.leave()
        pool.shutdown()


def read_here(tasks: Iterable[Task]) -> Generator[tuple[Task, Told]]:
    """The same by this process, one by one: without its bounds, but without a process to start."""
    for task in tasks:
        started = time.monotonic()
        result = attempt(task)
        yield task, Told(result, time.monotonic() - started)


def get_ready() -> None:
    """Starts a process before the first file is there."""
    _SPARE.put(_SPARE.take())


def log_again(records: Iterable[logging.LogRecord]) -> None:
    """Logs here what another process logged."""
    for record in records:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


class Spare:
    """Processes that wait for work, ``most`` at a time. What they write aside lies in ``folder``."""

    def __init__(self, most: int = 1, folder: Path | None = None) -> None:
        self._lock = Lock()
        self._most, self._folder = most, folder
        self._waiting: list[Reader] = []

    def take(self) -> Reader:
        """One that waits, or a new one."""
        while True:
            with self._lock:
                waiting = self._waiting.pop() if self._waiting else None
            if not waiting:
                return Reader(self._folder)
            if waiting.lives:
                return waiting
            waiting.end()

    def put(self, reader: Reader) -> None:
        """Keeps it in place of whichever waits longest, if there are enough."""
        with self._lock:
            self._waiting.append(reader)
            left, self._waiting = self._waiting[: -self._most], self._waiting[-self._most :]
        for one in left:
            one.end()

    def end(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            left, self._waiting = self._waiting, []
        for one in left:
            one.end()


_SPARE = Spare()
atexit.register(_SPARE.end)


class Crew:
    """The processes that read together: who is busy, and who waits for the next task."""

    def __init__(self, bounds: Bounds, spare: Spare = _SPARE) -> None:
        self._bounds, self._spare = bounds, spare
        self._lock = Lock()
        self._idle: list[Reader] = []
        self._busy: set[Reader] = set()
        self._left = False

    def read(self, task: Task) -> Told:
        """What comes of a task. One that costs a process its life, which read others before, is tried again
        by a new one: it may have been the others.
        """
        reader = self._take()
        used, told = not reader.fresh, self._read(reader, task)
        if used and told.spent and not told.late:
            told = self._read(self._take(), task)
        return told

    def leave(self) -> None:
        """Ends whoever is busy; of the others one stays for the next time."""
        with self._lock:
            self._left, idle, self._idle = True, self._idle, []
            for reader in self._busy:
                reader.kill()
        for reader in idle[1:]:
            reader.end()
        for reader in idle[:1]:
            self._spare.put(reader)

    def _read(self, reader: Reader, task: Task) -> Told:
        good = False
        try:
            told = reader.read(task, self._bounds)
            good = not told.spent
        finally:
            with self._lock:
                self._busy.remove(reader)
                stays = good and not self._left
                self._idle += [reader] * stays
            if not stays:
                reader.end()
        return told

    def _take(self) -> Reader:
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        reader = reader or self._spare.take()
        with self._lock:
            if not self._left:
                self._busy.add(reader)
                return reader
        reader.end()
        raise CancelledError
