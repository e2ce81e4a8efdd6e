"""Tells quotes that speak of a thing from such as only share words with a yes/no question."""

from __future__ import annotations

import re

from search.choose import choose
from search.cues import match_cues
from search.draft import Asked, Draft, Status
from search.intents import Intent
from search.language import Language
from search.matching import NEAR, coverage
from search.route.event_figures import counting_words
from search.route.missing import nothing_found
from search.topics import Term
from search.words import take_apart

_CLAUSE = re.compile(r"[;:.]\s|\n")
_RESPONSE = "event-response"


def without_beside_the_point(asked: Asked, draft: Draft) -> Draft:
    """The draft; that it is not told, where a yes or no was asked and no quote says its weightiest word.

    A clause about what is done against a thing ("phòng, chống tham nhũng") tells no case of it.
    """
    question = asked.question
    if question.intent is not Intent.PASSAGE or draft.status is not Status.ANSWERED:
        return draft
    if not question.asks("asks-yes-no") or question.asks("asks-quantity", "asks-manner", "event-response"):
        return draft
    weights = asked.evidence.weights
    named = (term for term in question.terms if term.forms and not _only_counts(term))
    heaviest = max(named, key=lambda term: weights[term], default=None)
    if heaviest is None:
        return draft
    clauses = [*_CLAUSE.split(draft.text), *(str(row.get("indicator", "")) for row in draft.rows)]
    if any(coverage(heaviest, take_apart(one)) >= NEAR and not _is_response(one) for one in clauses):
        return draft
    return nothing_found(asked, choose(question, asked.evidence))


def _only_counts(term: Term) -> bool:
    """Whether a term says no more than that cases are counted: "vụ", "cases"."""
    return all(form in counting_words() for form in term.forms)


def _is_response(clause: str) -> bool:
    """Whether a clause tells what is done against something."""
    return any(cue.id == _RESPONSE for cue in match_cues(clause, Language.VIETNAMESE, plain=False))
