"""Ties of a small store: which facts and sentences tie, and which do not."""

from __future__ import annotations

import pytest

from graph import iris
from graph.analysis.stored_ties import StoredTies, sentences_of
from graph.analysis.tie import Tie
from graph.build import report_quads, to_nquads
from graph.store import memory_store
from ingest.fact import Assertion
from ontology.errors import BadInput
from ontology.terms import ELI
from ontology.values import Area
from tests.factories import (
    COMMUNE,
    citation,
    document,
    event,
    evidence,
    extraction,
    identity,
    measurement,
    ocop,
    place_mention,
    programme_link,
    programme_mention,
)

REPORT = "aaaaaaaaaaaaaaa1"
NTM, OCOP = iris.programme("NTM").value, iris.programme("OCOP").value
DISTRICT, PROVINCE, PLACE = iris.area("109").value, iris.area("12").value, iris.area(COMMUNE.code).value
ASF, KIND = (
    iris.event("african_swine_fever", "109", "2024").value,
    iris.event_type("african_swine_fever").value,
)


def store_of(*facts):
    made = memory_store()
    extracted = extraction(facts or None, [])
    made.replace_report(REPORT, to_nquads(report_quads(document(identifier=REPORT), extracted, "a.txt")))
    return made


def ties_of(store, node: str, *ends: str, codes: bool = False) -> dict[str, tuple[str, int]]:
    found = StoredTies(store, (node, *ends), codes=codes).find([node])
    assert {tie.first for tie in found} <= {node}
    return {tie.second: (tie.kind, tie.sentences) for tie in found}


@pytest.fixture(scope="module")
def store():
    return store_of()


@pytest.fixture(scope="module")
def resolution(store):
    (node,) = (one for one in ties_of(store, NTM) if one.startswith(f"{iris.ID_BASE}doc/"))
    return node


def test_a_fact_of_both_ties_programme_and_document(store, resolution):
    assert ties_of(store, NTM)[resolution] == ("ProgrammeLink", 1)
    assert ties_of(store, resolution) == {NTM: ("ProgrammeLink", 1)}


def test_things_of_one_sentence_are_tied_by_it(store):
    assert ties_of(store, ASF)[PLACE] == ("EventMention", 1)
    (product,) = (node for node in ties_of(store, PLACE) if "/product/" in node)
    assert ties_of(store, product) == {PLACE: ("OcopRecognition", 1)}


def test_a_tie_is_the_same_from_both_ends(store, resolution):
    nodes = [NTM, PLACE, ASF, KIND, resolution, *ties_of(store, PLACE)]
    ties = {(tie.first, tie.second): tie for tie in StoredTies(store, nodes).find(nodes)}
    for (first, second), tie in ties.items():
        if second in nodes:
            back = ties[second, first]
            assert (back.kind, back.sentences) == (tie.kind, tie.sentences)


def test_only_as_an_end_a_district_is_tied_to_what_its_reports_name(store, resolution):
    assert DISTRICT not in ties_of(store, NTM)
    assert ties_of(store, NTM, DISTRICT)[DISTRICT] == ("Report", 1)
    assert ties_of(store, DISTRICT)[resolution] == ("Report", 1)
    assert ties_of(store, NTM, PROVINCE)[PROVINCE] == ("Report", 1)


def test_a_body_is_tied_to_the_documents_that_it_issued(store, resolution):
    (body,) = (quad.object.value for quad in store.matching(None, ELI["passed_by"], None))
    assert ties_of(store, body) == {resolution: ("passed_by", 1)}
    assert ties_of(store, resolution, body)[body] == ("passed_by", 1)
    assert body not in ties_of(store, resolution)


@pytest.mark.parametrize("assertion", [Assertion.ABSENT, Assertion.RISK, Assertion.RESPONSE_ONLY])
def test_what_did_not_happen_ties_no_event(assertion):
    denied = store_of(event(assertion=assertion))
    assert ties_of(denied, PLACE) == {}
    assert ties_of(denied, KIND) == {}
    assert KIND not in ties_of(denied, DISTRICT)


