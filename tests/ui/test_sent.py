"""A file that is sent is read as if it were here, and leaves nothing there."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar

import pytest

from tests.faults.hostile import report
from ui.artefact import Artefact
from ui.bounds import Bounds
from ui.outcome import Outcome
from ui.reader import Told
from ui.reading import Task, attempt, crashed
from ui.sent import Desk, Sent, Stamp, brought_back, content_of, is_same, other_libraries, own_stamp

BOUNDS = Bounds(5, 500)


class InProcess:
    """Reads without a process; of a file whose name begins with ``hang`` only its end is told."""

    made: ClassVar[list[InProcess]] = []

    def __init__(self, folder: Path | None = None) -> None:
        self.folder, self.lives, self.fresh = folder, True, True
        self.asked: list[tuple[Task, Bounds]] = []
        self._killed, self.begun = Event(), Event()
        self.made.append(self)

    def read(self, task: Task, bounds: Bounds) -> Told:
        self.asked.append((task, bounds))
        self.begun.set()
        if task.name.startswith("hang"):
            assert self._killed.wait(10)
            return Told(crashed(task), 1.0)
        return Told(attempt(task), 1.0, 50)

    def kill(self) -> None:
        self._killed.set()

    def end(self) -> None:
        self.lives = False


@pytest.fixture(autouse=True)
def made(monkeypatch) -> list[InProcess]:
    """The readers that are made, of a kind that costs nothing."""
    monkeypatch.setattr("ui.reading_apart.Reader", InProcess)
    monkeypatch.setattr(InProcess, "made", [])
    return InProcess.made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The worker's."""
    (tmp_path / "worker").mkdir()
    return tmp_path / "worker"


def sent(data: bytes, name: str = "a.txt", stamp: Stamp | None = None) -> Sent:
    return Sent("run", data, name, None, None, BOUNDS, stamp or own_stamp())


def test_what_is_read_elsewhere_is_what_is_read_here_but_for_its_time(tmp_path, folder):
    task = Task(report(tmp_path, "a.txt"), "a.txt")
    data = task.path.read_bytes()
    answer = Desk(1, folder).answer("1", sent(data), "w")
    assert answer.worker == "w"
    assert "source" not in answer.told.result.files
    there, here = brought_back(task, data, answer.told).result, attempt(task)
    assert list(there.files) == list(here.files)
    without = [replace(one, files={**one.files, "run.nq": b""}) for one in (there, here)]
    assert without[0] == without[1]


def test_a_file_that_is_not_read_is_told_under_its_path_here(tmp_path, folder):
    told = Desk(1, folder).answer("1", sent(b"", "empty.txt"), "w").told
    (tmp_path / "empty.txt").write_bytes(b"")
    task = Task(tmp_path / "empty.txt", "empty.txt")
    assert brought_back(task, b"", told).result == attempt(task)


def test_no_name_leads_out_of_the_folder_and_nothing_stays_in_it(folder, made):
    name = "../../../etc/x.txt"
    answer = Desk(1, folder).answer("1", sent(b"x", name), "w")
    ((task, bounds),) = made[0].asked
    assert (task.name, bounds, isinstance(answer.told.result, Outcome)) == (name, BOUNDS, True)
    assert task.path.parent.parent == folder
    assert made[0].folder == folder
    assert list(folder.iterdir()) == []


def test_of_another_version_nothing_is_read(folder, made):
    other = replace(own_stamp(), software="0.0.1")
    answer = Desk(1, folder).answer("1", sent(b"x", stamp=other), "w")
    assert (answer.told, answer.stamp, made) == (None, own_stamp(), [])


def test_readers_wait_for_more_and_are_ended_when_it_is_over(tmp_path, folder, made):
    desk, data = Desk(1, folder), report(tmp_path, "a.txt").read_bytes()
    assert all(isinstance(desk.answer(key, sent(data), "w").told.result, Artefact) for key in "12")
    assert [len(one.asked) for one in made] == [2]
    desk.rest("another run")
    assert [one.lives for one in made] == [False]


def test_a_file_that_is_done_while_its_run_ends_leaves_no_reader(tmp_path, folder, made, monkeypatch):
    desk, data = Desk(1, folder), report(tmp_path, "a.txt").read_bytes()

    def meanwhile(told: Told) -> Told:
        desk.rest("run")
        return told

    monkeypatch.setattr("ui.sent._without_source", meanwhile)
    assert isinstance(desk.answer("1", sent(data), "w").told.result, Artefact)
    assert [one.lives for one in made] == [False]


def test_a_file_that_comes_after_its_run_ended_is_not_begun(folder, made):
    desk = Desk(1, folder)
    desk.rest("run")
    with pytest.raises(CancelledError):
        desk.answer("1", sent(b"x"), "w")
    assert made == []
    assert list(folder.iterdir()) == []


_ENDS = {"file": lambda desk: desk.stop("1"), "run": lambda desk: desk.rest("run"), "all": Desk.close}


@pytest.mark.parametrize("end", _ENDS.values(), ids=_ENDS)
def test_a_file_that_nobody_wants_any_more_is_broken_off(folder, made, end):
    desk = Desk(1, folder)
    reading = Thread(target=desk.answer, args=("1", sent(b"x", "hang.txt"), "w"))
    reading.start()
    while not made:
        time.sleep(0.001)
    assert made[0].begun.wait(10)
    desk.stop("2")
    desk.rest("another run")
    assert reading.is_alive()
    end(desk)
    reading.join(10)
    assert not reading.is_alive()
    assert [one.lives for one in made] == [False]
    assert list(folder.iterdir()) == []


def test_a_changed_code_list_or_module_is_another_content(tmp_path):
    code, codes = tmp_path / "ingest" / "a.py", tmp_path / "ontology" / "codes" / "b.toml"
    for path in (code, codes):
        path.parent.mkdir(parents=True)
        path.write_text("x = 1\n", "utf-8")
    seen = [content_of(tmp_path)]
    (tmp_path / "ingest" / "a.pyc").write_bytes(b"compiled")
    assert content_of(tmp_path) == seen[0]
    for path in (code, codes):
        path.write_text("x = 2\n", "utf-8")
        seen.append(content_of(tmp_path))
    code.rename(code.with_name("c.py"))
    seen.append(content_of(tmp_path))
    assert len(set(seen)) == 4


def test_stamps_are_the_same_by_version_and_content_and_libraries_are_told_apart():
    own = Stamp("1", "a", {"lxml": "6.1.3", "pillow": "12.0"})
    other = replace(own, libraries={"lxml": "6.1.2"})
    assert is_same(own, other)
    assert not is_same(own, replace(own, software="2"))
    assert not is_same(own, replace(own, content="b"))
    assert other_libraries(own, own) == []
    assert other_libraries(own, other) == ["lxml 6.1.2 (here 6.1.3)", "pillow none (here 12.0)"]
