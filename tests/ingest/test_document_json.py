"""A document comes back from its JSON as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Page, PageBox, Span
from ingest.document_json import document_bytes, document_from
from ingest.read import read_report

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "ingest" / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back_as_it_was(path):
    document = read_report(path)
    assert document_from(document_bytes(document)) == document


def test_pages_and_boxes_come_back_and_tell_where_words_stand():
    document = read_report(SAMPLES[0])
    boxes = ((0, PageBox(1, 72.0, 80.5, 300.0, 95.0)), (40, PageBox(2, 72.0, 60.0, 310.5, 75.0)))
    paged = replace(document, pages=(Page(1, 595.0, 842.0), Page(2, 595.0, 842.0, True, 359.5)), boxes=boxes)
    back = document_from(document_bytes(paged))
    assert back == paged
    assert [box.page for box in back.boxes_of(Span(10, 20))] == [1]
    assert [box.page for box in back.boxes_of(Span(30, 50))] == [1, 2]
    assert [box.page for box in back.boxes_of(Span(40, 41))] == [2]
    assert (back.by_ocr(Span(10, 20)), back.by_ocr(Span(30, 50))) == (False, True)
    assert document.boxes_of(Span(0, 5)) == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"form": 1, "document": 3}', b'{"form": 1, "document": ["a"]}', b"\xff"],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        document_from(data)


def test_another_form_is_refused():
    told = json.loads(document_bytes(read_report(SAMPLES[0])))
    with pytest.raises(ValueError, match="form 2"):
        document_from(json.dumps(told | {"form": 2}).encode())
