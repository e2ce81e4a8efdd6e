"""Answers about a time that no report is of, from a report of another time that tells of it."""

from __future__ import annotations

from dataclasses import replace

from ontology.periods import parse_period
from search.choose import choose
from search.draft import Asked, Draft
from search.evidence import Clause
from search.holdings import overlap
from search.phrase import say
from search.route.figures import NAMED, answer_by_choice


def told_elsewhere(asked: Asked) -> Draft | None:
    """Figures of the very time asked about in the same district's other reports, if their names fit.

    "Diện tích đất nông nghiệp đến hết năm 2023" stands in the report of the next half-year.
    """
    slots = asked.question.slots
    others = asked.catalogue.select(slots.districts, slots.provinces)
    if slots.events or not (slots.periods and slots.districts and others):
        return None
    wider = Asked(asked.question, asked.catalogue, others, asked.store, asked.index)
    choice = choose(wider.question, wider.evidence)
    clauses = tuple(clause for clause in choice.clauses if _tells_of_the_time(wider, clause))
    if not clauses:
        return None
    draft = answer_by_choice(wider, replace(choice, clauses=clauses))
    return replace(draft, caveats=(*draft.caveats, say(asked.question.language, "caveat.elsewhere")))


def _tells_of_the_time(asked: Asked, clause: Clause) -> bool:
    """Whether its name fits and all its figures are of a period asked about."""
    if clause.match.recall < NAMED:
        return False
    wanted = asked.question.slots.periods
    own = [parse_period(figure.period) for figure in clause.figures]
    return all(any(overlap(period, one) for one in wanted) for period in own)
