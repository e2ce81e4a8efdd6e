"""Ties, cells and bridges over HTTP: what the commands print, and failures in one form."""

from __future__ import annotations

import pytest

from graph.selection import Selection
from ui.cells import cell_rows
from ui.tie_records import communes_record, documents_record, path_record
from ui.ties import TieFilter


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def test_documents_and_communes_are_those_of_the_command(client, store):
    told = client.get("/ties/documents", params={"limit": 3}).json()
    assert told == documents_record(store, TieFilter(), 3)
    assert told["documents"]
    told = client.get("/ties/communes", params={"district": "Tủa Chùa", "limit": 2}).json()
    assert told == communes_record(store, TieFilter("Tủa Chùa"), 2)
    assert len(told["communes"]) == 2


def test_a_path_tells_the_sentences_of_its_ties(client, store):
    told = client.get("/ties/path", params={"first": "NTM", "second": "Văn Quan"}).json()
    assert told == path_record(store, "NTM", "Văn Quan", 3)
    assert all(tie["evidence"] for path in told["paths"] for tie in path["ties"])


def test_what_is_around_a_thing_is_bounded(client):
    told = client.get("/ties/around", params={"name": "Văn Quan", "limit": 4}).json()
    assert len(told["nodes"]) == 1 + 4  # the thing itself
    assert told["left_out"] > 0


def test_cells_are_those_of_the_command(client, sample_service):
    cells = sample_service.cells(Selection(indicator="forest-cover"))
    told = client.get("/cells", params={"indicator": "forest-cover", "limit": 2}).json()
    assert told["items"] == cell_rows(cells[:2])
    assert told["total"] == len(cells) == 3
    assert client.get(told["next"]).json()["items"] == cell_rows(cells[2:])
    conflicting = client.get("/cells", params={"indicator": "forest-cover", "conflicting": True}).json()
    assert conflicting["total"] == 0


def test_a_unit_of_today_that_took_in_nothing_told_gives_no_figures(client):
    answer = client.get("/bridge", params={"unit": "03583-2025"})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ties/path?first=NTM&second=khong-co-gi-nhu-the", 404),
        ("/ties/path?first=NTM", 422),
        ("/ties/path?first=NTM&second=NTM", 400),
        ("/ties/around?name=NTM&steps=3", 422),
        ("/ties/around?name=NTM&kind=star", 422),
        ("/ties/documents?district=Atlantis", 404),
        ("/cells?period=soon", 422),
        ("/bridge?unit=Atlantis", 404),
    ],
)
def test_failures_have_one_form(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "hint"}
