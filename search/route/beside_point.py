"""Tells quotes that speak of a thing from such as only share words with a yes/no question."""

from __future__ import annotations

import re

from search.choose import choose
from search.cues import match_cues
from search.draft import Asked, Draft, Status
from search.intents import Intent
from search.language import Language
from search.matching import NEAR, coverage
from search.route.missing import nothing_found
from search.words import take_apart

_CLAUSE = re.compile(r"[;:.]\s|\n")
_RESPONSE = "event-response"


def without_beside_the_point(asked: Asked, draft: Draft) -> Draft:
    """The draft; that it is not told, where a yes or no was asked and no quote says its weightiest word.

    A clause about what is done against a thing ("phòng, chống tham nhũng") tells no case of it.
    """
    question = asked.question
    if question.intent is not Intent.PASSAGE or draft.status is not Status.ANSWERED or draft.rows:
        return draft
    if not question.asks("asks-yes-no") or question.asks("asks-quantity", "asks-manner", "event-response"):
        return draft
    weights = asked.evidence.weights
    heaviest = max((t for t in question.terms if t.forms), key=lambda t: weights[t], default=None)
    if heaviest is None:
        return draft
    clauses = _CLAUSE.split(draft.text)
    if any(coverage(heaviest, take_apart(one)) >= NEAR and not _is_response(one) for one in clauses):
        return draft
    return nothing_found(asked, choose(question, asked.evidence))


def _is_response(clause: str) -> bool:
    """Whether a clause tells what is done against something."""
    return any(cue.id == _RESPONSE for cue in match_cues(clause, Language.VIETNAMESE, plain=False))
