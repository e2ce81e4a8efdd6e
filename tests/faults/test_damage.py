"""Files that are cut short, changed in one bit or gone: found and named, and made anew by a rebuild."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Scene

SEED = 11
HOW = ("cut", "flipped", "gone")
HARMLESS = ("LOG", "LOCK", "write.lock", "vectors.sqlite")
"""Beginnings of names: a diary, two locks, and the cache, which is made anew where it is damaged."""
TRIED_ALWAYS = {
    "pointer": "CURRENT",
    "manifest": "generations/1/manifest.json",
    "graph": "generations/1/store/*.sst",
    "source": "reports/*/source",
}


def harm(path: Path, how: str) -> None:
    """Damages a file, at a place that depends on its name only."""
    data = bytearray(path.read_bytes())
    if how == "gone" or not data:
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        data[random.Random(f"{SEED}{path.name}").randrange(len(data))] ^= 1 << len(path.name) % 8
        path.write_bytes(data)


def files(data: Path, kinds: Iterator[str] | tuple[str, ...] = ("**/*",)) -> list[str]:
    """The stored files, relative to the data directory."""
    found = [path for kind in kinds for path in sorted(data.glob(kind)) if path.is_file()]
    return [str(path.relative_to(data)) for path in found]


def check(scene: Scene, folder: Path, name: str, how: str) -> None:
    """One file is damaged: readers refuse or answer as before, the doctor names it, a rebuild mends it."""
    data = scene.copy(folder)
    harm(data / name, how)
    for way, told in scene.driver.ask("read", data).items():
        answered_as_before = told == scene.whole[way]
        assert way == "seconds" or answered_as_before or str(told).startswith("refused: "), (way, told)
        assert answered_as_before or way == "seconds" or "huyenkg rebuild" in str(told), told
    found = scene.driver.ask("look", data)
    named = [*found.get("problems", ()), found.get("error", "")]
    harmless = Path(name).name.startswith(HARMLESS)
    assert harmless or any(Path(name).name in told for told in named), (name, how, found)
    rebuilt = scene.driver.ask("work", data, rebuild=True)
    assert "steps" in rebuilt, rebuilt
    mended = scene.driver.ask("look", data)
    assert mended["reports"] == scene.states[0]
    left = [told for told in mended["problems"] if not (is_lost_source(scene, name) and "source" in told)]
    assert left == [], (name, how)
    assert mended["problems"] or not is_lost_source(scene, name)
    shutil.rmtree(data)


def test_a_large_graph_is_read_whole_once_a_day(scene: Scene, tmp_path: Path) -> None:
    data = scene.copy(tmp_path)
    whole = scene.driver.ask("read", data, large=True, ways=["export"])
    assert whole["export"] == scene.driver.ask("read", data, ways=["export"])["export"]
    harm(data / files(data, (TRIED_ALWAYS["graph"],))[0], "flipped")
    os.utime(data / "checked", (0, time.time() - 25 * 3600))
    told = scene.driver.ask("read", data, large=True, ways=["export"])["export"]
    assert "has changed since it was written" in told


def is_lost_source(scene: Scene, name: str) -> bool:
    """Whether a file is a source that lies nowhere else: the file that a.txt was read from was changed."""
    return name.endswith("/source") and scene.states[0]["a.txt"][0] in name


@pytest.mark.parametrize(
    ("kind", "how"), [("pointer", "gone"), ("manifest", "flipped"), ("graph", "flipped"), ("source", "cut")]
)
def test_damage_is_named_and_mended(scene: Scene, tmp_path: Path, kind: str, how: str) -> None:
    check(scene, tmp_path, files(scene.before, (TRIED_ALWAYS[kind],))[0], how)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_damage_of_any_file_is_named_and_mended(scene: Scene, tmp_path: Path) -> None:
    every = [(name, how) for name in files(scene.before) for how in HOW]
    tried = every if os.environ.get("HUYENKG_SOAK") else every[:: len(HOW) + 1]  # each in another way
    for name, how in tried:
        check(scene, tmp_path, name, how)
    print(f"{len(tried)} cases over {len({name for name, _ in tried})} files, seed {SEED}")
