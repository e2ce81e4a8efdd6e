"""Figures of a second reading: Tesseract's English letters know digits far better than its Vietnamese ones.

Words are taken from the Vietnamese reading, figures and Roman numbers from the English one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.match.syllables import is_syllable
from ingest.read.printed.hocr import RawLine, RawWord

_FIGURE = re.compile(r"[(\[>~<≥≤+–-]*\d[\d.,/:x+–-]*(?:%(?:KH|CK)?|[a-z]{1,2})?[).,;:\]]*$")
_HEAD = re.compile(r"([(>~<≥≤+–-]*)(\d[\d.,/]*)")
_ROMAN = re.compile(r"(?=[IVXl])(?:X{0,2}(?:I[XV]|V?[Il]{0,3}))[.\-/]?$")
_LIKE_ROMAN = re.compile(r"[IVXHNMTUl1|]+[.\-/]?$")
_ROMAN_SLIPS = {"l": "I", "|": "I"}
_LEAST = 50
_TOGETHER = 0.3  # of the narrower one: words that overlap so far are the same ink
_UNSURE = 40


def with_figures(lines: Sequence[RawLine], others: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a picture with the figures of another reading of it."""
    return [replace(line, words=tuple(_merged(line, _beside(line, others)))) for line in lines]


def _beside(line: RawLine, others: Sequence[RawLine]) -> list[RawWord]:
    """The words of the other reading that stand on the line."""
    found: list[RawWord] = []
    for other in others:
        shared = min(line.bottom, other.bottom) - max(line.top, other.top)
        if shared > 0.5 * min(line.bottom - line.top, other.bottom - other.top):
            found += other.words
    return sorted(found, key=lambda word: word.left)


def _merged(line: RawLine, others: Sequence[RawWord]) -> Iterator[RawWord]:
    for own, other in _alike(sorted(line.words, key=lambda word: word.left), others):
        yield from _chosen(own, other)


def _alike(
    words: Sequence[RawWord], others: Sequence[RawWord]
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


def _chosen(own: Sequence[RawWord], other: Sequence[RawWord]) -> Sequence[RawWord]:
    text = "".join(word.text for word in own)
    if len(other) != 1 or other[0].sure < _LEAST:
        return own
    read = other[0].text
    if _FIGURE.match(read) and not _is_word(text):
        return [_compared(other[0], text)]
    if own and _ROMAN.match(read) and _LIKE_ROMAN.match(text):
        letters = tuple(
            replace(letter, text=_ROMAN_SLIPS.get(letter.text, letter.text)) for letter in other[0].letters
        )
        return [replace(other[0], letters=letters)]
    return [_with_head(own[0], other[0])] if len(own) == 1 else own


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
    counted = [len(letter.text) == 1 for letter in (*word.letters, *other.letters)]
    if not all(counted):
        return word
    letters = (*other.letters[: read.end()], *word.letters[own.end() :])
    return replace(word, letters=letters, sure=min(word.sure, _UNSURE))
