"""Whether a question names anything that could be looked for, and what to say where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from search.intents import Intent
from search.phrase import say
from search.question import Question

_OF_WORDS = (Intent.PASSAGE, Intent.LOOKUP, Intent.REASON)


def is_understood(question: Question) -> bool:
    """Whether it names anything to be looked for; words that no list knows ask for nothing of a place."""
    slots = question.slots
    if question.intent is Intent.PARTS and not slots.parts:
        return False
    if question.intent is Intent.REPORTS or question.unmatched:
        return True
    if any(term.forms for term in question.terms):
        return True
    named = slots.districts or slots.provinces or slots.communes or slots.periods
    return bool(named) and not (question.terms and question.intent in _OF_WORDS)


def why_not_understood(question: Question) -> str:
    """Which words no list knows; of a question without any that it was not understood."""
    words = [term.surface for term in question.terms if not term.forms]
    unknown = words_unknown(question, words)
    return " ".join([unknown] * bool(words) + [say(question.language, "missing.not_understood")])


def words_unknown(question: Question, words: Sequence[str]) -> str:
    """That no list knows these words of the question."""
    return say(question.language, "missing.unknown_words", words=", ".join(f"“{word}”" for word in words))
