"""Jobs beside the pages: one at a time, with progress, and what came of them."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest

from ontology.errors import BadInput, StoreBusy
from ui.ingesting import Outcome, State
from ui.jobs import Desk, Job
from ui.pace import LEFT
from ui.uploaded import Tray


def ended(job: Job) -> Job:
    until = time.monotonic() + 10
    while job.runs:
        assert time.monotonic() < until
        time.sleep(0.01)
    return job


def test_a_job_tells_how_far_it_is_and_is_found_by_its_token():
    desk, go_on = Desk(), Event()

    def work(progress):
        progress("read", 1, 2)
        go_on.wait(10)
        return []

    job = desk.start("read", ("a.txt",), work)
    while job.stage == "wait":
        time.sleep(0.01)
    assert (job.stage, job.done, job.total, job.runs) == ("read", 1, 2, True)
    job.tell(LEFT, 90, 0)
    assert (job.stage, job.done, job.left, job.left_known) == ("read", 1, 90, False)
    job.tell(LEFT, 80, 1)
    assert (job.left, job.left_known) == (80, True)
    assert desk.job(job.token) is job
    go_on.set()
    assert ended(job).outcomes == ()
    assert desk.running() is None


def test_a_second_job_is_told_who_is_at_work():
    desk, go_on = Desk(), Event()

    def work(progress):
        go_on.wait(10)
        return []

    job = desk.start("read", ("a.txt",), work, who="Lan")
    with pytest.raises(StoreBusy, match=r"Lan .* a\.txt"):
        desk.start("remove", ("b.txt",), lambda progress: [])
    go_on.set()
    ended(job)
    ended(desk.start("remove", ("b.txt",), lambda progress: []))


def test_a_job_that_fails_says_why():
    def refused(progress):
        raise BadInput("There is no report x.")

    def broken(progress):
        raise RuntimeError("inside")

    desk = Desk()
    assert ended(desk.start("remove", ("x",), refused)).error.message == "There is no report x."
    assert ended(desk.start("remove", ("x",), broken)).error.message == "It broke off (RuntimeError)."


def outcome(code: str) -> Outcome:
    return Outcome(Path("a.txt"), State.FAILED, code=code)


def test_uploaded_files_are_kept_only_where_they_can_be_read_again():
    desk = Desk()
    kept = ended(desk.start("read", (), lambda progress: [outcome("no_district")], tray=Tray([])))
    dropped = ended(desk.start("read", (), lambda progress: [outcome("empty")], tray=Tray([])))
    assert (kept.tray is not None, dropped.tray) == (True, None)
    for _ in range(5):
        ended(desk.start("read", (), lambda progress: []))
    assert kept.tray is None


def test_old_jobs_are_forgotten():
    desk = Desk()
    first = ended(desk.start("read", (), lambda progress: []))
    for _ in range(30):
        ended(desk.start("read", (), lambda progress: []))
    assert desk.job(first.token) is None
