"""A writer that is killed anywhere leaves one whole state, and the next writer goes on from there."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.conftest import Scene
from ui.steps import Step

TRIES = int(os.environ.get("HUYENKG_SOAK") or 30)
SEED = int(os.environ.get("HUYENKG_SEED") or random.randrange(1000))

TRIED_ALWAYS = (Step.GENERATION_PLACED, Step.PUBLISHED)  # the others are slow tests


def is_whole(scene: Scene, data: Path) -> int:
    """Which of the states a fresh process finds; everything must agree in it."""
    found = scene.driver.ask("look", data)
    assert found.get("problems") == [], found
    assert found["reports"] in scene.states
    assert found["answers"] > 0
    return scene.states.index(found["reports"])


def goes_on(scene: Scene, data: Path, state: int) -> None:
    """The next writer does the rest of the work and leaves nothing lying about."""
    left = {"ingest": scene.change["ingest"]} | ({"remove": scene.change["remove"]} if state < 2 else {})
    done = scene.driver.ask("work", data, **left)
    assert "steps" in done, done
    assert is_whole(scene, data) in ((2,) if state < 2 else (2, 1))
    assert scene.driver.ask("look", data)["strays"] == []


def test_the_work_passes_every_step(scene: Scene) -> None:
    assert set(scene.steps) == set(Step)
    assert len({str(state) for state in scene.states}) == 3


@pytest.mark.parametrize(
    "step",
    [step if step in TRIED_ALWAYS else pytest.param(step, marks=pytest.mark.slow) for step in Step],
)
def test_a_writer_killed_at_a_step_leaves_one_whole_state(scene: Scene, tmp_path: Path, step: Step) -> None:
    data = scene.copy(tmp_path)
    ended = scene.driver.ask("work", data, **scene.change, kill=scene.steps.index(step))
    assert ended["signal"] == 9
    published = step in (Step.PUBLISHED, Step.SWEPT)
    assert is_whole(scene, data) == int(published)
    goes_on(scene, data, int(published))


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_writer_killed_at_any_moment_leaves_one_whole_state(scene: Scene, tmp_path: Path) -> None:
    """Three kills on end each time, so that the sweeping after a kill is killed too.

    Moments are drawn from the time of the quickest whole work so far: the first one was slower.
    """
    chance = random.Random(SEED)
    seen, span = Counter[int | str](), scene.seconds
    for number in range(0, TRIES, 3):
        data = scene.copy(tmp_path / str(number))
        for again in range(3):
            moment = chance.uniform(0, span)
            print(f"seed {SEED}, kill {number + again} after {moment} s")
            ended = scene.driver.ask("work", data, **scene.change, after=moment)
            seen["done" if "steps" in ended else "killed"] += 1
            whole = "steps" in ended and not again  # later ones may find little left to do
            span = min(span, ended["seconds"]) if whole else span
            state = is_whole(scene, data)
            seen[state] += 1
        goes_on(scene, data, state)
        shutil.rmtree(data)
    print(f"seed {SEED}: {dict(seen)}")
    assert seen["killed"] > TRIES / 4


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_what_was_there(scene: Scene, tmp_path: Path) -> None:
    data, saved = scene.copy(tmp_path), tmp_path / "saved.tar.gz"
    scene.driver.ask("work", data, backup=str(saved))
    scene.driver.ask("work", data, **scene.change)
    for step in (0, 2, 7, 13):
        empty = tmp_path / f"empty-{step}"
        assert scene.driver.ask("work", empty, restore=str(saved), kill=step)["signal"] == 9
        assert scene.driver.ask("look", empty)["reports"] == {}
        assert "steps" in scene.driver.ask("work", empty, restore=str(saved))
        assert is_whole(scene, empty) == 0
        assert scene.driver.ask("look", empty)["strays"] == []
        ended = scene.driver.ask("work", data, restore=str(saved), replace=True, kill=step)
        assert ended["signal"] == 9
        assert is_whole(scene, data) == 2
    assert "steps" in scene.driver.ask("work", data, restore=str(saved), replace=True)
    assert is_whole(scene, data) == 0


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_backup_that_is_killed_leaves_the_old_file_or_the_new(scene: Scene, tmp_path: Path) -> None:
    data, saved = scene.copy(tmp_path), tmp_path / "saved.tar.gz"
    seconds = scene.driver.ask("work", data, backup=str(saved))["seconds"]
    chance = random.Random(SEED)
    for number in range(max(TRIES // 3, 5)):
        scene.driver.ask("work", data, backup=str(saved), after=chance.uniform(0, seconds))
        restored = tmp_path / str(number)
        assert "steps" in scene.driver.ask("work", restored, restore=str(saved))
        assert is_whole(scene, restored) == 0


@pytest.mark.slow
def test_a_rebuild_that_is_killed_leaves_the_old_state(scene: Scene, tmp_path: Path) -> None:
    data = scene.copy(tmp_path)
    steps = scene.driver.ask("work", scene.copy(tmp_path / "whole"), rebuild=True)["steps"]
    ended = scene.driver.ask("work", data, rebuild=True, kill=steps.index(Step.GENERATION_PLACED))
    assert ended["signal"] == 9
    assert is_whole(scene, data) == 0
    goes_on(scene, data, 0)
