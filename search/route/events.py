"""Answers whether a district had an event, with its figures."""

from __future__ import annotations

from graph.rows import EventRow
from ingest.fact import Assertion
from search.choose import choose
from search.draft import Asked, Draft, Status
from search.matching import NEAR, coverage
from search.route.event_drafts import asks_how_much, occurred, stated, unreported
from search.route.event_effects import Told, effect_told, effects_asked
from search.route.event_figures import (
    beside_the_event,
    counts_what_is_asked,
    figures_of_event,
    names_event,
    with_sentences,
)
from search.route.event_mentions import Mentions, find_mentions, says_end, says_no_end
from search.route.figures import answer_by_figures, denied, figures_of
from search.route.joined import joined
from search.words import take_apart


def check_event(asked: Asked) -> Draft:
    """Whether a district had an event: yes with its figures, no, declared over, or not reported."""
    mentions = find_mentions(asked)
    if told := _figures_and_end(asked, mentions):
        return told
    if state := _state(asked, mentions):
        return state
    if effect := _effect(asked, mentions):
        return effect
    if no := _denied_beside(asked, mentions):
        return no
    if found := mentions.happened():
        return occurred(asked, mentions, found)
    if mentions.rows and asks_how_much(asked) and _has_figures(asked, mentions):
        return occurred(asked, mentions, mentions.rows)
    return _not_told_as_happened(asked, mentions)


def check_state(asked: Asked) -> Draft | None:
    """Whether an event is over, where that is asked beside something else."""
    return _state(asked, find_mentions(asked)) if asked.question.asks("asks-yes-no") else None


def _figures_and_end(asked: Asked, mentions: Mentions) -> Draft | None:
    """Of "how many fell ill, and when was it declared over" the figures first, then the end."""
    question = asked.question
    if not (asks_how_much(asked) and question.asks("event-ended")) or question.asks("as-of"):
        return None
    if not (mentions.happened() or mentions.over()):
        return None
    figures = occurred(asked, mentions, mentions.happened() or mentions.rows)
    end = _state(asked, mentions)
    if figures.status is not Status.ANSWERED or end is None:
        return None
    return joined(figures, end) if end.status is Status.ENDED else figures


def _not_told_as_happened(asked: Asked, mentions: Mentions) -> Draft:
    """Over, denied, of a longer time than was asked about, or not reported at all."""
    over = mentions.over()
    if asks_how_much(asked):
        over = tuple(filter(says_end, over))
    for found, status, key in (
        (over, Status.ENDED, "event.ended"),
        (mentions.saying(Assertion.ABSENT), Status.NO, "event.no"),
        (mentions.longer, Status.NOT_FOUND, "event.longer"),
    ):
        if found:
            return stated(asked, mentions, found, status, key)
    if not mentions.rows and any(event.id.startswith("other:") for event in asked.question.slots.events):
        # Accidents, pests and the like are told in figures more than as events.
        return answer_by_figures(asked)
    named = _by_name(asked) if asks_how_much(asked) and not mentions.rows else None
    return named or unreported(asked, mentions)


def _by_name(asked: Asked) -> Draft | None:
    """The figures that bear the event in their name, where no mention of it leads to them."""
    draft = answer_by_figures(asked)
    named = any(names_event(asked, str(row["indicator"])) for row in draft.rows)
    return draft if draft.status is Status.ANSWERED and named else None


def _state(asked: Asked, mentions: Mentions) -> Draft | None:
    """Whether it goes on or is over, where that is asked."""
    over = mentions.over()
    if asked.question.asks("asks-commune") and asked.question.asks("event-ended"):
        places = mentions.saying(Assertion.ENDED)
        return stated(asked, mentions, places, Status.ANSWERED, "event.ended_in") if places else None
    if asked.question.asks("event-continues"):
        partly = tuple(filter(says_no_end, mentions.saying(Assertion.ENDED)))
        if partly:
            return stated(asked, mentions, partly, Status.ANSWERED, "event.goes_on")
        ended = over and not _come_back(mentions)
        return stated(asked, mentions, over, Status.ENDED, "event.ended") if ended else None
    if not asked.question.asks("event-ended"):
        return None
    if back := _come_back(mentions):
        status = Status.NO if asked.question.asks("asks-yes-no") else Status.ANSWERED
        return stated(asked, mentions, back, status, "event.came_back")
    for found, status, key in (
        (over, Status.ENDED, "event.ended"),
        (mentions.saying(Assertion.OCCURRED), Status.NO, "event.not_over"),
        (mentions.saying(Assertion.ABSENT), Status.NO, "event.no"),
    ):
        if found:
            return stated(asked, mentions, found, status, key)
    return unreported(asked, mentions)


def _come_back(mentions: Mentions) -> tuple[EventRow, ...]:
    """The mentions that it occurred again, told behind its end in the same sentence."""
    return tuple(
        row
        for row in mentions.saying(Assertion.OCCURRED)
        for end in mentions.saying(Assertion.ENDED)
        if row.source.report == end.source.report
        and row.source.sentence_start == end.source.sentence_start
        and row.source.start > end.source.start
    )


def _effect(asked: Asked, mentions: Mentions) -> Draft | None:
    """Whether it killed or hurt anybody, where that is asked: yes, no, or not told of this event."""
    found = mentions.happened()
    whether = asked.question.asks("asks-yes-no")
    if not found or not effects_asked(asked) or not (whether or asks_how_much(asked)):
        return None
    effect = effect_told(asked, found)
    if not whether and effect.told is not Told.NO:
        return None  # how many is told by figures, if at all
    status, key = {
        Told.YES: (Status.ANSWERED, "event.effect"),
        Told.NO: (Status.NO, "event.no_effect"),
        Told.NOTHING: (Status.NOT_FOUND, "event.effect_untold"),
    }[effect.told]
    return stated(asked, mentions, found, status, key, effect.citations)


def _denied_beside(asked: Asked, mentions: Mentions) -> Draft | None:
    """A no to what the event is asked to have done: "có hộ nào bị … không", "bao nhiêu người chết vì …".

    Where a number is asked for, only of what no figure of the event counts.
    """
    others = [term for term in beside_the_event(asked) if term.forms]
    choice = choose(asked.question, asked.evidence)
    if others and not asked.question.asks("asks-yes-no"):
        rows = figures_of_event(asked, choice, figures_of(asked, choice).rows, mentions.rows, mentions)
        names = [take_apart(f"{row.indicator_text} {row.unit}") for row in rows]
        others = [term for term in others if not any(coverage(term, name) >= NEAR for name in names)]
    return denied(asked, choice, others, asked.question.slots.events) if others else None


def _has_figures(asked: Asked, mentions: Mentions) -> bool:
    """Whether figures tell what no mention does: cases of the half-year beside "none since 10 May"."""
    choice = with_sentences(asked, choose(asked.question, asked.evidence), mentions.rows)
    rows = figures_of(asked, choice).rows
    found = mentions.saying(Assertion.ABSENT, Assertion.ENDED)
    told = figures_of_event(asked, choice, rows, found, mentions)
    return any(row.value for row in told) and counts_what_is_asked(asked, told, ())
