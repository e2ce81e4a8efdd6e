"""Answers about events: which districts had one, and whether one district had it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.queries import event_impacts, find_events
from graph.rows import EventRow
from ingest.fact import Assertion
from ontology.lexicon import load_concepts
from ontology.periods import parse_period
from ontology.values import Concept
from search.choose import choose
from search.cite import Citation, without_repeats
from search.cues import asks, match_cues
from search.draft import Asked, Draft, Status
from search.holdings import overlap
from search.language import Language
from search.phrase import join, period_label, say
from search.route.event_figures import counts_what_is_asked, figures_of_event
from search.route.event_rows import event_row, impact_row, places_of
from search.route.figures import answer_by_figures, citations_of, figures_of, in_turn, quotes_in_words
from search.route.missing import nothing_found
from search.wording import area_label, cite_sentence, notation_label, observation_row

_CITATIONS = 6
_CAVEATS = 6


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The mentions of the asked events in the asked periods, and the query that found them."""

    rows: tuple[EventRow, ...]
    sparql: str

    def saying(self, *assertions: Assertion) -> tuple[EventRow, ...]:
        """Those with one of these assertions."""
        return tuple(row for row in self.rows if row.assertion in assertions)


def list_districts_with_event(asked: Asked) -> Draft:
    """Exactly the districts where it occurred (or was declared over, if that is asked); the rest apart."""
    mentions = _mentions(asked)
    ended = asked.question.asks("event-ended")
    found = mentions.saying(Assertion.ENDED if ended else Assertion.OCCURRED)
    places = places_of(asked, found)
    rows = tuple(event_row(asked, row, places) for row in found)
    caveats = tuple(_mentioned_apart(asked, mentions, found))
    if not found:
        return _no_district(asked, mentions, caveats)
    language = asked.question.language
    districts = tuple(dict.fromkeys(str(row["district"]) for row in rows))
    key = "event.list_ended" if ended else "event.list_some"
    text = say(
        language,
        key,
        event=event_label(asked),
        period=_periods(asked),
        count=str(len(districts)),
        districts=join(districts, language),
    )
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in found))
    text = " ".join((text, quotes_in_words(asked, citations[:3], language)))
    return Draft(
        status=Status.ANSWERED,
        text=text,
        rows=rows,
        citations=citations[:_CITATIONS],
        sparql=mentions.sparql,
        names=_names(asked, found),
        values=(Decimal(len(districts)),),
        caveats=caveats,
    )


def check_event(asked: Asked) -> Draft:
    """Whether a district had an event: yes with its figures, no, declared over, or not reported."""
    mentions = _mentions(asked)
    if found := _not_denied(mentions):
        return _occurred(asked, mentions, found)
    for assertion, status, key in (
        (Assertion.ENDED, Status.ENDED, "event.ended"),
        (Assertion.ABSENT, Status.NO, "event.no"),
    ):
        if found := mentions.saying(assertion):
            return _stated(asked, mentions, found, status, key)
    if not mentions.rows and any(event.id.startswith("other:") for event in asked.question.slots.events):
        return answer_by_figures(
            asked
        )  # accidents, pests and the like are told in figures more than as events
    return _unreported(asked, mentions)


def _not_denied(mentions: _Mentions) -> tuple[EventRow, ...]:
    """The mentions that it occurred; beside a denial only those whose sentence says that it happened."""
    found = mentions.saying(Assertion.OCCURRED)
    if not mentions.saying(Assertion.ABSENT):
        return found
    return tuple(
        row
        for row in found
        if asks(match_cues(row.source.sentence, Language.VIETNAMESE, plain=False), "event-occurred")
    )


def _occurred(asked: Asked, mentions: _Mentions, found: Sequence[EventRow]) -> Draft:
    language = asked.question.language
    claims = [row.claim for row in found]
    impacts = event_impacts(asked.store, claims)
    choice = choose(asked.question, asked.evidence)
    figures = figures_of(asked, choice)
    told = figures_of_event(asked, choice, figures.rows, found)
    if asked.question.asks("asks-quantity") and not counts_what_is_asked(asked, told, impacts.rows):
        return _without_figure(asked, mentions, found)
    citations = _citations(asked, found, citations_of(asked, choice, figures.rows))
    places = places_of(asked, found)
    text = _yes(asked, tuple(dict.fromkeys(place for one in places.values() for place in one)))
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
        names=_names(asked, found),
        values=(*(row.value for row in told), *(row.value for row in impacts.rows)),
        caveats=tuple(_mentioned_apart(asked, mentions, found)),
    )


def _yes(asked: Asked, places: tuple[str, ...]) -> str:
    language = asked.question.language
    return say(
        language,
        "event.yes_at" if places else "event.yes",
        district=_districts(asked),
        period=_periods(asked),
        event=event_label(asked),
        **({"places": join(places, language)} if places else {}),
    )


