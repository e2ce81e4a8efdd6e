"""Raised signs of scanned pages: they are read again alone, enlarged, as what they mostly are: numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter

from ingest.read.printed.rulings import Picture
from ingest.read.printed.sheet import Word

_HIGH = 48  # pixels of an enlarged sign
_MARGIN = 30
_ABOVE, _BELOW, _BESIDE = 1.15, 0.35, 3  # of the sign's size; pixels
_NEAR = 0.4  # of their size: signs that stand so close are one
_SURE = 85


def joined_signs(words: Iterable[Word]) -> Iterator[Word]:
    """The words of lines; raised signs side by side are one sign: the digits of a number."""
    last: Word | None = None
    for word in words:
        if last is not None and _is_beside(last, word):
            last = replace(last, text=last.text + word.text, right=word.right)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _is_beside(before: Word, word: Word) -> bool:
    near = abs(word.left - before.right) < _NEAR * before.size
    return before.raised and word.raised and near and abs(word.base - before.base) < _NEAR * before.size


def enlarged(sign: Word, picture: Picture, scale: float, blur: float = 0.0) -> Picture:
    """The picture of a sign, as high as large print and with white around it; ``scale`` is pixels a point."""
    base, size = sign.base * scale, sign.size * scale
    top, bottom = max(0, round(base - _ABOVE * size)), round(base + _BELOW * size)
    left, right = max(0, round(sign.left * scale) - _BESIDE), round(sign.right * scale) + _BESIDE
    cut = Image.fromarray(picture[top:bottom, left:right])
    if not cut.width or not cut.height:
        return np.full((2 * _MARGIN, 2 * _MARGIN), 255, np.uint8)
    wide = max(1, round(cut.width * _HIGH / cut.height))
    large = cut.resize((wide, _HIGH), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(blur))
    out = Image.new("L", (wide + 2 * _MARGIN, _HIGH + 2 * _MARGIN), 255)
    out.paste(large, (_MARGIN, _MARGIN))
    return np.asarray(out)


def with_numbers(words: Sequence[Word], readings: Sequence[Sequence[tuple[str, int]]]) -> list[Word]:
    """The words, of which raised ones get the number that was surely read; ``readings`` are those of each
    raised word, each with how sure it is, in percent.
    """
    told = iter(readings)
    return [_with_number(word, next(told)) if word.raised else word for word in words]


def _with_number(sign: Word, read: Sequence[tuple[str, int]]) -> Word:
    text, sure = max(read, key=lambda one: one[1], default=("", 0))
    return replace(sign, text=text) if sure >= _SURE and text.isdigit() else sign
