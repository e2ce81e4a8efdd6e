"""Neighbourhoods: a step or two, the strongest first, within bounds."""

from __future__ import annotations

import pytest

from graph import iris
from graph.analysis.around import around
from graph.analysis.tie import Tie
from tests.graph_ties import Known

NTM, OCOP, INDICATOR = (
    iris.programme("NTM").value,
    iris.programme("OCOP").value,
    iris.indicator("rice").value,
)
ONE, TWO, THREE = (iris.local_document("r", str(number)).value for number in range(3))
TIES = [
    Tie(NTM, ONE, "ProgrammeLink", 3, "a"),
    Tie(NTM, INDICATOR, "Observation", 5, "b"),
    Tie(ONE, OCOP, "ProgrammeLink", 1, "c"),
    Tie(INDICATOR, TWO, "Observation", 9, "d"),
    Tie(OCOP, THREE, "ProgrammeLink", 1, "e"),
]


def test_one_step_takes_what_is_tied_the_strongest_first():
    found = around(NTM, Known(TIES))
    assert found.steps == {NTM: 0, INDICATOR: 1, ONE: 1}
    assert list(found.steps) == [NTM, INDICATOR, ONE]
    assert [tie.claim for tie in found.ties] == ["b", "a"]
    assert (found.left_out, found.unopened) == (0, ())


def test_the_second_step_does_not_lead_on_from_a_hub():
    found = around(NTM, Known(TIES), steps=2)
    assert found.steps == {NTM: 0, INDICATOR: 1, ONE: 1, OCOP: 2}


@pytest.mark.parametrize("steps", [2, 3, 9])
def test_two_steps_are_the_most(steps):
    assert THREE not in around(NTM, Known(TIES), steps=steps).steps


def test_what_finds_no_room_is_counted():
    found = around(NTM, Known(TIES), limit=1)
    assert found.steps == {NTM: 0, INDICATOR: 1}
    assert found.left_out == 1
    assert [tie.claim for tie in found.ties] == ["b"]


def test_only_the_kinds_asked_for_are_taken():
    found = around(NTM, Known(TIES), steps=2, kinds=["document"])
    assert found.steps == {NTM: 0, ONE: 1}
    assert found.left_out == 0


def test_a_node_that_costs_too_much_is_not_looked_behind():
    found = around(NTM, Known(TIES), steps=2, most_read=2)
    assert found.steps == {NTM: 0, INDICATOR: 1, ONE: 1}
    assert found.unopened == (ONE,)


def test_a_node_without_ties_stands_alone():
    found = around(THREE, Known([]))
    assert (found.steps, found.ties) == ({THREE: 0}, ())
