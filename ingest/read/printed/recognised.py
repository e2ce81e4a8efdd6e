"""Recognised letters to words: parted, mended, and told how they are set by the ink of the picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.read.printed.cells import Part
from ingest.read.printed.hocr import Letter, RawLine, RawWord
from ingest.read.printed.ink import Line, Raised, blots, gaps, letter_size, raised_part, reach, stroke_width
from ingest.read.printed.rulings import Picture
from ingest.read.printed.sheet import ASCENT, DESCENT, Word
from ingest.read.printed.slips import is_speck, mended_line, mended_word

_DOUBTFUL = 60
_BOLD = 1.3  # how much broader bold strokes are
_NEAR = 0.3
_PERCENT = re.compile(r"(?:\d[\d.,]*)?([%‰](?!KH|CK)[^\W\d_]{1,3})[.,;:)]*|([%‰])")
_ONES = re.compile(r"l|(?!I+$)(?=.*\w)[lI|i1!\]\[]{2,3}")  # "I" and "II" are Roman
_FULL = 1.0
_OWN = 0.25  # of the size of letters: a narrow letter
_THOUSANDTHS = 0.87  # of the size of letters: broader than that is ‰
_CLOSING = frozenset(".,;:)")
_QUOTES = frozenset("'\"`^°*?’‘”“")
_LOW = 0.62  # the size of raised signs, of the line's


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture, and how many of them are doubtful."""

    words: tuple[Word, ...]
    doubtful: int


def words_of(read: Iterable[tuple[Part, Sequence[RawLine]]], scale: float) -> Recognised:
    """The words of a page, of which parts were read each by itself; ``scale`` is pixels a point.

    Words of lines that do not run from left to right are counted as doubtful and left out.
    """
    lines = [(part, line) for part, own in read for line in own]
    doubtful = sum(line.turned or word.sure < _DOUBTFUL for _, line in lines for word in line.words)
    level = list(_parted(((part, line) for part, line in lines if not line.turned), scale))
    words: list[tuple[Word, float]] = []
    for at, (part, own) in enumerate(level):
        below = [line for beside, line in level[at + 1 : at + 2] if beside is part]
        after = below[0][0][0].text if below and below[0] else ""
        left, top = part.left / scale, part.top / scale
        words += [(_moved(word, left, top), stroke) for word, stroke in _mended(own, after)]
    return Recognised(tuple(_with_bold(words)), doubtful)


def _parted(
    lines: Iterable[tuple[Part, RawLine]], scale: float
) -> Iterator[tuple[Part, list[tuple[Word, float]]]]:
    """The words of each line, and how broad the strokes of each are."""
    # Of cells that hold no letter by which it can be measured, the size is that of the last one that did.
    usual = None
    for part, line in lines:
        size = _size(line, part.picture)
        usual = size or usual
        yield part, list(_words(line, size or usual or line.size, part.picture, scale))


def _moved(word: Word, across: float, down: float) -> Word:
    return replace(
        word,
        left=word.left + across,
        right=word.right + across,
        top=word.top + down,
        bottom=word.bottom + down,
        base=word.base + down,
    )


def _mended(words: Sequence[tuple[Word, float]], after: str) -> Iterator[tuple[Word, float]]:
    """The words of a line without specks, with known slips mended; ``after`` begins the next line."""
    kept = [
        one
        for one in words
        if one[0].raised or (one[0].text in ".,;:)" and not one[0].spaced) or not is_speck(one[0].text)
    ]
    letters = "".join(word.text for word, _ in kept)
    small = 2 * sum(map(str.islower, letters)) >= len(letters) > 0
    texts = mended_line([mended_word(word.text, small=small) for word, _ in kept], after)
    for (word, stroke), text in zip(kept, texts, strict=True):
        yield replace(word, text=text), stroke


def _with_bold(words: Sequence[tuple[Word, float]]) -> Iterator[Word]:
    usual = median(stroke for _, stroke in words) if words else 0.0
    for word, stroke in words:
        yield replace(word, bold=not word.raised and stroke > _BOLD * usual)


def _words(line: RawLine, size: float, picture: Picture, scale: float) -> Iterator[tuple[Word, float]]:
    """The words of a line, and how broad the strokes of each are."""
    line = replace(line, words=tuple(_closed(_as_ones(line))))
    for at, word in enumerate(line.words):
        following = line.words[at + 1].left if at + 1 < len(line.words) else float("inf")
        left, right = word.left, word.right
        stand = replace(line.at((left + right) / 2), size=size)
        found = blots(picture, left, reach(right, following, stand), stand)
        raised = raised_part(found, stand)
        cuts = [cut for cut in gaps(picture, left, right, stand) if _parts_words(word.letters, cut)]
        stroke = stroke_width(picture, left, right, stand)
        for part in _parts(_percent(word.letters, picture, stand), cuts, raised, stand, scale):
            yield part, stroke


