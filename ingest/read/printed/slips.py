"""What OCR misreads again and again, put right where nothing else can be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from ingest.match.syllables import is_spelled
from ingest.read.printed.compounds import mended_compounds
from ingest.text import fold, lower
from ontology.lexicon import load_table

_ALIKE = frozenset("cosuvxz")
"""Letters whose capitals differ from them by nothing but their size."""


def mended_word(word: str, *, small: bool) -> str:
    """The word with known slips mended; ``small`` says that it stands among small letters."""
    for pattern, means in _rules("word"):
        word = pattern.sub(means, word)
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and letters[0].islower() and any(letter.isupper() for letter in letters):
        return word.lower() if all(letter.isalpha() for letter in word) else word
    if any(letter.islower() for letter in letters) and is_spelled(lower(word)):
        return word[0] + lower(word[1:])
    if small and len(word) == len(letters) and word.isupper() and not word.isascii():
        # Two letters of which the second bears a tone are no abbreviation.
        if len(word) == 2:
            return word.capitalize()
        if all(letter in _ALIKE for letter in fold(word)):
            return word.lower()
    return word


def mended_line(words: Sequence[str], after: str = "") -> list[str]:
    """The words of a printed line, with known slips mended where the number of words stays.

    ``after`` is the first word of the next line.
    """
    mended = _mended([*_mended(words, "line"), after], "text")
    return mended_compounds(mended[:-1], after)


def _mended(words: Sequence[str], kind: str) -> list[str]:
    text = " ".join(words)
    for pattern, means in _rules(kind):
        text = pattern.sub(means, text)
    mended = text.split(" ")
    return mended if len(mended) == len(words) else list(words)


def is_speck(word: str) -> bool:
    """Whether a word that stands alone is none."""
    return word in cast(Sequence[str], load_table("ocr_slips")["specks"])


@cache
def _rules(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["is"]) for rule in _table()[kind])


@cache
def _table() -> Mapping[str, Sequence[Mapping[str, str]]]:
    return cast(Mapping[str, Sequence[Mapping[str, str]]], load_table("ocr_slips"))
