"""How far a passage sounds like a cause (``codes/reasons.toml``): what a question why is answered from."""

from __future__ import annotations

from functools import cache

from ontology.phrases import load_words
from search.words import Words, find, take_apart

_STRONG, _WEAK = 0.3, 0.15


def cause_bonus(text: str) -> float:
    """What the words for a cause in a text are worth beside its score."""
    words = take_apart(text)
    if any(find(phrase, words, plain=False) for phrase in _phrases("strong")):
        return _STRONG
    return _WEAK if any(find(phrase, words, plain=False) for phrase in _phrases("weak")) else 0.0


@cache
def _phrases(name: str) -> tuple[Words, ...]:
    return tuple(map(take_apart, load_words("reasons")[name]))
