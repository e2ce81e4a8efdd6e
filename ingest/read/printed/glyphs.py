"""Words and rulings of a PDF page, as PDFium tells them.

https://pdfium.googlesource.com/pdfium/+/refs/heads/main/public/fpdf_text.h
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.read.printed.sheet import ASCENT, DESCENT, GAP, Sheet, Stroke, Word

_BOLD = 600
_BACK = -0.3  # in sizes of the letters: how far one may reach over the one before
_HAIR = 3.0  # points: what is thinner is a ruling
_SHORT = 3.0
_MOST_STROKES = 20_000
_SCALE = 1000
_HYPHENS = "\x02\ufffe\u00ad\u2010\u2011"  # PDFium gives a hyphen at a row's end one of the first two
_HIDDEN = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE


def read_sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    """The page's words in the order in which the file tells them, and its rulings.

    ``ocr`` is set where most of the words are invisible, as programs that recognise scans write them.
    """
    view = _View(page)
    text = page.get_textpage()
    try:
        reader = _Reader(text.raw, view)
        words = tuple(reader.words())
    finally:
        text.close()
    width, height = page.get_size()
    return Sheet(number, width, height, words, tuple(_strokes(page, view)), reader.hidden > reader.shown)


class _View:
    """From the coordinates of a page's content to those of the page as it is looked at."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        x, y = ctypes.c_int(), ctypes.c_int()

        def seen(left: float, top: float) -> tuple[float, float]:
            pdfium_c.FPDF_PageToDevice(
                page.raw, 0, 0, int(width * _SCALE), int(height * _SCALE), 0, left, top, x, y
            )
            return x.value / _SCALE, y.value / _SCALE

        self._origin = seen(0, 0)
        (ax, ay), (bx, by) = seen(100, 0), seen(0, 100)
        self._across = ((ax - self._origin[0]) / 100, (ay - self._origin[1]) / 100)
        self._down = ((bx - self._origin[0]) / 100, (by - self._origin[1]) / 100)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the content as it is seen."""
        return (
            self._origin[0] + x * self._across[0] + y * self._down[0],
            self._origin[1] + x * self._across[1] + y * self._down[1],
        )

    def box(self, left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box of the content as it is seen."""
        (ax, ay), (bx, by) = self.point(left, low), self.point(right, high)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    @property
    def turned(self) -> float:
        """By how much (radians) a text that runs along the content's own axis is turned as it is seen."""
        return math.atan2(self._across[1], self._across[0])


@dataclass(frozen=True, slots=True)
class _Style:
    """How letters are set: size in points, boldness, and whether they are invisible."""

    size: float
    bold: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a letter stands: its box, its base line, and whether it does not stand upright."""

    box: tuple[float, float, float, float]
    base: float
    turned: bool


@dataclass(slots=True)
class _Open:
    """A word in the making; words that run upwards stay together, for they are one cell's."""

    style: _Style
    place: _Place
    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, letter: str, place: _Place) -> None:
        self.letters.append(letter)
        self.boxes.append(place.box)

    def word(self) -> Word | None:
        text = unicodedata.normalize("NFC", "".join(self.letters)).strip()
        if not text:
            return None
        left, right = min(box[0] for box in self.boxes), max(box[2] for box in self.boxes)
        size, bold, base = self.style.size, self.style.bold, self.place.base
        if not self.place.turned:
            return Word(
                text, left, base - ASCENT * size, right, base + DESCENT * size, base, size, bold, False
            )
        top, bottom = min(box[1] for box in self.boxes), max(box[3] for box in self.boxes)
        return Word(text, left, top, right, bottom, bottom, size, bold)


