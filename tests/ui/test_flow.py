"""So many files are begun before results are taken, and no more."""

from __future__ import annotations

from collections import deque
from itertools import count, islice
from pathlib import Path

import pytest

from ui.flow import Ahead, in_flow
from ui.reading import Task


class Work:
    """Takes down what is begun, and is done with it in the same order, or as ``last`` says the other way."""

    def __init__(self, last: bool = False) -> None:
        self.begun: list[str] = []
        self._waiting: deque[str] = deque()
        self._last = last

    def begin(self, task: Task) -> str:
        self.begun.append(task.name)
        self._waiting.append(task.name)
        return task.name

    def done(self) -> str:
        return self._waiting.pop() if self._last else self._waiting.popleft()


def tasks(folder: Path, size: int = 10):
    for number in count():
        path = folder / f"{number}.txt"
        path.write_bytes(bytes(size))
        yield Task(path, path.name)


@pytest.mark.parametrize(
    ("jobs", "ahead", "begun"),
    [(1, Ahead(), 2), (3, Ahead(), 6), (1, Ahead(3, 1000), 5), (1, Ahead(3, 35), 3), (1, Ahead(3, 0), 2)],
    ids=["two each", "of three", "ahead by number", "ahead by bytes", "two at least"],
)
def test_what_is_begun_is_bounded_by_jobs_by_number_and_by_bytes(tmp_path, jobs, ahead, begun):
    work = Work()
    flow = in_flow(tasks(tmp_path), work.begin, work.done, lambda: jobs, ahead)
    next(flow)
    assert len(work.begun) == begun
    next(flow)
    assert len(work.begun) == begun + 1


def test_who_joins_later_gets_files_too(tmp_path):
    jobs, work = [1], Work()
    flow = in_flow(tasks(tmp_path), work.begin, work.done, lambda: jobs[0], Ahead())
    next(flow)
    jobs[0] = 4
    next(flow)
    assert len(work.begun) == 9  # one was taken


def test_each_task_comes_with_what_was_made_of_it_as_it_is_done(tmp_path):
    work = Work(last=True)
    flow = in_flow(islice(tasks(tmp_path), 3), work.begin, work.done, lambda: 1, Ahead())
    assert [(task.name, made) for task, made in flow] == [
        (name, name) for name in ("1.txt", "2.txt", "0.txt")
    ]
