"""The light indexes that pages count and page over say the same as the queries for whole rows."""

from __future__ import annotations

from collections import Counter

from graph import iris
from graph.clause_index import clauses_of_district
from graph.event_index import event_index
from graph.queries import find_events, find_observations

TUA_CHUA = "098"


def test_every_mention_stands_once_with_what_its_row_says(sample_service):
    store = sample_service.snapshot().store
    entries = {entry.claim: entry for entry in event_index(store)}
    rows = find_events(store).rows
    assert len(entries) == len(event_index(store)) == len(rows)
    for row in rows:
        entry = entries[row.claim]
        assert (entry.kind, entry.kind_label) == (row.type or row.type_label, row.type_label)
        assert (entry.assertion, entry.event, entry.elsewhere) == (
            row.assertion,
            row.event,
            bool(row.elsewhere),
        )
        assert (entry.period, entry.begins, entry.ends) == (row.period, row.begins, row.ends)
        assert entry.district == row.source.district


def test_mentions_are_read_by_their_claims(sample_service):
    store = sample_service.snapshot().store
    wanted = [entry.claim for entry in event_index(store)][:3]
    assert [row.claim for row in find_events(store, claims=wanted).rows] == wanted


def test_every_figure_of_a_district_stands_in_one_clause(sample_service):
    store = sample_service.snapshot().store
    clauses = clauses_of_district(store, TUA_CHUA)
    rows = {row.claim: row for row in find_observations(store, districts=[TUA_CHUA]).rows}
    counted = Counter(claim for clause in clauses for claim in clause.claims)
    assert set(counted) == set(rows)
    assert set(counted.values()) == {1}
    for clause in clauses:
        own = [rows[claim] for claim in clause.claims]
        assert {row.group for row in own} == {clause.group}
        assert {row.measure for row in own} == clause.measures
        assert (own[0].concept, own[0].area_code, own[0].begins) == (
            clause.concept,
            clause.area,
            clause.begins,
        )
        assert (own[0].source.report, own[0].source.start) == (clause.report, clause.start)


def test_an_iri_tells_of_a_mention_and_of_nothing_else():
    assert iris.mention_parts("https://w3id.org/huyenkg/id/mention/abc/1-9/other:fire/absent") == (
        "abc", "other:fire", "absent",
    )  # fmt: skip
    assert iris.mention_parts("https://w3id.org/huyenkg/id/event/flood/098/2020") is None
    assert iris.mention_parts("https://w3id.org/huyenkg/id/mention/abc/1-9") is None
