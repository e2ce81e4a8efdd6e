"""What is published is on the disk before anything points to it, and a full disk is told as one."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from ontology.errors import StoreError
from tests.services import service_of_text
from ui.durable import told_when_full, write_file
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings
from ui.steps import Step

TEXT = "UBND HUYỆN VĂN QUAN\nBÁO CÁO\nTình hình kinh tế - xã hội năm 2023\n\nDiện tích lúa đạt 5 ha.\n"


def identity(told: os.stat_result) -> tuple[int, int]:
    """A file as it was changed last."""
    return told.st_ino, told.st_mtime_ns


def test_all_that_is_published_is_on_the_disk_before_it_is_pointed_to(tmp_path: Path, monkeypatch) -> None:
    synced: set[tuple[int, int]] = set()
    sync = os.fsync

    def note(handle: int) -> None:
        synced.add(identity(os.fstat(handle)))
        sync(handle)

    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    service = Service(Settings(data=tmp_path / "data", cache=tmp_path, model="hashing"))
    missed: list[Path] = []

    def reached(step: Step) -> None:
        if step is Step.GENERATION_PLACED:
            folders = (service.workspace.generations, service.workspace.reports)
            everything = [path for folder in folders for path in (folder, *folder.rglob("*"))]
            missed.extend(
                path for path in everything if (path.stat().st_ino, path.stat().st_mtime_ns) not in synced
            )

    monkeypatch.setattr(os, "fsync", note)
    service.workspace.reached = reached
    service.ingest([tmp_path / "a.txt"], IngestOptions(jobs=1), lambda *_: None)
    assert missed == []
    root = service.workspace.root.stat()
    assert root.st_ino in {inode for inode, _ in synced}


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OSError("IO error: No space left on device: While appending to file"),
        sqlite3.OperationalError("database or disk is full"),
        StoreError("The graph store could not be written: IO error: No space left on device."),
    ],
)
def test_a_full_disk_is_told_as_one_whoever_noticed_it(tmp_path: Path, error: Exception) -> None:
    told = pytest.raises(StoreError, match=r"is full: [\d,.]+ MB were free, and about 2\.5 MB")
    with told as caught, told_when_full(tmp_path, lambda: 2_500_000):
        raise error
    assert caught.value.code == "disk_full"


def test_other_faults_keep_their_own_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^mine$"), told_when_full(tmp_path):
        raise StoreError("mine")
    with pytest.raises(StoreError, match=r"Cannot write to .*denied"), told_when_full(tmp_path):
        raise PermissionError(errno.EACCES, "Permission denied")
    with pytest.raises(KeyError), told_when_full(tmp_path):
        raise KeyError


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch) -> None:
    write_file(tmp_path / "file", b"old")
    monkeypatch.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
    with pytest.raises(OSError, match="I/O"):
        write_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


def test_an_ingest_on_a_full_disk_says_so_and_changes_nothing(tmp_path: Path, monkeypatch) -> None:
    service = service_of_text(tmp_path, TEXT)
    before = service.status()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ui.publishing.copy_store", full)
    with pytest.raises(StoreError, match="is full"):
        service.remove("a.txt", lambda *_: None)
    assert service.status() == before
    assert service.workspace.strays() == []
