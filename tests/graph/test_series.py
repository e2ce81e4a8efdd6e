"""Series of an indicator over the samples: whose values they are, and what is counted."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import graph.series
from graph import iris
from graph.series import (
    OWN,
    count_figures,
    find_series,
    indicator_node,
    spread_of,
    unlisted_names,
)
from graph.store import memory_store
from ingest.fact import Measure
from ontology.terms import DCT, PROV


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def test_a_districts_values_stand_with_period_unit_and_words(store):
    values = [row for row in find_series(store, "poverty-rate") if row.measure is Measure.VALUE]
    told = {(row.district, row.period, str(row.value), row.unit) for row in values}
    assert ("107", "2023", "44.72", "%") in told
    assert {row.status for row in values} <= {"A", "E", "P", "F"}
    assert {row.text for row in values} == {"tỷ lệ hộ nghèo"}


def test_what_is_said_of_a_commune_is_no_value_of_its_district(store):
    districts = {report.district for report in rows_of_reports(store)}
    for indicator in ("poverty-rate", "herd-pig", "area-rice"):
        assert {row.district for row in find_series(store, indicator)} <= districts


def rows_of_reports(store):
    from graph.catalogue import list_reports

    return list_reports(store).rows


def test_a_plan_and_a_share_stand_in_the_group_of_their_value(store):
    rows = find_series(store, "revenue-local")
    shares = [row for row in rows if row.measure is Measure.PCT_OF_PLAN]
    values = {(row.report, row.group) for row in rows if row.measure is Measure.VALUE}
    assert shares
    assert {(row.report, row.group) for row in shares} & values


def test_the_counts_of_all_indicators_hold_those_of_each(store):
    counts = count_figures(store)
    spread = spread_of(store, "poverty-rate")
    assert counts[indicator_node("poverty-rate").value] >= spread.values >= spread.districts > 1
    assert spread_of(store, "no-such-indicator").values == 0


def test_a_name_that_no_list_has_leads_to_its_series(store):
    names = unlisted_names(store)
    node, name = next(iter(sorted(names.items())))
    assert indicator_node(OWN + name).value == node
    assert all("/own/" in one for one in names)


def test_each_report_is_looked_up_once_for_all_its_figures_also_among_thousands(monkeypatch):
    store, reports = memory_store(), [f"{number:016x}" for number in range(5000)]
    for report in reports:
        node = iris.report(report)
        store.inner.extend(
            [
                Quad(iris.dataset(report), PROV["wasDerivedFrom"], node),
                Quad(node, DCT["identifier"], Literal(report)),
                Quad(node, DCT["spatial"], NamedNode("https://example.org/district")),
            ]
        )
    store.read_only = True
    told = [graph.series._report_of(store, iris.dataset(report))[0] for report in reports]
    monkeypatch.setattr(graph.series, "properties", lambda *_: pytest.fail("it was looked up again"))
    assert [graph.series._report_of(store, iris.dataset(report))[0] for report in reports] == told == reports


def test_an_indicator_that_no_report_names_has_no_rows(store):
    assert find_series(store, "no-such-indicator") == ()
