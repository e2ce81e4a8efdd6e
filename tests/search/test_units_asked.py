"""Questions about administrative units are told from questions about what reports tell of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

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
