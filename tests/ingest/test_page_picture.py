"""A page is drawn as it was read, with what is quoted marked on it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ingest.document import Page, PageBox
from ingest.page_picture import draw_page
from ontology.errors import UnreadableReport

A4 = (595, 842)


def page_file(form: str, *colours: str) -> bytes:
    """A file of one page a colour, A4 at 72 dots an inch."""
    pages = [Image.new("RGB", A4, colour) for colour in colours]
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(target, form, **more)
    return target.getvalue()


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(("form", "media_type"), [("PDF", "application/pdf"), ("PNG", "image/png")])
def test_the_words_are_marked_where_they_stand(form, media_type):
    box = PageBox(1, 100, 400, 300, 420)
    picture = drawn(draw_page(page_file(form, "white"), media_type, Page(1, *A4), [box]))
    scale = picture.width / A4[0]
    top = 400 - 110  # points above the box are cut off
    inside = picture.getpixel((int(200 * scale), int((410 - top) * scale)))
    beside = picture.getpixel((int(400 * scale), int((410 - top) * scale)))
    assert beside[2] > 240 > inside[2] + 50
    assert picture.height == pytest.approx(240 * scale, abs=3)


def test_another_page_is_drawn_and_marks_of_others_are_not():
    data = page_file("TIFF", "white", "blue")
    picture = drawn(draw_page(data, "image/tiff", Page(2, *A4), [PageBox(1, 100, 400, 300, 420)]))
    assert picture.getpixel((100, 100))[2] > 240 > 50 > picture.getpixel((100, 100))[0]
    assert picture.height > picture.width  # the whole page: nothing on it is marked


def test_a_page_that_was_read_lying_on_its_side_is_turned():
    data = page_file("PNG", "white")
    assert drawn(draw_page(data, "image/png", Page(1, A4[1], A4[0], True, 90.0), [])).width > 800
    level = drawn(draw_page(data, "image/png", Page(1, *A4, True, 359.6), []))
    assert level.height > level.width


@pytest.mark.parametrize(
    ("data", "media_type", "number"),
    [(b"%PDF-1.4 nothing", "application/pdf", 1), (b"nothing", "image/png", 1), (None, "image/png", 3)],
)
def test_a_page_that_is_not_there_is_told(data, media_type, number):
    with pytest.raises(UnreadableReport) as error:
        draw_page(data or page_file("PNG", "white"), media_type, Page(number, *A4), [])
    assert (error.value.code, str(number) in error.value.message) == ("pdf_broken", True)
