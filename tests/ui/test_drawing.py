"""Pages are drawn apart from the server."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image

from ingest.document import Page, PageBox
from ontology.errors import UnreadableReport
from tests.pdf_files import PdfPage, pdf
from ui import drawing

PAGE = Page(1, 595, 842)


def test_a_page_is_drawn_with_its_marks():
    box = PageBox(1, 100, 400, 300, 420)
    drawn = Image.open(io.BytesIO(drawing.draw_apart(pdf(PdfPage([])), "application/pdf", PAGE, [box])))
    assert drawn.width > drawn.height


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(UnreadableReport, match="Page 1 cannot be drawn"):
        drawing.draw_apart(b"%PDF-1.4 no", "application/pdf", PAGE, [])


@pytest.mark.parametrize(
    "ending", [subprocess.TimeoutExpired("x", 1), subprocess.CalledProcessError(-11, "x")]
)
def test_a_process_that_hangs_or_crashes_is_told(monkeypatch, ending):
    def broken(*_, **__):
        raise ending

    monkeypatch.setattr(subprocess, "run", broken)
    with pytest.raises(UnreadableReport, match="Page 1 cannot be drawn"):
        drawing.draw_apart(b"", "application/pdf", PAGE, [])
