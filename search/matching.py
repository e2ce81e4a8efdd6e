"""How well a text tells of a question's terms: the one measure that ranks evidence and lets abstain.

Everything is compared folded, as whole syllables: ``ngheo`` is in ``ho ngheo``, not in ``ngheon``. A term
weighs the more, the fewer of the texts at hand contain it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from ingest.text import fold, nfc
from search.language import folded_fillers
from search.topics import Term

_WORD = re.compile(r"[^\W_]+")
NEAR = 0.7  # what a form counts whose syllables all stand close together, in any order
_PARTS = 0.4  # and at most, where only some of them stand in the text, or far apart
_HALF = 0.5  # fewer of its syllables than this tell nothing
_SLACK = 4  # words that may stand between the syllables of a form


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for comparison: its folded words, in order and as a set, and between single blanks."""

    padded: str
    sequence: tuple[str, ...]
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
    words = tuple(_WORD.findall(fold(nfc(text))))
    return Prepared(f" {' '.join(words)} ", words, frozenset(words))


def coverage(term: Term, text: Prepared) -> float:
    """How far the text says the term, from 0 to 1."""
    best = 0.0
    for form in term.forms:
        padded, words = _form(form)
        if padded in text.padded and words:
            return 1.0
        if len(words) > 1 and not text.words.isdisjoint(words):
            best = max(best, _partly(words, text))
    return best


def _partly(words: tuple[str, ...], text: Prepared) -> float:
    found = text.words.intersection(words)
    if len(found) == len(set(words)) and _stand_close(found, text.sequence):
        return NEAR
    share = len(found) / len(set(words))
    return _PARTS * share if share >= _HALF else 0.0


def _stand_close(words: frozenset[str], sequence: tuple[str, ...]) -> bool:
    """Whether all the words stand within a stretch little longer than they are themselves."""
    last: dict[str, int] = {}
    for place, word in enumerate(sequence):
        if word in words:
            last[word] = place
            if len(last) == len(words) and place - min(last.values()) < len(words) + _SLACK:
                return True
    return False


@lru_cache(maxsize=8192)
def _form(form: str) -> tuple[str, tuple[str, ...]]:
    words = tuple(_WORD.findall(form))
    return f" {' '.join(words)} ", words


def term_weights(terms: Sequence[Term], texts: Collection[Prepared]) -> Mapping[Term, float]:
    """The inverse document frequency of each term over the texts at hand; at least a little.

    A phrase stands for several words, and weighs as the root of their number.
    """
    total = len(texts)
    weights = {}
    for term in terms:
        seen = sum(coverage(term, text) >= NEAR for text in texts)
        words = len(_WORD.findall(term.surface))
        weights[term] = (log(1 + (total - seen + 0.5) / (seen + 0.5)) + 0.2) * sqrt(max(words, 1))
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
    terms: Sequence[Term],
    weights: Mapping[Term, float],
    name: Prepared,
    words: Mapping[str, float],
    concept: str = "",
) -> Match:
    """Recall and precision: for the names of indicators; one of the very ``concept`` asked for fits whole."""
    asked = bool(concept) and any(term.concept == concept for term in terms)
    told = [
        (weights[t], 1.0 if asked and t.concept == concept else coverage(t, name)) for t in terms if t.forms
    ]
    whole = sum(weight for weight, _ in told)
    recall = sum(weight * share for weight, share in told) / whole if whole else 0.0
    if asked or not recall:
        return Match(recall, float(asked))
    spoken = {word for term in terms for form in term.forms for word in _form(form)[1]}
    length = sum(words.get(word, 1.0) for word in name.words)
    return Match(
        recall, sum(words.get(word, 1.0) for word in name.words & spoken) / length if length else 0.0
    )
