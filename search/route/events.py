"""Answers whether a district had an event, with its figures."""

from __future__ import annotations

from collections.abc import Sequence

from graph.queries import event_impacts
from graph.rows import EventRow
from ingest.fact import Assertion
from search.choose import choose
from search.draft import Asked, Draft, Status
from search.matching import NEAR, coverage
from search.phrase import join, say
from search.route.event_figures import (
    beside_the_event,
    counts_what_is_asked,
    figures_of_event,
    names_event,
    with_sentences,
)
from search.route.event_mentions import (
    Mentions,
    cite_mentions,
    districts_asked,
    event_label,
    find_mentions,
    mentioned_apart,
    names_in,
    periods_asked,
)
from search.route.event_rows import event_row, impact_row, places_of
from search.route.figures import answer_by_figures, denied, figures_of, names_of
from search.route.missing import nothing_found
from search.route.quoted import citations_of, quotes_in_words
from search.route.stated import cited, facts_in_words, left_over
from search.wording import observation_row
from search.words import take_apart


def check_event(asked: Asked) -> Draft:
    """Whether a district had an event: yes with its figures, no, declared over, or not reported."""
    mentions = find_mentions(asked)
    if asked.question.asks("event-ended"):
        return _check_end(asked, mentions)
    if asked.question.asks("event-continues") and (over := mentions.saying(Assertion.ENDED)):
        return _stated(asked, mentions, over, Status.ENDED, "event.ended")
    if no := _denied_beside(asked, mentions):
        return no
    if found := mentions.happened():
        return _occurred(asked, mentions, found)
    if mentions.rows and _asks_how_much(asked) and _has_figures(asked, mentions):
        return _occurred(asked, mentions, mentions.rows)
    for assertion, status, key in (
        (Assertion.ENDED, Status.ENDED, "event.ended"),
        (Assertion.ABSENT, Status.NO, "event.no"),
    ):
        if found := mentions.saying(assertion):
            return _stated(asked, mentions, found, status, key)
    if not mentions.rows and any(event.id.startswith("other:") for event in asked.question.slots.events):
        # Accidents, pests and the like are told in figures more than as events.
        return answer_by_figures(asked)
    named = _by_name(asked) if _asks_how_much(asked) and not mentions.rows else None
    return named or _unreported(asked, mentions)


def _asks_how_much(asked: Asked) -> bool:
    question = asked.question
    return question.asks("asks-quantity", "asks-measure") and not question.asks("asks-yes-no")


def _by_name(asked: Asked) -> Draft | None:
    """The figures that bear the event in their name, where no mention of it leads to them."""
    draft = answer_by_figures(asked)
    named = any(names_event(asked, str(row["indicator"])) for row in draft.rows)
    return draft if draft.status is Status.ANSWERED and named else None


def _denied_beside(asked: Asked, mentions: Mentions) -> Draft | None:
    """A no to what the event is asked to have done: "có ai chết vì … không", "bao nhiêu người chết vì …".

    Where a number is asked for, only of what no figure of the event counts.
    """
    others = [term for term in beside_the_event(asked) if term.forms]
    choice = choose(asked.question, asked.evidence)
    if others and not asked.question.asks("asks-yes-no"):
        rows = figures_of_event(asked, choice, figures_of(asked, choice).rows, mentions.rows)
        names = [take_apart(f"{row.indicator_text} {row.unit}") for row in rows]
        others = [term for term in others if not any(coverage(term, name) >= NEAR for name in names)]
    return denied(asked, choice, others) if others else None


def _has_figures(asked: Asked, mentions: Mentions) -> bool:
    """Whether figures tell what no mention does: cases of the half-year beside "none since 10 May"."""
    choice = with_sentences(asked, choose(asked.question, asked.evidence), mentions.rows)
    rows = figures_of(asked, choice).rows
    told = figures_of_event(asked, choice, rows, mentions.saying(Assertion.ABSENT, Assertion.ENDED))
    return any(row.value for row in told) and counts_what_is_asked(asked, told, ())


