"""What the reports do tell that is called most like the thing asked for and not found."""

from __future__ import annotations

from rapidfuzz.fuzz import token_set_ratio

from ingest.fact import Measure
from ingest.text import fold
from search.draft import Asked, Draft, Status
from search.intents import Intent
from search.phrase import say

_OF_FIGURES = frozenset({Intent.LOOKUP, Intent.RANKING, Intent.COMPARISON, Intent.TREND, Intent.GOAL})
_REPORTS = 12  # looked through
_NAMES = 3
_ALIKE = 60.0  # of 100; names less alike than this are other things
_LONGEST = 80  # letters; longer names are sentences


def nearest_names(asked: Asked, draft: Draft) -> tuple[str, ...]:
    """A remark that names figures of nearly the name asked for, where none was found."""
    question = asked.question
    if draft.status is not Status.NOT_FOUND or question.intent not in _OF_FIGURES or draft.rows:
        return ()
    names = {
        figure.name
        for report in asked.reports[:_REPORTS]
        for figure in asked.figures.of_report(report.id)
        if figure.measure in (Measure.VALUE, Measure.PLAN) and len(figure.name) <= _LONGEST
    }
    words = dict.fromkeys(fold(term.forms[0] if term.forms else term.surface) for term in question.terms)
    asked_for = " ".join(words)
    alike = [(-token_set_ratio(asked_for, fold(name)), name) for name in names] if words else []
    near = [name for score, name in sorted(alike)[:_NAMES] if -score >= _ALIKE]
    return (say(question.language, "missing.near_names", names="; ".join(near)),) if near else ()
