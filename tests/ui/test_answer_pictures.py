"""The chart, map and network of an answer, from its rows alone."""

from __future__ import annotations

from search.language import Language
from tests.architecture.tree import ROOT
from ui.answer_figures import comparable
from ui.answer_graph import answer_network
from ui.answer_map import answer_dots
from ui.charts.answer_chart import answer_chart
from ui.charts.picture import picture
from ui.workspace import StoredReport

VI, EN = Language.VIETNAMESE, Language.ENGLISH


def figure(district: str, value: float, **more: object) -> dict[str, object]:
    return {
        "district": district, "area": f"huyện {district}", "period": "2023", "indicator": "tỷ lệ hộ nghèo",
        "measure": "value", "value": value, "unit": "%", "report": f"{district}.txt", "line": 3, **more,
    }  # fmt: skip


def stored(district: str, code: str, province: str) -> StoredReport:
    return StoredReport(
        code, 1, f"{district}.txt", "", "", f"huyện {district}", code, province, "2023", "annual", 1
    )


REPORTS = {"Phong Thổ.txt": stored("Phong Thổ", "109", "12"), "Văn Quan.txt": stored("Văn Quan", "184", "20")}


def test_actual_figures_stand_before_a_larger_set_of_plans():
    rows = [figure("Phong Thổ", 37.9), figure("Văn Quan", 12.0)] + [
        figure("Văn Quan", n, measure="plan", line=9) for n in (1, 2, 3)
    ]
    figures = comparable(rows, VI)
    assert figures is not None
    assert [(point.place, point.told) for point in figures.points] == [
        ("huyện Phong Thổ", "37,9%"), ("huyện Văn Quan", "12%"),
    ]  # fmt: skip
    assert (figures.measure, figures.unit, figures.single, figures.over_time) == ("value", "%", True, False)


def test_figures_of_other_units_are_brought_to_one_or_left_out():
    rows = [
        figure("Phong Thổ", 2, unit="tỷ đồng"), figure("Văn Quan", 850, unit="triệu đồng"),
        figure("Văn Quan", 4, unit="con"), figure("Phong Thổ", 3, unit="tỷ đồng", period="2024"),
    ]  # fmt: skip
    figures = comparable(rows, EN)
    assert figures is not None
    assert [point.value for point in figures.points] == [2, 0.85, 3]
    assert figures.points[1].told.startswith("850 ")


def test_one_figure_or_none_makes_no_picture():
    assert comparable([], VI) is None
    assert comparable([figure("Văn Quan", 1)], VI) is None
    assert comparable([{"district": "Văn Quan", "event": "flood"}] * 2, VI) is None


def test_a_plan_of_the_same_cell_stands_at_its_figure_and_two_plans_at_none():
    rows = [
        figure("Phong Thổ", 30), figure("Phong Thổ", 28, measure="plan"),
        figure("Văn Quan", 12), figure("Văn Quan", 10, measure="plan"), figure("Văn Quan", 9, measure="plan"),
    ]  # fmt: skip
    figures = comparable(rows, VI)
    assert figures is not None
    assert [point.plan for point in figures.points] == [28, None]


def test_years_make_a_course_of_time_but_a_year_and_a_half_do_not():
    years = comparable([figure("Văn Quan", 12), figure("Văn Quan", 10, period="2024")], VI)
    mixed = comparable([figure("Văn Quan", 12), figure("Văn Quan", 10, period="2024-H1")], VI)
    assert years is not None and years.over_time
    assert mixed is not None and not mixed.over_time
    assert "2024" in picture(answer_chart(years, VI), "svg").decode()


def test_a_chart_writes_each_figure_as_people_do_with_its_bound():
    figures = comparable([figure("Phong Thổ", 37.93), figure("Văn Quan", 12.5, qualifier=">")], VI)
    assert figures is not None
    drawn = picture(answer_chart(figures, VI), "svg").decode()
    assert "37,93%" in drawn
    assert "&gt;12,5%" in drawn
    assert "huyện Văn Quan" in drawn


def test_a_district_is_shaded_by_its_newest_figure_and_tells_all():
    rows = [figure("Phong Thổ", 40, period="2022"), figure("Phong Thổ", 37.9), figure("Văn Quan", 12)]
    dots = answer_dots(rows, comparable(rows, VI), REPORTS, VI)
    assert [(dot.district, dot.province, dot.value) for dot in dots] == [
        ("109", "12", 37.9),
        ("184", "20", 12),
    ]
    assert dots[0].told == "40% (năm 2022); 37,9% (năm 2023)"


def test_communes_and_several_indicators_are_not_put_on_the_map():
    communes = [figure("Phong Thổ", 1, area="xã Dào San"), figure("Văn Quan", 2)]
    assert [dot.district for dot in answer_dots(communes, comparable(communes, VI), REPORTS, VI)] == ["184"]
    several = [figure("Phong Thổ", 1), figure("Văn Quan", 2, indicator="tỷ lệ che phủ rừng")]
    assert answer_dots(several, comparable(several, VI), REPORTS, VI) == ()


def test_only_what_happened_is_a_dot():
    rows = [
        {"district": "Phong Thổ", "event": "flood", "status": "absent", "report": "Phong Thổ.txt"},
        {"district": "Văn Quan", "event": "flood", "status": "ended", "report": "Văn Quan.txt"},
    ]
    dots = answer_dots(rows, None, REPORTS, EN)
    assert [(dot.district, dot.kind) for dot in dots] == [("184", "flood")]


def test_rows_tie_districts_to_what_they_name():
    rows = [
        {"district": name, "event": event, "report": f"{name}.txt"}
        for name, event in (("Phong Thổ", "flood"), ("Văn Quan", "flood"), ("Văn Quan", "drought"))
    ]
    projection = answer_network(rows, REPORTS, VI)
    assert projection is not None
    assert sorted(data["kind"] for _, data in projection.graph.nodes(data=True)) == [
        "district", "district", "event", "event",
    ]  # fmt: skip
    assert projection.graph.number_of_edges() == 3
    assert answer_network(rows[:1], REPORTS, VI) is None


def test_the_list_of_completions_takes_no_markup():
    script = (ROOT / "ui" / "datalist.js").read_text("utf-8")
    assert "innerHTML" not in script
    assert "http" not in script
