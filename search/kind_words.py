"""Whether the word for a kind of unit stands beside a name: "huyện Phong Thổ", "Phong Tho district"."""

from __future__ import annotations

import re
from functools import cache

from ingest.text import fold
from ontology.place_words import load_place_words

_JOIN = r"[\s,]*(?:of\s+|cua\s+)?(?:the\s+)?"


def level_before(text: str, start: int) -> tuple[int, int] | None:
    """The level that the words right before ``start`` name, and where they begin."""
    match = _before().search(fold(text[:start]))
    return (_levels()[match[1]], match.start()) if match else None


def level_after(text: str, end: int) -> tuple[int, int] | None:
    """The level that the words right after ``end`` name ("Phong Tho district"), and where they end."""
    match = _after().match(fold(text[end:]))
    return (_levels()[match[1]], end + match.end()) if match else None


@cache
def _levels() -> dict[str, int]:
    return {fold(word.word): word.level for word in load_place_words().kinds.values()}


def _alternatives(suffix: bool) -> str:
    words = {fold(w.word) for w in load_place_words().kinds.values() if w.suffix or not suffix}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({_alternatives(suffix=False)})\.?{_JOIN}$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s+({_alternatives(suffix=True)})s?(?!\w)")
