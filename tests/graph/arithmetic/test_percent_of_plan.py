"""The printed percentage of a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.percent_of_plan import check_percent_of_plan
from graph.finding import Severity
from ingest.fact import Measure
from tests.factories import observation_row

PLAN, PERCENT, ABOVE = Measure.PLAN, Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS


def found(*rows):
    return list(check_percent_of_plan(sort_figures(rows)))


def clause(value, plan, percent, unit="ha", role=PERCENT):
    """The figures, each with its digits as written."""
    return (
        observation_row(value.replace(",", "."), f"{value} {unit}", unit=unit),
        observation_row(plan.replace(",", "."), f"{plan} {unit}", PLAN, unit=unit, at="2024"),
        observation_row(percent.replace(",", "."), f"{percent}%", role, unit="%", plan_period="2024"),
    )


def test_a_percentage_that_value_and_plan_do_not_make_is_found_and_told_in_both_languages():
    (finding,) = found(*clause("772,7", "738", "81,93"))
    assert finding.severity is Severity.WARNING
    assert [str(row.measure) for row in finding.observations] == ["pct_of_plan", "value", "plan"]
    assert finding.message == (
        "The report prints 81.93% of plan; 772.7 hectares against a plan of 738 hectares make 104.70%."
    )
    assert finding.message_vi == "Báo cáo ghi đạt 81,93% kế hoạch; 772,7 ha trên kế hoạch 738 ha là 104,70%."
    assert str(finding.printed) == "81.93"
    assert str(finding.tolerance) == "0.005"
    assert float(finding.expected.low) == pytest.approx(104.624, abs=0.001)
    assert float(finding.expected.high) == pytest.approx(104.780, abs=0.001)


@pytest.mark.parametrize(
    ("value", "plan", "percent"),
    [
        ("772,7", "738", "104,7"),
        ("1.919", "1.900", "101"),
        ("3,3", "7", "50"),  # 3,25 of 7,49 to 3,35 of 6,5: one digit tells little
    ],
)
def test_what_rounding_explains_is_no_finding(value, plan, percent):
    rows = clause(value.replace(".", ""), plan.replace(".", ""), percent)
    assert found(*rows) == []


def test_a_digit_cut_instead_of_rounded_is_only_a_remark():
    (finding,) = found(*clause("12", "17", "70,58", unit="cơ sở"))
    assert finding.severity is Severity.INFO
    assert finding.message == "The report prints 70.58% of plan; 12 against a plan of 17 make 70.59%."


def test_sums_in_other_multiples_of_dong_are_compared():
    value = observation_row("35527", "35.527 triệu đồng", unit="triệu đồng")
    plan = observation_row("77.208", "77,208 tỷ đồng", PLAN, unit="tỷ đồng")
    assert found(value, plan, observation_row("46.01", "46,01%", PERCENT, unit="%")) == []
    assert len(found(value, plan, observation_row("64.01", "64,01%", PERCENT, unit="%"))) == 1


def test_figures_in_units_that_cannot_be_converted_are_not_compared():
    value = observation_row("12", "12 tấn", unit="tấn")
    plan = observation_row("50", "50 ha", PLAN)
    assert found(value, plan, observation_row("99", "99%", PERCENT, unit="%")) == []


def test_an_excess_is_counted_above_a_hundred():
    assert found(*clause("527,3", "500", "5,46", role=ABOVE)) == []
    (finding,) = found(*clause("527,3", "500", "7,46", role=ABOVE))
    assert finding.message_vi == "Báo cáo ghi vượt 7,46% kế hoạch; 527,3 ha so với kế hoạch 500 ha là 5,46%."


def test_a_rate_may_exceed_its_plan_by_points():
    assert found(*clause("99,9", "98,5", "1,4", unit="%", role=ABOVE)) == []
    assert len(found(*clause("99,9", "98,5", "6,5", unit="%", role=ABOVE))) == 1


def test_a_share_of_communes_may_be_of_all_communes_and_is_left_alone():
    assert found(*clause("11", "14", "100", unit="xã")) == []


def test_a_percentage_that_the_change_makes_is_of_the_year_before():
    value, plan, above = clause("4376,59", "36100", "5,81", unit="tấn", role=ABOVE)
    change = observation_row("240.29", "240,29 tấn", Measure.CHANGE, unit="tấn")
    assert found(value, plan, change, above) == []
    assert len(found(value, plan, above)) == 1


@pytest.mark.parametrize(
    "again", [observation_row("900", "900 ha", PLAN), observation_row("1", "1%", PERCENT, unit="%")]
)
def test_two_figures_in_one_role_are_not_told_apart(again):
    assert found(*clause("772,7", "738", "81,93"), again) == []


class TestAPlanToldElsewhere:
    def rows(self, plan, **given):
        named = {"concept": "area-tea", "report": "before", "group": "other", "at": "2024", **given}
        return (
            observation_row("125", "125 ha", concept="area-tea"),
            observation_row("50", "50%", PERCENT, unit="%", concept="area-tea", plan_period="2024"),
            observation_row(plan, f"{plan} ha", PLAN, report_period="2023", line=7, **named),
        )

    def test_it_is_found_by_indicator_area_and_period(self):
        assert found(*self.rows("250")) == []
        (finding,) = found(*self.rows("500"))
        assert finding.message.endswith("against a plan of 500 hectares (before.txt, line 7) make 25%.")

    @pytest.mark.parametrize(
        "given", [{"at": "2023"}, {"concept": "area-rice"}, {"concept": None}, {"part_of": "x"}]
    )
    def test_a_plan_of_something_else_is_not_taken(self, given):
        assert found(*self.rows("500", **given)) == []

    def test_of_several_plans_one_that_explains_the_percentage_is_enough(self):
        assert found(*self.rows("500"), self.rows("250", report="third")[2]) == []

    def test_a_plan_with_the_very_figure_of_the_excess_is_that_excess_misread(self):
        rows = (
            observation_row("5.88", "5,88%", unit="%", concept="poverty-cut"),
            observation_row("0.58", "0,58%", ABOVE, unit="%", concept="poverty-cut", plan_period="2024"),
            observation_row(
                "0.58", "0,58%", PLAN, unit="%", concept="poverty-cut", at="2024", group="other", line=9
            ),
        )
        assert found(*rows) == []


def test_an_excess_in_units_is_no_percentage():
    value, plan, above = clause("288", "250", "38", "lượt", ABOVE)
    assert found(value, plan, replace(above, unit="lượt", as_written="38 lượt")) == []


def test_off_by_just_one_unit_of_the_last_digit_is_still_a_remark():
    (one_off,) = found(*clause("1013", "2000", "50,5", unit="cơ sở"))  # 50.65, and 50,5 ends at 50.55
    (further,) = found(*clause("1014", "2000", "50,5", unit="cơ sở"))
    assert (one_off.severity, further.severity) == (Severity.INFO, Severity.WARNING)
