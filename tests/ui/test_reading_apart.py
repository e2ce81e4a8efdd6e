"""Files are read in processes of their own, whose end costs one file and no more."""

from __future__ import annotations

import gc
import io
import json
import logging
import pickle
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from ontology.errors import HuyenKGError
from tests.faults.hostile import all_end, harmful, report, started
from ui import reading_apart
from ui.artefact import Artefact
from ui.bounds import Bounds, collect_seldom
from ui.flow import Ahead
from ui.outcome import Outcome
from ui.reader import READY
from ui.reader_process import Taken, serve
from ui.reading import Task
from ui.reading_apart import read_apart, read_here

SHORT = Bounds(seconds=5, memory_mb=500)


@pytest.fixture(autouse=True)
def readers_of_this_test_alone():
    """A reader that another test of this process left waiting would read with that test's environment."""
    reading_apart._SPARE.end()
    yield
    reading_apart._SPARE.end()


@pytest.fixture
def hostile(tmp_path, monkeypatch) -> Path:
    """A folder for files that do harm to whoever reads them."""
    for name, value in harmful(tmp_path).items():
        monkeypatch.setenv(name, value)
    return tmp_path


def task(folder: Path, name: str, cattle: int = 120) -> Task:
    return Task(report(folder, name, cattle), name)


def codes(results) -> dict[str, str]:
    return {
        task.name: told.result.code if isinstance(told.result, Outcome) else "read" for task, told in results
    }


def test_each_line_that_is_asked_is_answered_in_order():
    names = iter("ab")
    asked = io.BytesIO(
        b"".join(
            json.dumps(
                {"path": name, "name": name, "district": None, "period": "2023", "memory_mb": 4000}
            ).encode()
            + b"\n"
            for name in names
        )
    )
    told = io.BytesIO()
    serve(asked, told, lambda task: (task.path.name, task.district, task.period), Taken())
    told.seek(0)
    assert pickle.load(told) == READY
    assert [pickle.load(told).result for _ in "ab"] == [("a", None, "2023"), ("b", None, "2023")]


def test_what_is_logged_while_a_file_is_read_can_go_to_another_process():
    taken = Taken()
    logger = logging.Logger("a")
    logger.addHandler(taken)
    try:
        int("words of a report")
    except ValueError:
        logger.exception("file %s failed", "x", extra={"file": "x", "odd": 1})
    (record,) = pickle.loads(pickle.dumps(taken.give()))
    assert (record.getMessage(), record.file) == ("file x failed", "x")
    assert record.exc_text.splitlines()[-1] == "ValueError"
    assert taken.give() == ()


def test_a_file_read_here_is_timed_and_a_bad_one_does_not_stop_the_others(tmp_path):
    (tmp_path / "none.txt").write_text("Đàn trâu 3 con.", "utf-8")
    results = list(read_here([Task(tmp_path / "none.txt", "none.txt"), task(tmp_path, "a.txt")]))
    assert codes(results) == {"none.txt": "no_district", "a.txt": "read"}
    assert all(told.seconds > 0 for _, told in results)


