"""Mentions of the events that a question asks about, and the words that speak of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.lookups import mentions_query
from graph.queries import find_events
from graph.rows import EventRow
from ingest.fact import Assertion
from ontology.lexicon import load_concepts
from ontology.values import Concept, Period
from search.cite import Citation, without_repeats
from search.cues import asks, match_cues
from search.draft import Asked
from search.holdings import overlap
from search.language import Language
from search.phrase import join, period_label, say
from search.reports_asked import reports_of_places
from search.route.event_times import is_of_time, proves_time
from search.route.quoted import in_turn
from search.wording import area_label, cite_sentence, notation_label

CITATIONS = 6
_CAVEATS = 6
_STATES = "event_states"
_NAMED = 6  # districts that one sentence names


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of the asked events in the asked periods, and the query that found them.

    ``longer`` are those that it happened in a period of which the time asked about is only a part;
    ``other_times`` reads those of times that are not asked about, in some reports.
    """

    rows: tuple[EventRow, ...]
    sparql: str
    longer: tuple[EventRow, ...] = ()
    other_times: Callable[[Collection[str]], tuple[EventRow, ...]] = lambda _reports: ()

    def saying(self, *assertions: Assertion) -> tuple[EventRow, ...]:
        """Those with one of these assertions of the districts that report, not of places elsewhere."""
        return tuple(row for row in self.rows if row.assertion in assertions and not row.elsewhere)

    def over(self) -> tuple[EventRow, ...]:
        """Those that it is over, and not only in places: "03 xã công bố hết dịch, còn lại vẫn có"."""
        return tuple(row for row in self.saying(Assertion.ENDED) if not says_no_end(row))

    def happened(self) -> tuple[EventRow, ...]:
        """Those that it occurred; where the same report denies it, only those that say outright that it did.

        A disease that is named as the cause of something ("do dịch Covid-19 …") need not have come.
        """
        denied = {row.source.report for row in self.saying(Assertion.ABSENT)}
        return tuple(
            row
            for row in self.saying(Assertion.OCCURRED)
            if row.source.report not in denied or _says_so(row.source.sentence)
        )


def says_end(row: EventRow) -> bool:
    """Whether a sentence says outright that it ended: "sau đại dịch" only looks back."""
    return asks(match_cues(row.source.sentence, Language.VIETNAMESE, plain=False, codes=_STATES), "over")


def says_no_end(row: EventRow) -> bool:
    """Whether a sentence says outright that it is not over."""
    return asks(match_cues(row.source.sentence, Language.VIETNAMESE, plain=False, codes=_STATES), "not-over")


def _says_so(sentence: str) -> bool:
    return asks(match_cues(sentence, Language.VIETNAMESE, plain=False), "event-occurred")


def find_mentions(asked: Asked) -> Mentions:
    """All mentions of the events asked about and of their narrower kinds, in the periods asked about.

    A report of a later period may tell of them too: "năm 2022 xảy ra 03 vụ, năm nay không có vụ nào".
    """
    events = asked.question.slots.events
    types = tuple(dict.fromkeys(child for event in events for child in _with_narrower(event)))
    reports = [report.id for report in reports_of_places(asked.question.slots, asked.catalogue)]
    if not reports:
        return Mentions((), "")
    periods = asked.question.slots.periods
    states = asked.question.asks("event-continues", "event-ended")
    found = _told(asked, types, reports, () if states else periods)
    rows = tuple(row for row in found if is_of_time(row, periods) or (states and _ends_in_time(asked, row)))
    of_time = {row.claim for row in rows}

    def others(some: Collection[str]) -> tuple[EventRow, ...]:
        return tuple(row for row in _told(asked, types, some) if row.claim not in of_time)

    sparql = mentions_query(sorted(of_time), types)
    if states or asked.question.asks("as-of"):
        return Mentions(rows, sparql, (), others)
    proven = tuple(row for row in rows if proves_time(row, periods))
    sure = {row.claim for row in proven}
    longer = tuple(row for row in rows if row.claim not in sure and not row.elsewhere)
    return Mentions(proven, sparql, longer, others)