def _check_end(asked: Asked, mentions: Mentions) -> Draft:
    """Whether it was declared over; that it occurred, with no word of its end, is a no."""
    for assertion, status, key in (
        (Assertion.ENDED, Status.ENDED, "event.ended"),
        (Assertion.OCCURRED, Status.NO, "event.not_over"),
        (Assertion.ABSENT, Status.NO, "event.no"),
    ):
        if found := mentions.saying(assertion):
            return _stated(asked, mentions, found, status, key)
    return _unreported(asked, mentions)


def _occurred(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Draft:
    language = asked.question.language
    claims = [row.claim for row in found]
    impacts = event_impacts(asked.store, claims)
    choice = with_sentences(asked, choose(asked.question, asked.evidence), found)
    figures = figures_of(asked, choice)
    told = figures_of_event(asked, choice, figures.rows, found, mentions.rows)
    if _asks_how_much(asked) and not counts_what_is_asked(asked, told, impacts.rows):
        return _without_figure(asked, mentions, found)
    near = cite_mentions(asked, found, citations_of(asked, choice, figures.rows))
    citations = cited(asked, near, told)
    places = places_of(asked, found)
    where = tuple(dict.fromkeys(place for one in places.values() for place in one))
    text = facts_in_words(asked, told) if _asks_how_much(asked) and told else _yes(asked, where, found)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((text, quotes_in_words(asked, citations[:3], language))),
        rows=(
            *(event_row(asked, row, places) for row in found),
            *(impact_row(asked, row, found) for row in impacts.rows),
            *(observation_row(row, asked.catalogue) for row in told),
        ),
        citations=citations,
        sparql=mentions.sparql,
        names=(*names_in(asked, found), *names_of(told, language)),
        values=left_over(told),
        caveats=tuple(mentioned_apart(asked, mentions, found)),
    )


def _yes(asked: Asked, places: tuple[str, ...], found: Sequence[EventRow]) -> str:
    """That it happened; asked whether it goes on, a report that tells no end leaves that open."""
    language = asked.question.language
    if asked.question.asks("event-continues"):
        return say(
            language,
            "event.open",
            district=districts_asked(asked, found),
            period=periods_asked(asked),
            event=event_label(asked),
        )
    return say(
        language,
        "event.yes_at" if places else "event.yes",
        district=districts_asked(asked, found),
        period=periods_asked(asked),
        event=event_label(asked),
        **({"places": join(places, language)} if places else {}),
    )


def _stated(asked: Asked, mentions: Mentions, found: Sequence[EventRow], status: Status, key: str) -> Draft:
    language = asked.question.language
    citations = cite_mentions(asked, found, ())
    places = places_of(asked, found)
    text = say(
        language,
        key,
        district=districts_asked(asked, found),
        period=periods_asked(asked),
        event=event_label(asked),
    )
    return Draft(
        status=status,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        rows=tuple(event_row(asked, row, places) for row in found),
        citations=citations,
        sparql=mentions.sparql,
        names=names_in(asked, found),
        caveats=tuple(mentioned_apart(asked, mentions, found)),
    )


def _unreported(asked: Asked, mentions: Mentions) -> Draft:
    language = asked.question.language
    text = say(
        language,
        "event.unreported",
        district=districts_asked(asked),
        period=periods_asked(asked),
        event=event_label(asked),
    )
    draft = nothing_found(asked, choose(asked.question, asked.evidence), text)
    near = cite_mentions(asked, mentions.rows, draft.citations)
    return Draft(
        status=draft.status,
        text=text,
        citations=near,
        sparql=mentions.sparql,
        names=names_in(asked, mentions.rows),
        caveats=tuple(mentioned_apart(asked, mentions, ())),
    )


def _without_figure(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Draft:
    language = asked.question.language
    text = say(
        language,
        "event.no_figure",
        district=districts_asked(asked),
        period=periods_asked(asked),
        event=event_label(asked),
    )
    citations = cite_mentions(asked, found, ())
    return Draft(
        status=Status.NOT_FOUND,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        citations=citations,
        sparql=mentions.sparql,
        names=names_in(asked, found),
    )