class _Reader:
    """The letters of a page, one after the other."""

    def __init__(self, page: pdfium_c.FPDF_TEXTPAGE, view: _View) -> None:
        self._page = page
        self._view = view
        self._styles: dict[int, _Style] = {}
        self.hidden = 0
        self.shown = 0

    def words(self) -> Iterator[Word]:
        """All words; ``hidden`` and ``shown`` count their letters.

        White space is told by where the letters stand: files write letters in any order.
        """
        last: _Open | None = None
        spaced = False
        for index in range(pdfium_c.FPDFText_CountChars(self._page)):
            letter = _letter(pdfium_c.FPDFText_GetUnicode(self._page, index))
            if not letter.strip():
                spaced = True
                continue
            style, place = self._style(index), self._place(index)
            self.hidden += style.hidden
            self.shown += not style.hidden
            if last and not _goes_on(last, letter, style, place, spaced):
                if word := last.word():
                    yield word
                last = None
            last = last or _Open(style, place)
            last.add(letter if not (spaced and place.turned) else f" {letter}", place)
            spaced = False
        if last and (word := last.word()):
            yield word

    def _style(self, index: int) -> _Style:
        """The same for all letters of a text object."""
        thing = pdfium_c.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(thing.contents) if thing else 0
        if not key or key not in self._styles:
            weight = pdfium_c.FPDFText_GetFontWeight(self._page, index)
            hidden = bool(thing) and pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == _HIDDEN
            size = abs(self._size(index))
            self._styles[key] = _Style(size, weight >= _BOLD or "bold" in self._font(index), hidden)
        return self._styles[key]

    def _size(self, index: int) -> float:
        matrix = pdfium_c.FS_MATRIX()
        size = float(pdfium_c.FPDFText_GetFontSize(self._page, index))
        if pdfium_c.FPDFText_GetMatrix(self._page, index, matrix):
            return size * math.hypot(matrix.c, matrix.d)
        return size

    def _font(self, index: int) -> str:
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self._page, index, name, 256, flags)
        return name.value.decode("latin-1").lower()

    def _place(self, index: int) -> _Place:
        loose = pdfium_c.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetLooseCharBox(self._page, index, loose)
        pdfium_c.FPDFText_GetCharOrigin(self._page, index, x, y)
        box = self._view.box(loose.left, loose.bottom, loose.right, loose.top)
        angle = pdfium_c.FPDFText_GetCharAngle(self._page, index) + self._view.turned
        upright = abs(math.remainder(angle, math.tau)) < math.pi / 8
        return _Place(box, self._view.point(x.value, y.value)[1], not upright)


def _letter(code: int) -> str:
    """A letter of the page; what has no meaning in Unicode stays visible as such."""
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    letter = chr(code)
    if letter in _HYPHENS:
        return "-"
    return letter if letter.isspace() or unicodedata.category(letter)[0] != "C" else "\ufffd" if code else " "


def _goes_on(word: _Open, letter: str, style: _Style, place: _Place, spaced: bool) -> bool:
    """Whether a letter continues a word: in its line, set as it is, right behind its last letter."""
    if place.turned or word.place.turned:
        return place.turned == word.place.turned
    size = word.style.size
    gap = place.box[0] - word.boxes[-1][2]
    near = (_BACK * size < gap < GAP * size and not spaced) or unicodedata.combining(letter) > 0
    alike = style.bold == word.style.bold and abs(style.size - size) < 0.1 * size
    return near and alike and abs(place.base - word.place.base) < 0.1 * size


def picture_share(page: pdfium.PdfPage) -> float:
    """The part of the page that pictures cover."""
    view = _View(page)
    width, height = page.get_size()
    covered = 0.0
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, top, right, bottom = view.box(*thing.get_bounds())
        covered += (right - left) * (bottom - top)
    return float(covered / max(1.0, width * height))


def _strokes(page: pdfium.PdfPage, view: _View) -> Iterator[Stroke]:
    """The rulings among the page's drawings: lines, thin boxes, and the edges of boxes that are drawn."""
    found = 0
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        for stroke in _of_path(thing.raw, view):
            yield stroke
            found += 1
        if found > _MOST_STROKES:  # a drawing, no table
            return


def _of_path(path: pdfium_c.FPDF_PAGEOBJECT, view: _View) -> Iterator[Stroke]:
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(path, *bounds):
        return
    left, top, right, bottom = view.box(*(value.value for value in bounds))
    if min(right - left, bottom - top) < _HAIR:
        if max(right - left, bottom - top) >= _SHORT:
            yield Stroke(left, top, right, bottom)
        return
    mode, drawn = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, mode, drawn)
    if drawn.value:
        yield from _edges(path, view)


def _edges(path: pdfium_c.FPDF_PAGEOBJECT, view: _View) -> Iterator[Stroke]:
    """The level and upright lines between the points of a path."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(path, matrix)
    points: list[tuple[float, float]] = []
    first: tuple[float, float] | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), _MOST_STROKES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = view.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            yield from _straight(points)
            points, first = [], point
        points.append(point)
        if first and pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(first)
    yield from _straight(points)


def _straight(points: list[tuple[float, float]]) -> Iterator[Stroke]:
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) < _HAIR / 2 and max(abs(ax - bx), abs(ay - by)) >= _SHORT:
            yield Stroke(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
