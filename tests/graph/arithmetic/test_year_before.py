"""Every printed change with its verdict: held against the report of the time before, or why it is not."""

from __future__ import annotations

import pytest

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.year_before import StoredPeriod, Verdict, check_year_before, judge_changes
from ingest.fact import Measure
from tests.factories import observation_row

CHANGE, PERCENT, OF_BASE = Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE
HERD = {"concept": "herd-buffalo", "unit": "con", "name": "tổng đàn trâu"}
TIMES = [("2024-H1", "2023-H1"), ("2024-M9", "2023-M9"), ("2024", "2023")]


def story(now, before, change="110", written="110%", role=OF_BASE, unit="%", **given):
    """2,200 head now, with a change; and 2,000 in the report of the time before."""
    here = {**HERD, "at": now, "report_period": now}
    old = {**HERD, "at": before, "report": "old", "report_period": before, "group": "b"}
    printed = {**here, "unit": unit, "compared_with": before, "offset": 50, **given}
    return [
        observation_row("2200", "2.200 con", **here),
        observation_row(change, written, role, **printed),
        observation_row("2000", "2.000 con", **old),
    ]


def judged(rows, *stored):
    reports = stored or ("2023-H1", "2023-M9", "2023")
    known = [StoredPeriod(f"report-{period}", "109", period) for period in reports]
    return list(judge_changes(sort_figures(rows), known))


@pytest.mark.parametrize(("now", "before"), TIMES)
@pytest.mark.parametrize(
    ("change", "written", "role", "unit"),
    [("200", "200 con", CHANGE, "con"), ("10", "10%", PERCENT, "%"), ("110", "110%", OF_BASE, "%")],
)
def test_a_change_that_the_two_reports_make_agrees(now, before, change, written, role, unit):
    (found,) = judged(story(now, before, change, written, role, unit))
    assert found.verdict is Verdict.AGREES
    assert (found.base.source.report, str(found.base.value), found.value.period) == ("old", "2000", now)


@pytest.mark.parametrize(("now", "before"), TIMES)
@pytest.mark.parametrize(
    ("change", "written", "role", "unit"),
    [("240", "240 con", CHANGE, "con"), ("12", "12%", PERCENT, "%"), ("88", "88%", OF_BASE, "%")],
)
def test_one_that_they_do_not_make_contradicts_and_is_a_finding(now, before, change, written, role, unit):
    rows = story(now, before, change, written, role, unit)
    assert [one.verdict for one in judged(rows)] == [Verdict.CONTRADICTS]
    (finding,) = check_year_before(sort_figures(rows))
    assert [row.source.report for row in finding.observations] == ["now", "now", "old"]
    assert "old.txt" in finding.message
    assert all(row.source.sentence for row in finding.observations)


def test_without_a_report_of_that_time_it_cannot_be_checked():
    rows = story("2024-H1", "2023-H1")[:2]
    assert [one.verdict for one in judged(rows, "2022")] == [Verdict.NO_REPORT]
    assert [one.verdict for one in judged(rows, "2023")] == [Verdict.NOT_TOLD]
    own = StoredPeriod("now", "109", "2023")
    other = StoredPeriod("other", "184", "2023")
    found = judge_changes(sort_figures(rows), [own, other])
    assert [one.verdict for one in found] == [Verdict.NO_REPORT]


def test_a_sentence_that_says_too_little_is_not_compared():
    rows = story("2024-H1", "2023-H1")
    assert [one.verdict for one in judged(rows[1:])] == [Verdict.NOT_COMPARABLE]
    unsaid = story("2024-H1", "2023-H1", compared_with=None)
    assert [one.verdict for one in judged(unsaid)] == [Verdict.NOT_COMPARABLE]


def test_what_the_report_itself_tells_of_the_time_before_counts_only_where_no_other_does():
    rows = story("2024", "2023", "200", "200 con", CHANGE, "con")
    own = observation_row("1900", "1.900 con", **HERD, at="2023", group="c", report_period="2024", offset=90)
    assert judged([*rows, own])[0].base.source.report == "old"
    (alone,) = judged([*rows[:2], own])
    assert (alone.verdict, alone.base.source.report) == (Verdict.CONTRADICTS, "now")


def test_a_rate_may_have_grown_by_points():
    rate = {"concept": "forest-cover", "unit": "%", "name": "tỷ lệ che phủ rừng"}
    now = {**rate, "at": "2024", "report_period": "2024"}
    rows = [
        observation_row("66", "66%", **now),
        observation_row("2", "2%", PERCENT, compared_with="2023", offset=50, **now),
        observation_row("64", "64%", **rate, at="2023", report="old", report_period="2023", group="b"),
    ]
    assert [one.verdict for one in judged(rows)] == [Verdict.AGREES]


def test_a_part_of_a_total_is_held_against_the_part_of_its_name():
    rows = story("2024", "2023", "200", "200 con", CHANGE, "con")
    part = {**HERD, "part_of": "total", "name": "đàn trâu cày kéo"}
    now = {**part, "at": "2024", "report_period": "2024"}
    before = {**part, "at": "2023", "report": "old", "report_period": "2023", "group": "p"}
    parts = [
        observation_row("700", "700 con", **now),
        observation_row("50", "50 con", CHANGE, compared_with="2023", offset=50, **now),
    ]
    assert [one.verdict for one in judged([*parts, rows[2]])] == [Verdict.NOT_TOLD]
    (found,) = judged([*parts, rows[2], observation_row("650", "650 con", **before)])
    assert (found.verdict, str(found.base.value)) == (Verdict.AGREES, "650")
