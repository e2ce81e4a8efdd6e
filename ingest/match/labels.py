"""Finds phrases of code lists in Vietnamese text, whatever their case, spacing, hyphens and tone spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.match.mention import Mention
from ingest.text import even_tones, fold
from ontology.phrases import Phrase

_TOKEN = re.compile(r"\w+|,")
# What may stand between two words of one phrase: blanks, hyphens, slashes, marks of emphasis, brackets.
# A gap is short, so that words of two columns or lines of a list never join.
_GAP = re.compile(r"\.|[\s\-–—/&+*_'\"“”‘’()]{0,4}")
# One word in four may bear wrong diacritics: "lỡ mồm long móng" is a slip, "phòng chống đại" another thing.
_WORDS_PER_SLIP = 4
_WINDOW = 160  # characters; no phrase of a code list is longer
_KEPT = 1 << 11  # texts whose words are kept: several lists are looked up in one text, one after the other


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


class _Words(NamedTuple):
    """The words of a text: where each stands, without its diacritics, with them."""

    spans: list[tuple[int, int]]
    folded: list[str]
    accented: list[str]


class LabelMatcher:
    """Matches many phrases at once: leftmost first, then longest; matches never overlap.

    Words compare with their diacritics, tone placement aside. Diacritics may be missing or wrong where
    that is safe: all missing in a phrase of two words and more, one word wrong in a phrase of four. A
    single word must be right (``dai`` is not ``dại``). A comma of a phrase may be left out.
    """

    __slots__ = ("_root",)

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._root = _Node()
        for phrase in phrases:
            accented = _TOKEN.findall(even_tones(phrase.text))
            folded = _TOKEN.findall(fold(phrase.text))
            self._add(accented, folded, phrase.id)
            if "," in folded:
                self._add(_without_commas(accented), _without_commas(folded), phrase.id)

    def find(self, text: str) -> Iterator[Mention[str]]:
        """The phrases in the text; ``value`` is the id of the concept."""
        words, openers = _words(text), self._root.next
        after = 0
        for at, word in enumerate(words.folded):
            found = self._longest(text, words, at) if word in openers and at >= after else None
            if found is not None:
                last, id_ = found
                start, end = words.spans[at][0], words.spans[last][1]
                yield Mention(start, end, text[start:end], id_)
                after = last + 1

    def at(self, text: str, start: int) -> Mention[str] | None:
        """The longest phrase that begins exactly at ``start``, if any."""
        first = next((m for m in self.find(text[start : start + _WINDOW])), None)
        if first is None or first.start != 0:
            return None
        return Mention(start, start + first.end, first.surface, first.value)

    def _add(self, accented: list[str], folded: list[str], id_: str) -> None:
        node = self._root
        for token in folded:
            node = node.next.setdefault(token, _Node())
        node.ends.append((tuple(accented), id_))

    def _longest(self, text: str, words: _Words, first: int) -> tuple[int, str] | None:
        node, best = self._root, None
        for last in range(first, len(words.folded)):
            step = node.next.get(words.folded[last])
            if step is None:
                break
            if last > first and not _GAP.fullmatch(text, words.spans[last - 1][1], words.spans[last][0]):
                break
            node = step
            id_ = _accepted(node, words, first, last + 1) if node.ends else None
            best = (last, id_) if id_ is not None else best
        return best


def _without_commas(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token != ","]


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> _Words:
    accented, folded = even_tones(text), fold(text)
    spans = [match.span() for match in _TOKEN.finditer(text)]
    return _Words(spans, [folded[a:b] for a, b in spans], [accented[a:b] for a, b in spans])


def _accepted(node: _Node, words: _Words, first: int, after: int) -> str | None:
    """The id of the phrase that ends here and fits best: with its diacritics, else where that is safe."""
    accented = words.accented[first:after]
    for phrase, id_ in node.ends:
        if list(phrase) == accented:
            return id_
    plain = len(accented) > 1 and words.folded[first:after] == accented
    for phrase, id_ in node.ends:
        wrong = sum(word != written for word, written in zip(phrase, accented, strict=True))
        if plain or wrong <= len(phrase) // _WORDS_PER_SLIP:
            return id_
    return None
