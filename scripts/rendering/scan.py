"""The pages of a PDF as a scanner gives them: pictures, slightly askew, greyish and noisy."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

DPI = 300
_SKEW = 0.4  # degrees; every other page to the other side
_NOISE = 6.0  # of 255: how much each point strays
_CONTRAST, _INK = 0.9, 12.0  # paper is not white, and ink not black
_BLUR = 0.5  # points of the picture
_QUALITY = 75  # of jpeg


def scanned_pages(pdf: bytes) -> list[Image.Image]:
    """A grey picture of each page, the same each time."""
    chance = np.random.default_rng(7)
    with pdfium.PdfDocument(pdf) as file:
        return [_scanned(file[index], index, chance) for index in range(len(file))]


def _scanned(page: pdfium.PdfPage, index: int, chance: np.random.Generator) -> Image.Image:
    drawn = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    skew = _SKEW if index % 2 else -_SKEW
    askew = np.asarray(drawn.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255), dtype=float)
    noisy = askew * _CONTRAST + _INK + chance.normal(0, _NOISE, askew.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(_BLUR))


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF without words: pictures of jpeg."""
    return _saved(pages[0], "PDF", append_images=pages[1:], resolution=DPI, quality=_QUALITY)


def as_tiff(pages: Sequence[Image.Image]) -> bytes:
    """All pages in one tiff file."""
    first, *others = (page.copy() for page in pages)  # without what saving them elsewhere left in them
    return _saved(first, "TIFF", append_images=others, compression="tiff_adobe_deflate", dpi=(DPI, DPI))


def as_png(page: Image.Image) -> bytes:
    """One page."""
    target = io.BytesIO()
    page.save(target, "PNG", dpi=(DPI, DPI))
    return target.getvalue()


def _saved(first: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    first.save(target, form, save_all=True, **options)
    return target.getvalue()
