"""Several readings of one picture to one: each word is taken from the reading that is likelier right.

Tesseract's English letters know digits far better than its Vietnamese ones, which know the words; and a
picture of another size is misread in other places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.match.syllables import is_spelled, is_syllable
from ingest.read.printed.hocr import RawLine, RawWord

_FIGURE = re.compile(r"[(\[>~<≥≤+–-]*\d[\d.,/:x+–-]*(?:%(?:KH|CK)?|[a-z]{1,2})?[).,;:\]]*$")
_HEAD = re.compile(r"([(>~<≥≤+–-]*)(\d[\d.,/]*)")
_ROMAN = re.compile(r"(?=[IVXl])(?:X{0,2}(?:I[XV]|V?[Il]{0,3}))[.\-/]?$")
_LIKE_ROMAN = re.compile(r"[IVXHNMTUl1|]+[.\-/]?$")
_ROMAN_SLIPS = {"l": "I", "|": "I"}
_PERCENT_AND = re.compile(r"%(?!KH|CK)[^\W\d_]{1,3}[.,;:)]*$")
_PERCENT = ("%", "‰")
_LEAST = 50
_TOGETHER = 0.3  # of the narrower one: words that overlap so far are the same ink
_UNSURE, _SURE = 40, 60
_OUTSIDE = 1.5  # of the size of letters: how far a word of the line may stand outside of the other reading's
_JUNK = 3  # signs that one reading may hold between a figure and what follows
_MARGIN = 3  # of sureness, by which another reading must be better
_AROUND = ".,;:()[]\"'“”-–"

_Choice = Callable[[Sequence[RawWord], Sequence[RawWord]], Sequence[RawWord]]


def with_second(lines: Sequence[RawLine], others: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a picture with words and lines of a second reading of the same letters."""
    merged = [_with(line, others, _likelier) for line in lines]
    missed = [
        other
        for other in others
        if not any(_is_beside(other, line) for line in lines)
        and all(word.sure >= _SURE for word in other.words)
    ]
    return sorted([*merged, *missed], key=lambda line: line.bottom) if missed else merged


