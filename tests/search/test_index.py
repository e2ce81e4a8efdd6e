from dataclasses import replace

import numpy as np
import pytest

from ontology.errors import StoreError
from ontology.values import Area
from search.catalogue import ReportPassages, SearchFilter, report_passages
from search.checking import check_index
from search.encoder import HashingEncoder
from search.index import open_index
from search.indexing import build_index, update_index
from search.manifest import load_manifest
from search.passage_facts import PassageFacts
from search.reading import Steps
from search.vectors import VectorCache
from tests.factories import BASE, DISTRICT, PROVINCE, YEAR, document

ENCODER = HashingEncoder(128)


def report(id_: str, lines: list[str], **known: object) -> ReportPassages:
    return replace(report_passages(document("\n".join(lines), id_, f"{id_}.txt")), **known)


PHONG_THO = report(
    "phong-tho",
    [
        "Diện tích lúa nương còn 118 ha, giảm 9 ha so với năm trước.",
        "Cháy rừng xảy ra 2 vụ tại xã Mù Sang do nắng nóng.",
        "Dư nợ cho vay hộ nghèo đạt 210 tỷ đồng.",
    ],
    district=DISTRICT,
    province=PROVINCE,
    period=YEAR,
)
MUONG_TE = report(
    "muong-te",
    [
        "Diện tích lúa nương còn 95 ha, tăng 4 ha so với năm trước.",
        "Không phát hiện điểm cháy rừng nào trong năm.",
    ],
    district=Area("104", "huyện", "Mường Tè", "12"),
    province=PROVINCE,
    period=BASE,
)


@pytest.fixture
def cache(tmp_path):
    opened = VectorCache(tmp_path / "vectors.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path, cache):
    build_index(tmp_path / "first", [PHONG_THO, MUONG_TE], ENCODER, cache)
    opened = open_index(tmp_path / "first", lambda: ENCODER)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Diện tích lúa nương của Phong Thổ là bao nhiêu?", "Diện tích lúa nương còn 118 ha"),
        ("dien tich lua nuong cua Muong Te", "Diện tích lúa nương còn 95 ha"),
        ("vi sao chay rung o Phong Tho", "Cháy rừng xảy ra 2 vụ"),
        ("diện tích lúa nương năm 2024", "Diện tích lúa nương còn 118 ha"),
        ("dư nợ hộ nghèo", "Dư nợ cho vay"),
    ],
)
def test_the_passage_that_answers_comes_first(index, question, first):
    assert index.search(question)[0].passage.text.startswith(first)


def test_a_hit_tells_its_place_and_its_ranks(index):
    hit = index.search("dư nợ cho vay hộ nghèo", steps=Steps(rerank=False))[0]
    assert (hit.passage.report, hit.passage.line) == ("phong-tho", 3)
    assert hit.ranks == {"lexical": 1, "dense": 1}
    assert hit.score == pytest.approx(2 / 61)


def test_filters_hold_whatever_the_question_names(index):
    only = SearchFilter(districts=frozenset({"104"}))
    found = index.search("Diện tích lúa nương của Phong Thổ", filter=only)
    assert {hit.passage.report for hit in found} == {"muong-te"}


def test_scores_fall_from_hit_to_hit_and_the_first_ones_do_not_depend_on_how_many_are_shown(index):
    found = index.search("lúa nương Phong Thổ", k=10)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert index.search("lúa nương Phong Thổ", k=2) == found[:2]


def test_facts_of_passages_are_a_source_of_their_own(tmp_path, cache):
    facts = (PassageFacts(), PassageFacts(frozenset({"event/forest_fire"})), PassageFacts())
    build_index(tmp_path / "i", [replace(PHONG_THO, facts=facts), MUONG_TE], ENCODER, cache)
    opened = open_index(tmp_path / "i", lambda: ENCODER)
    with_graph = opened.search("cháy rừng ở Phong Thổ")[0]
    assert with_graph.passage.text.startswith("Cháy rừng xảy ra 2 vụ")
    assert (with_graph.ranks["graph"], with_graph.ranks["graph-place"]) == (1, 1)
    without = opened.search("cháy rừng ở Phong Thổ", steps=Steps(graph=False))[0]
    assert not any(source.startswith("graph") for source in without.ranks)


@pytest.mark.parametrize("question", ["lúa nương huyện Phong Thỗ", "lúa nương xã Mù Sang"])
def test_a_misspelt_district_and_a_commune_of_one_narrow_as_well(index, question):
    found = index.search(question, k=5)
    assert {hit.passage.report for hit in found if "dense-place" in hit.ranks} == {"phong-tho"}


def test_no_more_than_k_come_and_none_twice(index):
    assert len(index.search("lúa", k=3)) == 3
    found = index.search("lúa nương Phong Thổ năm 2024", k=10)
    assert len({(hit.passage.report, hit.passage.number) for hit in found}) == len(found) == 5