def test_what_did_not_happen_ties_nothing_that_its_sentence_names():
    denied = store_of(event(assertion=Assertion.ABSENT), programme_mention("NTM", "xã Mù Sang"))
    assert ties_of(denied, NTM) == {}


def test_event_and_place_count_the_sentences_that_say_it_was_there():
    facts = [event(), event(places=[], quote="Sản phẩm OCOP mới"), place_mention(occurrence=2)]
    told = store_of(*facts)
    assert ties_of(told, ASF)[PLACE] == ("EventMention", 1)
    (tie,) = (one for one in StoredTies(told, ()).find([ASF]) if one.second == PLACE)
    assert len(sentences_of(told, tie)) == 1


def test_a_figure_ties_nothing_else_of_its_sentence():
    figures = store_of(measurement(programme="NTM"), programme_mention("OCOP", "lúa đông xuân"))
    assert ties_of(figures, OCOP) == {}
    assert OCOP not in ties_of(figures, NTM)


def test_a_sentence_that_names_event_and_place_need_not_say_that_it_was_there():
    apart = store_of(event(places=[]), place_mention(occurrence=1), programme_mention("NTM", "xã Mù Sang"))
    assert ties_of(apart, PLACE) == {NTM: ("Sentence", 1)}
    assert set(ties_of(apart, ASF)) == {KIND, NTM}
    assert PLACE not in ties_of(apart, KIND)


def test_code_lists_tie_only_where_they_are_asked_for():
    named = store_of(programme_mention("OCOP", "Sản phẩm OCOP"), programme_mention("NTM"), place_mention())
    assert ties_of(named, OCOP) == {}
    assert ties_of(named, OCOP, codes=True) == {NTM: ("broader", 0)}
    assert ties_of(named, PLACE, codes=True)[DISTRICT] == ("containedInPlace", 0)


def test_a_figure_ties_its_programme_to_its_indicator():
    figures = store_of(measurement(programme="NTM"))
    found = ties_of(figures, NTM)
    assert [value for node, value in found.items() if "/indicator/" in node] == [("Observation", 1)]


def test_the_sentences_of_a_tie_are_as_many_as_it_counts(store, resolution):
    ends = (DISTRICT, PROVINCE)
    for node in (NTM, PLACE, ASF, resolution, *ends):
        for tie in StoredTies(store, ends).find([node]):
            assert len(sentences_of(store, tie)) == tie.sentences
            assert len(sentences_of(store, tie.turned())) == tie.sentences
    assert sentences_of(store, Tie(OCOP, NTM, "broader", 0, None)) == ()


def test_a_node_costs_the_facts_that_name_it(store):
    ties = StoredTies(store, (DISTRICT,))
    assert ties.weigh([NTM]) == 2, "mentioned, and linked"
    assert ties.weigh([NTM, PLACE]) > ties.weigh([PLACE]) > 0
    assert ties.weigh([iris.programme("135").value]) == 0
    assert ties.weigh([DISTRICT]) > 0


def test_what_is_no_iri_is_refused(store):
    with pytest.raises(BadInput):
        StoredTies(store, ()).find(["> . ?s ?p ?o"])


def test_two_reports_add_up():
    made, other = store_of(programme_link(), citation()), "bbbbbbbbbbbbbbb2"
    who = identity(Area("098", "huyện", "Tủa Chùa", "11"), Area("11", "tỉnh", "Điện Biên"))
    facts = [programme_mention("NTM"), ocop(), place_mention(), event(read_from=evidence("Dịch tả"))]
    made.replace_report(
        other, to_nquads(report_quads(document(identifier=other), extraction(facts, [], who), "b.txt"))
    )
    tua_chua = iris.area("098").value
    assert ties_of(made, NTM, tua_chua)[tua_chua] == ("Report", 1)
    assert ties_of(made, NTM, DISTRICT)[DISTRICT] == ("Report", 1)
