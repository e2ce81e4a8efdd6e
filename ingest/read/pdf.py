"""PDF files to documents: their words and rulings by PDFium, laid out by where they stand on the pages.

Pages without words, or with words that mean nothing, are pictures of text, which OCR reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium

from ingest.document import Document, Page
from ingest.read.content import content_document
from ingest.read.legacy import Font, font_warning, old_font
from ingest.read.ocr import DPI, INSTALL, Seen, recognise, tesseract
from ingest.read.printed.glyphs import picture_share, read_sheet
from ingest.read.printed.layout import lay_out
from ingest.read.printed.sheet import Sheet, even_sizes, usual_size
from ontology.errors import UnreadableReport

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 1500
"""Longer files are refused: the longest reports of districts have a few hundred pages."""
MOST_SCANNED = 150
"""Of pages that OCR must read fewer: each takes seconds, and a file has 15 minutes."""
_MOST_WORDS = 3_000_000
_SCALE = DPI / 72
_MOST_PIXELS = 60_000_000
_FEW_WORDS = 40
_PICTURE = 0.5  # of the page's area
_BROKEN = 0.15  # of the words


@dataclass(frozen=True, slots=True)
class _Read:
    """A page, by how much it is turned to be read, and what is doubtful or lost of it."""

    sheet: Sheet
    turn: float = 0.0
    doubtful: int = 0
    lost: bool = False


def read_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF file.

    Raises ``UnreadableReport`` for a file that is damaged, protected by a password, too long or without
    text, and for a scan where OCR is missing.
    """
    return paged_document(_pages(data, name), data, name, MEDIA_TYPE)


def paged_document(read: Sequence[_Read], data: bytes, name: str, media_type: str) -> Document:
    """The document of pages that were read."""
    sheets = [page.sheet for page in read]
    font = old_font("\n".join(_words(sheet) for sheet in sheets if not sheet.ocr))
    if font:
        sheets = [_converted(sheet, font) for sheet in sheets]
    seen = iter(even_sizes([sheet for sheet in sheets if sheet.ocr]))
    sheets = [next(seen) if sheet.ocr else sheet for sheet in sheets]
    content = lay_out(sheets, usual_size(word for sheet in sheets for word in sheet.words))
    pages = [
        Page(one.sheet.number, one.sheet.width, one.sheet.height, one.sheet.ocr, one.turn) for one in read
    ]
    warnings = (*font_warning(font.name if font else ""), *_warnings(read))
    return content_document(content, data, name, media_type, warnings, pages)


def _warnings(read: Sequence[_Read]) -> Iterator[str]:
    lost = [str(page.sheet.number) for page in read if page.lost]
    seen = [page for page in read if page.sheet.ocr and not page.lost]
    if lost:
        yield f"Not read, being pictures, for Tesseract is missing: page(s) {', '.join(lost)}. {INSTALL}"
    if seen:
        words = sum(len(page.sheet.words) for page in seen)
        doubtful = sum(page.doubtful for page in seen)
        yield f"{len(seen)} page(s) read by OCR; {doubtful} of {words} words are doubtful."


def _pages(data: bytes, name: str) -> list[_Read]:
    try:
        with pdfium.PdfDocument(data) as file:
            if len(file) > MOST_PAGES:
                raise UnreadableReport(
                    f"{name} has {len(file)} pages, where {MOST_PAGES} are read.",
                    "Split it into the reports that it holds.",
                    "too_many_pages",
                )
            return _recognised(file, list(_told(file, name)), name)
    except pdfium.PdfiumError as error:
        # PDFium names the last error of any file where it has none for this one.
        if "password" in str(error).lower() and b"/Encrypt" in data:
            raise UnreadableReport(
                f"{name} is protected by a password.", "Save it without one.", "protected"
            ) from error
        raise UnreadableReport(
            f"{name} is damaged: it cannot be read as a PDF.",
            "Print or save it as a PDF again.",
            "pdf_broken",
        ) from error


def _told(file: pdfium.PdfDocument, name: str) -> Iterator[tuple[Sheet, bool]]:
    """What the file itself tells of each page, and whether the page is a picture."""
    count = 0
    for index in range(len(file)):
        page = file[index]
        try:
            sheet = read_sheet(page, index + 1)
            yield sheet, _is_picture(sheet, page)
        finally:
            page.close()
        count += len(sheet.words)
        if count > _MOST_WORDS:
            raise UnreadableReport(
                f"{name} holds more words than a report can.", "Check where it comes from.", "too_many_pages"
            )


def _is_picture(sheet: Sheet, page: pdfium.PdfPage) -> bool:
    broken = sum("\ufffd" in word.text for word in sheet.words)
    if broken > _BROKEN * len(sheet.words):
        return True
    return len(sheet.words) < _FEW_WORDS and picture_share(page) > _PICTURE


def _recognised(file: pdfium.PdfDocument, told: Sequence[tuple[Sheet, bool]], name: str) -> list[_Read]:
    """The pages, with those that are pictures read by OCR."""
    pictures = [sheet.number for sheet, picture in told if picture]
    if len(pictures) > MOST_SCANNED:
        raise UnreadableReport(
            f"{name} has {len(pictures)} scanned pages, where {MOST_SCANNED} are read.",
            "Split it into the reports that it holds.",
            "too_many_pages",
        )
    if pictures and tesseract() is None:
        if len(pictures) == len(told):
            raise UnreadableReport(
                f"{name} is a scan, and Tesseract with Vietnamese, which reads scans, is missing.",
                INSTALL,
                "needs_ocr",
            )
        return [_Read(replace(sheet, ocr=picture), lost=picture) for sheet, picture in told]
    return [_by_ocr(file, sheet) if picture else _Read(sheet) for sheet, picture in told]


def _by_ocr(file: pdfium.PdfDocument, sheet: Sheet) -> _Read:
    page = file[sheet.number - 1]
    try:
        scale = min(_SCALE, (_MOST_PIXELS / max(1.0, sheet.width * sheet.height)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    finally:
        page.close()
    grey = np.ascontiguousarray(picture.reshape(picture.shape[0], picture.shape[1], -1)[..., 0])
    return seen_page(recognise(grey, sheet.number, scale))


def seen_page(seen: Seen) -> _Read:
    """A page that OCR saw."""
    return _Read(seen.sheet, seen.turn, seen.doubtful)


def _words(sheet: Sheet) -> str:
    return " ".join(word.text for word in sheet.words)


def _converted(sheet: Sheet, font: Font) -> Sheet:
    words = (replace(word, text=font.convert(word.text)) for word in sheet.words)
    return replace(sheet, words=tuple(words))
