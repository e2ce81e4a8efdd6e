from __future__ import annotations

import os
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from ontology.errors import StoreError
from ui.durable import write_file
from ui.workspace import Manifest, StoredReport, Workspace


def stored(report_id: str, since: int = 1, name: str = "a.txt") -> StoredReport:
    return StoredReport(
        id=report_id,
        since=since,
        name=name,
        path=f"/reports/{name}",
        software="0.1.0",
        district="huyện Văn Quan",
        district_code="184",
        province="tỉnh Lạng Sơn",
        period="2024-H1",
        kind="half-year",
        numbers=3,
        counts={"observations": 2},
        ledger={"date": 1},
    )


def publish(workspace: Workspace, number: int, *ids: str) -> Manifest:
    reports = tuple(stored(report_id, number) for report_id in ids)
    for report in reports:
        workspace.report(report).mkdir(parents=True)
    building = workspace.generations / f"{number}.partial"
    building.mkdir(parents=True)
    manifest = Manifest(number, reports, model="m")
    workspace.publish(manifest, building)
    return manifest


def test_a_directory_that_does_not_exist_is_an_empty_store(tmp_path: Path) -> None:
    assert Workspace(tmp_path / "none").current() == Manifest(0)
    assert not (tmp_path / "none").exists()


def test_what_is_published_is_what_readers_find(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = publish(workspace, 1, "aa")
    assert Workspace(tmp_path).current() == manifest


def test_a_generation_that_was_never_published_is_swept_by_the_next_writer(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    published = publish(workspace, 1, "aa")
    (workspace.generations / "2.partial" / "store").mkdir(parents=True)
    workspace.report(stored("bb", 2)).mkdir()
    with workspace.writing("test"):
        assert sorted(path.name for path in workspace.generations.iterdir()) == ["1"]
        assert sorted(path.name for path in workspace.reports.iterdir()) == ["aa-1"]
    assert workspace.current() == published


def test_the_generation_before_the_newest_stays_for_its_readers(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    publish(workspace, 1, "aa")
    publish(workspace, 2, "bb")
    publish(workspace, 3, "cc")
    assert sorted(path.name for path in workspace.generations.iterdir()) == ["2", "3"]
    assert sorted(path.name for path in workspace.reports.iterdir()) == ["bb-2", "cc-3"]


@pytest.mark.parametrize(
    "damage", ["", "{", '{"generation": 1}', '{"generation": 1, "reports": [{"id": "x"}]}']
)
def test_a_damaged_manifest_is_named_and_never_read_as_empty(tmp_path: Path, damage: str) -> None:
    workspace = Workspace(tmp_path)
    publish(workspace, 1, "aa")
    (workspace.generation(1) / "manifest.json").write_text(damage, "utf-8")
    with pytest.raises(StoreError, match="is damaged"):
        workspace.current()


def hold(root: str, ready: Event, done: Event) -> None:
    with Workspace(Path(root)).writing("a long ingest"):
        ready.set()
        done.wait(60)


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    context = get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=hold, args=(str(tmp_path), ready, done))
    process.start()
    try:
        assert ready.wait(60)
        with pytest.raises(StoreError, match="a long ingest") as caught, Workspace(tmp_path).writing("mine"):
            pass
        assert str(process.pid) in str(caught.value)
    finally:
        done.set()
        process.join(60)
    with Workspace(tmp_path).writing("mine"):
        assert str(os.getpid()) in (tmp_path / "write.holder").read_text("utf-8")


def test_a_data_directory_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    with pytest.raises(StoreError, match="Cannot write"), Workspace(file / "data").writing("test"):
        pass


def test_a_written_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "file"
    write_file(target, b"old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_old_generation_stays_as_long_as_somebody_reads_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    publish(workspace, 1, "aa")
    lease, second = workspace.lease(1), workspace.lease(1)
    for number in (2, 3, 4):
        publish(workspace, number, f"b{number}")
    assert sorted(path.name for path in workspace.generations.iterdir()) == ["1", "3", "4"]
    assert workspace.report(stored("aa")).is_dir()
    lease.end()
    publish(workspace, 5, "cc")
    assert workspace.generation(1).is_dir()
    del second
    publish(workspace, 6, "dd")
    assert sorted(path.name for path in workspace.generations.iterdir()) == ["5", "6"]
    assert not workspace.report(stored("aa")).exists()


def test_a_data_directory_that_may_only_be_read_gives_no_lease(tmp_path: Path) -> None:
    (tmp_path / "leases").write_text("no folder", "utf-8")
    Workspace(tmp_path).lease(1).end()
