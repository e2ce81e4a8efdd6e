"""What may stand side by side: one unit, one wording, conflicts apart; then tables and charts of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from graph.rows import DistrictRow
from graph.series import SeriesRow
from search.language import Language
from ui.charts.border_map import border_map
from ui.charts.picture import picture
from ui.charts.scatter import scatter_chart
from ui.charts.series_bars import bar_chart
from ui.charts.style import PLANNED
from ui.charts.trend import trend_chart
from ui.series_figures import (
    bases_of,
    figures_of,
    kind_of,
    of_base,
    unit_of,
    usual_wordings,
    values_of,
    wordings_in,
    wordings_of,
)
from ui.series_periods import NEWEST, default_period, in_period, period_options, periods_of
from ui.series_points import (
    bars_of,
    conflicts_of,
    dots_of,
    kind_name,
    map_dots_of,
    middle_of,
    plan_bars_of,
    points_of,
    short_period,
)
from ui.series_tables import (
    busiest,
    by_time,
    copied,
    district_names,
    figures_table,
    pairs_of,
    pairs_table,
)

VI, EN = Language.VIETNAMESE, Language.ENGLISH
NAMES = {"098": "Tủa Chùa", "109": "Phong Thổ", "184": "Văn Quan"}
ROLE = "https://w3id.org/huyenkg/def/"
POOR = "poverty-rate"


def row(value: str, district: str = "109", period: str = "2023", **other) -> SeriesRow:
    """A figure on poor households, or of what ``other`` says."""
    known = {
        "group": f"g{value}{district}{period}", "report": "r1", "text": "tỷ lệ hộ nghèo", "measure": "actual",
        "unit": "%", "status": "A", "qualifier": None, "plan_period": None, "part": None, "section": None,
    } | other  # fmt: skip
    return SeriesRow(
        claim=f"c{value}{district}{period}{known['measure']}{known['report']}",
        district=district,
        period=period,
        value=Decimal(value),
        measure_node=ROLE + known.pop("measure"),
        status_node="obsStatus-" + known.pop("status"),
        **known,
    )


def figures(*rows: SeriesRow, indicator: str = POOR):
    values = values_of(rows)
    wordings = usual_wordings(wordings_of(values, indicator))
    return figures_of(rows, values, unit_of(values), indicator, wordings)


# --- what is compared --------------------------------------------------------------------------------


def test_a_figure_under_a_heading_of_tasks_is_no_value():
    ahead = row("5", section="PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024")
    assert values_of([ahead, row("6"), row("7", measure="plan")]) == (row("6"),)


def test_units_are_apart_unless_one_is_a_multiple_of_the_other():
    rows = [row("2", unit="tỷ đồng"), row("900", "098", unit="triệu đồng"), row("3", "184", unit="dự án")]
    money, projects = bases_of(rows)
    assert {one.unit for one in of_base(rows, money)} == {"tỷ đồng", "triệu đồng"}
    assert {one.unit for one in of_base(rows, projects)} == {"dự án"}


def test_sizes_are_in_the_commonest_unit_and_values_stay_as_printed():
    rows = [
        row("2", unit="tỷ đồng", text="thu ngân sách trên địa bàn"),
        row("3", "184", unit="tỷ đồng", text="thu ngân sách trên địa bàn"),
        row("900", "098", unit="triệu đồng", text="thu ngân sách trên địa bàn"),
    ]
    found = figures(*rows, indicator="revenue-local")
    assert {(one.row.district, one.size, str(one.row.value)) for one in found} == {
        ("109", 2.0, "2"),
        ("184", 3.0, "3"),
        ("098", 0.9, "900"),
    }


def test_wordings_of_the_list_are_compared_at_first_and_others_told_apart():
    rows = [
        row("6"), row("7", "184", text="tỷ lệ hộ nghèo đa chiều"),
        row("9", "098", text="tỷ lệ hộ nghèo dân tộc ít người"), row("1", "098", part="NTM/project-1"),
    ]  # fmt: skip
    wordings = wordings_of(rows, POOR)
    assert [one.listed for one in wordings] == [True, True, False, False]
    assert {one.row.value for one in figures(*rows)} == {Decimal(6), Decimal(7)}


def test_where_the_list_has_none_of_the_wordings_that_of_most_districts_is_compared():
    rows = [row("1", text="lạ"), row("2", "098", text="lạ"), row("3", "184", text="lạ hơn")]
    assert usual_wordings(wordings_of(rows, POOR)) == ("la",)


def test_one_number_told_twice_is_one_figure_and_two_numbers_differ():
    same = row("6"), row("6", report="r2", group="x")
    (one,) = figures(*same)
    assert (one.claims, one.differs) == ((same[0].claim, same[1].claim), False)
    told = figures(row("6"), row("8", report="r2"))
    assert [(str(one.row.value), one.differs) for one in told] == [("8", True), ("6", True)]


def test_plan_and_printed_share_come_from_the_clause_of_the_value():
    rows = [
        row("6", group="a"), row("5", measure="plan", group="a", plan_period="2024"),
        row("98", measure="percentOfPlan", group="a"), row("40", measure="plan", group="b"),
    ]  # fmt: skip
    (one,) = figures(*rows)
    assert one.sources == (rows[0].claim, rows[1].claim, rows[2].claim)
    (told,) = figures_table([one], NAMES, VI)
    assert (told["plan"], told["share"]) == ("5% (năm 2024)", "98%")


def test_a_link_to_a_period_leads_to_the_unit_and_wording_that_it_has():
    rows = [row("6"), row("7", "184"), row("3", "098", "2020", text="lạ"), row("3", "098", "2020", unit="hộ")]
    assert bases_of(rows)[0] == "%"
    assert bases_of(rows, "2020")[0] in ("%", "hộ")
    assert bases_of([rows[0], rows[3]], "2020")[0] == "hộ"
    usual = usual_wordings(wordings_of(rows[:3], POOR))
    assert wordings_in(rows[:3], POOR, "2020", usual) == ("la",)
    assert wordings_in(rows[:3], POOR, "2023", usual) == wordings_in(rows[:3], POOR, "", usual) == usual


# --- periods -----------------------------------------------------------------------------------------


def test_the_default_is_the_newest_period_of_those_with_most_districts():
    found = figures(
        row("1"), row("2", "098"), row("3", period="2022"), row("4", "098", "2022"), row("5", period="2024")
    )
    counts = periods_of(found)
    assert counts == {"2024": 1, "2023": 2, "2022": 2}
    assert default_period(counts, 2) == "2023"
    assert period_options(counts, 2, EN)[NEWEST] == "Each district's newest (2 districts)"


def test_where_no_two_districts_share_a_period_each_shows_its_newest():
    found = figures(row("1"), row("9", period="2022"), row("2", "098", "2020-H1"))
    assert default_period(periods_of(found), 2) == NEWEST
    assert [one.cell for one in in_period(found, NEWEST)] == [("098", "2020-H1"), ("109", "2023")]


def test_figures_of_one_district_that_differ_stand_together():
    found = figures(row("9"), row("1", report="r2"), row("5", "098"))
    assert [str(one.row.value) for one in in_period(found, "2023")] == ["9", "1", "5"]


@pytest.mark.parametrize(
    ("notation", "kind"),
    [
        ("2023", "year"), ("2023-H1", "half"), ("2023-Q2", "quarter"), ("2023-M9", "M9"),
        ("2023-05", "month"),
        ("as-of:2023-05-30", "day"), ("2021-2025", "term"), ("2023-2024 đông xuân", "đông xuân"),
    ],
)  # fmt: skip
def test_each_period_is_of_a_kind(notation, kind):
    assert kind_of(notation) == kind


def test_kinds_and_short_periods_are_told_in_both_languages():
    assert [kind_name("M9", VI), kind_name("half", EN)] == ["9 tháng đầu năm", "half-year"]
    assert [kind_name("đông xuân", VI), short_period("2023", VI)] == ["đông xuân", "2023"]
    assert [short_period("2024-H1", VI), short_period("2024-H1", EN)] == ["6T/2024", "H1 2024"]
    assert [short_period("2024-M9", EN), short_period("2024-05", VI)] == ["9M 2024", "tháng 5 năm 2024"]


# --- tables ------------------------------------------------------------------------------------------


def test_columns_that_say_nothing_are_left_out_and_estimates_are_told():
    (told,) = figures_table(figures(row("44.72", status="E")), NAMES, VI)
    assert told == {
        "district": "Phong Thổ", "value": Decimal("44.72"), "unit": "%", "status": "ước",
        "period": "năm 2023", "indicator": "tỷ lệ hộ nghèo",
    }  # fmt: skip


def test_a_figure_is_copied_with_its_district():
    (one,) = figures(row("44.72"))
    assert copied(one, NAMES, EN) == "tỷ lệ hộ nghèo, Phong Thổ: 44.72% (2023)"


def test_districts_that_share_a_name_bear_their_province():
    one = DistrictRow("1", "Châu Thành", "", "", "80", "tỉnh Long An", 1)
    two = DistrictRow("2", "Châu Thành", "", "", "82", "tỉnh Tiền Giang", 1)
    assert district_names([one, two], VI) == {
        "1": "Châu Thành (tỉnh Long An)",
        "2": "Châu Thành (tỉnh Tiền Giang)",
    }


def test_a_pair_is_of_one_district_and_period():
    across = figures(row("1"), row("2", period="2022"), row("3", "098"))
    up = figures(row("7"), row("8", report="r2"), row("9", "184"))
    pairs = pairs_of(across, up)
    assert [(str(pair.across.row.value), str(pair.up.row.value)) for pair in pairs] == [
        ("1", "8"),
        ("1", "7"),
    ]
    assert pairs_table(pairs, ("a (%)", "b (%)"), NAMES, EN)[0]["b (%)"] == "8%"
    assert [dot.name for dot in dots_of(pairs, NAMES, EN)] == ["Phong Thổ ≠", "Phong Thổ ≠"]


# --- charts ------------------------------------------------------------------------------------------


def test_bars_tell_bounds_estimates_periods_and_conflicts():
    found = in_period(figures(row("9", qualifier=">"), row("5", "098", "2020-H1", status="E")), NEWEST)
    bars = bars_of(found, NAMES, "%", VI, dated=True)
    assert [(bar.told, bar.firm) for bar in bars] == [
        ("trên 9% · 2023", False),
        ("5% (ước) · 6T/2020", False),
    ]
    told = figures(row("9"), row("1", report="r2"))
    assert [bar.name for bar in bars_of(told, NAMES, "%", VI, dated=False)] == ["Phong Thổ ≠"] * 2
    assert conflicts_of(told, NAMES, VI) == ["Phong Thổ: 9% ≠ 1%"]


def test_a_plan_in_another_unit_is_told_and_not_drawn():
    rows = [
        row("6", group="a"),
        row("5", measure="plan", group="a", unit="hộ"),
        row("90", measure="percentOfPlan", group="a"),
    ]
    (bar,) = plan_bars_of(figures(*rows), NAMES, "%", EN, dated=True)
    assert (bar.plan, bar.plan_told, bar.told) == (None, "5 households", "6% · 90% of plan · 2023")


def test_years_and_half_years_are_never_one_line_and_conflicts_break_it():
    found = by_time(
        figures(
            row("1", period="2020"), row("2", period="2021"), row("3", period="2021-H1"),
            row("4", period="2022"), row("5", period="2022", report="r2"), row("6", period="2023"),
        )
    )  # fmt: skip
    lines = {point.period: point.line for point in points_of(found, NAMES, EN)}
    assert lines["2020"] == lines["2021"] != lines["2023"]
    assert lines["the first half of 2021"] not in (lines["2020"], lines["2023"], None)
    assert lines["2022"] is None


def test_a_point_stands_in_the_middle_of_its_period():
    assert middle_of("2023") == date(2023, 7, 2)


def test_the_districts_with_most_periods_are_drawn_first():
    found = figures(row("1"), row("2", period="2022"), row("3", "098"))
    assert busiest(found, 5) == ("109",)
    assert busiest(figures(row("1"), row("3", "098")), 5) == ("098", "109")


def test_a_district_whose_figures_differ_has_no_shade_on_the_map():
    districts = {code: DistrictRow(code, name, "", "", "12", "", 1) for code, name in NAMES.items()}
    found = figures(row("9"), row("1", report="r2"), row("5", "098"))
    assert [dot.district for dot in map_dots_of(found, NAMES, districts, VI)] == ["098"]


def test_every_chart_is_drawn_with_the_names_of_its_districts():
    found = figures(row("9"), row("1", report="r2"), row("5", "098", status="E"))
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    districts = {code: DistrictRow(code, name, "", "", "12", "", 1) for code, name in NAMES.items()}
    dots = map_dots_of(found, NAMES, districts, VI)
    bars = bars_of(found, NAMES, "%", VI, dated=False)
    drawn = [
        bar_chart(bars, VI, "%", ("thực hiện", "kế hoạch"), 9),
        trend_chart(points_of(by_time(found), NAMES, VI), VI, "%"),
        scatter_chart(dots_of(pairs_of(found, found), NAMES, VI), VI, ("a", "b")),
        border_map(dots, {"098": square}, VI, "%"),
    ]
    pictures = [picture(chart, "svg").decode() for chart in drawn]
    assert ["Tủa Chùa" in one for one in pictures] == [True] * 4
    assert pictures[0].count("Phong Thổ ≠") >= 2


def test_plans_are_ticks_on_the_bars():
    rows = [row("6", group="a"), row("5", measure="plan", group="a")]
    (bar,) = plan_bars_of(figures(*rows), NAMES, "%", VI, dated=False)
    assert (bar.plan, bar.plan_told) == (5.0, "5%")
    drawn = picture(bar_chart([bar], VI, "%", ("thực hiện", "kế hoạch"), 6), "svg").decode()
    assert PLANNED in drawn
