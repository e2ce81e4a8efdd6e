"""Which language a question is in, and whether its Vietnamese lacks the diacritics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from ingest.text import fold, nfc
from ontology.lexicon import load_concepts
from search.stem import stem

_SHORT = 3  # letters: forms of shorter words are other words ("its", "used")
WORD = re.compile(r"[^\W\d_]+")
# What a Vietnamese syllable looks like once its marks are gone: onset, vowels, coda.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?",
)


class Language(StrEnum):
    """A language that questions are asked and answered in."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


def detect_language(text: str) -> Language:
    """The language of a question, by its function words; names of places do not count.

    Where those leave it open, a text whose words all look like Vietnamese syllables is Vietnamese.
    """
    words = WORD.findall(nfc(text))
    if spoken := _spoken(words):
        return spoken
    syllables = sum(bool(_SYLLABLE.fullmatch(fold(word))) for word in words)
    return Language.VIETNAMESE if words and syllables == len(words) else Language.ENGLISH


def tells_language(text: str) -> bool:
    """Whether the function words of a text say which language it is in; a name alone or a year does not."""
    return _spoken(WORD.findall(nfc(text))) is not None


def lacks_diacritics(text: str) -> bool:
    """Whether the text bears no Vietnamese letter at all, as typed on a plain keyboard.

    Only of interest for Vietnamese; a question of names and numbers alone counts as lacking them too.
    """
    text = nfc(text)
    return all(folded == low for folded, low in zip(fold(text), text.lower(), strict=False))


def is_plain_syllable(word: str) -> bool:
    """Whether a word without diacritics looks like a Vietnamese syllable; an English one may, too."""
    return bool(_SYLLABLE.fullmatch(word))


@cache
def fillers(language: Language) -> frozenset[str]:
    """Words without a topic of their own, as written, in lower case; single words only."""
    return frozenset(label for label in _filler_labels(language) if " " not in label)


def is_english_filler(word: str) -> bool:
    """Whether an English word has no topic of its own, in whatever form it stands there."""
    return word.lower() in fillers(Language.ENGLISH) or stem(word) in _filler_stems()


@cache
def _filler_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in fillers(Language.ENGLISH) if len(word) > _SHORT)


@cache
def filler_phrases(language: Language) -> tuple[str, ...]:
    """Fillers of several words, the longest first: their single words may well be a topic."""
    return tuple(sorted((label for label in _filler_labels(language) if " " in label), key=len, reverse=True))


@cache
def folded_fillers() -> frozenset[str]:
    """The Vietnamese fillers without diacritics."""
    return frozenset(map(fold, fillers(Language.VIETNAMESE)))


def _filler_labels(language: Language) -> tuple[str, ...]:
    rows = load_concepts("question_words")
    labels = (label for row in rows for label in (row.labels if language == "vi" else row.labels_en))
    return tuple(nfc(label).lower() for label in labels)


@cache
def _english_only() -> frozenset[str]:
    return fillers(Language.ENGLISH) - folded_fillers()


def _spoken(words: Sequence[str]) -> Language | None:
    """The language that most of the function words are of, if one has more."""
    vietnamese = sum(_votes_vietnamese(word) for word in words)
    english = sum(word.lower() in _english_only() for word in words)
    if vietnamese == english:
        return None
    return Language.VIETNAMESE if vietnamese > english else Language.ENGLISH


def _votes_vietnamese(word: str) -> bool:
    low = word.lower()
    if fold(word) == low:
        return low in folded_fillers() and low not in fillers(Language.ENGLISH)
    return low in fillers(Language.VIETNAMESE)
