"""A text as the words that are compared: lower case, one spelling of tones and of i/y, diacritics kept.

Diacritics tell Vietnamese words apart ("dân" is not "đàn"), so a comparison drops them only where a
question was typed without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.text import even_tones, fold, nfc
from ontology.lexicon import load_concepts
from ontology.phrases import load_words

_WORD = re.compile(r"[^\W_]+")
# "bác sỹ" and "bác sĩ", "tỉ lệ" and "tỷ lệ": after a consonant y and i are one letter; "quý" is not "quí".
_OPEN_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ](?![^\W_])")
_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s|\n")
END = "¶"  # stands between sentences, so that no phrase is found across them
_LONGEST = 4  # syllables of a word
_SLIPS = 4  # a phrase of so many syllables may bear one wrong mark: reports have misprints


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text taken apart: its words as written and without diacritics, and where each of the latter stands.

    Compared by identity: ``take_apart`` gives the same one for the same text.
    """

    written: tuple[str, ...]
    folded: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=32768)
def take_apart(text: str) -> Words:
    """The words of a text, ready for comparison."""
    sentences = (_WORD.findall(sentence) for sentence in _SENTENCE_END.split(even_tones(nfc(text))))
    written = tuple(map(spelling, f" {END} ".join(" ".join(words) for words in sentences if words).split()))
    folded = tuple(map(fold, written))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(folded):
        places.setdefault(word, []).append(place)
    return Words(written, folded, {word: tuple(found) for word, found in places.items()})


def spelling(word: str) -> str:
    """The one spelling of a word in lower case: ``"sỹ"`` -> ``"sĩ"``."""
    return _OPEN_Y.sub(lambda match: match[0].translate(_I_FOR_Y), word)


def normal(text: str) -> str:
    """A phrase in the spelling that is compared, its words between single blanks."""
    return " ".join(take_apart(text).written)


def find(phrase: Words, text: Words, *, plain: bool) -> tuple[int, ...]:
    """Where the words of a phrase stand in the text one after the other; ``plain`` ignores diacritics."""
    size = len(phrase.folded)
    return tuple(
        at
        for at in text.places.get(phrase.folded[0], ())
        if text.folded[at : at + size] == phrase.folded
        and (plain or _same(phrase.written, text.written[at : at + size]))
    )


def is_word(text: Words, at: int) -> bool:
    """Whether the syllable there is a word of its own, and no part of a longer one ("giá" in "giá trị")."""
    return not any(
        tuple(text.written[first : first + size]) in _known_words()
        for size in range(2, _LONGEST + 1)
        for first in range(max(0, at - size + 1), at + 1)
    )


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    slips = sum(a != b for a, b in zip(one, other, strict=True))
    return not slips or (slips == 1 and len(one) >= _SLIPS)


@lru_cache(maxsize=8192)
def segment(text: str) -> tuple[Words, ...]:
    """A phrase as words of one or more syllables: "diện tích lúa" -> "diện tích", "lúa".

    A word of several syllables is one that the code lists know; the longest wins.
    """
    words = take_apart(text).written
    parts: list[Words] = []
    at = 0
    while at < len(words):
        sizes = range(min(_LONGEST, len(words) - at), 1, -1)
        size = next((n for n in sizes if words[at : at + n] in _known_words()), 1)
        parts.append(take_apart(" ".join(words[at : at + size])))
        at += size
    return tuple(parts)


@cache
def _known_words() -> frozenset[tuple[str, ...]]:
    """What the code lists use as one word: the glossary's translations, and the names of properties."""
    glossary = (form for forms in load_words("glossary").values() for form in forms)
    properties = (label for concept in load_concepts("properties") for label in concept.labels)
    known = (take_apart(form).written for form in (*glossary, *properties))
    return frozenset(words for words in known if 1 < len(words) <= _LONGEST)
