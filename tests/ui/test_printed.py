"""Citations of an answer tell the printed page that they stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.document import Page, PageBox
from search.answer import Answer
from search.cite import Citation
from tests.factories import document
from ui.manifest import StoredReport
from ui.printed import with_pages

BOXES = ((0, PageBox(1, 72, 80, 500, 94)), (30, PageBox(2, 72, 80, 500, 94)))


def stored(pages: int) -> StoredReport:
    return StoredReport(
        "r1", 1, "a.pdf", "/a.pdf", "0", "huyện Phong Thổ", "109", "tỉnh Lai Châu", "2024", "annual", 3, pages
    )


def cited(start: int, end: int) -> Answer:
    citation = Citation("a.pdf", "r1", 1, 1, start, end, "x", start, end)
    return Answer("q", "vi", "answered", "a", citations=(citation,), caveats=("before",))


def paged(answer: Answer, *ocr: bool) -> Answer:
    pages = tuple(Page(number, 595, 842, seen) for number, seen in enumerate(ocr, 1))
    scan = replace(document(), pages=pages, boxes=BOXES)
    return with_pages(answer, {"r1": stored(len(pages))}, lambda _: scan)


@pytest.mark.parametrize(
    ("start", "end", "page", "ocr"), [(3, 9, 1, False), (31, 40, 2, True), (20, 40, 1, True)]
)
def test_a_citation_tells_its_page_and_whether_ocr_read_it(start, end, page, ocr):
    found = paged(cited(start, end), False, True)
    assert [(one.page, one.ocr) for one in found.citations] == [(page, ocr)]
    assert [one.to_json()["page"] for one in found.citations] == [page]
    assert len(found.caveats) == 1 + ocr
    assert ("OCR" in found.caveats[-1]) is ocr


def test_a_report_without_pages_is_not_opened():
    def refuse(_: str):
        raise AssertionError("opened")

    answer = cited(3, 9)
    assert with_pages(answer, {"r1": stored(0)}, refuse) == answer
    assert with_pages(answer, {}, refuse) == answer
    assert answer.citations[0].to_json()["page"] is None
