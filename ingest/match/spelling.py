"""How far a written name is from a name of the gazetteer: wrong marks weigh less than wrong letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from ontology.gazetteer import name_key

MARK, LETTER = 1, 3

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STROKE = "\u0335"


def spelling_cost(written: str, name: str, most_letters: int = 0) -> int | None:
    """The cost of reading ``written`` as ``name``, or ``None`` if more than ``most_letters`` differ.

    Each wrong, missing or superfluous mark (tone, vowel mark, the stroke of đ) costs ``MARK``, each letter
    ``LETTER``. Case and the place of a tone mark in its syllable cost nothing.
    """
    keys = name_key(written), name_key(name)
    if keys[0] == keys[1]:
        return MARK * _marks_apart(written, name)
    letters = Levenshtein.distance(*keys, score_cutoff=most_letters)
    return LETTER * letters if letters <= most_letters else None


@lru_cache(maxsize=8192)
def _marks_apart(written: str, name: str) -> int:
    letters, tones = _marks(written)
    other_letters, other_tones = _marks(name)
    apart = sum(a != b for a, b in zip(letters, other_letters, strict=False))
    return apart + sum(a != b for a, b in zip_longest(tones, other_tones, fillvalue=""))


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The vowel mark of each letter, and the tones of each syllable."""
    letters: list[str] = []
    tones: list[str] = []
    for word in text.lower().replace("đ", f"d{_STROKE}").split():
        tone = ""
        for character in unicodedata.normalize("NFD", word):
            if character in _TONES:
                tone += character
            elif unicodedata.combining(character):
                letters[-1:] = [letters[-1] + character] if letters else []
            elif name_key(character):
                letters.append("")
        tones.append(tone)
    return tuple(letters), tuple(tones)
