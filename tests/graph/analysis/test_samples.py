"""Ties over the bundled samples, as a person counts them in their texts."""

from __future__ import annotations

import pytest

from graph.queries import find_events
from ingest.fact import Assertion
from ontology.errors import BadInput
from ui.ties import (
    TieFilter,
    communes_in_events,
    documents_that_tie,
    near,
    paths_between,
    programmes_that_share,
    sentences_that_tie,
    told_of_communes,
    told_of_documents,
    told_of_paths,
)


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def path_of(store, first: str, second: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The one path in names, and its ties by kind and number of sentences."""
    found = paths_between(store, first, second, 5)
    names = told_of_paths(store, found).names
    (path,) = found.paths.found
    nodes = [path[0].first, *(tie.second for tie in path)]
    return [names[node].label for node in nodes], [(tie.kind, tie.sentences) for tie in path]


def test_one_decision_ties_two_programmes_of_tua_chua(store):
    """Both reports of Tủa Chùa: the policy for production, the capital for joint projects."""
    (one,) = documents_that_tie(store, TieFilter())
    told = told_of_documents(store, [one])
    assert told.names[one.document].label == "quyết định 45/QĐ-UBND"
    assert [told.names[node].label for node in one.programmes] == [
        "chính sách sản xuất",
        "vốn giao cho dự án liên kết",
    ]
    assert (one.sentences, one.districts) == (2, ("098",))
    assert sorted(told.sources[link.claim].file for link in one.links) == [
        "tua-chua-2020-05.docx",
        "tua-chua-2020-h1.txt",
    ]
    assert all("45/QĐ-UBND" in told.sources[link.claim].sentence for link in one.links)
    assert [len(group) for group in one.apart] == [1, 1], "no other document ties the two"
    (pair,) = programmes_that_share(store, TieFilter())
    assert (pair.first, pair.second) == one.programmes


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (TieFilter(district="Tủa Chùa"), 1),
        (TieFilter(district="Văn Quan"), 0),
        (TieFilter(period="2020"), 1),
        (TieFilter(period="2020-05"), 1),
        (TieFilter(period="2024"), 0),
        (TieFilter(programme="OCOP"), 0),
    ],
    ids=str,
)
def test_filters_narrow_the_documents(store, wanted, count):
    assert len(documents_that_tie(store, wanted)) == count


COMMUNES = [
    ("xã Sín Chải", 2, 0, 1),
    ("xã Hoang Thèn", 2, 0, 1),
    ("xã Hạnh Sơn", 2, 0, 0),
    ("xã Phúc Sơn", 2, 0, 0),
    ("xã Tủa Thàng", 1, 0, 2),
    ("xã Mường Báng", 1, 0, 2),
]
"""Counted by hand: forest fire and hail (and a feared landslide) in Sín Chải; a fire and hail (and a drill)
in Hoang Thèn; rain and the flood that it made in Hạnh Sơn and Phúc Sơn; foot and mouth disease, and two
mentions that deny more of it, in Tủa Thàng and Mường Báng."""


def test_communes_stand_in_the_order_of_what_happened_there(store):
    found = communes_in_events(store, TieFilter())
    names = told_of_communes(store, found).names
    counted = [
        (names[one.commune].label, len(one.happened), len(one.over), len(one.mentioned)) for one in found
    ]
    assert counted[: len(COMMUNES)] == COMMUNES
    assert counted[-1] == ("xã Sơn A", 0, 1, 0), "its disease is only said to be over"
    assert len(counted) == 24


def test_what_a_commune_counts_opens_a_sentence_for_each(store):
    found = communes_in_events(store, TieFilter())
    sources = told_of_communes(store, found).sources
    for one in found:
        assert len(one.claims) >= len(one.happened) + len(one.over) + len(one.mentioned)
        assert all(sources[claim].quote for claim in one.claims)
        said = {row.claim: row.assertion for row in find_events(store, claims=one.claims).rows}
        for event in one.happened:
            assert Assertion.OCCURRED in {said[claim] for claim in event.claims}
        for entry in one.mentioned:
            assert said[entry.claim] in (Assertion.ABSENT, Assertion.RISK, Assertion.RESPONSE_ONLY)


@pytest.mark.parametrize(
    ("wanted", "first", "count"),
    [
        (TieFilter(event="african_swine_fever"), ("xã Ka Lăng", 1), 4),
        (TieFilter(event="forest_fire"), ("xã Sín Chải", 1), 4),
        (TieFilter(district="Nghĩa Lộ"), ("xã Hạnh Sơn", 2), 5),
        (TieFilter(period="2024"), ("xã Hoang Thèn", 1), 6),
        (TieFilter(period="2024", event="hail_storm"), ("xã Hoang Thèn", 1), 5),
    ],
    ids=str,
)
def test_kinds_districts_and_periods_narrow_the_communes(store, wanted, first, count):
    found = communes_in_events(store, wanted)
    names = told_of_communes(store, found).names
    assert first in {(names[one.commune].label, len(one.happened)) for one in found}
    assert max(len(one.happened) for one in found) == first[1]
    assert len(found) == count


def test_a_plan_of_one_district_leads_to_a_resolution_of_another_over_the_programmes_of_both(store):
    names, ties = path_of(store, "18/KH-UBND", "25/2022/NQ-HĐND")
    assert names == [
        "kế hoạch 18/KH-UBND",
        "mỗi xã một sản phẩm (OCOP)",
        "xây dựng nông thôn mới",
        "nghị quyết 25/2022/NQ-HĐND",
    ]
    assert [kind for kind, _ in ties] == ["ProgrammeLink", "Sentence", "ProgrammeLink"]


def test_communes_that_one_storm_hit_are_tied_by_it(store):
    names, ties = path_of(store, "Sín Chải", "Huổi Só")
    assert names == ["xã Sín Chải", "xã Huổi Só"]
    assert ties == [("EventMention", 1)]


def test_a_body_leads_to_a_district_over_the_decision_that_its_reports_cite(store):
    names, ties = path_of(store, "UBND tỉnh Điện Biên", "huyện Tủa Chùa")
    assert names == ["UBND tỉnh Điện Biên", "quyết định 45/QĐ-UBND", "huyện Tủa Chùa"]
    assert [kind for kind, _ in ties] == ["passed_by", "Report"]


@pytest.mark.parametrize(("first", "second"), [("Sín Chải", "OCOP"), ("16/2021/NQ-HĐND", "815/NQ-UBTVQH14")])
def test_no_path_is_told_as_such(store, first, second):
    found = paths_between(store, first, second, 5)
    assert (found.paths.found, found.paths.others, found.paths.complete) == ((), 0, True)


def test_each_tie_of_a_path_has_as_many_sentences_as_it_counts_and_each_names_both(store):
    found = paths_between(store, "18/KH-UBND", "25/2022/NQ-HĐND", 5)
    words = [("18/KH-UBND", "OCOP"), ("OCOP", "ông thôn mới"), ("ông thôn mới", "25/2022")]
    for tie, named in zip(found.paths.found[0], words, strict=True):
        sources = sentences_that_tie(store, tie)
        assert len(sources) == tie.sentences
        for source in sources:
            assert all(word in source.sentence for word in named), source.sentence


def test_where_no_sentence_leads_the_code_lists_may(store):
    found = paths_between(store, "các chương trình mục tiêu quốc gia", "NTP-EM", 3)
    assert found.codes
    assert [[tie.kind for tie in path] for path in found.paths.found] == [["broader"]]


def test_a_thing_has_no_path_to_itself(store):
    with pytest.raises(BadInput, match="Both are"):
        paths_between(store, "NTM", "nông thôn mới", 3)


def test_around_a_commune_stands_what_happened_there(store):
    node, found = near(store, "xã Mường Báng")
    assert node.label == "xã Mường Báng"
    kinds = {tie.kind for tie in found.ties if found.start in (tie.first, tie.second)}
    assert "EventMention" in kinds
    assert max(found.steps.values()) == 1
    assert near(store, "xã Mường Báng", steps=2)[1].steps.items() >= found.steps.items()
