"""Questions about administrative units are told from questions about what reports tell of them."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.text import fold
from ontology.gazetteer import COMMUNE, Unit, load_gazetteer
from search.units_asked import read_units_asked
from tests.search.questions import CATALOGUE

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "unit_questions.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_a_question_about_units_is_read(case: dict[str, Any]) -> None:
    asked = read_units_asked(case["q"], CATALOGUE.districts)
    if "units" not in case:
        assert asked is None
    else:
        assert asked is not None
        assert [unit.area.label for unit in asked.units] == case["units"]
        assert asked.direction == case["direction"]


def _full(unit: Unit) -> str:
    return ", ".join(one.area.label for one in (unit, *load_gazetteer().ancestors(unit)))


def _some(units: list[Unit]) -> list[Unit]:
    return random.Random(7).sample(units, 60)


NEW = _some([unit for unit in load_gazetteer().units if unit.is_new and unit.level == COMMUNE])
OLD = _some(
    [u for u in load_gazetteer().units if u.state == "2025-06" and u.level == COMMUNE and not u.stands]
)


@pytest.mark.parametrize("unit", NEW, ids=_full)
def test_a_new_commune_is_found_within_its_province(unit: Unit) -> None:
    asked = read_units_asked(f"{_full(unit)} được hình thành từ những xã cũ nào", CATALOGUE.districts)
    assert asked is not None
    assert (asked.direction, asked.units) == ("before", (unit,))


@pytest.mark.parametrize("unit", OLD, ids=_full)
def test_an_old_commune_is_found_within_its_district(unit: Unit) -> None:
    asked = read_units_asked(f"{_full(unit)} nay thuộc xã nào", CATALOGUE.districts)
    assert asked is not None
    assert (asked.direction, asked.units) == ("now", (unit,))


@pytest.mark.parametrize("unit", OLD, ids=_full)
def test_an_old_commune_is_found_without_its_diacritics(unit: Unit) -> None:
    asked = read_units_asked(fold(f"{_full(unit)} nay thuộc xã nào"), CATALOGUE.districts)
    assert asked is not None
    assert unit in asked.units
    assert {fold(one.area.label) for one in asked.units} == {fold(unit.area.label)}