def test_more_memory_than_this_process_has_is_an_outcome_of_its_own(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ui.artefact.read_artefact", fail)
    assert codes(read_here([task(tmp_path, "a.txt")])) == {"a.txt": "too_much_memory"}


@pytest.mark.slow
def test_files_that_cost_their_reader_the_life_do_not_cost_the_others(hostile, caplog):
    (hostile / "none.txt").write_text("Đàn trâu 3 con.", "utf-8")
    tasks = [
        task(hostile, "a.txt"), task(hostile, "abort-1.txt"), task(hostile, "hang-1.txt"),
        task(hostile, "hold-1.txt"), task(hostile, "grow-1.txt"), Task(hostile / "none.txt", "none.txt"),
        task(hostile, "fail-1.txt"), task(hostile, "b.txt"),
    ]  # fmt: skip
    results = list(read_apart(tasks, SHORT, jobs=2))
    assert codes(results) == {
        "a.txt": "read", "abort-1.txt": "crashed", "hang-1.txt": "too_long", "hold-1.txt": "too_long",
        "grow-1.txt": "too_much_memory", "none.txt": "no_district", "fail-1.txt": "defect", "b.txt": "read",
    }  # fmt: skip
    (crash,) = [record for record in caplog.records if getattr(record, "code", "") == "crashed"]
    assert (crash.file, crash.ending) == ("abort-1.txt", "SIGABRT")
    assert any("sitecustomize.py" in line for line in crash.stack)
    (defect,) = [record for record in caplog.records if getattr(record, "file", "") == "fail-1.txt"]
    assert "words of a report" not in defect.exc_text
    peaks = {task.name: told.peak_mb for task, told in results}
    assert 30 < peaks["a.txt"] < 300 < peaks["grow-1.txt"] < 700


@pytest.mark.slow
def test_a_file_that_only_a_used_reader_fails_on_is_read_by_a_new_one(hostile):
    assert codes(read_apart([task(hostile, f"once-{number}.txt") for number in (1, 2)], SHORT)) == {
        "once-1.txt": "read",
        "once-2.txt": "read",
    }


@pytest.mark.slow
def test_what_a_reader_started_ends_with_it(hostile):
    assert codes(read_apart([task(hostile, "start-1.txt")], SHORT)) == {"start-1.txt": "too_long"}
    assert all_end(started(hostile))


@pytest.mark.slow
def test_whoever_takes_no_more_results_ends_the_readers_at_once(hostile):
    tasks = (task(hostile, f"{'start' if number == 1 else 'a'}-{number}.txt", number) for number in count())
    with closing(read_apart(tasks, jobs=2)) as results:
        taken = next(task.name for task, _ in results)
        pids = started(hostile)
    assert taken == "a-0.txt"
    assert all_end(pids)


@pytest.mark.slow
def test_no_more_files_are_begun_than_two_a_reader(tmp_path):
    begun = []
    tasks = (begun.append(number) or task(tmp_path, f"{number}.txt", number) for number in count())
    with closing(read_apart(tasks)) as results:
        next(results)
        assert len(begun) == 2
        next(results)
        assert len(begun) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("results", "files", "looked_at"),
    [(3, 100, 5), (3, 3.5, 4), (3, 0, 3), (0, 100, 2)],
    ids=["by number", "by bytes", "two at least", "not"],
)
def test_what_is_read_ahead_is_bounded_by_number_and_by_bytes(tmp_path, results, files, looked_at):
    size = task(tmp_path, "0.txt").path.stat().st_size
    begun = []
    tasks = (begun.append(number) or task(tmp_path, f"{number}.txt") for number in count())
    with closing(read_apart(tasks, ahead=Ahead(results, int(files * size)))) as read:
        next(read)
        assert len(begun) == looked_at  # by bytes, one more is looked at than begun
        next(read)
        assert len(begun) == looked_at + 1


@pytest.mark.slow
def test_a_reader_that_does_not_start_is_no_fault_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(7)\n")
    with pytest.raises(HuyenKGError, match=r"did not start \(exit code 7\)"):
        list(read_apart([task(tmp_path, "a.txt")]))


@pytest.mark.slow
def test_the_same_reader_waits_for_the_next_files(tmp_path):
    (first,) = read_apart([task(tmp_path, "a.txt")])
    (waiting,) = reading_apart._SPARE._waiting
    (second,) = read_apart([task(tmp_path, "b.txt", 130)])
    assert isinstance(first[1].result, Artefact)
    assert isinstance(second[1].result, Artefact)
    assert reading_apart._SPARE._waiting == [waiting]
    assert waiting.lives


def test_a_reader_searches_seldom_for_garbage_and_never_in_what_it_loaded():
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        gc.set_threshold(700, 10, 10)
        loaded = [[] for _ in range(1000)]
        collect_seldom()
        assert gc.get_threshold() == (50_000, 20, 20)
        assert gc.get_freeze_count() - frozen >= len(loaded)
    finally:
        gc.set_threshold(*before)
