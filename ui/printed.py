"""On which printed page the citations of an answer stand, and whether OCR read them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ingest.document import Document, Span
from search.answer import Answer
from search.cite import Citation
from search.language import Language
from ui.manifest import StoredReport
from ui.messages import tell


def with_pages(
    answer: Answer, reports: Mapping[str, StoredReport], document_of: Callable[[str], Document]
) -> Answer:
    """The answer with the pages of its citations; one that rests on OCR says so."""

    def paged(citation: Citation) -> Citation:
        report = reports.get(citation.report_id)
        if report is None or not report.pages:
            return citation
        document, span = document_of(report.id), Span(citation.start, citation.end)
        boxes = document.boxes_of(span)
        return replace(citation, page=boxes[0].page if boxes else 0, ocr=document.by_ocr(span))

    citations = tuple(map(paged, answer.citations))
    if not any(citation.ocr for citation in citations):
        return replace(answer, citations=citations)
    caveat = tell(Language(answer.language), "ask.recognised")
    return replace(answer, citations=citations, caveats=(*answer.caveats, caveat))