def _told(
    asked: Asked, types: Sequence[str], reports: Collection[str], periods: Sequence[Period] = ()
) -> tuple[EventRow, ...]:
    """The mentions of events of these kinds, at least of these periods, by the index of facts where it is."""
    if asked.index.facts:
        return asked.index.facts.mentions.of_kinds(types, reports, periods)
    return find_events(asked.store, types=types, reports=reports).rows


def _ends_in_time(asked: Asked, row: EventRow) -> bool:
    """Whether a report of a time asked about tells the end of what began before it."""
    report = asked.catalogue.report(row.source.report)
    periods = asked.question.slots.periods
    if report is None or row.assertion is not Assertion.ENDED:
        return False
    return any(overlap(report.period, period) for period in periods)


def _with_narrower(event: Concept) -> Iterable[str]:
    """The event and its narrower kinds; of a general one ("thiên tai") all of its group."""
    yield event.id
    general = event.extra.get("generic") == "true"
    for row in load_concepts("events"):
        if row.broader == event.id:
            yield from _with_narrower(row)
        elif general and row.extra.get("group") == event.extra.get("group"):
            yield row.id


def cite_mentions(
    asked: Asked, found: Sequence[EventRow], others: Iterable[Citation]
) -> tuple[Citation, ...]:
    """The sentence of the first mention, then other citations and the other mentions in turn."""
    own = list(without_repeats(cite_sentence(row.source, asked.catalogue) for row in found))
    return tuple(without_repeats((*own[:1], *in_turn(list(others), own[1:]))))[:CITATIONS]


def mentioned_apart(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Iterable[str]:
    """Which other reports only mention it, and how: each once."""
    language = asked.question.language
    counted = {row.source.report for row in found}
    said: dict[str, None] = {}
    for row in (*mentions.rows, *mentions.longer):
        report = asked.catalogue.report(row.source.report)
        if row.source.report in counted or report is None:
            continue
        how = say(language, "assertion.elsewhere" if row.elsewhere else f"assertion.{row.assertion.value}")
        district, period = area_label(report.district, language), period_label(report.period, language)
        here = row.assertion is Assertion.OCCURRED and not row.elsewhere
        key = "caveat.otherwise" if here else "caveat.mentioned"
        said[say(language, key, district=district, period=period, how=how)] = None
    yield from list(said)[:_CAVEATS]


def event_label(asked: Asked) -> str:
    """The events asked about, in the question's language."""
    language = asked.question.language
    return join(
        [event.en if language == "en" else event.vi for event in asked.question.slots.events], language
    )


def periods_asked(asked: Asked) -> str:
    """The periods asked about, in words."""
    language, periods = asked.question.language, asked.question.slots.periods
    if not periods:
        return say(language, "event.any_period")
    return join([period_label(period, language) for period in periods], language)


def districts_asked(asked: Asked, found: Iterable[EventRow] = ()) -> str:
    """The districts asked about, in words; where none is named, those of the reports that tell it."""
    language, districts = asked.question.language, asked.question.slots.districts
    if not districts:
        reports = (asked.catalogue.report(row.source.report) for row in found)
        districts = tuple(dict.fromkeys(report.district for report in reports if report))[:_NAMED]
    if not districts:
        return say(language, "event.any_district")
    return join([area_label(area, language) for area in districts], language)


def names_in(asked: Asked, rows: Iterable[EventRow]) -> tuple[str, ...]:
    """Periods, and the label of the event ("Covid-19"), hold digits that are no figures."""
    language = asked.question.language
    notations = {row.period for row in rows} | {report.period.notation for report in asked.reports}
    labels = tuple(notation_label(notation, language) for notation in sorted(notations))
    return (periods_asked(asked), event_label(asked), *labels)
