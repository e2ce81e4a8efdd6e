"""A report that was read from a PDF: from the answer to the printed page, through the whole program."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ingest.document import Span
from ingest.record import Kind
from tests.pdf_files import PdfPage, pdf
from tests.printed import line, wrapped
from tests.services import service_over
from ui.service import Service

LINES = (
    "UBND HUYỆN PHONG THỔ",
    "BÁO CÁO Kết quả thực hiện nhiệm vụ năm 2023",
    "Phong Thổ, ngày 10 tháng 12 năm 2023",
)
TEXT = (
    "Năm 2023 toàn huyện trồng được 1.475 ha lúa, đạt 102,7% kế hoạch; đàn trâu có 7.675 con, đàn bò có "
    "2.305 con. Không phát hiện dịch tả lợn châu Phi trên địa bàn huyện Phong Thổ, tỉnh Lai Châu."
)


def page(*rows) -> PdfPage:
    return PdfPage([(word.text, word.left, word.base, word.size) for row in rows for word in row])


def printed_report() -> bytes:
    head = [line(text, base=80 + 20 * number) for number, text in enumerate(LINES)]
    return pdf(page(*head), page(*wrapped(TEXT)))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("printed")
    (folder / "bao-cao.pdf").write_bytes(printed_report())
    return service_over(folder, folder / "bao-cao.pdf")


def test_an_answer_tells_the_page_and_the_page_is_drawn(service):
    answer = service.ask("Phong Thổ năm 2023 có bao nhiêu con trâu?")
    assert answer.status == "answered"
    (citation, *_) = answer.citations
    assert (citation.page, citation.ocr) == (2, False)
    assert not any("OCR" in caveat for caveat in answer.caveats)
    ((drawn, picture),) = service.page_pictures(citation.report_id, Span(citation.start, citation.end))
    assert drawn.number == 2
    colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 20)
    assert any(blue < 200 < red for _, (red, _, blue) in colours)  # the marker's yellow


def test_every_fact_tells_its_page(service):
    rows = [row for kind in Kind for row in service.facts(kind) if row["quote"]]
    assert {row["page"] for row in rows} == {1, 2}
    assert not any(row["ocr"] for row in rows)
    (report,) = service.status().reports
    assert (report.pages, report.scanned) == (2, 0)


def test_the_document_is_not_read_again_to_be_shown(service, monkeypatch):
    monkeypatch.setattr("ui.service.read_bytes", lambda *_: pytest.fail("read again"))
    (report,) = service.status().reports
    assert service.report_document(report.id).text == service.report_text(report.id)
