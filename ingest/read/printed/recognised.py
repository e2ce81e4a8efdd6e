"""What Tesseract says of a picture, to words.

Its output is hOCR with the box of every letter: http://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from xml.etree import ElementTree

from ingest.read.printed.ink import Line, blots, gaps, letter_size, raised_part, reach, stroke_width
from ingest.read.printed.rulings import Picture
from ingest.read.printed.sheet import ASCENT, DESCENT, Word
from ingest.read.printed.slips import is_speck, mended_line, mended_word

_SPAN = "{http://www.w3.org/1999/xhtml}span"
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_BOX = re.compile(r"bbox(?:es)? (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_NOISE = 25
_DOUBTFUL = 60
_BOLD = 1.3  # how much broader bold strokes are
_LOW = 0.62  # the size of raised signs, of the line's


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture, and how many of them are doubtful."""

    words: tuple[Word, ...]
    doubtful: int


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter, from where to where it reaches."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Raw:
    """A word as it was recognised: at least one letter."""

    letters: tuple[_Letter, ...]
    sure: int


def read_hocr(hocr: bytes, picture: Picture, scale: float) -> Recognised:
    """The words that were recognised in the picture; ``scale`` is pixels a point.

    Raises ``ValueError`` for what is no hOCR.
    """
    try:
        root = ElementTree.fromstring(hocr)
    except ElementTree.ParseError as error:
        raise ValueError(f"no hOCR: {error}") from error
    words: list[tuple[Word, float]] = []
    doubtful = 0
    for element in root.iter(_SPAN):
        if element.get("class") in _LINES:
            raw = [word for part in element.iter(_SPAN) if (word := _raw(part))]
            doubtful += sum(word.sure < _DOUBTFUL for word in raw)
            words += _mended(list(_words(raw, element.get("title", ""), picture, scale)))
    return Recognised(tuple(_with_bold(words)), doubtful)


def _mended(words: Sequence[tuple[Word, float]]) -> Iterator[tuple[Word, float]]:
    """The words of a line without specks, with known slips mended."""
    kept = [one for one in words if one[0].raised or not is_speck(one[0].text)]
    letters = "".join(word.text for word, _ in kept)
    small = 2 * sum(map(str.islower, letters)) > len(letters)
    texts = mended_line([mended_word(word.text, small=small) for word, _ in kept])
    for (word, stroke), text in zip(kept, texts, strict=True):
        yield replace(word, text=text), stroke


def _with_bold(words: Sequence[tuple[Word, float]]) -> Iterator[Word]:
    usual = median(stroke for _, stroke in words) if words else 0.0
    for word, stroke in words:
        yield replace(word, bold=not word.raised and stroke > _BOLD * usual)


def _raw(element: ElementTree.Element) -> _Raw | None:
    """The word of an element; nothing where it is only a speck."""
    if element.get("class") != "ocrx_word":
        return None
    title = element.get("title", "")
    sure = int(found[1]) if (found := _SURE.search(title)) else 0
    letters = tuple(_letters(element))
    readable = any(letter.text[0].isalnum() for letter in letters)
    return _Raw(letters, sure) if letters and (sure >= _NOISE or readable) else None


def _letters(element: ElementTree.Element) -> Iterator[_Letter]:
    own = [part for part in element.iter(_SPAN) if part.get("class") == "ocrx_cinfo"]
    for part in own or [element]:
        box = _BOX.search(part.get("title", ""))
        text = unicodedata.normalize("NFC", "".join(part.itertext()).strip())
        if box and text:
            yield _Letter(text, float(box[1]), float(box[3]))


def _words(raw: Sequence[_Raw], told: str, picture: Picture, scale: float) -> Iterator[tuple[Word, float]]:
    """The words of a line, and how broad the strokes of each are."""
    size = _size(raw, told, picture)
    for at, word in enumerate(raw):
        following = raw[at + 1].letters[0].left if at + 1 < len(raw) else float("inf")
        left, right = word.letters[0].left, word.letters[-1].right
        line = replace(_line(told, (left + right) / 2), size=size)
        found = blots(picture, left, reach(right, following, line), line)
        raised = raised_part(found, line)
        cuts = [cut for cut in gaps(found, line) if _parts_words(word.letters, cut)]
        stroke = stroke_width(picture, left, right, line)
        for part in _parts(word.letters, cuts, raised, line, scale):
            yield part, stroke


def _size(raw: Sequence[_Raw], told: str, picture: Picture) -> float:
    """The size of a line's letters: that of its longest words counts."""
    letters = "".join(letter.text for word in raw for letter in word.letters)
    small = sum(letter.islower() for letter in letters)
    sizes = []
    for word in raw:
        left, right = word.letters[0].left, word.letters[-1].right
        line = _line(told, (left + right) / 2)
        size = letter_size(picture, left, right, line, capitals=2 * small < len(letters))
        sizes += [max(size, line.size / 2)] * len(word.letters)
    return median(sizes) if sizes else 1.0


def _parts_words(letters: Sequence[_Letter], cut: float) -> bool:
    """Whether white between two letters parts words; digits stand further apart than letters do."""
    before = [letter for letter in letters if letter.middle < cut]
    after = letters[len(before) :]
    return bool(before and after) and before[-1].text.isalpha() and after[0].text.isalpha()


def _line(told: str, at: float) -> Line:
    """Where a line of text stands at a place, as its title tells."""
    box, slope, size = _BOX.search(told), _BASELINE.search(told), _SIZE.search(told)
    if not box or not slope or not size:
        return Line(float(box[4]) if box else 0.0, 1.0)
    base = float(box[4]) + float(slope[2]) + float(slope[1]) * (at - float(box[1]))
    return Line(base, max(1.0, float(size[1])))


def _parts(
    letters: Sequence[_Letter],
    cuts: Sequence[float],
    raised: tuple[float, float] | None,
    line: Line,
    scale: float,
) -> Iterator[Word]:
    """The word, parted where white stands in it; a raised sign and what stands behind it are words apart."""
    spaced = True
    main = [letter for letter in letters if raised is None or letter.middle < raised[0]]
    for low, high in zip((float("-inf"), *cuts), (*cuts, float("inf")), strict=True):
        if own := [letter for letter in main if low <= letter.middle < high]:
            yield _made(own, line, scale, spaced=spaced)
            spaced = True
    if raised is None:
        return
    sign = "".join(letter.text for letter in letters if raised[0] <= letter.middle <= raised[1])
    lifted = Line(line.base - (1 - _LOW) * line.size / 2, _LOW * line.size)
    yield _made([_Letter(sign or "?", *raised)], lifted, scale, spaced=not main, raised=True)
    if rest := [letter for letter in letters if letter.middle > raised[1]]:
        yield _made(rest, line, scale, spaced=False)


def _made(
    letters: Sequence[_Letter], line: Line, scale: float, *, spaced: bool, raised: bool = False
) -> Word:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    top, bottom = line.base - ASCENT * line.size, line.base + DESCENT * line.size
    return Word(
        text, left / scale, top / scale, right / scale, bottom / scale,
        line.base / scale, line.size / scale, spaced=spaced, raised=raised,
    )  # fmt: skip
