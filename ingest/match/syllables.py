"""Words that lost the blank between them: "vốnkéo" is no syllable of Vietnamese, "vốn" and "kéo" are."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from ontology.phrases import load_words

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below

_STOPPED = frozenset("\u0301\u0323")  # the tones of syllables that end in c, ch, p or t


@lru_cache(maxsize=16384)
def glued_at(word: str) -> int | None:
    """Where a word of two glued syllables parts, ``None`` for a word that is one, or no Vietnamese.

    A word without any Vietnamese mark is let alone ("video", "logo").
    """
    key = word.lower()
    if len(key) != len(word) or not _is_marked(key) or is_syllable(key):
        return None
    cuts = [at for at in range(2, len(key) - 1) if is_syllable(key[:at]) and is_syllable(key[at:])]
    return cuts[-1] if cuts else None


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be one Vietnamese syllable."""
    bare = without_tone(word)
    return any(bare.startswith(onset) and bare[len(onset) :] in _rimes() for onset in _onsets())


def is_spelled(word: str) -> bool:
    """Whether a lower-case word is a syllable with a tone that it can bear: "việc", not "viêc"."""
    if not is_syllable(word):
        return False
    stopped = without_tone(word).endswith(("c", "ch", "p", "t"))
    return not stopped or any(tone in unicodedata.normalize("NFD", word) for tone in _STOPPED)


def without_tone(word: str) -> str:
    """The word without its tone mark; the marks of vowels stay: "nước" -> "nươc"."""
    parted = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parted if c not in _TONES))


def _is_marked(word: str) -> bool:
    return any(ord(letter) > 127 for letter in word)


@cache
def _onsets() -> tuple[str, ...]:
    return ("", *load_words("syllables")["onsets"])


@cache
def _rimes() -> frozenset[str]:
    return frozenset(load_words("syllables")["rimes"])
