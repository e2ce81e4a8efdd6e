"""The last order of what search found: the rank of each passage, corrected by what it says.

Fusion knows ranks only. Here the best candidates are looked at once more: how much of the question a passage
tells, what its figures are called, whether its report is one that the question names, and whether it stands
under tasks to come or among what did not go well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.fact import Measure
from search.intents import Intent
from search.matching import match_name, match_text, term_weights
from search.outlook import asks_shortcomings, is_outlook, is_shortcoming
from search.passage import Passage
from search.passage_facts import FigureName
from search.question import Question
from search.scope import Scope
from search.topics import Term
from search.words import Words, take_apart

# Measured over questions of several reports (docs/retrieval.md): flat around these values.
_WORDS = 0.3  # what the words of the passage count beside its rank
_FIGURE = 0.2  # what the name of a figure adds
_HALF = 0.5
_OUTLOOK = 0.1  # what it costs to stand under tasks to come where no plan is asked for
_SHORTCOMING = 0.1  # and among what did not go well, where neither that nor a cause is asked for
_OTHER_PLACE, _OTHER_TIME = 0.3, 0.4  # and in the report of a place or time that is not named
_RANK_STEP = 0.15  # how fast the worth of a rank falls: the 7th place counts half of the first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with the names of the figures that were read in it."""

    passage: Passage
    names: Sequence[FigureName] = ()


def rank_worth(rank: int) -> float:
    """What a place in a ranking is worth: 1 for the first, falling slowly."""
    return 1 / (1 + _RANK_STEP * (rank - 1))


def passage_words(passage: Passage) -> Words:
    """What a passage says, its headings and context included."""
    return take_apart("\n".join((passage.text, passage.context, *passage.section[-2:])))


def scores(question: Question, candidates: Sequence[Candidate], scope: Scope) -> tuple[float, ...]:
    """What each candidate is worth for the question; they come in the order of their ranks."""
    texts = [passage_words(candidate.passage) for candidate in candidates]
    weights = term_weights(question.terms, texts)
    return tuple(
        (1 - _WORDS) * rank_worth(rank)
        + _WORDS * match_text(question.terms, weights, text).recall
        + _FIGURE * _named(question, weights, candidate.names)
        - _costs(question, candidate.passage, scope)
        for rank, (text, candidate) in enumerate(zip(texts, candidates, strict=True), 1)
    )


def _named(question: Question, weights: Mapping[Term, float], names: Iterable[FigureName]) -> float:
    """How well the best name of its figures fits, where a figure is asked for; a plan's counts half."""
    slots = question.slots
    if not (question.asks("asks-quantity", "asks-percent") or slots.measures):
        return 0.0
    plans = Measure.PLAN in slots.measures
    return max(
        (
            match_name(question.terms, weights, take_apart(name.name), {}, name.concept).f1
            * (1.0 if plans or not name.planned else _HALF)
            for name in names
        ),
        default=0.0,
    )


def _costs(question: Question, passage: Passage, scope: Scope) -> float:
    causes = question.intent is Intent.REASON or question.asks("asks-reason", "asks-manner")
    failed = not causes and is_shortcoming(passage.section) and not asks_shortcomings(question.text)
    ahead = Measure.PLAN not in question.slots.measures and is_outlook(passage.section)
    elsewhere = bool(scope.places) and passage.report not in scope.places
    another_time = bool(scope.times) and passage.report not in scope.times
    return _OUTLOOK * ahead + _SHORTCOMING * failed + _OTHER_PLACE * elsewhere + _OTHER_TIME * another_time
