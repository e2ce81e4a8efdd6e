"""Changes: in percent within a clause, and against the value of an earlier report."""

from __future__ import annotations

import pytest

from graph.arithmetic.change import check_percent_of_base
from graph.arithmetic.figures import sort_figures
from graph.arithmetic.year_before import check_year_before
from ingest.fact import Measure
from tests.factories import observation_row

CHANGE, PERCENT, OF_BASE = Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE
YIELD = {"unit": "tạ/ha", "concept": "yield-rice-winter-spring", "name": "năng suất lúa đông xuân"}
NOW, BEFORE = "2023-2024 đông xuân", "2022-2023 đông xuân"


def within(*rows):
    return list(check_percent_of_base(sort_figures(rows)))


def across(*rows):
    return list(check_year_before(sort_figures(rows)))


def herd(percent, role=PERCENT, change="240", **given):
    return (
        observation_row("2640", "2.640 con", unit="con"),
        observation_row(change, f"{change.lstrip('-')} con", CHANGE, unit="con", compared_with="2023-H1"),
        observation_row(
            percent.replace(",", "."),
            f"{percent.lstrip('-')}%",
            role,
            unit="%",
            **{"compared_with": "2023-H1", **given},
        ),
    )


class TestWithinAClause:
    @pytest.mark.parametrize(
        ("percent", "role", "change"),
        [
            ("10", PERCENT, "240"),
            ("110", OF_BASE, "240"),
            ("-8,3", PERCENT, "-240"),
            ("91,7", OF_BASE, "-240"),
        ],
    )
    def test_a_percentage_that_value_and_change_make_is_no_finding(self, percent, role, change):
        assert within(*herd(percent, role, change)) == []

    def test_another_percentage_is_found(self):
        (finding,) = within(*herd("12,5"))
        assert (
            finding.message == "The report prints a change of 12.5%; 2,640 with a change of 240 make 10.0%."
        )
        (finding,) = within(*herd("112,5", OF_BASE))
        assert (
            finding.message_vi
            == "Báo cáo ghi bằng 112,5% kỳ trước; 2.640 con với mức thay đổi 240 con là 110,0%."
        )

    def test_changes_against_other_periods_are_not_compared(self):
        assert within(*herd("12,5", compared_with="2022-H1")) == []

    def test_a_change_that_leaves_nothing_before_it_is_not_compared(self):
        assert within(*herd("12,5", change="2640")) == []


def season(change="1,84", role=CHANGE, unit="tạ/ha", **given):
    value = observation_row("56.64", "56,64 tạ/ha", at=NOW, **YIELD)
    printed = observation_row(
        change.replace(",", "."),
        f"{change} {unit}",
        role,
        at=NOW,
        compared_with=BEFORE,
        **YIELD | {"unit": unit},
    )
    told = {"at": BEFORE, "report": "before", "report_period": "2023", "group": "other", "line": 38, **given}
    return value, printed, observation_row("56.1", "56,10 tạ/ha", **YIELD | told)


class TestAgainstAnEarlierReport:
    def test_a_change_that_the_two_values_do_not_make_is_found(self):
        (finding,) = across(*season())
        assert [row.source.report for row in finding.observations] == ["now", "now", "before"]
        assert finding.message_vi == (
            "Báo cáo ghi thay đổi 1,84 tạ/ha; "
            "56,64 tạ/ha so với 56,1 tạ/ha (before.txt, dòng 38) là 0,54 tạ/ha."
        )

    @pytest.mark.parametrize(
        ("change", "role", "unit"),
        [("0,54", CHANGE, "tạ/ha"), ("0,55", CHANGE, "tạ/ha"), ("0,96", PERCENT, "%"), ("101", OF_BASE, "%")],
    )
    def test_one_that_they_make_is_not(self, change, role, unit):
        assert across(*season(change, role, unit)) == []

    def test_percentages_are_compared_too(self):
        (finding,) = across(*season("105", OF_BASE, "%"))
        assert finding.message.startswith("The report prints 105% of the earlier period; 56.64")
        assert len(across(*season("3,4", PERCENT, "%"))) == 1

    @pytest.mark.parametrize(
        "given", [{"concept": None}, {"at": "2023"}, {"unit": "tấn"}, {"part_of": "total"}]
    )
    def test_the_value_of_something_else_is_no_base(self, given):
        assert across(*season(**given)) == []

    def test_a_season_that_goes_on_is_not_compared_with_a_whole_one(self):
        rice = {"concept": "area-rice-main"}
        rows = (
            observation_row("1919", "1.919 ha", at="2024 mùa", **rice),
            observation_row("1493", "1.493 ha", CHANGE, at="2024 mùa", compared_with="2023 mùa", **rice),
            observation_row(
                "3743.5",
                "3.743,5 ha",
                at="2023 mùa",
                report="before",
                report_period="2023",
                group="b",
                **rice,
            ),
        )
        assert across(*rows) == []

    def test_an_early_estimate_of_a_year_that_was_not_over_is_no_base(self):
        assert across(*season(report_period="2022")) == []

    def test_nothing_is_divided_by_none_the_year_before(self):
        pigs = {"concept": "pigs-culled", "unit": "con", "name": "số lợn tiêu hủy"}
        now, before = {"at": "2023-H1", **pigs}, {"at": "2022-H1", "group": "before", **pigs}
        value = observation_row("12", "12 con", **now)
        printed = observation_row("20", "20%", PERCENT, compared_with="2022-H1", **now | {"unit": "%"})
        assert across(value, printed, observation_row("0", "0 con", **before)) == []
        assert len(across(value, printed, observation_row("11", "11 con", **before))) == 1
