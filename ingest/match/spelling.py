"""How far a written name is from a name of the gazetteer: wrong marks weigh less than wrong letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from ontology.gazetteer import name_key, one_i

MARK, SOUND, LETTER = 1, 2, 3

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STROKE = "\u0335"

# Consonants that are pronounced alike somewhere and therefore written one for the other.
_SOUNDS = re.compile(r"\b(?:tr|ch|x|s|gi(?=[^\W\d_])|r|d)|k(?!h)")
_HEARD = {"tr": "ch", "x": "s", "gi": "d", "r": "d", "k": "c"}


def spelling_cost(written: str, name: str, most_letters: int = 0) -> int | None:
    """The cost of reading ``written`` as ``name``, or ``None`` if more than ``most_letters`` differ.

    Each wrong, missing or superfluous mark (tone, vowel mark, the stroke of đ) costs ``MARK``, each word with
    a consonant that sounds like the right one (``Trải`` for ``Chải``) ``SOUND``, each other letter
    ``LETTER``. Case, the place of a tone mark in its syllable and i for y cost nothing.
    """
    keys = one_i(name_key(written)), one_i(name_key(name))
    if keys[0] == keys[1]:
        return MARK * _marks_apart(written, name)
    heard = _heard(written), _heard(name)
    if name_key(heard[0]) == name_key(heard[1]):
        pairs = zip(written.lower().split(), name.lower().split(), strict=False)
        respelled = sum(_initial(one) != _initial(other) for one, other in pairs)
        return MARK * _marks_apart(*heard) + SOUND * max(respelled, 1)
    letters = Levenshtein.distance(*keys, score_cutoff=most_letters)
    return LETTER * letters if letters <= most_letters else None


def sound_key(name: str) -> str:
    """A name's key with its consonants written as they sound alike: ``Xín Trải`` -> ``sinchai``."""
    return name_key(_heard(name))


def _heard(name: str) -> str:
    lowered = one_i(unicodedata.normalize("NFC", name.lower()))
    return _SOUNDS.sub(lambda found: _HEARD.get(found[0], found[0]), lowered)


def _initial(word: str) -> str:
    """The consonants of a word alone, by which two words that sound alike differ."""
    return "".join(c for c in name_key(word) if c not in "aeiouy")


@lru_cache(maxsize=8192)
def _marks_apart(written: str, name: str) -> int:
    letters, tones = _marks(written)
    other_letters, other_tones = _marks(name)
    apart = sum(a != b for a, b in zip(letters, other_letters, strict=False))
    if len(tones) != len(other_tones):  # "Cư K Róa" for Cư Króa
        tones, other_tones = tuple(filter(None, tones)), tuple(filter(None, other_tones))
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
