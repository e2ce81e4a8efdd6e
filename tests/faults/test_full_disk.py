"""A full disk ends an ingest with a clear sentence; the old state stays, and the next ingest goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Scene
from tests.faults.test_kills import goes_on, is_whole

_MB = 1 << 20
TRIED_ALWAYS = [3_000]
AT_LENGTH = [
    pytest.param(size, marks=pytest.mark.slow) for size in (1, 500, 40_000, 70_000, 150_000, 400_000)
]


def refused(ended: dict[str, object]) -> bool:
    """Whether the work ended with the sentence about a full disk; it may also have had room enough."""
    assert "error" in ended or "steps" in ended, ended
    if "error" in ended:
        assert ended["code"] == "disk_full", ended
        assert "is full" in str(ended["error"])
    return "error" in ended


@pytest.mark.parametrize("largest", TRIED_ALWAYS + AT_LENGTH)
def test_a_file_that_may_not_grow_is_a_full_disk(scene: Scene, tmp_path: Path, largest: int) -> None:
    data = scene.copy(tmp_path)
    ended = scene.driver.ask("work", data, **scene.change, largest=largest)
    full = refused(ended)
    assert full or largest > 100_000
    state = is_whole(scene, data)
    assert state == 0 or not full
    assert scene.driver.ask("look", data)["strays"] == []
    goes_on(scene, data, state)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own in memory, as large as ``resize`` says."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root may mount a small disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", folder], check=False)
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def resize(folder: Path, size: int) -> None:
    """Gives the small disk another size in bytes."""
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_disk_that_fills_at_any_point_costs_nothing_stored(scene: Scene, small_disk: Path) -> None:
    refusals = 0
    for spare in range(0, 3 * _MB, 128 * 1024):
        data = scene.copy(small_disk)
        resize(small_disk, shutil.disk_usage(small_disk).used + spare)
        full = refused(scene.driver.ask("work", data, **scene.change))
        refusals += full
        state = is_whole(scene, data)
        assert state == 2 or full
        resize(small_disk, 64 * _MB)
        assert scene.driver.ask("look", data)["strays"] == []
        goes_on(scene, data, state)
        shutil.rmtree(data)
    assert refusals > 3
