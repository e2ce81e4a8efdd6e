"""Pictures of pages (png, jpg, tiff, bmp, webp) to documents, by OCR."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.document import Document
from ingest.read.ocr import DPI, INSTALL, recognise, tesseract
from ingest.read.pdf import MOST_SCANNED, paged_document, seen_page
from ingest.read.printed.rulings import Picture
from ontology.errors import UnreadableReport

_MOST_PIXELS = 120_000_000
_A4 = (8.27, 11.69)  # inches
_LIKELY = (100, 1300)  # dots an inch that a scanner writes; 72 and 96 are of screens
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, UnidentifiedImageError)


def read_picture(data: bytes, name: str) -> Document:
    """The document of a picture; each picture in a file of several is a page.

    Raises ``UnreadableReport`` for a damaged or huge picture, and where OCR is missing.
    """
    if tesseract() is None:
        raise UnreadableReport(
            f"{name} is a picture, and Tesseract with Vietnamese, which reads pictures, is missing.",
            INSTALL,
            "needs_ocr",
        )
    try:
        with Image.open(io.BytesIO(data)) as file:
            media_type = Image.MIME.get(file.format or "", "image/png")
            pages = [
                seen_page(recognise(picture, number, DPI / 72))
                for number, picture in enumerate(_pictures(file, name), 1)
            ]
    except _BROKEN as error:
        raise UnreadableReport(
            f"{name} is damaged: it cannot be read as a picture.", "Scan it again.", "picture_broken"
        ) from error
    return paged_document(pages, data, name, media_type)


def _pictures(file: Image.Image, name: str) -> Iterator[Picture]:
    """Each picture of the file, grey, upright as its camera says, with as many dots an inch as OCR wants."""
    frames = getattr(file, "n_frames", 1)
    if frames > MOST_SCANNED:
        raise UnreadableReport(
            f"{name} has {frames} pages, where {MOST_SCANNED} are read.",
            "Split it into the reports that it holds.",
            "too_many_pages",
        )
    for frame in ImageSequence.Iterator(file):
        if frame.width * frame.height > _MOST_PIXELS:
            raise UnreadableReport(
                f"{name} is a picture of {frame.width} by {frame.height} points, more than are read.",
                "Scan it with 300 dots an inch.",
                "too_large",
            )
        grey = ImageOps.exif_transpose(frame).convert("L")
        factor = DPI / _dots(frame, grey)
        size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        yield np.asarray(grey.resize(size) if abs(factor - 1) > 0.02 else grey)


def _dots(frame: Image.Image, grey: Image.Image) -> float:
    """Dots an inch: what the file says where that is likely, else as if the picture were an A4 page."""
    told = frame.info.get("dpi", (0, 0))[0]
    if _LIKELY[0] <= told <= _LIKELY[1]:
        return float(told)
    short, long = sorted((grey.width, grey.height))
    return max(1.0, short / _A4[0], long / _A4[1])
