"""Links the full name of an indicator to the code list; a name that no label resembles stays unlinked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.match.units import unit_at
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_phrases, load_words
from ontology.values import Concept

# Name and label must hold the same words, neutral ones aside: one other word is another indicator ("xuất
# khẩu", "nhập khẩu"). Only in long names may one word in eight differ.
THRESHOLD = 0.75
_WORDS_FOR_A_SLIP = 8
_FEWEST_WORDS = 2  # fewer, and "người công dân" would be "người có công"

_WORD = re.compile(r"[^\W_]+[²³]?|%")


def link_indicator(name: str, unit_kind: str) -> str | None:
    """The id of the concept whose label shares most words with the name, or ``None``.

    ``unit_kind`` is the kind of the figure's unit: a concept in another kind of unit is never linked,
    so that "số hộ nghèo" and "tỷ lệ hộ nghèo" stay apart.
    """
    return _link(even_tones(name), unit_kind)


@lru_cache(maxsize=4096)
def _link(name: str, unit_kind: str) -> str | None:
    if exact := [id_ for id_ in _exact().get(name, ()) if _kind(id_) == unit_kind]:
        return exact[0]  # "thu ngân sách nhà nước" and "… trên địa bàn" differ in neutral words only
    words = _words(name)
    best: tuple[float, int, str] | None = None
    for label in sorted(_candidates(words)):
        id_, label_words = _labels()[label]
        shared = 2 * len(words & label_words) / (len(words) + len(label_words))
        if shared >= THRESHOLD and _same(words, label_words) and _kind(id_) == unit_kind:
            entry = (shared, -label, id_)
            best = max(best, entry) if best else entry
    return best[2] if best else None


def _same(name: frozenset[str], label: frozenset[str]) -> bool:
    differing = (name ^ label) - _neutral()
    if name != label and len(label - _neutral()) < _FEWEST_WORDS:
        return False
    return len(differing) <= min(len(name), len(label)) // _WORDS_FOR_A_SLIP


def _candidates(words: frozenset[str]) -> set[int]:
    """Labels that share the name's rarest words; a label alike in most words shares one of them."""
    index = _index()
    known = sorted((word for word in words if word in index), key=lambda word: (len(index[word]), word))
    rare = known[: max(2, len(words) // 3 + 1)]
    return {label for word in rare for label in index.get(word, ())}


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(even_tones(name)) if word not in _empty())


@cache
def _labels() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (phrase.id, _words(phrase.text)) for phrase in load_phrases("indicators") if _words(phrase.text)
    )


@cache
def _exact() -> Mapping[str, tuple[str, ...]]:
    named: dict[str, list[str]] = defaultdict(list)
    for phrase in load_phrases("indicators"):
        named[even_tones(phrase.text)].append(phrase.id)
    return {text: tuple(ids) for text, ids in named.items()}


@cache
def _index() -> Mapping[str, tuple[int, ...]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, (_, words) in enumerate(_labels()):
        for word in words:
            index[word].append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


@cache
def _kind(id_: str) -> str:
    concept: Concept = concepts_by_id("indicators")[id_]
    words = tuple(re.findall(r"[^\W_]+[²³]?|[%‰/.]", even_tones(concept.extra["unit"])))
    hit = unit_at(words, 0)
    return hit[1].kind if hit else ""


@cache
def _neutral() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("clause_words")["neutral"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("clause_words")["empty"])
