"""What Tesseract writes: hOCR with the box of every letter (http://kba.github.io/hocr-spec/1.2/)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ingest.read.printed.ink import Line

_SPAN = "{http://www.w3.org/1999/xhtml}span"
_DIV = "{http://www.w3.org/1999/xhtml}div"
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_BOX = re.compile(r"bbox(?:es)? (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TURNED = re.compile(r"textangle (?!0)\d")
_HIGHEST = 3.0  # sizes of its letters
_NOISE = 25


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, from where to where it reaches, in pixels."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        """The place halfway."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as it was recognised: at least one letter. ``sure`` runs from 0 to 100."""

    letters: tuple[Letter, ...]
    sure: int

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(letter.text for letter in self.letters)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(letter.left for letter in self.letters)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(letter.right for letter in self.letters)


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of words as it was recognised, from where to where it reaches, and how it stands.

    ``slope`` and ``lift`` tell the line on which its letters stand, from the lower left corner on.
    One that was ``turned`` does not run from left to right: of its places nothing is known.
    """

    words: tuple[RawWord, ...]
    left: float
    top: float
    bottom: float
    slope: float
    lift: float
    size: float
    turned: bool = False

    @property
    def right(self) -> float:
        """Where its words end."""
        return max(word.right for word in self.words)

    def scaled(self, factor: float) -> RawLine:
        """The line of a picture that is larger by a factor."""
        words = tuple(
            replace(
                word,
                letters=tuple(
                    Letter(letter.text, factor * letter.left, factor * letter.right)
                    for letter in word.letters
                ),
            )
            for word in self.words
        )
        return replace(
            self,
            words=words,
            left=factor * self.left,
            top=factor * self.top,
            bottom=factor * self.bottom,
            lift=factor * self.lift,
            size=factor * self.size,
        )

    def at(self, place: float) -> Line:
        """Where the line stands at a place."""
        return Line(self.bottom + self.lift + self.slope * (place - self.left), self.size)


def read_hocr(hocr: bytes) -> list[list[RawLine]]:
    """The lines of each picture that was recognised.

    Raises ``ValueError`` for what is no hOCR.
    """
    try:
        root = ElementTree.fromstring(hocr)
    except ElementTree.ParseError as error:
        raise ValueError(f"no hOCR: {error}") from error
    pages = [part for part in root.iter(_DIV) if part.get("class") == "ocr_page"]
    return [[line for part in page.iter(_SPAN) if (line := _line(part))] for page in pages]


def _line(element: ElementTree.Element) -> RawLine | None:
    if element.get("class") not in _LINES:
        return None
    told = element.get("title", "")
    words = tuple(word for part in element.iter(_SPAN) if (word := _word(part)))
    box, slope, size = _BOX.search(told), _BASELINE.search(told), _SIZE.search(told)
    if not words or not box:
        return None
    left, top, bottom = float(box[1]), float(box[2]), float(box[4])
    if _TURNED.search(told) or _is_upright(box, size):
        return RawLine(words, left, top, bottom, 0.0, 0.0, 1.0, turned=True)
    if not slope or not size:
        return RawLine(words, left, top, bottom, 0.0, 0.0, 1.0)
    return RawLine(words, left, top, bottom, float(slope[1]), float(slope[2]), max(1.0, float(size[1])))


def _is_upright(box: re.Match[str], size: re.Match[str] | None) -> bool:
    """Whether a line is higher than broad and than its letters: it runs up or down the page."""
    width, height = float(box[3]) - float(box[1]), float(box[4]) - float(box[2])
    return size is not None and height > max(width, _HIGHEST * float(size[1]))


def _word(element: ElementTree.Element) -> RawWord | None:
    """The word of an element; nothing where it is only a speck."""
    if element.get("class") != "ocrx_word":
        return None
    title = element.get("title", "")
    sure = int(found[1]) if (found := _SURE.search(title)) else 0
    letters = tuple(_letters(element))
    readable = any(letter.text[0].isalnum() for letter in letters)
    return RawWord(letters, sure) if letters and (sure >= _NOISE or readable) else None


def _letters(element: ElementTree.Element) -> Iterator[Letter]:
    own = [part for part in element.iter(_SPAN) if part.get("class") == "ocrx_cinfo"]
    for part in own or [element]:
        box = _BOX.search(part.get("title", ""))
        text = unicodedata.normalize("NFC", "".join(part.itertext()).strip())
        if box and text:
            yield Letter(text, float(box[1]), float(box[3]))
