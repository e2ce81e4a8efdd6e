"""How many files are read at once, by whoever reads them, and how far ahead of who takes the results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from ui.reading import Task, size_of

Begun = TypeVar("Begun", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far readers may be ahead of who takes the results, beside two tasks each: so many results, of files
    with so many bytes in all. They wait in memory.
    """

    results: int = 0
    size: int = 0


AHEAD = Ahead(256, 4_000_000)
"""What is read while a generation of some hundred reports is published: 100 kB of a usual report."""
NOT_AHEAD = Ahead()


class _Weighed(NamedTuple):
    task: Task
    size: int


def in_flow(
    tasks: Iterable[Task],
    begin: Callable[[Task], Begun],
    done: Callable[[], Begun],
    jobs: Callable[[], int],
    ahead: Ahead,
) -> Generator[tuple[Task, Begun]]:
    """Begins tasks, and gives each with what ``begin`` made of it once ``done`` says that it is done.

    Never more than two tasks for each of the ``jobs`` and what ``ahead`` allows are begun before the results
    are taken.
    """
    rest, waiting = (_Weighed(task, size_of(task.path)) for task in tasks), None
    running: dict[Begun, _Weighed] = {}
    while True:
        most = 2 * jobs()
        while len(running) < most + ahead.results:
            waiting = waiting or next(rest, None)
            if not waiting or not _fits(waiting, running.values(), most, ahead):
                break
            running[begin(waiting.task)] = waiting
            waiting = None
        if not running:
            return
        one = done()
        yield running.pop(one).task, one


def _fits(task: _Weighed, running: Collection[_Weighed], most: int, ahead: Ahead) -> bool:
    return len(running) < most or task.size + sum(one.size for one in running) <= ahead.size