def _as_ones(line: RawLine) -> RawLine:
    """The line, where it is nothing but upright strokes, as of "11" in a cell ("l i", "1]")."""
    letters = [letter for word in line.words for letter in word.letters]
    text = "".join(letter.text for letter in letters)
    if not _ONES.fullmatch(text) or len(text) != len(letters):
        return line
    ones = tuple(replace(letter, text="1") for letter in letters)
    return replace(line, words=(RawWord(ones, min(word.sure for word in line.words)),))


def _closed(line: RawLine) -> Iterator[RawWord]:
    """The words, where marks of punctuation that were read as words go with the word before them."""
    open_word: RawWord | None = None
    for word in line.words:
        near = open_word is not None and word.left - open_word.right < _NEAR * line.size
        if open_word and near and all(letter.text in _CLOSING for letter in word.letters):
            open_word = replace(open_word, letters=(*open_word.letters, *word.letters))
            continue
        if open_word:
            yield open_word
        open_word = word
    if open_word:
        yield open_word


def _percent(letters: Sequence[Letter], picture: Picture, line: Line) -> Sequence[Letter]:
    """The letters, where a percent sign alone, or with something read behind it, is told by its breadth."""
    text = "".join(letter.text for letter in letters)
    found = _PERCENT.fullmatch(text)
    if not found or len(text) != len(letters):
        return letters
    start, end = found.span(found.lastindex or 0)
    closing = len(text) - end
    ink = blots(picture, letters[start].left, letters[-1].right, line, high=_FULL)
    left, right = letters[start].left, letters[end - 1].right
    if len(ink) > closing:  # the places that are told with the letters may be a little off
        left, right = ink[0].left, ink[-1 - closing].right
    sign = "‰" if right - left > _THOUSANDTHS * line.size else "%"
    return (*letters[:start], Letter(sign, left, right), *letters[end:])


def _size(line: RawLine, picture: Picture) -> float | None:
    """The size of a line's letters, where it can be measured."""
    words = [word for word in line.words if not _PERCENT.fullmatch(word.text)]  # "%c" has no letter
    letters = [(letter.text, letter.left, letter.right) for word in words for letter in word.letters]
    return letter_size(picture, letters, line.at(line.left))


def _parts_words(letters: Sequence[Letter], cut: float) -> bool:
    """Whether white between two letters parts words; digits stand further apart than letters do."""
    before = [letter for letter in letters if letter.middle < cut]
    after = letters[len(before) :]
    return bool(before and after) and before[-1].text.isalpha() and after[0].text.isalpha()


def _parts(
    letters: Sequence[Letter],
    cuts: Sequence[float],
    raised: Raised | None,
    line: Line,
    scale: float,
) -> Iterator[Word]:
    """The word, parted where white stands in it; a raised sign and what stands behind it are words apart."""
    spaced = True
    main, sign, rest = _around(letters, raised, _OWN * line.size)
    for low, high in zip((float("-inf"), *cuts), (*cuts, float("inf")), strict=True):
        if own := [letter for letter in main if low <= letter.middle < high]:
            yield _made(own, line, scale, spaced=spaced)
            spaced = True
    if raised is None:
        return
    lifted = Line(line.base - (1 - _LOW) * line.size / 2, _LOW * line.size)
    told = Letter(sign or "?", min([raised.left, *(letter.right for letter in main[-1:])]), raised.right)
    yield _made([told], lifted, scale, spaced=not main, raised=True)
    if rest:
        first = replace(rest[0], left=min(rest[0].left, raised.right))
        yield _made([first, *rest[1:]], line, scale, spaced=False)


def _around(
    letters: Sequence[Letter], raised: Raised | None, own: float
) -> tuple[list[Letter], str, list[Letter]]:
    """The letters before a raised sign, the sign, and what stands behind it.

    The ink tells where the sign and the full stop behind it are; the places that were told with the letters
    may be a little off. A letter that begins by ``own`` before the sign was read together with it.
    """
    if raised is None:
        return list(letters), "", []
    starts = raised.left - own
    main = [letter for letter in letters if letter.middle < raised.left or letter.left < starts]
    rest = [letter for letter in letters if letter.middle > raised.right]
    lifted = letters[len(main) : len(letters) - len(rest)]
    sign = "".join(letter.text for letter in lifted)
    if raised.stopped:
        sign = sign.rstrip(".")
        while main and main[-1].text == ".":
            main.pop()
        if not any(letter.text in _CLOSING for letter in rest):
            rest.append(Letter(".", raised.right, raised.right + 1))
    if len(main) > 1 and main[-1].text in _QUOTES:
        main.pop()
    return main, sign, rest


def _made(letters: Sequence[Letter], line: Line, scale: float, *, spaced: bool, raised: bool = False) -> Word:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    top, bottom = line.base - ASCENT * line.size, line.base + DESCENT * line.size
    return Word(
        text, left / scale, top / scale, right / scale, bottom / scale,
        line.base / scale, line.size / scale, spaced=spaced, raised=raised,
    )  # fmt: skip
