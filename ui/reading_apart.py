"""Reports read in processes that are not ours (``ui.reader``), some at a time.

To start a process takes seconds, so one that has done its work waits some minutes for the next upload.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections.abc import Collection, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from ui.bounds import Bounds
from ui.reader import Reader, Told
from ui.reading import Task, attempt, size_of

_USUAL = Bounds()


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far readers may be ahead of who takes the results, beside two tasks each: so many results, of files
    with so many bytes in all. They wait in memory.
    """

    results: int = 0
    size: int = 0


class _Weighed(NamedTuple):
    task: Task
    size: int


AHEAD = Ahead(256, 4_000_000)
"""What is read while a generation of some hundred reports is published: 100 kB of a usual report."""
_NOT_AHEAD = Ahead()


def read_apart(
    tasks: Iterable[Task], bounds: Bounds = _USUAL, jobs: int = 1, ahead: Ahead = _NOT_AHEAD
) -> Generator[tuple[Task, Told]]:
    """Each task with what came of it, as they are done by ``jobs`` processes; by one, in their order.

    Never more than two tasks a process and what ``ahead`` allows are begun before the results are taken.
    Whoever stops taking them should close the iterator: that ends the processes at once. Raises
    ``HuyenKGError`` where none can be started.
    """
    rest, waiting = (_Weighed(task, size_of(task.path)) for task in tasks), None
    crew = _Crew(bounds)
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="reader")
    running: dict[Future[Told], _Weighed] = {}
    try:
        while True:
            while len(running) < 2 * jobs + ahead.results:
                waiting = waiting or next(rest, None)
                if not waiting or not _fits(waiting, running.values(), jobs, ahead):
                    break
                running[pool.submit(crew.read, waiting.task)] = waiting
                waiting = None
            if not running:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done
            future = next(one for one in running if one in done)
            task, told = running.pop(future).task, future.result()
            _log_again(told.logged)
            yield task, told
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        crew.leave()
        pool.shutdown()


def _fits(task: _Weighed, running: Collection[_Weighed], jobs: int, ahead: Ahead) -> bool:
    return len(running) < 2 * jobs or task.size + sum(one.size for one in running) <= ahead.size


def read_here(tasks: Iterable[Task]) -> Generator[tuple[Task, Told]]:
    """The same by this process, one by one: without its bounds, but without a process to start."""
    for task in tasks:
        started = time.monotonic()
        result = attempt(task)
        yield task, Told(result, time.monotonic() - started)


def get_ready() -> None:
    """Starts a process before the first file is there."""
    _SPARE.put(_SPARE.take())


def _log_again(records: Iterable[logging.LogRecord]) -> None:
    for record in records:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


class _Crew:
    """The processes that read together: who is busy, and who waits for the next task."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
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
            _SPARE.put(reader)

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
        reader = reader or _SPARE.take()
        with self._lock:
            if not self._left:
                self._busy.add(reader)
                return reader
        reader.end()
        raise CancelledError


class _Spare:
    """One process that waits for work."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Reader | None = None

    def take(self) -> Reader:
        """The one that waits, or a new one."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting and waiting.lives:
            return waiting
        if waiting:
            waiting.end()
        return Reader()

    def put(self, reader: Reader) -> None:
        """Keeps it in place of whichever waits."""
        with self._lock:
            left, self._waiting = self._waiting, reader
        if left:
            left.end()

    def end(self) -> None:
        """Nobody waits any more."""
        with self._lock:
            left, self._waiting = self._waiting, None
        if left:
            left.end()


_SPARE = _Spare()
atexit.register(_SPARE.end)
