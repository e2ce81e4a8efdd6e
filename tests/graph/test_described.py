"""A node is described so that it can be read by itself."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.build import report_quads, to_nquads
from graph.described import MOST_REFERRING, all_terms, describe
from graph.result_formats import GRAPH_FORMS, write_triples
from graph.store import memory_store
from ontology.terms import HKG, ID_BASE, OA, QB
from tests.factories import document, extraction


@pytest.fixture(scope="module")
def store():
    store = memory_store()
    store.replace_report(document().id, to_nquads(report_quads(document(), extraction(), "a.txt")))
    return store


def subject_of(store, predicate):
    return next(iter(store.matching(None, predicate, None))).subject.value


def test_a_fact_brings_its_words_and_the_names_of_what_it_names(store):
    told = describe(store, subject_of(store, HKG["valueAsWritten"]))
    assert any(triple.predicate == OA["exact"] for triple in told.triples)
    assert told.labels[f"{ID_BASE}area/109"] == "huyện Phong Thổ"
    assert any(triple.predicate == QB["observation"] for triple in told.referring)


def test_what_only_keeps_the_store_in_order_is_no_part_of_a_description(store):
    graph = subject_of(store, HKG["holds"])
    told = describe(store, graph)
    assert told is None or all(triple.predicate != HKG["holds"] for triple in told.triples)


def test_a_graph_of_a_report_is_told_with_its_report_and_no_other_is(store):
    report = next(iter(store.report_ids()))
    for name in (f"{ID_BASE}graph/{report}", f"{ID_BASE}graph/{report}/run"):
        told = describe(store, name)
        assert f"{ID_BASE}report/{report}" in {getattr(one.object, "value", "") for one in told.triples}
        assert told.labels[f"{ID_BASE}report/{report}"]
    for other in ("graph/none", f"graph/{report}/x", "graph/shared", "graph/"):
        assert describe(store, ID_BASE + other) is None


def test_of_what_leads_to_a_node_only_some_is_told(store):
    assert len(describe(store, f"{ID_BASE}area/109").referring) <= MOST_REFERRING


def test_a_concept_that_no_report_uses_is_described_by_its_list(store):
    assert describe(store, f"{ID_BASE}indicator/area-coffee").labels[f"{ID_BASE}indicator/area-coffee"]


@pytest.mark.parametrize("iri", [f"{ID_BASE}none", "no iri", "", f"{ID_BASE}<x>"])
def test_what_is_no_node_is_not_described(store, iri):
    assert describe(store, iri) is None


@pytest.mark.parametrize("form", GRAPH_FORMS, ids=lambda form: form.name)
def test_the_vocabulary_can_be_read_back_from_every_format(form):
    triples = all_terms()
    read = ox.parse(write_triples(triples, form.name), format=ox.RdfFormat.from_media_type(form.media_type))
    assert {str(quad.triple) for quad in read} == {str(triple) for triple in triples}
