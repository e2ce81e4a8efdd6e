"""Projections: who is tied to whom, by which sentence, and how much is folded away."""

from __future__ import annotations

import pytest

from graph import iris
from graph.build import report_quads, to_nquads
from graph.network import neighbourhood, programme_network
from graph.store import memory_store
from ontology.errors import BadInput
from ontology.values import Area
from tests.factories import (
    citation,
    document,
    event,
    evidence,
    extraction,
    identity,
    programme_mention,
)

ONE, TWO = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2"
OTHER = Area("098", "huyện", "Tủa Chùa", "11")
PHONG_THO, TUA_CHUA = iris.area("109").value, iris.area("098").value
NTM, OCOP = iris.programme("NTM").value, iris.programme("OCOP").value


@pytest.fixture(scope="module")
def store():
    """Phong Thổ ties NTM to a resolution; Tủa Chùa speaks of NTM and OCOP, and cites a decision."""
    made = memory_store()
    put(made, ONE, extraction())
    facts = [
        programme_mention("NTM"),
        programme_mention("OCOP", "Sản phẩm OCOP"),
        citation("7/QĐ-UBND", "decision", None, None, None, read_from=evidence("Kết quả")),
        event("rabies", places=[]),
    ]
    put(made, TWO, extraction(facts, [], identity(OTHER, Area("11", "tỉnh", "Điện Biên"))))
    return made


def put(store, report_id, extracted):
    made = document(identifier=report_id)
    store.replace_report(report_id, to_nquads(report_quads(made, extracted, f"{report_id}.txt")))


def labels(projection) -> set[str]:
    return {data["label"] for _, data in projection.graph.nodes(data=True)}


def edges(projection) -> set[tuple[frozenset[str], str]]:
    return {(frozenset((a, b)), kind) for a, b, kind in projection.graph.edges(keys=True)}


def test_programmes_documents_and_districts_are_tied_by_sentences(store):
    projection = programme_network(store)
    graph = projection.graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"programme", "document", "district"}
    (resolution,) = (node for node, data in graph.nodes(data=True) if "21/NQ-HĐND" in data["label"])
    assert edges(projection) >= {
        (frozenset((NTM, resolution)), "ProgrammeLink"),
        (frozenset((NTM, PHONG_THO)), "ProgrammeMention"),
        (frozenset((NTM, TUA_CHUA)), "ProgrammeMention"),
        (frozenset((OCOP, TUA_CHUA)), "ProgrammeMention"),
        (frozenset((resolution, PHONG_THO)), "LegalCitation"),
    }
    assert len(edges(projection)) == 6
    source = graph.edges[NTM, resolution, "ProgrammeLink"]["source"]
    assert (source.report, source.line) == (ONE, 5)
    assert "21/NQ-HĐND" in source.sentence
    assert projection.folded == 0


def test_the_network_of_one_district_leaves_the_others_out(store):
    projection = programme_network(store, districts=["098"])
    assert TUA_CHUA in projection.graph
    assert PHONG_THO not in projection.graph
    assert projection.graph.edges[NTM, TUA_CHUA, "ProgrammeMention"]["claims"] == 1


def test_what_does_not_fit_is_folded_and_counted(store):
    whole, small = programme_network(store), programme_network(store, limit=3)
    assert len(small.graph) == 3
    assert small.folded == len(whole.graph) - 3
    assert sum(data["folded"] for _, data in small.graph.nodes(data=True)) > 0
    assert all(a in small.graph and b in small.graph for a, b in small.graph.edges())


def test_a_neighbourhood_starts_at_its_node_and_grows_with_depth(store):
    near, far = neighbourhood(store, OCOP), neighbourhood(store, OCOP, depth=2)
    assert OCOP in near.graph
    assert set(near.graph.neighbors(OCOP)) == {TUA_CHUA, NTM}, "NTM is the wider programme"
    assert near.graph.edges[OCOP, NTM, "broader"]["source"] is None
    assert set(near.graph) < set(far.graph)
    assert NTM in far.graph
    assert iris.area("11").value in far.graph
    assert set(neighbourhood(store, OCOP, depth=0).graph) == {OCOP}


def test_nodes_have_labels_and_kinds(store):
    graph = neighbourhood(store, PHONG_THO).graph
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds >= {"district", "province", "programme", "document", "concept", "commune", "report"}
    assert graph.nodes[PHONG_THO]["label"] == "huyện Phong Thổ"
    assert graph.nodes[PHONG_THO]["label_en"] == "Phong Thổ district"
    assert not any(label.startswith("https://") for _, label in graph.nodes(data="label"))


def test_a_neighbourhood_is_cut_at_its_limit(store):
    cut = neighbourhood(store, PHONG_THO, depth=3, limit=4)
    assert len(cut.graph) == 4
    assert cut.folded > 0
    assert cut.graph.nodes[PHONG_THO]["folded"] > 0


def test_an_opened_node_brings_its_neighbours_in(store):
    near, grown = neighbourhood(store, OCOP), neighbourhood(store, OCOP, opened=[NTM])
    assert set(grown.graph) == set(near.graph) | set(neighbourhood(store, NTM).graph)
    assert PHONG_THO in grown.graph
    assert PHONG_THO not in near.graph


def test_only_what_is_shown_can_be_opened(store):
    assert PHONG_THO not in neighbourhood(store, OCOP).graph
    unchanged = neighbourhood(store, OCOP, opened=[PHONG_THO, OCOP])
    assert set(unchanged.graph) == set(neighbourhood(store, OCOP).graph)


def test_only_nodes_of_the_kinds_asked_for_are_taken_besides_the_start(store):
    kinds = {
        data["kind"]
        for _, data in neighbourhood(store, OCOP, depth=2, kinds=["programme"]).graph.nodes(data=True)
    }
    assert kinds == {"programme"}
    graph = neighbourhood(store, PHONG_THO, kinds=["document"]).graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"district", "document"}


def test_a_crowded_start_leaves_room_for_what_is_opened(store):
    crowded = neighbourhood(store, NTM, limit=3, reserve=1)
    assert len(crowded.graph) == 2
    (other,) = set(crowded.graph) - {NTM}
    grown = neighbourhood(store, NTM, limit=3, reserve=1, opened=[other])
    assert len(grown.graph) == 3
    assert set(crowded.graph) < set(grown.graph)


@pytest.mark.parametrize("iri", ["https://w3id.org/huyenkg/id/area/000", "not an iri", "> . ?s ?p ?o"])
def test_an_unknown_node_is_told(store, iri):
    with pytest.raises(BadInput):
        neighbourhood(store, iri)


def test_the_same_store_gives_the_same_picture(store):
    one, two = (neighbourhood(store, PHONG_THO, depth=2).graph for _ in range(2))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True)) == list(two.edges(keys=True))