def test_each_source_can_be_left_out(index):
    lexical = index.search("lúa nương", steps=Steps(dense=False))
    dense = index.search("lúa nương", steps=Steps(lexical=False))
    assert {name for hit in lexical for name in hit.ranks} == {"lexical"}
    assert {name for hit in dense for name in hit.ranks} == {"dense"}


def test_the_encoder_is_made_at_the_first_search_only(tmp_path, cache):
    build_index(tmp_path / "i", [PHONG_THO], ENCODER, cache)
    made: list[int] = []

    def make() -> HashingEncoder:
        made.append(1)
        return ENCODER

    opened = open_index(tmp_path / "i", make)
    assert made == []
    opened.search("lúa")
    opened.search("rừng")
    assert made == [1]


def test_an_index_refuses_the_encoder_of_another(tmp_path, cache, index):
    other = HashingEncoder(128, seed=2)
    with pytest.raises(StoreError, match="was made with the model hashing-128-1, not with hashing-128-2"):
        open_index(tmp_path / "first", lambda: other).search("lúa")
    with pytest.raises(StoreError, match="Make it anew with this one: huyenkg rebuild"):
        update_index(tmp_path / "first", tmp_path / "next", (), [PHONG_THO], other, cache)


def test_an_update_makes_a_new_directory_and_leaves_the_old_one(tmp_path, cache, index):
    changed = report("phong-tho", ["Diện tích lúa nương còn 77 ha."], district=DISTRICT, period=YEAR)
    manifest = update_index(tmp_path / "first", tmp_path / "second", ["muong-te"], [changed], ENCODER, cache)
    assert (manifest.reports, manifest.passages) == (1, 1)
    after = open_index(tmp_path / "second", lambda: ENCODER).search("lúa nương")
    assert [hit.passage.text for hit in after] == ["Diện tích lúa nương còn 77 ha."]
    assert len(index.search("lúa nương", k=10)) == 5


def test_step_by_step_gives_the_same_hits_as_all_at_once(tmp_path, cache, index):
    build_index(tmp_path / "a", [MUONG_TE], ENCODER, cache)
    update_index(tmp_path / "a", tmp_path / "b", (), [PHONG_THO], ENCODER, cache)
    stepwise = open_index(tmp_path / "b", lambda: ENCODER)
    for question in ("lua nuong", "cháy rừng Phong Thổ", "How large is the forest?"):
        texts = [[hit.passage.text for hit in opened.search(question)] for opened in (index, stepwise)]
        assert sorted(texts[0]) == sorted(texts[1])
        np.testing.assert_allclose(
            [hit.score for hit in index.search(question)], [hit.score for hit in stepwise.search(question)]
        )


def test_removing_a_report_that_is_not_there_changes_nothing(tmp_path, cache, index):
    manifest = update_index(tmp_path / "first", tmp_path / "second", ["nobody"], [], ENCODER, cache)
    assert manifest == load_manifest(tmp_path / "first")


def test_a_killed_build_is_no_index_and_is_built_over(tmp_path, cache):
    class Killed(HashingEncoder):
        def encode_passages(self, texts):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(tmp_path / "i", [PHONG_THO], Killed(128), cache)
    with pytest.raises(StoreError, match="no whole search index"):
        open_index(tmp_path / "i", lambda: ENCODER)
    assert build_index(tmp_path / "i", [PHONG_THO], ENCODER, cache).passages == 3


def test_a_finished_index_is_never_built_over(tmp_path, cache, index):
    with pytest.raises(StoreError, match="holds an index already"):
        build_index(tmp_path / "first", [PHONG_THO], ENCODER, cache)


def test_an_index_of_another_version_is_refused(tmp_path, index):
    path = tmp_path / "first" / "manifest.json"
    path.write_text(path.read_text().replace('"schema": 3', '"schema": 99'))
    with pytest.raises(StoreError, match="of version 99"):
        open_index(tmp_path / "first", lambda: ENCODER)


def test_an_empty_index_finds_nothing(tmp_path, cache):
    build_index(tmp_path / "empty", [], ENCODER, cache)
    assert open_index(tmp_path / "empty", lambda: ENCODER).search("lúa") == ()


def test_the_manifest_tells_engine_and_counts(tmp_path, index):
    manifest = load_manifest(tmp_path / "first")
    assert (manifest.encoder, manifest.dimensions) == ("hashing-128-1", 128)
    assert (manifest.reports, manifest.passages) == (2, 5)


def test_a_whole_index_says_what_it_holds_and_a_damaged_one_is_refused(tmp_path, index):
    assert check_index(tmp_path / "first") == "5 passages of 2 reports, by hashing-128-1"
    (tmp_path / "first" / "vectors.faiss").write_bytes(b"torn")
    with pytest.raises(StoreError, match=r"vectors\.faiss"):
        check_index(tmp_path / "first")
