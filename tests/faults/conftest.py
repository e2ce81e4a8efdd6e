"""A store of a few tiny reports, what is to become of it, and the process in which that is tried."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

TEXT = """UBND HUYỆN {district}
BÁO CÁO
Tình hình kinh tế - xã hội năm {year}

I. KINH TẾ
Diện tích lúa đạt {area} ha; đàn trâu {area} con.
"""


def report(district: str, year: int, area: int) -> str:
    """A tiny report."""
    return TEXT.format(district=district, year=year, area=area)


class Driver:
    """The process of ``tests.faults.driver``, seen from outside."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            encoding="utf-8",
        )

    def ask(self, do: str, data: Path, **more: Any) -> dict[str, Any]:
        """What came of a piece of work, see ``driver.WORK``."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, "data": str(data), **more}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.communicate()


@dataclass
class Scene:
    """A published store (``before``), the work that changes it, and the states that it may leave."""

    driver: Driver
    before: Path
    change: dict[str, Any]
    steps: list[str] = field(default_factory=list)
    seconds: float = 0.0
    states: list[dict[str, Any]] = field(default_factory=list)

    @cached_property
    def whole(self) -> dict[str, Any]:
        """What every way of reading gives before the change."""
        return self.driver.ask("read", self.copy(self.before.parent / "whole"))

    def copy(self, folder: Path) -> Path:
        """The store before the change, to be harmed."""
        return shutil.copytree(self.before, folder / "data")


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    """One process for all tests of faults."""
    started = Driver()
    yield started
    started.end()


@pytest.fixture(scope="session")
def scene(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Three reports; then one is changed, one is new, and one is removed."""
    folder = tmp_path_factory.mktemp("faults")
    data = folder / "data"
    texts = {"a": ("VĂN QUAN", 2023, 1), "b": ("MƯỜNG TÈ", 2023, 2), "c": ("PHONG THỔ", 2023, 3)}
    incoming = folder / "in"
    _write(incoming, texts)
    assert "steps" in driver.ask("work", data, ingest=str(incoming))
    _write(incoming, texts | {"a": ("VĂN QUAN", 2023, 10), "d": ("TỦA CHÙA", 2023, 4)})
    made = Scene(driver, data, {"ingest": str(incoming), "remove": ["c.txt"]})
    _rehearse(made, folder / "rehearsal")
    return made


def _write(folder: Path, texts: dict[str, tuple[str, int, int]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, facts in texts.items():
        (folder / f"{name}.txt").write_text(report(*facts), "utf-8")


def _rehearse(scene: Scene, folder: Path) -> None:
    """Does the work undisturbed, and takes down the steps, the time and the states between."""
    data = scene.copy(folder)
    scene.states.append(scene.driver.ask("look", data)["reports"])
    first = scene.driver.ask("work", data, ingest=scene.change["ingest"])
    scene.states.append(scene.driver.ask("look", data)["reports"])
    second = scene.driver.ask("work", data, remove=scene.change["remove"])
    scene.states.append(scene.driver.ask("look", data)["reports"])
    scene.steps = first["steps"] + second["steps"]
    scene.seconds = first["seconds"] + second["seconds"]
