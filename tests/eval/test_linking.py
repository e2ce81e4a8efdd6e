"""Linking as a step with its own score: names as reports give them, many near misses, against floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.linking import link_indicator
from ingest.match.units import match_units
from ontology.lexicon import concepts_by_id

HERE = Path(__file__).parent
ROWS = tomllib.loads((HERE.parent / "cases" / "indicator_links.toml").read_text("utf-8"))["links"]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["linking"]
NONE = "none"


def linked(name, unit):
    (mention,) = match_units(unit)
    return link_indicator(name, mention.value.kind) or NONE


@pytest.fixture(scope="module")
def judged():
    """Each row with the concept that it got."""
    return [(name, unit, wanted, linked(name, unit)) for name, unit, wanted in ROWS]


def test_the_cases_are_many_and_name_concepts_of_the_list():
    assert len(ROWS) >= 250
    assert len({(name, unit) for name, unit, _ in ROWS}) == len(ROWS)
    assert {wanted for _, _, wanted in ROWS} - {*concepts_by_id("indicators"), NONE} == set()
    assert sum(wanted == NONE for _, _, wanted in ROWS) >= 80


@pytest.mark.parametrize("score", sorted(FLOORS))
def test_linking_reaches_the_floor(judged, score):
    right = sum(wanted == got != NONE for _, _, wanted, got in judged)
    of = {
        "precision": sum(got != NONE for *_, got in judged),
        "recall": sum(wanted != NONE for _, _, wanted, _ in judged),
    }
    print(f"{score} of links: {right}/{of[score]} = {right / of[score]:.3f}")
    wrong = [f"{name} [{unit}]: {got}, not {wanted}" for name, unit, wanted, got in judged if got != wanted]
    assert right / of[score] >= FLOORS[score], "\n".join(wrong)
