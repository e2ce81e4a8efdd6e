"""What OCR misreads again and again, put right where nothing else can be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from ontology.lexicon import load_table


def mended_word(word: str, *, small: bool) -> str:
    """The word with known slips mended; ``small`` says that it stands among small letters."""
    for pattern, means in _rules("word"):
        word = pattern.sub(means, word)
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and letters[0].islower() and any(letter.isupper() for letter in letters):
        return word.lower() if all(letter.isalpha() for letter in word) else word
    # Two letters of which the second bears a tone are no abbreviation.
    if small and len(word) == len(letters) == 2 and word.isupper() and not word.isascii():
        return word.capitalize()
    return word


def mended_line(words: Sequence[str]) -> list[str]:
    """The words of a printed line; a slip at its beginning is mended where the number of words stays."""
    text = " ".join(words)
    for pattern, means in _rules("line"):
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
