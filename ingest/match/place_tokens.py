"""Words of a text as the place matcher sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.text import fold, lower
from ontology.gazetteer import name_key

_WORD = re.compile(r"[^\W_]+(?:['’`](?!s\b)[^\W_]+)*")
_KEPT = 256  # texts whose words are kept: one is asked for places and for committees, in several contexts


class Token(NamedTuple):
    """One word: its offsets, its folded key, and how it is written. A tuple, for it is made very often."""

    start: int
    end: int
    text: str
    lower: str
    key: str
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
        word = match.group()
        yield Token(
            start=match.start(),
            end=match.end(),
            text=word,
            lower=word.lower(),
            key=name_key(word),
            capital=word[0].isupper(),
            upper=len(word) > 1 and word.isupper(),
            digits=word.isdigit(),
        )
