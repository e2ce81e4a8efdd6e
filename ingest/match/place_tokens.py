"""Words of a text as the place matcher sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.match.spelling import sound_key
from ingest.text import fold, lower
from ontology.gazetteer import name_key

_WORD = re.compile(r"[^\W_]+(?:['’`](?!s\b)[^\W_]+)*")
_KEPT = 1 << 11  # texts whose words are kept: one is asked for places and for committees, in several contexts
_FORMS = 1 << 14  # words whose forms are kept


class Token(NamedTuple):
    """One word: its offsets, its folded key, how it sounds and how it is written.

    A tuple, for it is made very often.
    """

    start: int
    end: int
    text: str
    lower: str
    key: str
    sound: str
    capital: bool
    upper: bool
    digits: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words. ``plain`` says that it bears no diacritic at all."""

    text: str
    tokens: tuple[Token, ...]
    plain: bool

    def gap(self, index: int) -> str:
        """What stands before the word ``index``, back to the word before it."""
        start = self.tokens[index - 1].end if index else 0
        end = self.tokens[index].start if index < len(self.tokens) else len(self.text)
        return self.text[start:end]

    def surface(self, first: int, count: int) -> str:
        """The text of ``count`` words from ``first``."""
        return self.text[self.tokens[first].start : self.tokens[first + count - 1].end]


@lru_cache(maxsize=_KEPT)
def read_words(text: str) -> Words:
    """Splits a text into words; hyphens and punctuation separate, apostrophes inside do not."""
    return Words(text, tuple(_tokens(text)), fold(text) == lower(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        yield Token(match.start(), match.end(), *_forms(match.group()))


@lru_cache(maxsize=_FORMS)
def _forms(word: str) -> tuple[str, str, str, str, bool, bool, bool]:
    """What a token says of its word, wherever it stands."""
    upper = len(word) > 1 and word.isupper()
    return word, word.lower(), name_key(word), sound_key(word), word[0].isupper(), upper, word.isdigit()
