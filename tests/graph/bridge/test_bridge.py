"""Figures of old units under the unit of today: summed only where that is one figure, always marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import Graph

from graph.bridge.additive import is_additive
from graph.bridge.find import Outcome, bridge_rows
from graph.bridge.triples import derived_as_turtle
from ingest.fact import Measure
from ontology.gazetteer import load_gazetteer
from tests.factories import observation_row

GAZETTEER = load_gazetteer()
TODAY = GAZETTEER.unit("03583-2025")
"""xã Khổng Lào of today: all of Bản Lang, Hoang Thèn and the old Khổng Lào."""
OLD = [unit.code for unit in GAZETTEER.predecessors(TODAY)]


def told(place: int, value, written=None, **given):
    row = observation_row(
        value,
        written or f"{value} con",
        **{
            "unit": "con",
            "name": "tổng đàn trâu",
            "concept": "herd-buffalo",
            "at": "2023",
            "offset": 100 * place,
        }
        | given,
    )
    code = OLD[place]
    claim = f"https://w3id.org/huyenkg/id/obs/{row.claim}"
    return replace(row, area_code=code, area=GAZETTEER.unit(code).area.label, claim=claim)


def only(rows, unit=TODAY):
    (found,) = bridge_rows(unit, rows)
    return found


WHOLE = [told(0, "100"), told(1, "20"), told(2, "3")]


def test_the_sum_over_all_old_units_is_derived_and_keeps_its_parts():
    found = only(WHOLE)
    assert (found.outcome, found.total) == (Outcome.SUM, Decimal(123))
    assert {row.claim for row in found.taken} == {row.claim for row in WHOLE}
    assert found.message("en").startswith("A derived figure that no report tells")
    assert "xã Khổng Lào" in found.message("vi")


def test_nothing_is_added_where_an_old_unit_is_not_told():
    found = only(WHOLE[:2])
    assert (found.outcome, found.total, found.taken) == (Outcome.INCOMPLETE, None, ())
    assert [unit.code for unit in found.missing] == [OLD[2]]
    assert GAZETTEER.unit(OLD[2]).area.label in found.message("vi")
    assert len(found.parts) == 2


@pytest.mark.parametrize(
    "given",
    [{"at": "2022"}, {"status": "E"}, {"measure": Measure.PLAN}, {"name": "đàn trâu cày kéo"}],
    ids=lambda given: next(iter(given)),
)
def test_what_is_of_another_time_status_role_or_name_is_no_part(given):
    found = bridge_rows(TODAY, [*WHOLE[:2], told(2, "3", **given)])
    assert [one.outcome for one in found] == [Outcome.INCOMPLETE, Outcome.INCOMPLETE]


@pytest.mark.parametrize(
    "given",
    [
        {"unit": "%", "name": "tỷ lệ hộ nghèo", "concept": "poverty-rate"},
        {"unit": "tạ/ha", "name": "năng suất lúa", "concept": None},
        {"unit": "triệu đồng", "name": "thu nhập bình quân đầu người", "concept": None},
        {"qualifier": ">"},
        {"unit": "xã", "name": "số xã", "concept": None},
    ],
    ids=["rate", "yield", "average", "bound", "units of area"],
)
def test_rates_averages_and_bounds_are_never_added(given):
    found = only([told(place, "5", **given) for place in range(3)])
    assert (found.outcome, found.total) == (Outcome.NOT_ADDITIVE, None)
    assert not any(map(is_additive, found.parts))


def test_an_old_unit_of_which_two_figures_are_told_is_not_added():
    again = told(0, "90", report="other", report_period="2024")
    assert only([*WHOLE, again]).outcome is Outcome.CONFLICTING
    alike = told(0, "100", report="other", report_period="2024")
    found = only([*WHOLE, alike])
    assert (found.outcome, found.total) == (Outcome.SUM, Decimal(123))
    assert alike.claim in {row.claim for row in found.taken}  # the report that ends later is preferred


def test_a_name_that_no_list_knows_is_added_within_one_report_only():
    own = {"name": "số cây gió bầu", "concept": None, "unit": "cây"}
    rows = [told(place, "5", **own) for place in range(3)]
    assert only(rows).outcome is Outcome.SUM
    found = bridge_rows(TODAY, [*rows[:2], told(2, "5", report="other", **own)])
    assert {one.outcome for one in found} == {Outcome.INCOMPLETE}


def test_a_figure_told_under_two_programmes_is_one_part():
    pair = [replace(WHOLE[0], programme=name) for name in ("NTM", "OCOP")]
    assert all(one.total is None for one in bridge_rows(TODAY, [*pair, *WHOLE[1:]]))


def test_a_unit_that_took_in_a_part_of_an_old_one_gets_no_sum():
    divided = next(
        unit
        for unit in GAZETTEER.units
        if unit.is_new and any(len(old.successors) > 1 for old in GAZETTEER.predecessors(unit))
    )
    olds = GAZETTEER.predecessors(divided)
    rows = [
        replace(told(0, "5"), area_code=old.code, claim=f"https://w3id.org/huyenkg/id/obs/a/{n}-9/value")
        for n, old in enumerate(olds)
    ]
    found = only(rows, divided)
    assert (found.outcome, found.total) == (Outcome.DIVIDED, None)


def test_a_code_that_was_borne_by_another_extent_before_gets_no_sum():
    unit = GAZETTEER.unit("03244-2025")
    rows = [
        replace(told(0, "5"), area_code=old.code, claim=f"https://w3id.org/huyenkg/id/obs/a/{n}-9/value")
        for n, old in enumerate(GAZETTEER.predecessors(unit))
    ]
    assert only(rows, unit).outcome is Outcome.CHANGED


def test_a_renamed_unit_carries_its_figure_over():
    unit = next(
        one
        for one in GAZETTEER.units
        if one.is_new
        and len(olds := GAZETTEER.predecessors(one)) == 1
        and olds[0].successors == (one.code,)
        and not GAZETTEER.predecessors(olds[0])
        and len(GAZETTEER.versions(olds[0].code)) == 1
    )
    (old,) = GAZETTEER.predecessors(unit)
    found = only([replace(told(0, "5"), area_code=old.code)], unit)
    assert (found.outcome, found.total) == (Outcome.CARRIED, Decimal(5))


def test_as_rdf_the_sum_is_no_observation_and_leads_back_to_its_parts():
    written = derived_as_turtle([only(WHOLE), only(WHOLE[:2])])
    graph = Graph().parse(data=written, format="turtle")
    answers = graph.query(
        """PREFIX hkg: <https://w3id.org/huyenkg/def/> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX schema: <http://schema.org/>
        SELECT ?value (COUNT(?part) AS ?parts) WHERE {
          ?figure a hkg:DerivedFigure ; schema:value ?value ; prov:wasDerivedFrom ?part } GROUP BY ?value"""
    )
    assert [(int(value), int(parts)) for value, parts in answers] == [(123, 3)]
    assert not graph.query("ASK { ?s <https://w3id.org/huyenkg/def/actual> ?v }").askAnswer
    assert b"DerivedFigure" not in derived_as_turtle([only(WHOLE[:2])])
