"""Pictures of pages as reports."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from ingest.read import picture as reader
from ingest.read.ocr import Seen
from ontology.errors import UnreadableReport
from tests.printed import line, sheet


@pytest.fixture(autouse=True)
def seen(monkeypatch):
    """The pictures that OCR was given, in place of OCR."""
    given = []

    def recognise(picture, number, scale):
        given.append(picture)
        return Seen(sheet(line("Lúa tốt.", base=300), number=number), 0.0, 0)

    monkeypatch.setattr(reader, "recognise", recognise)
    monkeypatch.setattr(reader, "tesseract", lambda: "tesseract")
    return given


def file(*pictures, form="png", **how):
    stored = io.BytesIO()
    first, *others = pictures
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(stored, form, **more, **how)
    return stored.getvalue()


def plain(width=827, height=1169, mode="L"):
    return Image.new(mode, (width, height), 255 if mode == "L" else "white")


@pytest.mark.parametrize("form", ["png", "jpeg", "tiff", "bmp", "webp"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_pictures_of_every_kind_are_seen_grey_in_300_dots_an_inch(form, mode, seen):
    document = reader.read_picture(file(plain(mode=mode), form=form), f"trang.{form}")
    assert document.text.strip() == "Lúa tốt."
    (picture,) = seen
    assert (picture.dtype, picture.shape) == (np.uint8, pytest.approx((3508, 2481), abs=12))


def test_the_dots_an_inch_that_the_file_tells_count_where_they_are_likely(seen):
    reader.read_picture(file(plain(), dpi=(150, 150)), "a.png")
    reader.read_picture(file(plain(), dpi=(1, 1)), "b.png")
    assert seen[0].shape == pytest.approx((2338, 1654), abs=3)
    assert seen[1].shape == pytest.approx((3508, 2481), abs=12)


def test_each_picture_of_a_file_is_a_page(seen):
    document = reader.read_picture(file(plain(), plain(), plain(), form="tiff"), "a.tiff")
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert len(seen) == 3


def test_a_camera_that_was_held_upright_is_believed(seen):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    reader.read_picture(file(plain(1169, 827), form="jpeg", exif=exif.tobytes()), "a.jpg")
    height, width = seen[0].shape
    assert height > width


@pytest.mark.parametrize("size", [(1, 1), (3, 2000)])
def test_tiny_pictures_are_read_as_any(size, seen):
    reader.read_picture(file(plain(*size)), "a.png")
    assert len(seen) == 1
    assert max(seen[0].shape) <= 3600


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", file(plain())[:60]])
def test_damaged_pictures_are_refused(data):
    with pytest.raises(UnreadableReport) as error:
        reader.read_picture(data, "a.png")
    assert error.value.code == "picture_broken"


def test_huge_pictures_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(reader, "_MOST_PIXELS", 100)
    with pytest.raises(UnreadableReport) as error:
        reader.read_picture(file(plain()), "a.png")
    assert error.value.code == "too_large"


def test_without_tesseract_a_picture_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(reader, "tesseract", lambda: None)
    with pytest.raises(UnreadableReport) as error:
        reader.read_picture(file(plain()), "a.png")
    assert error.value.code == "needs_ocr"
    assert "tesseract-ocr-vie" in error.value.hint
