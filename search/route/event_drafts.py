"""The drafts of answers about an event: that it happened, that it is denied or over, that it is not told."""

from __future__ import annotations

from collections.abc import Sequence

from graph.queries import event_impacts
from graph.query_file import united
from graph.rows import EventRow
from search.choose import choose
from search.cite import Citation
from search.draft import Asked, Draft, Status
from search.phrase import join, say
from search.route.event_figures import counts_what_is_asked, figures_of_event, with_sentences
from search.route.event_mentions import (
    Mentions,
    cite_mentions,
    districts_asked,
    event_label,
    mentioned_apart,
    names_in,
    periods_asked,
    says_no_end,
)
from search.route.event_rows import event_row, impact_row, places_of
from search.route.figures import figures_of, names_of
from search.route.missing import nothing_found
from search.route.quoted import citations_of, quotes_in_words
from search.route.stated import cited, facts_in_words, left_over
from search.wording import observation_row


def asks_how_much(asked: Asked) -> bool:
    """Whether a figure of the event is asked for, and not whether it happened."""
    question = asked.question
    return question.asks("asks-quantity", "asks-measure") and not question.asks("asks-yes-no")


def occurred(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Draft:
    """That it happened, with its places, figures and what it left behind; or that no figure is told."""
    language = asked.question.language
    claims = [row.claim for row in found]
    impacts = event_impacts(asked.store, claims)
    choice = with_sentences(asked, choose(asked.question, asked.evidence), found)
    figures = figures_of(asked, choice)
    told = figures_of_event(asked, choice, figures.rows, found, mentions)
    if asks_how_much(asked) and not counts_what_is_asked(asked, told, impacts.rows):
        return without_figure(asked, mentions, found)
    near = cite_mentions(asked, found, citations_of(asked, choice, figures.rows))
    citations = cited(asked, near, told)
    places = places_of(asked, found)
    where = tuple(dict.fromkeys(place for one in places.values() for place in one))
    text = facts_in_words(asked, told) if asks_how_much(asked) and told else _yes(asked, found, where)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((text, quotes_in_words(asked, citations[:3], language))),
        rows=(
            *(event_row(asked, row, places) for row in found),
            *(impact_row(asked, row, found) for row in impacts.rows),
            *(observation_row(row, asked.catalogue) for row in told),
        ),
        figures=tuple(told),
        citations=citations,
        sparql=united(mentions.sparql, *(part.sparql for part in (impacts, figures) if part.rows)),
        names=(*names_in(asked, found), *names_of(told, language)),
        values=left_over(told),
        caveats=tuple(mentioned_apart(asked, mentions, found)),
    )


def _yes(asked: Asked, found: Sequence[EventRow], places: tuple[str, ...]) -> str:
    """That it happened; asked whether it goes on, a report that tells no end leaves that open."""
    if asked.question.asks("event-continues"):
        return _told(asked, "event.goes_on" if any(map(says_no_end, found)) else "event.open", found)
    if not places:
        return _told(asked, "event.yes", found)
    return _told(asked, "event.yes_at", found, places=join(places, asked.question.language))


def _told(asked: Asked, key: str, found: Sequence[EventRow] = (), **parts: str) -> str:
    """A sentence about the event, the time and the districts asked about."""
    return say(
        asked.question.language,
        key,
        district=districts_asked(asked, found),
        period=periods_asked(asked),
        event=event_label(asked),
        **parts,
    )


def stated(
    asked: Asked,
    mentions: Mentions,
    found: Sequence[EventRow],
    status: Status,
    key: str,
    first: Sequence[Citation] = (),
) -> Draft:
    """What is said of the event, in a sentence, and the sentences that say it; the ``first`` before all."""
    language = asked.question.language
    citations = (*first, *cite_mentions(asked, found, ()))
    places = places_of(asked, found)
    text = _told(asked, key, found)
    return Draft(
        status=status,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        rows=tuple(event_row(asked, row, places) for row in found),
        citations=citations,
        sparql=mentions.sparql,
        names=names_in(asked, found),
        caveats=tuple(mentioned_apart(asked, mentions, found)),
    )


def unreported(asked: Asked, mentions: Mentions) -> Draft:
    """That no report says that it happened."""
    text = _told(asked, "event.unreported")
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


def without_figure(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Draft:
    """That the event is told of, but not the figure asked for."""
    language = asked.question.language
    text = _told(asked, "event.no_figure")
    citations = cite_mentions(asked, found, ())
    return Draft(
        status=Status.NOT_FOUND,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        citations=citations,
        sparql=mentions.sparql,
        names=names_in(asked, found),
    )
