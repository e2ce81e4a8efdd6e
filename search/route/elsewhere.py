"""Answers about a time that no report is of, from a report of another time that tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.match.periods import match_periods
from ingest.match.programmes import match_programmes
from ontology.periods import parse_period
from ontology.values import Period
from search.choose import Choice, choose
from search.draft import Asked, Draft
from search.evidence import Clause, FoundPassage
from search.holdings import overlap
from search.intents import Intent
from search.outlook import is_outlook
from search.phrase import say
from search.route.figures import NAMED, TOLD, answer_by_choice
from search.route.missing import no_report
from search.wording import cite_passage

_PLANS = 2
_SPOKEN_OF = 0.4  # a plan for the very time asked about need tell less of the question than a result


def told_elsewhere(asked: Asked) -> Draft | None:
    """What the same district's other reports tell of the very time asked about.

    "Diện tích đất nông nghiệp đến hết năm 2023" stands in the report of the next half-year: as a figure of
    that time, in a sentence that names it, or in words alone.
    """
    slots = asked.question.slots
    others = asked.catalogue.select(slots.districts, slots.provinces)
    if slots.events or not (slots.periods and slots.districts and others):
        return None
    wider = Asked(asked.question, asked.catalogue, others, asked.store, asked.index)
    choice = _of_the_time(wider, choose(wider.question, wider.evidence))
    if choice is None:
        return None
    if not choice.clauses:
        question = replace(asked.question, intent=Intent.PASSAGE)
        wider = Asked(question, asked.catalogue, others, asked.store, asked.index)
    draft = answer_by_choice(wider, choice)
    return replace(draft, caveats=(*draft.caveats, say(asked.question.language, "caveat.elsewhere")))


def planned_elsewhere(asked: Asked) -> Draft | None:
    """What the same district's reports plan for a time that none is of.

    It answers where plans are asked for; beside any other question it is only cited.
    """
    slots = asked.question.slots
    others = asked.catalogue.select(slots.districts)
    if not (slots.periods and slots.districts and others):
        return None
    question = replace(asked.question, intent=Intent.PASSAGE)
    wider = Asked(question, asked.catalogue, others, asked.store, asked.index)
    choice = choose(question, wider.evidence)
    ahead = tuple(found for found in choice.passages if _is_plan(wider, found, slots.periods))
    if not ahead:
        return None
    if asked.question.asks("measure-plan", "intends"):
        draft = answer_by_choice(wider, replace(choice, clauses=(), passages=ahead[:_PLANS]))
        return replace(draft, caveats=(*draft.caveats, say(question.language, "caveat.elsewhere")))
    quotes = tuple(cite_passage(found.passage, asked.catalogue) for found in ahead[:_PLANS])
    return replace(no_report(asked), citations=quotes)


def _is_plan(asked: Asked, found: FoundPassage, wanted: Iterable[Period]) -> bool:
    """Whether it speaks of the matter, and of a time asked about that was to come when it was written."""
    report = asked.catalogue.report(found.passage.report)
    coming = [period for period in wanted if report is not None and period.start >= report.period.end]
    named = _is_named(" ".join((*found.passage.section, found.passage.text)), coming)
    return named and found.told >= _SPOKEN_OF and _is_about(asked, found)


def _of_the_time(asked: Asked, choice: Choice) -> Choice | None:
    """The part of a choice that tells of a time asked about, the surest kind that there is."""
    wanted = asked.question.slots.periods
    named = [clause for clause in choice.clauses if clause.match.recall >= NAMED]
    passages = tuple(found for found in choice.passages if _names_the_time(found, wanted))
    own = tuple(clause for clause in named if _is_of_the_time(clause, wanted))
    said = tuple(clause for clause in named if _stands_beside_the_time(clause, wanted))
    told = tuple(found for found in passages if found.told >= TOLD and _is_about(asked, found))
    if own or said:
        return replace(choice, clauses=own or said, passages=passages)
    past = told and all(_is_past(asked, found, wanted) for found in told)
    return replace(choice, clauses=(), passages=told) if past else None


def _is_of_the_time(clause: Clause, wanted: Iterable[Period]) -> bool:
    """Whether all its figures are of a period asked about."""
    own = [parse_period(figure.period) for figure in clause.figures]
    return all(any(overlap(period, one) for one in wanted) for period in own)


def _stands_beside_the_time(clause: Clause, wanted: Iterable[Period]) -> bool:
    """Whether its sentence names the time, and no task for it."""
    if clause.passage is None:
        return False
    passage = clause.passage.passage
    span = clause.figures[0].sentence
    sentence = passage.source[max(0, span.start - passage.start) : max(0, span.end - passage.start)]
    return not is_outlook(passage.section) and _is_named(sentence, wanted)


def _is_about(asked: Asked, found: FoundPassage) -> bool:
    """Whether it speaks of a programme asked about, where one is: its neighbours have the same words."""
    wanted = {programme.id for programme in asked.question.slots.programmes}
    return not wanted or any(one.value.id in wanted for one in match_programmes(found.passage.text))


def _names_the_time(found: FoundPassage, wanted: Iterable[Period]) -> bool:
    return not is_outlook(found.passage.section) and _is_named(found.passage.text, wanted)


def _is_past(asked: Asked, found: FoundPassage, wanted: Iterable[Period]) -> bool:
    """Whether the time was over when the report was written: of a later one it tells only plans."""
    report = asked.catalogue.report(found.passage.report)
    return report is not None and all(period.start < report.period.start for period in wanted)


def _is_named(text: str, wanted: Iterable[Period]) -> bool:
    named = [mention.value for mention in match_periods(text)]
    return any(one.start >= period.start and one.end <= period.end for period in wanted for one in named)
