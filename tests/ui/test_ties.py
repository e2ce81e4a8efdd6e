"""Ties as records and tables: every number stands beside its sentences."""

from __future__ import annotations

import json

import pytest

from search.language import Language
from ui.tie_records import around_record, communes_record, documents_record, path_record
from ui.tie_view import (
    commune_rows,
    document_rows,
    group_words,
    link_rows,
    mention_rows,
    name_with_kind,
    path_rows,
    path_words,
    shared_rows,
)
from ui.ties import (
    TieFilter,
    communes_in_events,
    documents_that_tie,
    nodes_of,
    paths_between,
    programmes_that_share,
    told_of_communes,
    told_of_documents,
    told_of_paths,
)

EVIDENCE = {
    "report", "report_id", "district", "line", "last_line", "start", "end", "quote", "sentence",
}  # fmt: skip
EN, VI = Language.ENGLISH, Language.VIETNAMESE


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def is_true(sample_service, evidence) -> bool:
    text = sample_service.report_text(evidence["report_id"])
    return set(evidence) >= EVIDENCE and text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_documents_are_records_with_their_sentences(sample_service, store):
    record = json.loads(json.dumps(documents_record(store, TieFilter(), 10)))
    (one,) = record["documents"]
    assert (record["total"], record["total_programmes"], len(record["programmes"])) == (1, 1, 1)
    assert (one["label"], one["reports"], one["districts"], one["sentences"]) == (
        "quyết định 45/QĐ-UBND", 2, ["098"], 2,
    )  # fmt: skip
    assert one["only_tie_between"] == [["chính sách sản xuất"], ["vốn giao cho dự án liên kết"]]
    assert [told["programme"] for told in one["evidence"]] == [node["node"] for node in one["programmes"]]
    assert all(is_true(sample_service, told) for told in one["evidence"])
    assert record["programmes"][0]["documents"][0]["node"] == one["node"]


def test_communes_are_records_that_tell_what_happened_from_what_is_mentioned(sample_service, store):
    record = json.loads(json.dumps(communes_record(store, TieFilter(district="098"), 2)))
    assert record["total"] == 7
    first = record["communes"][0]
    assert (first["label"], first["happened"], first["over"], first["mentioned"]) == ("xã Sín Chải", 2, 0, 1)
    assert first["kinds"] == {"forest_fire": 1, "hail_storm": 1}
    assert first["years"] == {"2020": 2}
    assert [(told["as"], told["event"], told["said"]) for told in first["evidence"]] == [
        ("happened", "forest_fire", "occurred"),
        ("happened", "hail_storm", "occurred"),
        ("mentioned", "landslide", "risk"),
    ]
    assert all(is_true(sample_service, told) for told in first["evidence"])


def test_a_path_is_a_record_of_nodes_and_ties(sample_service, store):
    record = json.loads(json.dumps(path_record(store, "UBND tỉnh Điện Biên", "Tủa Chùa", 3)))
    (path,) = record["paths"]
    assert [node["kind"] for node in path["nodes"]] == ["organization", "document", "district"]
    assert [tie["tie"] for tie in path["ties"]] == ["passed_by", "Report"]
    assert (record["length"], record["others"], record["complete"], record["code_lists"]) == (
        2,
        0,
        True,
        False,
    )
    for tie in path["ties"]:
        assert len(tie["evidence"]) == tie["sentences"] == 2
        assert all(is_true(sample_service, told) for told in tie["evidence"])


def test_no_path_is_a_record_too(store):
    record = path_record(store, "Sín Chải", "OCOP", 3)
    assert (record["paths"], record["length"], record["complete"]) == ([], None, True)


def test_around_a_thing_is_a_record_within_its_limit(sample_service, store):
    record = json.loads(json.dumps(around_record(store, "OCOP", steps=2, limit=6, kinds=())))
    assert record["node"]["node"].endswith("programme/OCOP")
    assert record["nodes"][0] == record["node"] | {"steps": 0}
    assert len(record["nodes"]) == 7
    assert record["left_out"] > 0
    nodes = {node["node"] for node in record["nodes"]}
    assert all({tie["first"], tie["second"]} <= nodes for tie in record["ties"])
    assert all(is_true(sample_service, told) for tie in record["ties"] for told in tie["evidence"])
    only = around_record(store, "OCOP", steps=1, limit=50, kinds=["document"])
    assert {node["kind"] for node in only["nodes"][1:]} == {"document"}


def test_tables_speak_the_language_of_the_reader(store):
    documents, pairs = documents_that_tie(store, TieFilter()), programmes_that_share(store, TieFilter())
    told = told_of_documents(store, documents)
    (row,) = document_rows(documents, told, EN)
    assert (row["document"], row["tied_programmes"], row["sentences"]) == ("decision 45/QĐ-UBND", 2, 2)
    assert shared_rows(pairs, told, VI)[0]["documents"] == "quyết định 45/QĐ-UBND"
    assert len(link_rows(documents[0].links, told, VI)) == 2
    assert group_words(documents[0].apart, told, VI) == "chính sách sản xuất | vốn giao cho dự án liên kết"


def test_the_table_of_communes_counts_and_names(store):
    communes = communes_in_events(store, TieFilter(district="Tủa Chùa"))
    told = told_of_communes(store, communes)
    row = commune_rows(communes, told.names, EN)[0]
    assert row == {
        "commune": "Sín Chải commune",
        "district": "Tủa Chùa district",
        "happened": 2,
        "over": 0,
        "mentioned": 1,
        "events": "forest fire; hail and windstorm",
        "years": "2020",
    }
    rows, sources = mention_rows(communes[0], told, VI)
    assert [one["assertion"] for one in rows] == ["đã xảy ra", "đã xảy ra", "nguy cơ"]
    assert [source.line for source in sources] == [23, 31, 31]


def test_the_table_of_paths_has_a_row_a_tie(store):
    found = paths_between(store, "UBND tỉnh Điện Biên", "Tủa Chùa", 3)
    told = told_of_paths(store, found)
    rows = path_rows(found.paths.found, told, EN)
    assert [(row["path"], row["tie"], row["sentences"]) for row in rows] == [
        ("1", "issued the document", 2),
        ("1", "named in the reports of the district or province", 2),
    ]
    words = path_words(found.paths.found[0], told, VI)
    assert words == "UBND tỉnh Điện Biên — quyết định 45/QĐ-UBND — huyện Tủa Chùa"


def test_things_of_one_name_are_told_apart_by_kind(store):
    (programme,), (district,) = nodes_of(store, "OCOP"), nodes_of(store, "Văn Quan")
    assert name_with_kind(programme, VI) == "mỗi xã một sản phẩm (OCOP) (chương trình)"
    assert name_with_kind(district, EN) == "Văn Quan district"
