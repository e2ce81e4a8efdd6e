"""Checks over a store: of the chosen reports, by the chosen checks, with so many findings kept."""

from __future__ import annotations

import os

import pytest

from graph.build import report_quads, to_nquads
from graph.finding import Severity
from graph.store import GraphStore, memory_store, open_store
from ontology.errors import BadInput, StoreError
from ontology.terms import DCT, SDMX_ATTRIBUTE
from tests.factories import document, extraction, measurement
from ui.graph_checks import check_apart
from ui.validation import Check, ValidationOptions, check_graph, run_checks

GOOD, BAD = "a" * 16, "b" * 16


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """A report that is whole, and one without a title and units."""
    store = memory_store()
    for identifier, gone in ((GOOD, set()), (BAD, {DCT["title"], SDMX_ATTRIBUTE["unitMeasure"]})):
        quads = report_quads(document(identifier=identifier), extraction([measurement()]), "a.txt")
        store.replace_report(identifier, to_nquads(quad for quad in quads if quad.predicate not in gone))
    return store


def checked(store, **options):
    told, steps = [], []
    validation = run_checks(
        store, ValidationOptions(**options), lambda *step: steps.append(step), told.extend
    )
    return validation, told, steps


def test_every_check_runs_over_every_report_and_tells_what_it_finds(store):
    validation, told, steps = checked(store)
    assert [one.shape for one in validation.shapes.findings] == ["observation-unit", "report-title"]
    assert [one.shape for one in validation.constraints.findings] == ["ic-13"]
    assert validation.arithmetic.findings == ()
    assert [one.shape for one in told] == ["observation-unit", "report-title", "ic-13"]
    assert [step for step in steps if step[0] == "shapes"] == [("shapes", 1, 2), ("shapes", 2, 2)]


def test_only_what_is_chosen_is_checked(store):
    validation, told, steps = checked(store, checks=(Check.CONSTRAINTS,))
    assert (validation.shapes, validation.arithmetic) == (None, None)
    assert [one.shape for one in told] == ["ic-13"]
    assert {step[0] for step in steps} == {"constraints"}
    assert checked(store, checks=(Check.SHAPES,), reports=(GOOD,))[0].shapes.total == 0


def test_all_are_counted_and_told_though_few_are_kept(store):
    validation, told, _ = checked(store, limit=1, checks=(Check.SHAPES,))
    assert len(validation.shapes.findings) == 1
    assert validation.shapes.counts == {Severity.VIOLATION: 2}
    assert len(told) == 2


def test_a_report_by_itself_is_checked_by_shapes_and_constraints(store):
    assert check_graph(store, GOOD) == ()
    assert [one.shape for one in check_graph(store, BAD)] == ["observation-unit", "report-title", "ic-13"]


def test_processes_find_the_same_in_the_same_order(tmp_path):
    reports = {f"{number:016x}": DCT["title"] if number % 3 else DCT["format"] for number in range(7)}
    with open_store(tmp_path / "store") as written:
        for identifier, gone in reports.items():
            quads = report_quads(document(identifier=identifier), extraction([measurement()]), "a.txt")
            written.replace_report(identifier, to_nquads(quad for quad in quads if quad.predicate != gone))
    store = open_store(tmp_path / "store", read_only=True)
    here, apart = (checked(store, checks=(Check.SHAPES, Check.CONSTRAINTS), jobs=jobs) for jobs in (1, 2))
    assert here == apart
    assert [one.report for one in apart[1]] == [*reports]
    assert apart[2] == [("shapes", number, 7) for number in range(1, 8)]


def test_a_process_that_is_broken_off_is_told(tmp_path):
    with pytest.raises(StoreError, match="broken off"):
        list(check_apart(tmp_path, (Check.SHAPES,), Deadly("x"), 1))


class Deadly(str):
    """A report's id that ends the process which unpacks it."""

    def __iter__(self):
        yield self

    def __reduce__(self):
        return os._exit, (1,)


def test_a_report_that_is_not_there_is_bad_input(sample_service):
    with pytest.raises(BadInput, match="no report nix"):
        sample_service.validate(ValidationOptions(reports=("nix",)), lambda *_: None)


def test_a_report_is_named_by_its_file(sample_service):
    options = ValidationOptions(checks=(Check.CONSTRAINTS,), reports=("nghia-lo-2023-m9.md",))
    steps = []
    assert sample_service.validate(options, lambda *step: steps.append(step)).constraints.total == 0
    assert steps == [("constraints", 1, 1)]
