"""How well a text tells of a question's terms: the one measure that ranks evidence and lets abstain.

Everything is compared folded, as whole syllables: ``ngheo`` is in ``ho ngheo``, not in ``ngheon``. A term
weighs the more, the fewer of the texts at hand contain it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from ingest.text import fold, nfc
from search.language import folded_fillers
from search.topics import Term

_WORD = re.compile(r"[^\W_]+")
_SCATTERED = 0.7  # what a form counts whose syllables all stand in the text, but apart


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for comparison: its folded words between single blanks."""

    padded: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """How a text and the terms fit.

    ``recall`` is the share of the terms' weight that the text covers; ``precision`` the share of the
    text's own words that the terms speak of, which only means something for short texts (names).
    """

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


@lru_cache(maxsize=32768)
def prepare(text: str) -> Prepared:
    """Folds a text and takes it apart."""
    words = _WORD.findall(fold(nfc(text)))
    return Prepared(f" {' '.join(words)} ", frozenset(words))


def coverage(term: Term, text: Prepared) -> float:
    """How far the text says the term, from 0 to 1."""
    best = 0.0
    for form in term.forms:
        padded, words = _form(form)
        if words and text.words.issuperset(words):
            if padded in text.padded:
                return 1.0
            best = _SCATTERED
    return best


@lru_cache(maxsize=8192)
def _form(form: str) -> tuple[str, tuple[str, ...]]:
    words = tuple(_WORD.findall(form))
    return f" {' '.join(words)} ", words


def term_weights(terms: Sequence[Term], texts: Collection[Prepared]) -> Mapping[Term, float]:
    """The inverse document frequency of each term over the texts at hand; at least a little."""
    total = len(texts)
    weights = {}
    for term in terms:
        seen = sum(coverage(term, text) > 0 for text in texts)
        weights[term] = log(1 + (total - seen + 0.5) / (seen + 0.5)) + 0.2
    return weights


def word_weights(texts: Collection[Prepared]) -> Mapping[str, float]:
    """The same for the single words of the texts; fillers weigh next to nothing."""
    seen: dict[str, int] = {}
    for text in texts:
        for word in text.words:
            seen[word] = seen.get(word, 0) + 1
    total, idle = len(texts), folded_fillers()
    return {
        word: 0.1 if word in idle else log(1 + (total - count + 0.5) / (count + 0.5)) + 0.2
        for word, count in seen.items()
    }


def match_text(terms: Iterable[Term], weights: Mapping[Term, float], text: Prepared) -> Match:
    """Only the recall: for sentences and passages."""
    told = [(weights[term], coverage(term, text)) for term in terms if term.forms]
    whole = sum(weight for weight, _ in told)
    return Match(sum(weight * share for weight, share in told) / whole if whole else 0.0, 1.0)


def match_name(
    terms: Sequence[Term], weights: Mapping[Term, float], name: Prepared, words: Mapping[str, float]
) -> Match:
    """Recall and precision: for the names of indicators."""
    recall = match_text(terms, weights, name).recall
    if not recall:
        return Match(0.0, 0.0)
    spoken = {word for term in terms for form in term.forms for word in _form(form)[1]}
    whole = sum(words.get(word, 1.0) for word in name.words)
    return Match(recall, sum(words.get(word, 1.0) for word in name.words & spoken) / whole if whole else 0.0)
