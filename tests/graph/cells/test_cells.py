"""Quantities that are told more than once: what is one, whether it agrees, what is preferred and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import Graph

from graph.cells.find import find_cells, same_figure
from graph.cells.triples import cells_as_turtle
from ingest.fact import Measure
from tests.factories import observation_row

COVER = {"concept": "forest-cover", "unit": "%", "name": "tỷ lệ che phủ rừng", "at": "2023"}
ELSEWHERE = {"section": "IV", "offset": 500, "group": "other"}
LATER = {"report": "later", "report_period": "2024-H1", "group": "other"}


def told(value, written, **given):
    return observation_row(value, written, **COVER | {"report_period": "2023"} | given)


FIRST = told("66.8", "66,8%")


def one_cell(*rows, issued=None):
    (cell,) = find_cells(rows, issued)
    return cell


def test_figures_that_some_value_satisfies_agree_and_stay_two_observations():
    cell = one_cell(FIRST, told("66.84", "66,84%", **ELSEWHERE))
    assert cell.agrees
    assert [str(row.value) for row in cell.figures] == ["66.8", "66.84"]


def test_three_figures_must_have_one_value_in_common():
    rows = [told("67", "67%"), told("66.9", "66,9%", **ELSEWHERE), told("67.3", "67,3%", **LATER)]
    assert find_cells(rows) == ()  # three figures under one name and status are a list's
    rows[2] = told("67.3", "67,3%", status="E", **LATER)
    assert not one_cell(*rows).agrees


@pytest.mark.parametrize(
    "other",
    [
        {"at": "2022"},
        {"concept": None},
        {"name": "tỷ lệ che phủ rừng trồng"},
        {"part_of": "total"},
        {"measure": Measure.PLAN},
        {"qualifier": ">"},
        {"unit": "ha"},
        {"section": "I", "offset": 500},
    ],
    ids=lambda given: next(iter(given)),
)
def test_what_may_be_of_something_else_is_no_cell(other):
    assert find_cells([FIRST, told("67.44", "67,44%", **ELSEWHERE | other)]) == ()


def test_a_place_that_tells_two_figures_leaves_open_which_is_meant():
    assert find_cells([FIRST, told("67", "67,0%", offset=200), told("66.8", "66,8%", **LATER)]) == ()


def test_programmes_part_cells():
    other = replace(told("67.44", "67,44%", **ELSEWHERE), programme="NTM")
    assert find_cells([FIRST, other]) == ()
    assert len(find_cells([replace(FIRST, programme="NTM"), other])) == 1


def test_a_figure_told_under_two_programmes_is_one_observation():
    pair = [replace(FIRST, programme=name) for name in ("NTM", "OCOP")]
    assert find_cells(pair) == ()


def test_a_plan_is_of_the_period_that_it_plans_for():
    here = told("68", "68%", measure=Measure.PLAN, at="2023-H1", plan_period="2023")
    there = told("68", "68%", measure=Measure.PLAN, **ELSEWHERE)
    assert one_cell(here, there).agrees


def test_units_are_compared_by_what_they_are_multiples_of():
    money = {"concept": "budget-revenue", "name": "thu ngân sách"}
    millions = told("48200", "48.200 triệu đồng", **money | {"unit": "triệu đồng"})
    billions = told("48.2", "48,2 tỷ đồng", **money | {"unit": "tỷ đồng"} | ELSEWHERE)
    assert one_cell(millions, billions).agrees


class TestPreference:
    def rules(self, *rows, issued=None):
        cell = one_cell(*rows, issued=issued)
        return cell.rules, cell.preferred and cell.preferred.as_written

    def test_what_was_done_comes_before_an_estimate_of_a_later_report(self):
        estimate = told("70", "70%", status="E", **LATER)
        assert self.rules(FIRST, estimate) == (("status",), "66,8%")

    def test_provisional_comes_before_estimated_and_that_before_forecast(self):
        forecast = told("66.8", "66,8%", status="F")
        estimate = told("67.2", "67,2%", status="E", **ELSEWHERE)
        assert self.rules(forecast, estimate)[1] == "67,2%"
        assert self.rules(estimate, told("70", "70%", status="P", **LATER))[1] == "70%"

    def test_the_report_that_ends_later_comes_first(self):
        assert self.rules(FIRST, told("67.2", "67,2%", **LATER)) == (("report",), "67,2%")

    def test_of_two_that_end_alike_the_one_issued_later(self):
        again = told("67.2", "67,2%", **LATER | {"report_period": "2023"})
        days = {"now": "2024-01-05", "later": "2024-02-01"}
        assert self.rules(FIRST, again, issued=days) == (("issued",), "67,2%")
        assert self.rules(FIRST, again, issued=days | {"later": "2024"}) == ((), None)

    def test_finer_digits_then_tables(self):
        assert self.rules(FIRST, told("66.84", "66,84%", **ELSEWHERE)) == (("digits",), "66,84%")
        cell = told("67.2", "67,2%", sentence="1\ttỷ lệ che phủ rừng\t67,2%", **ELSEWHERE)
        assert self.rules(FIRST, cell) == (("table",), "67,2%")

    def test_nothing_is_preferred_where_no_rule_tells_two_figures_apart(self):
        cell = one_cell(FIRST, told("67.2", "67,2%", **ELSEWHERE))
        assert (cell.agrees, cell.preferred, cell.rules, cell.why("vi")) == (False, None, (), "")

    def test_the_rule_is_told_in_both_languages(self):
        cell = one_cell(FIRST, told("67.2", "67,2%", **LATER))
        assert cell.why("en") == "the report whose period ends later comes first"
        assert cell.why("vi") == "báo cáo của kỳ kết thúc sau được lấy trước"

    def test_the_order_of_the_figures_changes_nothing(self):
        rows = [FIRST, told("67.2", "67,2%", **LATER), told("66.8", "66,8%", **ELSEWHERE)]
        assert find_cells(rows) == find_cells(rows[::-1])


def test_two_figures_are_the_same_if_their_digits_can_stand_for_one_value():
    assert same_figure(FIRST, told("67", "67%", **ELSEWHERE))
    assert not same_figure(FIRST, told("67.44", "67,44%", **ELSEWHERE))


def test_as_rdf_a_cell_tells_its_observations_agreement_preference_and_rule():
    rows = [replace(row, claim=f"https://w3id.org/huyenkg/id/obs/{n}/0-5/value") for n, row in enumerate(
        [FIRST, told("67.2", "67,2%", **LATER)]
    )]  # fmt: skip
    written = cells_as_turtle(find_cells(rows))
    assert written == cells_as_turtle(find_cells(rows[::-1]))
    answers = Graph().parse(data=written, format="turtle").query(
        """PREFIX hkg: <https://w3id.org/huyenkg/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?preferred ?note (COUNT(?o) AS ?count) WHERE {
          ?cell a hkg:ToldCell ; hkg:agreement hkg:Conflicting ; hkg:cellObservation ?o ;
            hkg:preferredObservation ?preferred ; skos:editorialNote ?note FILTER(lang(?note) = "en")
        } GROUP BY ?preferred ?note"""
    )  # fmt: skip
    ((preferred, note, count),) = answers
    assert (str(preferred), int(count)) == (rows[1].claim, 2)
    assert str(note) == "the report whose period ends later"
