"""Finds phrases of code lists in Vietnamese text, whatever their case, spacing, hyphens and tone spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
_KEPT = 256  # texts whose words are kept: several lists are looked up in one text, one after the other


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


class _Token(NamedTuple):
    start: int
    end: int
    folded: str
    accented: str


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
        tokens, openers = _tokens(text), self._root.next
        at = 0
        while at < len(tokens):
            found = self._longest(text, tokens, at) if tokens[at].folded in openers else None
            if found is None:
                at += 1
                continue
            last, id_ = found
            start, end = tokens[at].start, tokens[last].end
            yield Mention(start, end, text[start:end], id_)
            at = last + 1

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

    def _longest(self, text: str, tokens: Sequence[_Token], first: int) -> tuple[int, str] | None:
        node, best = self._root, None
        for last in range(first, len(tokens)):
            if last > first and not _GAP.fullmatch(text, tokens[last - 1].end, tokens[last].start):
                break
            step = node.next.get(tokens[last].folded)
            if step is None:
                break
            node = step
            id_ = _accepted(node, tokens[first : last + 1])
            best = (last, id_) if id_ is not None else best
        return best


def _without_commas(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token != ","]


@lru_cache(maxsize=_KEPT)
def _tokens(text: str) -> tuple[_Token, ...]:
    accented, folded = even_tones(text), fold(text)
    return tuple(
        _Token(m.start(), m.end(), folded[m.start() : m.end()], accented[m.start() : m.end()])
        for m in _TOKEN.finditer(text)
    )


def _accepted(node: _Node, tokens: Sequence[_Token]) -> str | None:
    """The id of the phrase that ends here and fits best: with its diacritics, else where that is safe."""
    for phrase, id_ in node.ends:
        if all(word == token.accented for word, token in zip(phrase, tokens, strict=True)):
            return id_
    plain = len(tokens) > 1 and all(token.folded == token.accented for token in tokens)
    for phrase, id_ in node.ends:
        wrong = sum(word != token.accented for word, token in zip(phrase, tokens, strict=True))
        if plain or wrong <= len(phrase) // _WORDS_PER_SLIP:
            return id_
    return None
