"""Answers how many an event hit in each district: one figure of each, with its quote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.lookups import find_figures
from graph.query_file import united
from graph.rows import EventRow, ObservationRow
from ingest.document import Span
from ingest.fact import Measure
from ontology.periods import parse_period
from ontology.phrases import load_table
from search.cite import without_repeats
from search.denial import behind_denial
from search.draft import Asked, Draft, Status
from search.holdings import overlap
from search.matching import NEAR, coverage
from search.route.event_effects import asks_of_animals, effects_asked
from search.route.event_figures import beside_the_event
from search.route.event_mentions import Mentions, event_label, periods_asked
from search.route.figures import names_of
from search.route.quoted import quotes_in_words
from search.route.stated import facts_in_words
from search.wording import cite_sentence, observation_row
from search.words import find, take_apart

_QUOTES = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CULLED, _WHO = "culled", "who"


def tell_by_district(asked: Asked, mentions: Mentions, found: Sequence[EventRow]) -> Draft | None:
    """The figure of each district whose report gives one; ``None`` where none does."""
    rows = [row for report in _reports(found) for row in _figure(asked, found, report)]
    if not rows:
        return None
    language = asked.question.language
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in rows))
    return Draft(
        Status.ANSWERED,
        " ".join((facts_in_words(asked, rows), quotes_in_words(asked, citations[:_QUOTES], language))),
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(rows),
        citations=citations,
        sparql=united(mentions.sparql),
        names=(periods_asked(asked), event_label(asked), *names_of(rows, language)),
    )


def _reports(found: Iterable[EventRow]) -> tuple[str, ...]:
    """One report of each district: the first that tells of it."""
    first: dict[str, str] = {}
    for row in found:
        first.setdefault(row.source.district, row.source.report)
    return tuple(first.values())


def _figure(asked: Asked, found: Sequence[EventRow], report: str) -> Iterator[ObservationRow]:
    """The first figure in the sentences of the mentions that counts what is asked for, of their time."""
    own = {
        Span(row.source.sentence_start, row.source.sentence_end): row
        for row in reversed(found)
        if row.source.report == report
    }
    claims = [
        figure.claim
        for figure in asked.figures.of_report(report)
        if figure.measure is Measure.VALUE and figure.sentence in own
    ]
    rows = find_figures(asked.store, sorted(claims)).rows if claims else ()
    for row in sorted(rows, key=lambda one: one.source.start):
        if row.value and _is_asked(asked, row) and _is_of_time(asked, row):
            mention = own[Span(row.source.sentence_start, row.source.sentence_end)]
            yield replace(row, period=mention.period)
            return


def _is_of_time(asked: Asked, row: ObservationRow) -> bool:
    """Whether the last year told before a figure in its sentence is asked about; of none its own time is.

    What a denial only compares with is of another time.
    """
    before = row.source.sentence[: max(0, row.source.start - row.source.sentence_start)]
    years = [int(year) for year in _YEAR.findall(before)]
    periods = asked.question.slots.periods
    if behind_denial(before):
        return False
    if not years or not periods:
        own = parse_period(row.period)
        return not periods or any(overlap(own, period) for period in periods)
    return any(period.start.year <= years[-1] <= period.end.year for period in periods)


def _is_asked(asked: Asked, row: ObservationRow) -> bool:
    """Whether a figure counts what is asked: in its unit, and dead ones only where the dead are asked for."""
    wanted = _effects_in(asked)
    told = {kind for kind, words in _effects().items() if _says(words, row.indicator_text)}
    if not (wanted & told if wanted else not told):
        return False
    units = {label for unit in asked.question.units for label in unit.labels}
    if asks_of_animals(asked) or row.unit in units:
        return row.unit in units or row.unit in _animals()
    name = take_apart(f"{row.indicator_text} {row.unit}")
    return any(coverage(term, name) >= NEAR for term in beside_the_event(asked))


def _effects_in(asked: Asked) -> frozenset[str]:
    """What the event is asked to have done: who died, what was culled."""
    forms = [form for term in asked.question.terms for form in term.forms]
    culled = {_CULLED} if any(_says(_effects()[_CULLED], form) for form in forms) else set()
    return frozenset((*effects_asked(asked), *culled))


def _says(words: Iterable[str], text: str) -> bool:
    said = take_apart(text)
    return any(find(take_apart(word), said, plain=False) for word in words)


def _effects() -> Mapping[str, Collection[str]]:
    table = load_table("event_effects")
    return {kind: _words_of(told, "told") for kind, told in table.items() if kind != _WHO}


def _animals() -> Collection[str]:
    return _words_of(load_table("event_effects")[_WHO], "animals")


def _words_of(table: object, name: str) -> tuple[str, ...]:
    assert isinstance(table, dict)
    return tuple(map(str, table[name]))
