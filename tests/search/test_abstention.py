"""What the samples do not report is not answered, however close other figures come."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "unreported.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["question"], ids=lambda case: case["q"])
def test_what_is_not_reported_is_not_answered(sample_service, case) -> None:
    answer = sample_service.ask(case["q"])
    assert answer.status in {"not_found", "no"}, answer.answer
    assert answer.understood is case.get("understood", True)
