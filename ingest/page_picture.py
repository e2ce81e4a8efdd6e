"""A page of a PDF or of a scan as a picture, with places on it marked."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageOps

from ingest.document import Page, PageBox
from ontology.errors import UnreadableReport

_WIDTH = 1100  # pixels
_TALLEST = 4 * _WIDTH
_INK = (255, 214, 0, 90)  # a yellow marker
_MARGIN = 2.0  # points around what is marked
_CONTEXT = 110.0  # points of the page above and below it
_BROKEN = (OSError, ValueError, IndexError, EOFError, pdfium.PdfiumError, Image.DecompressionBombError)


def draw_page(source: bytes, media_type: str, page: Page, marked: Sequence[PageBox]) -> bytes:
    """The page as PNG, turned as it was to be read; ``marked`` boxes of it are painted over.

    Where something is marked, only the part of the page around it is drawn, over its whole width.

    Raises ``UnreadableReport`` where the file holds no such page any more.
    """
    try:
        drawn = _pdf(source, page) if media_type == "application/pdf" else _picture(source, page)
    except _BROKEN as error:
        raise UnreadableReport(
            f"Page {page.number} cannot be drawn.", "Open the file itself.", "pdf_broken"
        ) from error
    if page.turn:
        right_angle = round(page.turn / 90) * 90 % 360
        drawn = drawn.rotate(right_angle, expand=True).rotate(page.turn - right_angle, fillcolor="white")
    own = [box for box in marked if box.page == page.number]
    return _png(_around(_marked(drawn, page, own), page, own))


def _pdf(source: bytes, page: Page) -> Image.Image:
    with pdfium.PdfDocument(source) as file:
        own = file[page.number - 1]
        width, height = own.get_size()
        scale = min(_WIDTH / max(1.0, width), _TALLEST / max(1.0, height))
        drawn: Image.Image = own.render(scale=scale, may_draw_forms=False).to_pil()
        return drawn.convert("RGB")


def _picture(source: bytes, page: Page) -> Image.Image:
    with Image.open(io.BytesIO(source)) as file:
        file.seek(page.number - 1)
        drawn = ImageOps.exif_transpose(file).convert("RGB")
    drawn.thumbnail((_WIDTH, _TALLEST))
    return drawn


def _marked(drawn: Image.Image, page: Page, boxes: Sequence[PageBox]) -> Image.Image:
    across, down = drawn.width / max(1.0, page.width), drawn.height / max(1.0, page.height)
    layer = Image.new("RGBA", drawn.size)
    pen = ImageDraw.Draw(layer)
    for box in boxes:
        left, top = (box.left - _MARGIN) * across, (box.top - _MARGIN) * down
        right, bottom = (box.right + _MARGIN) * across, (box.bottom + _MARGIN) * down
        pen.rectangle((left, top, max(left, right), max(top, bottom)), fill=_INK)
    return Image.alpha_composite(drawn.convert("RGBA"), layer).convert("RGB")


def _around(drawn: Image.Image, page: Page, boxes: Sequence[PageBox]) -> Image.Image:
    """The strip of the page that holds the boxes, with some lines above and below."""
    if not boxes:
        return drawn
    down = drawn.height / max(1.0, page.height)
    top = max(0, int((min(box.top for box in boxes) - _CONTEXT) * down))
    bottom = min(drawn.height, int((max(box.bottom for box in boxes) + _CONTEXT) * down))
    return drawn.crop((0, top, drawn.width, max(top + 1, bottom)))


def _png(drawn: Image.Image) -> bytes:
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=False)
    return target.getvalue()