def with_figures(lines: Sequence[RawLine], others: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a picture with the figures of a reading by English letters."""
    return [_with(line, others, _with_figure) for line in lines]


def _with(line: RawLine, others: Sequence[RawLine], choose: _Choice) -> RawLine:
    beside = [word for other in others if _is_beside(line, other) for word in other.words]
    low, high = line.left - _OUTSIDE * line.size, line.right + _OUTSIDE * line.size
    near = [word for word in beside if low < word.left and word.right < high]
    chosen = [word for own, other in _alike(line.words, near) for word in choose(own, other)]
    return replace(line, words=tuple(chosen))


def _is_beside(line: RawLine, other: RawLine) -> bool:
    """Whether two lines stand at one height, where one goes on from the other or both are the same."""
    shared = min(line.bottom, other.bottom) - max(line.top, other.top)
    return shared > 0.5 * min(line.bottom - line.top, other.bottom - other.top)


def _alike(
    words: Iterable[RawWord], others: Iterable[RawWord]
) -> Iterator[tuple[list[RawWord], list[RawWord]]]:
    """Words of both readings that are the same ink, from left to right."""
    own: list[RawWord] = []
    other: list[RawWord] = []
    for word, mine in sorted(
        [(word, True) for word in words] + [(word, False) for word in others], key=lambda pair: pair[0].left
    ):
        if (own or other) and not any(_overlap(word, before) for before in (*own, *other)):
            yield own, other
            own, other = [], []
        (own if mine else other).append(word)
    if own or other:
        yield own, other


def _overlap(word: RawWord, other: RawWord) -> bool:
    shared = min(word.right, other.right) - max(word.left, other.left)
    return shared > _TOGETHER * min(word.right - word.left, other.right - other.left)


def _likelier(own: Sequence[RawWord], other: Sequence[RawWord]) -> Sequence[RawWord]:
    """The reading with more words that can be Vietnamese; of two that can, the surer one."""
    if not own or not other or [word.text for word in own] == [word.text for word in other]:
        return own
    mine, theirs = _worth(own), _worth(other)
    better = other if (theirs[0], theirs[1] - _MARGIN) > mine else own
    if any(sign.isdigit() for word in (*own, *other) for sign in word.text):
        return [_compared(word, "".join(word.text for word in own)) for word in better]
    return better


def _worth(words: Sequence[RawWord]) -> tuple[float, float]:
    right = sum(_can_be(word.text) for word in words) / len(words)
    return right, min(word.sure for word in words)


def _can_be(text: str) -> bool:
    """Whether a word can stand in a report: a syllable in one case, a figure, capitals."""
    bare = text.strip(_AROUND)
    if bare in _PERCENT:
        return True
    if not bare or any(sign.isdigit() for sign in bare):
        return not any(sign.isalpha() for sign in bare)
    return (bare.islower() or bare.istitle() or bare.isupper()) and is_spelled(bare.lower())


def _with_figure(own: Sequence[RawWord], other: Sequence[RawWord]) -> Sequence[RawWord]:
    text = "".join(word.text for word in own)
    if len(other) != 1:
        return own
    read = other[0].text
    if own and _ROMAN.match(read) and _LIKE_ROMAN.match(text) and other[0].sure > own[0].sure:
        return [_roman(other[0])]
    if other[0].sure < _LEAST:
        return own
    if _FIGURE.match(read) and not _is_word(text):
        return [_with_percent(_closed(_compared(other[0], text), text), own)]
    if read == text or _is_short_of(read, text):
        return other
    return [_with_head(own[0], other[0])] if len(own) == 1 else own


def _is_short_of(read: str, text: str) -> bool:
    """Whether one reading is an abbreviation, and the other that and something more."""
    bare = read.strip(_AROUND + "’‘*°")
    return len(bare) > 1 and bare.isascii() and bare.isalpha() and bare.isupper() and text.startswith(bare)


def _closed(figure: RawWord, text: str) -> RawWord:
    """The figure with the mark of punctuation that the other reading closes it with."""
    last = figure.letters[-1]
    if len(text) > 1 and text[-1] in ".,;:" and last.text in ".,;:":
        return replace(figure, letters=(*figure.letters[:-1], replace(last, text=text[-1])))
    return figure


def _with_percent(figure: RawWord, own: Sequence[RawWord]) -> RawWord:
    """The figure with the percent sign of the other reading, where that read something behind the sign.

    Whether it is ‰ is told later, by the ink.
    """
    found = _PERCENT_AND.search(own[0].text) if len(own) == 1 else None
    sign = figure.text.find("%")
    if not found or sign < 0 or any(len(letter.text) != 1 for letter in (*own[0].letters, *figure.letters)):
        return figure
    return replace(figure, letters=(*figure.letters[:sign], *own[0].letters[found.start() :]))


def _roman(word: RawWord) -> RawWord:
    letters = (replace(letter, text=_ROMAN_SLIPS.get(letter.text, letter.text)) for letter in word.letters)
    return replace(word, letters=tuple(letters))


def _is_word(text: str) -> bool:
    bare = text.strip(".,;:()").lower()
    return is_syllable(bare) and not (len(bare) == 1 and bare.isascii())


def _compared(figure: RawWord, text: str) -> RawWord:
    """The figure, which is doubtful where both readings found digits, but not the same."""
    before = [sign for sign in text if sign.isdigit()]
    same = not before or before == [sign for sign in figure.text if sign.isdigit()]
    return figure if same else replace(figure, sure=min(figure.sure, _UNSURE))


def _with_head(word: RawWord, other: RawWord) -> RawWord:
    """The word with the figure that opens the other one, where one opens both (``25/2022/NQ-HĐND``)."""
    own, read = _HEAD.match(word.text), _HEAD.match(other.text)
    if not own or not read or own[2] == read[2]:
        return word
    tail = word.text.find(other.text[read.end() : read.end() + 1], own.end(), own.end() + _JUNK)
    if tail < 0 or any(len(letter.text) != 1 for letter in (*word.letters, *other.letters)):
        return word
    letters = (*other.letters[: read.end()], *word.letters[tail:])
    return replace(word, letters=letters, sure=min(word.sure, _UNSURE))