def _stated(asked: Asked, mentions: _Mentions, found: Sequence[EventRow], status: Status, key: str) -> Draft:
    language = asked.question.language
    citations = _citations(asked, found, ())
    places = places_of(asked, found)
    text = say(language, key, district=_districts(asked), period=_periods(asked), event=event_label(asked))
    return Draft(
        status=status,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        rows=tuple(event_row(asked, row, places) for row in found),
        citations=citations,
        sparql=mentions.sparql,
        names=_names(asked, found),
        caveats=tuple(_mentioned_apart(asked, mentions, found)),
    )


def _unreported(asked: Asked, mentions: _Mentions) -> Draft:
    language = asked.question.language
    text = say(
        language,
        "event.unreported",
        district=_districts(asked),
        period=_periods(asked),
        event=event_label(asked),
    )
    draft = nothing_found(asked, choose(asked.question, asked.evidence), text)
    near = _citations(asked, mentions.rows, draft.citations)
    return Draft(
        status=draft.status,
        text=text,
        citations=near,
        sparql=mentions.sparql,
        names=_names(asked, mentions.rows),
        caveats=tuple(_mentioned_apart(asked, mentions, ())),
    )


def _without_figure(asked: Asked, mentions: _Mentions, found: Sequence[EventRow]) -> Draft:
    language = asked.question.language
    text = say(
        language,
        "event.no_figure",
        district=_districts(asked),
        period=_periods(asked),
        event=event_label(asked),
    )
    citations = _citations(asked, found, ())
    return Draft(
        status=Status.NOT_FOUND,
        text=" ".join((text, quotes_in_words(asked, citations[:2], language))),
        citations=citations,
        sparql=mentions.sparql,
        names=_names(asked, found),
    )


def _no_district(asked: Asked, mentions: _Mentions, caveats: tuple[str, ...]) -> Draft:
    language = asked.question.language
    text = say(language, "event.list_none", event=event_label(asked), period=_periods(asked))
    citations = _citations(asked, mentions.rows, ())
    return Draft(
        Status.NOT_FOUND, text, (), citations, mentions.sparql, _names(asked, mentions.rows), (), caveats
    )


def _mentions(asked: Asked) -> _Mentions:
    types = [child for event in asked.question.slots.events for child in _with_narrower(event)]
    reports = [report.id for report in asked.reports]
    if not reports:
        return _Mentions((), "")
    found = find_events(asked.store, types=dict.fromkeys(types), reports=reports)
    periods = asked.question.slots.periods
    rows = [
        row for row in found.rows if not periods or any(overlap(parse_period(row.period), p) for p in periods)
    ]
    return _Mentions(tuple(rows), found.sparql)


def _with_narrower(event: Concept) -> Iterable[str]:
    yield event.id
    for row in load_concepts("events"):
        if row.broader == event.id:
            yield from _with_narrower(row)


def _citations(asked: Asked, found: Sequence[EventRow], others: Iterable[Citation]) -> tuple[Citation, ...]:
    own = list(without_repeats(cite_sentence(row.source, asked.catalogue) for row in found))
    return tuple(without_repeats((*own[:1], *in_turn(list(others), own[1:]))))[:_CITATIONS]


def _mentioned_apart(asked: Asked, mentions: _Mentions, found: Sequence[EventRow]) -> Iterable[str]:
    """Which other reports only mention it, and how: each once."""
    language = asked.question.language
    counted = {row.source.report for row in found}
    said: dict[str, None] = {}
    for row in mentions.rows:
        report = asked.catalogue.report(row.source.report)
        if row.source.report in counted or report is None:
            continue
        how = say(language, f"assertion.{row.assertion.value}")
        district, period = area_label(report.district, language), period_label(report.period, language)
        said[say(language, "caveat.mentioned", district=district, period=period, how=how)] = None
    yield from list(said)[:_CAVEATS]


def event_label(asked: Asked) -> str:
    """The events asked about, in the question's language."""
    language = asked.question.language
    return join(
        [event.en if language == "en" else event.vi for event in asked.question.slots.events], language
    )


def _periods(asked: Asked) -> str:
    language, periods = asked.question.language, asked.question.slots.periods
    if not periods:
        return say(language, "event.any_period")
    return join([period_label(period, language) for period in periods], language)


def _districts(asked: Asked) -> str:
    language, districts = asked.question.language, asked.question.slots.districts
    if not districts:
        return say(language, "event.any_district")
    return join([area_label(area, language) for area in districts], language)


def _names(asked: Asked, rows: Iterable[EventRow]) -> tuple[str, ...]:
    """Periods, and the label of the event ("Covid-19"), hold digits that are no figures."""
    language = asked.question.language
    notations = {row.period for row in rows} | {report.period.notation for report in asked.reports}
    labels = tuple(notation_label(notation, language) for notation in sorted(notations))
    return (_periods(asked), event_label(asked), *labels)
