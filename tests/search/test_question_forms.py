"""Questions by their form, over all samples: all that is asked for is found, and what is missing is said."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from search.language import Language
from search.phrase import say

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "question_forms.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['form']}: {case['q']}")
def test_a_question_of_this_form_is_answered_from_all_reports_it_asks(sample_service, case):
    answer = sample_service.ask(case["q"])
    remarks = " ".join(answer.caveats)

    assert answer.status == case["status"], answer.answer
    assert sorted({row["district"] for row in answer.rows}) == case["districts"]
    values = {Decimal(str(row["value"])) for row in answer.rows if isinstance(row.get("value"), int | float)}
    assert {Decimal(value) for value in case.get("values", [])} <= values
    assert not {Decimal(value) for value in case.get("not", [])} & values
    assert [part for part in case.get("says", []) if part not in answer.answer] == []
    assert [part for part in case.get("remarks", []) if part not in remarks] == []
    assert set(case.get("suggests", [])) <= set(answer.suggestions)
    if "intent" in case:
        assert answer.interpretation["intent"] == say(Language(answer.language), f"intent.{case['intent']}")
