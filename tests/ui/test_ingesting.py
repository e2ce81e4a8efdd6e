"""An ingest in steps: each report written as it comes, each batch published, and resumed after a break."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.encoder import HashingEncoder
from ui.agreement import problems
from ui.ingesting import IngestOptions, ingest_files
from ui.outcome import State
from ui.pace import LEFT
from ui.steps import Step
from ui.workspace import Workspace

TEXT = """UBND HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội năm {}

I. KINH TẾ
Diện tích lúa đạt {} ha.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five reports, to be published two at a time."""
    monkeypatch.setattr("ui.ingesting.BATCH", 2)
    folder = tmp_path / "in"
    folder.mkdir()
    for year in range(2019, 2024):
        (folder / f"{year}.txt").write_text(TEXT.format(year, year), "utf-8")
    return folder


def ingest(workspace: Workspace, folder: Path, progress=lambda *_: None) -> list[State]:
    outcomes = ingest_files(workspace, HashingEncoder, [folder], IngestOptions(), progress)
    return [outcome.state for outcome in outcomes]


def content(workspace: Workspace) -> dict[str, bytes]:
    return {report.name: workspace.read(report, "graph.nq") for report in workspace.current().reports}


def test_each_report_is_on_the_disk_before_the_next_is_taken(tmp_path: Path, folder: Path) -> None:
    done: list[object] = []
    workspace = Workspace(tmp_path / "data", reached=done.append)

    def progress(stage: str, read: int, _files: int) -> None:
        if stage == "read":
            done.append(read)

    assert ingest(workspace, folder, progress) == [State.ADDED] * 5
    kept = [one for one in done if isinstance(one, int) or one in (Step.REPORT_PLACED, Step.PUBLISHED)]
    placed, published = Step.REPORT_PLACED, Step.PUBLISHED
    assert kept == [
        0, 1, placed, 2, placed, published, 3, placed, 4, placed, published, 5, placed, published,
    ]  # fmt: skip


def test_a_run_that_broke_off_is_gone_on_with_where_it_was_last_published(
    tmp_path: Path, folder: Path
) -> None:
    whole, broken = Workspace(tmp_path / "whole"), Workspace(tmp_path / "broken")
    ingest(whole, folder)

    def break_off(stage: str, done: int, _of: int) -> None:
        if (stage, done) == ("read", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(broken, folder, break_off)
    assert len(broken.current().reports) == 2
    assert broken.strays() == []
    assert ingest(broken, folder) == [State.UNCHANGED] * 2 + [State.ADDED] * 3
    assert content(broken) == content(whole)
    assert list(problems(broken, broken.current(), thorough=True)) == []


def test_the_same_report_twice_in_a_batch_is_stored_once(tmp_path: Path, folder: Path) -> None:
    workspace = Workspace(tmp_path / "data")
    (folder / "2019-again.txt").write_bytes((folder / "2019.txt").read_bytes())
    assert ingest(workspace, folder) == [State.ADDED] * 6
    assert sorted(content(workspace)) == ["2019.txt", "2020.txt", "2021.txt", "2022.txt", "2023.txt"]
    assert list(problems(workspace, workspace.current(), thorough=True)) == []


def test_a_changed_file_takes_the_place_of_its_former_state(tmp_path: Path, folder: Path) -> None:
    workspace = Workspace(tmp_path / "data")
    ingest(workspace, folder)
    (folder / "2021.txt").write_text(TEXT.format(2021, 7), "utf-8")
    assert ingest(workspace, folder).count(State.REPLACED) == 1
    assert len(workspace.current().reports) == 5
    assert b'"7"' in content(workspace)["2021.txt"]
    assert list(problems(workspace, workspace.current(), thorough=True)) == []


def test_many_reports_are_published_more_at_a_time(tmp_path: Path, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr("ui.ingesting._GROWTH", 1)
    published: list[int] = []
    workspace = Workspace(tmp_path / "data")
    workspace.reached = lambda step: (
        published.append(len(workspace.current().reports)) if step is Step.PUBLISHED else None
    )
    (folder / "2018.txt").write_text(TEXT.format(2018, 1), "utf-8")
    (folder / "2017.txt").write_text(TEXT.format(2017, 1), "utf-8")
    ingest(workspace, folder)
    assert published == [2, 4, 7]


def test_what_is_left_is_told_after_each_file_and_known_once_something_was_published(
    tmp_path: Path, folder: Path
) -> None:
    told: list[bool] = []

    def progress(stage: str, _seconds: int, known: int) -> None:
        if stage == LEFT:
            told.append(bool(known))

    ingest(Workspace(tmp_path / "data"), folder, progress)
    assert told == [False, False, True, True, True, True, True, True]
