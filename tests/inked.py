"""Pictures of text made by hand: letters are black blocks as high as printed ones."""

from __future__ import annotations

import numpy as np

from ingest.read.printed.hocr import Letter, RawLine, RawWord
from ingest.read.printed.rulings import Picture

SIZE, BASE, LEFT = 60, 200, 100
STROKE = 6
"""How broad the blocks' strokes are, in pixels: a letter is two of them, joined at the foot."""
_STEP, _BROAD = 26, 20
_CAPITAL, _SMALL = 40, 28
_SPACE = 20


def inked(text: str, *, size: int = SIZE, bold: bool = False, told: str = "") -> tuple[Picture, RawLine]:
    """The picture of a line, and what was recognised in it: all of it, or words that are told instead.

    ``^`` raises the letter behind it, ``_`` is a space that OCR did not see.
    """
    picture = np.full((300, 1600), 255, np.uint8)
    scale, at = size / SIZE, float(LEFT)
    words: list[RawWord] = []
    letters: list[Letter] = []
    raised = False
    for sign in text:
        if sign == "^":
            raised = True
        elif sign == "_":
            at += _SPACE * scale
        elif sign == " ":
            words.append(RawWord(tuple(letters), 90))
            letters, at = [], at + _SPACE * scale
        else:
            broad = _draw(picture, sign, at, scale, raised=raised, stroke=STROKE * (2 if bold else 1))
            letters.append(Letter(sign, at, at + broad))
            at += broad + (_STEP - _BROAD) * scale
            raised = False
    words.append(RawWord(tuple(letters), 90))
    if told:
        words = [_renamed(word, new) for word, new in zip(words, told.split(), strict=True)]
    return picture, RawLine(tuple(words), LEFT, BASE - 50, BASE, 0.0, 0.0, 1.1 * size)


def _draw(picture: Picture, sign: str, at: float, scale: float, *, raised: bool, stroke: int) -> float:
    """Draws a letter and says how broad it is."""
    if sign in ".,":
        high, broad, foot = 6 * scale, 6 * scale, BASE + (8 * scale if sign == "," else 0)
        top = BASE - high
    elif raised:
        high, broad, foot = 22 * scale, 12 * scale, BASE - 24 * scale
        top = foot - high
    else:
        high = (_CAPITAL if sign.isupper() or sign.isdigit() else _SMALL) * scale
        broad, foot, top = _BROAD * scale, BASE, BASE - high
    left, right = round(at), round(at + broad)
    rows = slice(round(top), round(foot))
    own = min(stroke, right - left)
    picture[rows, left : left + own] = 0
    picture[rows, right - own : right] = 0
    picture[round(foot) - 3 : round(foot), left:right] = 0
    return broad


def _renamed(word: RawWord, text: str) -> RawWord:
    """The word as it was misread: letter by letter."""
    return RawWord(
        tuple(Letter(sign, old.left, old.right) for sign, old in zip(text, word.letters, strict=True)), 90
    )
