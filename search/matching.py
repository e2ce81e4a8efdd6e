"""How well a text tells of a question's terms: the one measure that ranks evidence and lets abstain.

Words compare with their diacritics unless the question bears none (``search.words``). A term weighs the
more, the fewer of the texts at hand contain it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt

from ingest.text import fold
from ontology.lexicon import load_concepts
from search.language import Language, fillers
from search.topics import Term
from search.words import END, Words, find, is_word, normal, segment, take_apart

NEAR = 0.85  # what a form counts whose words all stand close together
_INSIDE = 0.5  # and a single syllable that is only a part of longer words: "giá" in "giá trị"
_SENTENCE = 0.55  # and where they stand in one sentence, three of them or more
_PARTS = 0.4  # and at most, where only some of them stand in the text, or far apart
_HALF = 0.5  # fewer of its syllables than this tell nothing
_PROPERTY = 0.4  # what a bare property weighs ("tốc độ", "sản lượng"): the thing that has it decides
_UNLISTED = 0.6  # what words weigh that no list knows: often a part of a word, or a way to put the question
_IDLE = 0.1  # what a filler in a name weighs
_PAIR = 2
_SLACK = 4  # words that may stand between the words of a form, and fewer than it has itself


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


@lru_cache(maxsize=262144)
def coverage(term: Term, text: Words) -> float:
    """How far the text says the term, from 0 to 1."""
    best = 0.0
    if text.places.keys().isdisjoint(_syllables(term)):
        return best
    for form in term.forms:
        best = max(best, _said(form, term.plain, text))
        if best == 1.0:
            break
    return best


@lru_cache(maxsize=1024)
def _syllables(term: Term) -> frozenset[str]:
    """The folded syllables of all forms: a text that has none of them says nothing of the term."""
    return frozenset(syllable for form in term.forms for syllable in take_apart(form).folded)


def _said(form: str, plain: bool, text: Words) -> float:
    whole = take_apart(form)
    if not whole.written:
        return 0.0
    if found := find(whole, text, plain=plain):
        alone = len(whole.written) > 1 or any(is_word(text, at) for at in found)
        return 1.0 if alone else _INSIDE
    parts = segment(form)
    return _partly(parts, text, plain) if len(parts) > 1 else 0.0


def _partly(parts: Sequence[Words], text: Words, plain: bool) -> float:
    found = [_words_at(part, text, plain) for part in parts]
    syllables = sum(len(part.written) for part in parts)
    if all(found) and _stand_close(found, syllables, text):
        return NEAR
    if len(parts) > _PAIR and all(found) and _in_one_sentence(found, text):
        return _SENTENCE
    share = sum(len(part.written) for part, at in zip(parts, found, strict=True) if at) / syllables
    return _PARTS * share if share >= _HALF else 0.0


def _words_at(part: Words, text: Words, plain: bool) -> tuple[int, ...]:
    """Where a part stands; a single syllable only where it is a word of its own ("hồi", not "thu hồi")."""
    places = find(part, text, plain=plain)
    return places if len(part.written) > 1 else tuple(at for at in places if is_word(text, at))


def _stand_close(found: Sequence[tuple[int, ...]], size: int, text: Words) -> bool:
    """Whether all the parts stand within a stretch of a sentence little longer than they are themselves.

    Two parts keep their order: "dân tộc thiểu số" says nothing of "số dân". More may change places.
    """
    reach = size + min(size - 1, _SLACK)
    last: dict[int, int] = {}
    for place, part in sorted((place, part) for part, places in enumerate(found) for place in places):
        last[part] = place
        first = min(last.values())
        in_order = len(found) > _PAIR or part == len(found) - 1
        near = len(last) == len(found) and place - first < reach
        if in_order and near and END not in text.written[first:place]:
            return True
    return False


def _in_one_sentence(found: Sequence[tuple[int, ...]], text: Words) -> bool:
    """Whether some sentence holds all the parts."""
    ends = [place for place, word in enumerate(text.written) if word == END]
    sentences = [{bisect_left(ends, place) for place in places} for places in found]
    return bool(set.intersection(*sentences))


def term_weights(terms: Sequence[Term], texts: Collection[Words]) -> Mapping[Term, float]:
    """The inverse document frequency of each term over the texts at hand; at least a little.

    A phrase of a list stands for several words, and weighs as the root of their number.
    """
    total = len(texts)
    weights: dict[Term, float] = {}
    seen: dict[Term, int] = {}
    for term in terms:
        seen[term] = sum(coverage(term, text) >= NEAR for text in texts)
        weights[term] = _rarity(total, seen[term]) * _importance(term)
    # A word that no text has counts once, and not for each of its syllables as well.
    unseen = [term for term in terms if not term.listed and term.forms and not seen[term]]
    for whole in (term for term in unseen if " " in term.surface):
        for part in unseen:
            if part.surface in whole.surface.split():
                weights[part] = 0.0
    return weights


def _importance(term: Term) -> float:
    if not _bare_forms(term) - _properties():
        return _PROPERTY if term.forms else _UNLISTED
    return sqrt(len(take_apart(term.surface).written)) if term.listed else _UNLISTED


def _bare_forms(term: Term) -> set[str]:
    """The forms that decide whether a term is but a property: other words for it do not ("thu hoạch" for
    "sản lượng"), longer names of a thing do ("giá trị giải ngân vốn đầu tư" for "giải ngân"), and an
    indicator is a thing ("dân số").
    """
    if term.concept:
        return set(term.forms)
    own = {form for form in term.forms if fold(form) == fold(term.surface)}
    return {form for form in term.forms if form in own or any(one in form for one in own)} or set(term.forms)


@cache
def _properties() -> frozenset[str]:
    return frozenset(normal(label) for row in load_concepts("properties") for label in row.labels)


@lru_cache(maxsize=16)
def word_weights(texts: tuple[Words, ...]) -> Mapping[str, float]:
    """The same for the single words of the texts; fillers weigh next to nothing."""
    seen: dict[str, int] = {}
    for text in texts:
        for word in set(text.written):
            seen[word] = seen.get(word, 0) + 1
    total, idle = len(texts), _fillers()
    return {word: _IDLE if word in idle else _rarity(total, count) for word, count in seen.items()}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(normal, fillers(Language.VIETNAMESE)))


def _rarity(total: int, seen: int) -> float:
    return log(1 + (total - seen + 0.5) / (seen + 0.5)) + 0.2


def match_text(terms: Iterable[Term], weights: Mapping[Term, float], text: Words) -> Match:
    """Only the recall: for sentences and passages."""
    told = [(weights[term], coverage(term, text)) for term in terms if term.forms]
    whole = sum(weight for weight, _ in told)
    return Match(sum(weight * share for weight, share in told) / whole if whole else 0.0, 1.0)


def match_name(
    terms: Sequence[Term],
    weights: Mapping[Term, float],
    name: Words,
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
    spoken = _spoken(tuple(terms))
    length = sum(words.get(word, 1.0) for word in set(name.written))
    said = sum(
        words.get(word, 1.0)
        for word, folded in zip(name.written, name.folded, strict=True)
        if word in spoken or folded in spoken
    )
    return Match(recall, min(1.0, said / length) if length else 0.0)


@lru_cache(maxsize=256)
def _spoken(terms: tuple[Term, ...]) -> frozenset[str]:
    """The words of all forms; without diacritics those of terms that were typed so."""
    return frozenset(
        word
        for term in terms
        for form in term.forms
        for word in (take_apart(form).folded if term.plain else take_apart(form).written)
    )
