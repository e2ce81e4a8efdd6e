"""Figures of the samples, our test reports and real ones against what people wrote down, with floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.eval.agreement import LEVELS, Pair, agreement, pair_up
from tests.eval.extraction import (
    GOLD,
    MISSES,
    OWN_REPORTS,
    Judged,
    changes,
    gold_file,
    judge_all,
    load_state,
    misses,
    read,
    save_state,
    shares,
    told_changes,
)

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
RECORD = {
    "line": 4, "quote": "gieo 92 ha", "value": 92, "unit": "ha", "measure": "value",
    "indicator": "diện tích gieo lúa nương", "area": "huyện Tủa Chùa", "period": "2024-H1",
}  # fmt: skip


@pytest.fixture(scope="module")
def judged():
    return judge_all(OWN_REPORTS, GOLD)


@pytest.fixture(scope="module")
def judged_real(shared_reports):
    gold = shared_reports.parent / "gold"
    if not gold.is_dir():
        pytest.skip("the real reports have no gold")
    return judge_all([shared_reports], gold)


def test_figures_reach_the_floor_on_every_level(judged):
    reached = {level: shares(judged, level) for level in LEVELS}
    below = [
        f"{share} of {level}: {getattr(reached[level], share):.4f}"
        for level in LEVELS
        for share in ("precision", "recall")
        if getattr(reached[level], share) < FLOORS["extraction"][level][share]
    ]
    assert below == [], told_changes(judged, load_state(MISSES))


def test_what_is_read_agrees_with_the_recorded_state_case_by_case(judged):
    """``make eval RECORD=1`` records a new one, for the diff to be read."""
    assert changes(judged, load_state(MISSES)) == ([], []), told_changes(judged, load_state(MISSES))


@pytest.mark.slow
@pytest.mark.parametrize("share", ["precision", "recall"])
@pytest.mark.parametrize("level", LEVELS)
def test_figures_of_real_reports_reach_the_floor(judged_real, level, share):
    reached = getattr(shares(judged_real, level), share)
    assert reached >= FLOORS["real_extraction"][level][share], "\n".join(misses(judged_real))


@pytest.mark.parametrize(
    "report", [path for folder in OWN_REPORTS for path in folder.iterdir()], ids=lambda path: path.name
)
def test_every_own_report_has_gold_that_quotes_it(report):
    document, _ = read(report)
    lines = document.text.split("\n")
    rows = [json.loads(line) for line in gold_file(report, GOLD).read_text("utf-8").splitlines()]
    assert [row["quote"] for row in rows if row["quote"] not in lines[row["line"] - 1]] == []
    assert [row["quote"] for row in rows if row["value"] and not any(map(str.isdigit, row["quote"]))] == []


def test_the_recorded_state_names_only_reports_that_have_gold(judged):
    assert {key[0] for key in load_state(MISSES)} <= {one.name for one in judged}


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, "full"),
        ({"line": 6, "unit": "hecta", "area": "Tủa Chùa", "indicator": "diện tích gieo lúa"}, "full"),
        ({"period": "2024"}, "named"),
        ({"area": "xã Huổi Só"}, "named"),
        ({"indicator": "sản lượng ngô"}, "typed"),
        ({"measure": "plan"}, "number"),
        ({"unit": "tấn"}, "number"),
        ({"line": 7}, ""),
        ({"value": 93}, ""),
    ],
)
def test_a_figure_agrees_as_far_as_it_says_the_same(changed, level):
    assert agreement(RECORD, {**RECORD, **changed}) == level


def test_each_figure_is_used_once_and_goes_where_it_agrees_most():
    of_maize = {**RECORD, "indicator": "diện tích gieo ngô"}
    pairs, extra = pair_up([of_maize, RECORD], [RECORD, {**RECORD, "measure": "plan"}])
    assert [pair.reached for pair in pairs] == ["number", "full"]
    assert extra == []


def test_a_change_against_the_recorded_state_is_told_as_gained_or_lost(tmp_path):
    before = Judged("a.txt", (Pair(RECORD, RECORD, "typed"),), (RECORD,))
    save_state(tmp_path / "state", [before])
    known = load_state(tmp_path / "state")
    assert changes([before], known) == ([], [])
    gained, lost = changes([Judged("a.txt", (Pair(RECORD, RECORD, "full"),), ())], known)
    assert [case.splitlines()[0] for case in gained] == ["a.txt:4 extra -> full", "a.txt:4 typed -> full"]
    assert lost == []
    gained, lost = changes([Judged("a.txt", (Pair(RECORD, None, ""),), (RECORD,))], known)
    assert (gained, lost[0].splitlines()) == (
        [],
        [
            "a.txt:4 typed -> nothing",
            "  sentence gieo 92 ha",
            "  expected 92 | ha | value | diện tích gieo lúa nương | 2024-H1 | huyện Tủa Chùa",
            "  got      nothing",
        ],
    )
