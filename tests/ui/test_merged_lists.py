"""Lists and counts show merged nodes once; what is refused stands apart again."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from graph.event_index import event_index
from graph.merging.select import MergeFilter
from graph.merging.shown import events_shown
from graph.selection import Selection
from search.language import Language
from tests.merging import HALF, HEAD, NUMBER, WHOLE
from tests.services import service_of_texts
from ui import lists
from ui.api.app import build_app
from ui.api.options import Options
from ui.assistant.tools import Tools
from ui.cli import app
from ui.service import Service
from ui.tie_records import documents_record
from ui.ties import TieFilter

VI = Language.VIETNAMESE
FLOOD = "Ngày 12/7/2023 trên địa bàn huyện xảy ra lũ quét làm sập 02 nhà.\n"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """Two reports that name one resolution, one of them by halves."""
    return service_of_texts(tmp_path, half=HALF, whole=WHOLE)


def refuse(service: Service, rule: str) -> str:
    (merge,) = [one.merge.id for one in service.merges(MergeFilter()) if one.merge.rule == rule]
    service.decide(merge, "refuse")
    return merge


def resolutions(service: Service) -> list[dict]:
    found = lists.documents(service.snapshot(), Selection(), lists.Part(), VI)
    return [row for row in found.items if row["number"] == NUMBER]


def test_a_merged_document_is_listed_once_with_all_its_uses(service):
    (row,) = resolutions(service)
    assert (row["citations"], row["reports"], row["programmes"]) == (2, 2, ["135", "NTM"])
    assert row["issuer"] == "HĐND tỉnh Lai Châu"
    refuse(service, "number-of-year")
    assert [row["reports"] for row in resolutions(service)] == [1, 1]


def test_a_merged_document_has_the_sentences_of_all_its_nodes_and_says_why(service):
    (row,) = resolutions(service)
    whole = lists.document(service.snapshot(), row["id"], VI)
    assert [one["report"] for one in whole["sentences"]] == ["half.txt", "whole.txt"]
    (merge,) = whole["merged"]
    assert merge["undo"] == f"huyenkg merges refuse {merge['id']}"
    part = next(node for node in merge["nodes"] if "doc-in" in node)
    assert lists.document(service.snapshot(), part.partition("/id/")[2], VI) == whole


def test_ties_count_a_merged_document_as_one_that_ties_two_programmes(service):
    (document,) = documents_record(service.snapshot().store, TieFilter(), 10)["documents"]
    assert [node["node"].rpartition("/")[2] for node in document["programmes"]] == ["135", "NTM"]
    assert (document["sentences"], document["reports"]) == (2, 2)
    merge = refuse(service, "number-of-year")
    assert [one["id"] for one in document["merged"]] == [merge]
    assert documents_record(service.snapshot().store, TieFilter(), 10)["total"] == 0


def test_the_command_on_ties_says_how_to_undo_the_merge(service):
    told = CliRunner().invoke(app, ["ties", "documents", "--data", str(service.settings.data)]).stdout
    assert "merged by number-of-year; undo: huyenkg merges refuse " in told


def test_a_programme_shows_what_is_merged_among_its_documents(service):
    programme = Tools(service).programme_documents("NTM")
    ((link,), (merge,)) = programme["links"], programme["merged"]
    assert link["document_iri"].endswith("doc/hdnd/12/2021/resolution/07-2021-nq-hdnd~0c38b5d670b9")
    assert merge["rule"] == "number-of-year"
    refuse(service, "number-of-year")
    assert Tools(service).programme_documents("NTM")["merged"] == []


def test_merges_are_a_paged_list_over_http(service):
    client = TestClient(build_app(service, Options()), "http://localhost:8080")
    page = client.get("/merges", params={"limit": 1}).json()
    assert (page["total"], len(page["items"])) == (2, 1)
    waiting = client.get("/merges", params={"state": "waits", "district": "Phong Thổ"}).json()["items"]
    assert [one["rule"] for one in waiting] == ["number-alone"]
    for wrong in ({"kind": "law"}, {"district": "Không Có"}):
        assert client.get("/merges", params=wrong).status_code >= 400
    node = waiting[0]["nodes"][0]["node"]
    assert client.get("/merges", params={"node": node}).json()["total"] == 1


def test_a_refused_event_of_the_year_stands_apart_by_report(tmp_path):
    texts = {"half": HEAD.format(year=2023) + FLOOD, "whole": HEAD.format(year="2023 (bổ sung)") + FLOOD}
    service = service_of_texts(tmp_path, **texts)
    store = service.snapshot().store
    assert len({one.event for one in events_shown(store)}) == 1
    refuse(service, "event-of-the-year")
    store = service.snapshot().store
    assert len({one.event for one in event_index(store)}) == 1
    assert len({one.event for one in events_shown(store)}) == 2
    assert {one.event.split("/id/")[1].split("/")[0] for one in events_shown(store)} == {"event-in"}
