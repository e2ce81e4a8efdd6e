"""Answers which districts had an event."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from graph.rows import EventRow
from ingest.fact import Assertion
from ontology.periods import parse_period
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.holdings import overlap
from search.phrase import join, say
from search.route.event_by_district import tell_by_district
from search.route.event_effects import Told, effect_told, effects_asked
from search.route.event_mentions import (
    CITATIONS,
    Mentions,
    cite_mentions,
    event_label,
    find_mentions,
    mentioned_apart,
    names_in,
    periods_asked,
    says_end,
)
from search.route.event_rows import event_row, places_of
from search.route.quoted import quotes_in_words
from search.wording import cite_sentence


def list_districts_with_event(asked: Asked) -> Draft:
    """Exactly the districts where it occurred, was declared over or denied, as is asked; the rest apart."""
    mentions = find_mentions(asked)
    assertion, key = _asked_for(asked)
    found = _saying(asked, mentions, assertion)
    counted = assertion is Assertion.OCCURRED and asked.question.asks("asks-quantity", "asks-measure")
    if counted and (told := tell_by_district(asked, mentions, (*found, *mentions.over()))):
        return told
    places = places_of(asked, found)
    rows = tuple(event_row(asked, row, places) for row in found)
    caveats = tuple(mentioned_apart(asked, mentions, found))
    if not found:
        return _no_district(asked, mentions, caveats)
    language = asked.question.language
    districts = tuple(dict.fromkeys(str(row["district"]) for row in rows))
    text = say(
        language,
        key,
        event=event_label(asked),
        period=periods_asked(asked),
        count=str(len(districts)),
        districts=join(districts, language),
    )
    sentences = without_repeats(cite_sentence(row.source, asked.catalogue) for row in found)
    citations = tuple(islice(sentences, CITATIONS))
    text = " ".join((text, quotes_in_words(asked, citations[:3], language)))
    return Draft(
        status=Status.ANSWERED,
        text=text,
        rows=rows,
        citations=citations,
        sparql=mentions.sparql,
        names=names_in(asked, found),
        values=(Decimal(len(districts)),),
        caveats=caveats,
    )


def _saying(asked: Asked, mentions: Mentions, assertion: Assertion) -> tuple[EventRow, ...]:
    """The mentions that put a district on the list: of deaths asked for only those that tell of one."""
    if assertion is Assertion.ENDED:
        return tuple(filter(says_end, mentions.over()))
    found = mentions.happened() if assertion is Assertion.OCCURRED else mentions.saying(assertion)
    if asked.question.asks("own-period"):
        found = tuple(row for row in found if _is_of_own_time(asked, row))
    if found and assertion is Assertion.OCCURRED and effects_asked(asked):
        effect = effect_told(asked, found)
        told = {one.report_id for one in effect.citations if effect.told is Told.YES}
        return tuple(row for row in found if row.source.report in told)
    return found


def _is_of_own_time(asked: Asked, row: EventRow) -> bool:
    """Whether it was in the time that the report itself is of."""
    report = asked.catalogue.report(row.source.report)
    return report is not None and overlap(parse_period(row.period), report.period)


def _asked_for(asked: Asked) -> tuple[Assertion, str]:
    """What is to be said of the event in a district that is listed, and the words for it."""
    if asked.question.asks("event-absent"):
        return Assertion.ABSENT, "event.list_absent"
    if asked.question.asks("event-ended"):
        return Assertion.ENDED, "event.list_ended"
    return Assertion.OCCURRED, "event.list_some"


def _no_district(asked: Asked, mentions: Mentions, caveats: tuple[str, ...]) -> Draft:
    """No district: that all deny it is a no, and so is that none declared over what there was."""
    language = asked.question.language
    told, key = mentions.saying(Assertion.ABSENT), "event.list_denied"
    if asked.question.asks("event-ended"):
        told, key = mentions.happened(), "event.list_not_over"
    elif mentions.happened() or asked.question.asks("event-absent"):
        told = ()
    status = Status.NO if told and not mentions.longer else Status.NOT_FOUND
    text = say(
        language,
        key if told else "event.list_none",
        event=event_label(asked),
        period=periods_asked(asked),
        districts=join(_districts(asked, told), language),
    )
    citations = cite_mentions(asked, told or mentions.rows, ())
    if told:
        text = " ".join((text, quotes_in_words(asked, citations[:3], language)))
    names = names_in(asked, mentions.rows)
    return Draft(status, text, (), citations, mentions.sparql, names, (), caveats)


def _districts(asked: Asked, rows: Iterable[EventRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(event_row(asked, row, {})["district"]) for row in rows))
