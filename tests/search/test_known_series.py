"""Series and their spread from the index of facts are those of the graph, which is not asked for them."""

from __future__ import annotations

import pytest

import graph.series
from graph.series import OWN, count_figures, find_series, indicator_node, spread_of, unlisted_names
from graph.store import GraphStore
from ingest.fact import Measure
from ontology.lexicon import load_concepts
from search.known_series import known_series, known_spread


@pytest.fixture(scope="module")
def snapshot(sample_service):
    return sample_service.snapshot()


@pytest.fixture(scope="module")
def reported(snapshot):
    counts = count_figures(snapshot.store)
    return [one.id for one in load_concepts("indicators") if indicator_node(one.id).value in counts]


def test_the_series_of_every_indicator_are_those_of_the_graph(snapshot, reported):
    rows = {one: known_series(snapshot.store, snapshot.index, one) for one in reported}
    assert rows == {one: find_series(snapshot.store, one) for one in reported}
    told = [row for series in rows.values() for row in series]
    assert {row.measure for row in told} >= {Measure.VALUE, Measure.PLAN, Measure.PCT_OF_PLAN}
    assert any(row.plan_period for row in told)


def test_the_spread_of_every_indicator_is_that_of_the_graph(snapshot, reported):
    spreads = {one: known_spread(snapshot.store, snapshot.index, one) for one in reported}
    assert spreads == {one: spread_of(snapshot.store, one) for one in reported}
    assert spreads["poverty-rate"].districts > 1
    assert known_spread(snapshot.store, snapshot.index, "no-such-indicator").values == 0


def test_a_name_that_no_list_has_is_read_from_the_graph(snapshot):
    indicator = OWN + min(unlisted_names(snapshot.store).values())
    assert known_series(snapshot.store, snapshot.index, indicator) == find_series(snapshot.store, indicator)
    assert known_spread(snapshot.store, snapshot.index, indicator) == spread_of(snapshot.store, indicator)


def test_of_a_listed_indicator_the_graph_is_asked_only_for_when_its_plans_are(snapshot, monkeypatch):
    asked = []
    matching = GraphStore.matching

    def counted(store, subject, predicate, value):
        asked.append(predicate)
        return matching(store, subject, predicate, value)

    known_series(snapshot.store, snapshot.index, "revenue-local")  # periods that plans name are kept
    monkeypatch.setattr(GraphStore, "matching", counted)
    monkeypatch.setattr(GraphStore, "query", lambda *_: pytest.fail("the store was queried"))
    rows = known_series(snapshot.store, snapshot.index, "revenue-local")
    known_spread.__wrapped__(snapshot.store, snapshot.index, "revenue-local")
    beside = [row for row in rows if row.measure is not Measure.VALUE]
    assert 0 < len(beside) < len(rows)
    assert asked == [graph.series.HKG["planPeriod"]] * len(beside)
