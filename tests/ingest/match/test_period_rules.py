"""The rules for periods: a text without any cue of a rule holds nothing that the rule matches."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.match.period_rules import period_rules
from ingest.text import fold

FOLDER = Path(__file__).parents[2] / "cases"
TEXTS = [
    fold(case.get("text") or case["q"])
    for name in ("periods", "figure_periods", "question_periods")
    for case in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["case"]
]
every_rule = pytest.mark.parametrize("rule", period_rules(), ids=lambda rule: rule.pattern.pattern[:60])


def missed(rule, texts):
    """What the rule matches without any of its cues."""
    matches = (match[0] for text in texts for match in rule.pattern.finditer(text))
    return [match for match in matches if not any(cue in match for cue in rule.cues)]


@every_rule
def test_whatever_a_rule_matches_in_a_case_has_one_of_its_cues(rule):
    assert missed(rule, TEXTS) == []


@pytest.mark.slow
@every_rule
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_whatever_a_rule_can_match_has_one_of_its_cues(rule, data):
    assert missed(rule, [data.draw(st.from_regex(rule.pattern))]) == []
