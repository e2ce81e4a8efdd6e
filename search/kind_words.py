"""Whether the word for a kind of unit stands beside a name: "huyện Phong Thổ", "Phong Tho district"."""

from __future__ import annotations

import re
from functools import cache

from ingest.text import even_tones, fold
from ontology.place_words import KindWord, load_place_words

_JOIN = r"[\s,]*(?:of\s+|cua\s+)?(?:the\s+)?"
NEAR = 64
"""Characters beside a name that can hold a kind word, what joins it, and what may not stand before it. To
look at a long question whole at each of its words would take the square of its length.
"""


def level_before(text: str, start: int) -> tuple[int, int] | None:
    """The level that the words right before ``start`` name, and where they begin."""
    found = kind_before(text, start)
    return (found[0].level, found[1]) if found else None


def level_after(text: str, end: int) -> tuple[int, int] | None:
    """The level that the words right after ``end`` name ("Phong Tho district"), and where they end."""
    found = kind_after(text, end)
    return (found[0].level, found[1]) if found else None


def kind_before(text: str, start: int) -> tuple[KindWord, int] | None:
    """The kind that the words right before ``start`` name, and where they begin.

    None for a word that is a part of another one: the "thôn" of "nông thôn" is no village.
    """
    begin = max(0, start - NEAR)
    near = text[begin:start]
    folded = fold(near)
    match = _before().search(folded)
    kind = _kind(near, match) if match else None
    if match is None or kind is None or folded[: match.start()].endswith(_guards(kind)):
        return None
    return kind, begin + match.start()


def kind_after(text: str, end: int) -> tuple[KindWord, int] | None:
    """The kind that the words right after ``end`` name, and where they end."""
    near = text[end : end + NEAR]
    match = _after().match(fold(near))
    kind = _kind(near, match) if match else None
    return (kind, end + match.end()) if match and kind else None


def _kind(text: str, match: re.Match[str]) -> KindWord | None:
    """The kind whose word was found. Without its diacritics it may be another word: "to" is no "tổ"."""
    written = even_tones(text[match.start(1) : match.end(1)])
    kinds = _kinds()[match[1]]
    exact = [kind for kind in kinds if even_tones(kind.word) == written]
    plain = [kind for kind in kinds if kind.plain and written == match[1]]
    return next(iter((*exact, *plain)), None)


@cache
def _kinds() -> dict[str, list[KindWord]]:
    kinds: dict[str, list[KindWord]] = {}
    for kind in load_place_words().kinds.values():
        kinds.setdefault(fold(kind.word), []).append(kind)
    return kinds


def _guards(kind: KindWord) -> tuple[str, ...]:
    """What may not stand before a kind word, with the blank between them."""
    return tuple(f"{fold(word)} " for word in kind.not_after)


def _alternatives(suffix: bool) -> str:
    words = {fold(w.word) for w in load_place_words().kinds.values() if w.suffix or not suffix}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({_alternatives(suffix=False)})\.?{_JOIN}$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s+({_alternatives(suffix=True)})s?(?!\w)")
