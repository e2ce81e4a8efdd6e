"""A lossless token stream over reading text, with the words that matter to figures labelled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ingest.match.modality import modal_phrases
from ingest.match.numbers import NUMERAL
from ingest.match.phrases import WORD, Phrases
from ingest.match.syllables import glued_at
from ingest.text import even_tones
from ontology.lexicon import load_concepts
from ontology.phrases import load_words

_KEPT = 1 << 14  # words whose kind is kept


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]``; ``key`` is its form for comparing (lower case, tones evened)."""

    start: int
    end: int
    text: str
    key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase over tokens ``[first, last)`` that a code list knows.

    ``kind`` is a modality kind (``plan``, ``increase`` …), ``property``, ``verb``, ``light`` or
    ``qualifier``; ``id`` the row; ``detail`` what goes with it (a property's units, a bound's sign).
    """

    kind: str
    id: str
    first: int
    last: int
    detail: str = ""


class Stream(Sequence[Token]):
    """The tokens of one text, each with at most one label."""

    def __init__(self, text: str) -> None:
        self.text = text
        evened = even_tones(text)
        self._tokens = tuple(_token(text, evened, *span) for span in _spans(evened))
        self.keys = tuple(token.key for token in self._tokens)
        self.labels = _label(self.keys)
        self._kinds = [label.kind if label else "" for label in self.labels]
        self._starts = [token.start for token in self._tokens]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN204
        return self._tokens[index]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def kind_at(self, index: int) -> str:
        """The label's kind at a token, ``""`` where there is none."""
        return self._kinds[index] if 0 <= index < len(self._kinds) else ""

    def kinds(self, first: int, last: int) -> Sequence[str]:
        """The kinds of labels of tokens ``[first, last)``, ``""`` where there is none."""
        return self._kinds[first:last]

    def unlabel(self, start: int, end: int) -> None:
        """Forgets the labels of the tokens in the text range: the "KH" of "18/KH-UBND" is no plan."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        if first < last:
            self.labels = (*self.labels[:first], *(None,) * (last - first), *self.labels[last:])
            self._kinds[first:last] = [""] * (last - first)

    def words(self, first: int, last: int) -> str:
        """The source words of tokens ``[first, last)``."""
        if first >= last:
            return ""
        return self.text[self._tokens[first].start : self._tokens[last - 1].end]


def count_numerals(text: str) -> int:
    """How many numerals a text holds: each ends as a fact or in the ledger."""
    return sum(1 for found in WORD.finditer(even_tones(text)) if found[0][0].isdecimal())


def _spans(evened: str) -> Iterator[tuple[int, int]]:
    """Where the tokens stand: words, numerals and marks, and both halves of two words that are glued."""
    for found in WORD.finditer(evened):
        start, end = found.span()
        cut = glued_at(found[0])
        if cut:
            yield start, start + cut
            start += cut
        yield start, end


def _token(text: str, evened: str, start: int, end: int) -> Token:
    key = evened[start:end]
    return Token(start, end, text[start:end], key, _kind_of(key))


@lru_cache(maxsize=_KEPT)
def _kind_of(key: str) -> Kind:
    if NUMERAL.fullmatch(key):
        return Kind.NUMBER
    return Kind.WORD if key[0].isalpha() or key in "%‰" or len(key) > 1 else Kind.MARK


def _label(keys: tuple[str, ...]) -> tuple[Label | None, ...]:
    labels: list[Label | None] = [None] * len(keys)
    position = 0
    while position < len(keys):
        best = _longest(keys, position) if keys[position] in _openers() else None
        if best is None:
            position += 1
            continue
        labels[best.first : best.last] = [best] * (best.last - best.first)
        position = best.last
    return tuple(labels)


def _longest(keys: tuple[str, ...], position: int) -> Label | None:
    best: Label | None = None
    for label in _hits(keys, position):
        if best is None or label.last > best.last:
            best = label
    return best


def _hits(keys: tuple[str, ...], position: int) -> Iterator[Label]:
    modal = modal_phrases().at(keys, position)
    if modal:
        row = modal[1]
        yield Label(row.extra["kind"], row.id, position, position + modal[0], row.extra.get("qualifier", ""))
    for lexicon in (_properties(), _clause_words()):
        hit = lexicon.at(keys, position)
        if hit:
            kind, id_, detail = hit[1]
            yield Label(kind, id_, position, position + hit[0], detail)


@cache
def _openers() -> frozenset[str]:
    """The words that a labelled phrase can begin with."""
    return modal_phrases().openers | _properties().openers | _clause_words().openers


@cache
def _properties() -> Phrases[tuple[str, str, str]]:
    rows = load_concepts("properties")
    entries = ((label, ("property", row.id, row.extra["fits"])) for row in rows for label in row.labels)
    return Phrases(entries, even_tones)


@cache
def _clause_words() -> Phrases[tuple[str, str, str]]:
    words = load_words("clause_words")
    kinds = {"verbs": "verb", "light_verbs": "light", "qualifiers": "qualifier"}
    entries = ((word, (kind, word, "")) for name, kind in kinds.items() for word in words[name])
    return Phrases(entries, even_tones)
