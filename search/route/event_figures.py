"""Which figures belong to an event, and whether they count what a question asks for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from functools import cache

from graph.rows import EventImpactRow, EventRow, ObservationRow, Source
from ingest.fact import Assertion
from ingest.match.events import match_events
from ontology.lexicon import concepts_by_id
from ontology.periods import parse_period
from ontology.phrases import load_table
from search.choose import UNKNOWN, Choice
from search.denial import behind_denial, is_of_late
from search.draft import Asked
from search.holdings import overlap
from search.matching import coverage
from search.route.event_mentions import Mentions
from search.route.event_times import is_of_other_season
from search.topics import Term
from search.words import Words, find, normal, take_apart

_SHARE = 0.4  # of what the words beside the event weigh


def with_sentences(asked: Asked, choice: Choice, found: Sequence[EventRow]) -> Choice:
    """The choice with all clauses in the mentions' own sentences, whatever their figures are called."""
    own = tuple(
        clause
        for clause in asked.evidence.clauses
        if clause not in choice.clauses and _near(clause.report, clause.figures[0].start, found)
    )
    return replace(choice, clauses=(*choice.clauses, *own))


def figures_of_event(
    asked: Asked,
    choice: Choice,
    rows: Iterable[ObservationRow],
    found: Sequence[EventRow],
    mentions: Mentions,
) -> list[ObservationRow]:
    """The figures that stand in a mention's sentence, or in a passage or footnote about the event.

    Not those of another event, of another time than is asked about, or behind a denial in its sentence: "chưa
    ghi nhận ca nào (cùng kỳ năm trước 12 ca)", nor such as stand beside a mention of another time only.
    ``mentions`` are all mentions of the event, ``found`` those that are looked at.
    """
    figures, every = tuple(rows), mentions.rows
    others = mentions.other_times({row.source.report for row in figures}) if figures else ()
    denied = {report for report in _reports(every) if _is_denied_in(every, report)}
    types = {row.type for row in (*found, *every)} | {event.id for event in asked.question.slots.events}
    return [
        row
        for row in figures
        if (_stands_in(row.source, found) or _in_passage_about(asked, choice, row))
        and not _names_other_event(row.indicator_text, types)
        and (row.source.report not in denied or names_event(asked, row.indicator_text))
        and _is_of_time(asked, row)
        and not _is_behind_denial(row.source, (*found, *every))
        and (_stands_in(row.source, every) or not _stands_in(row.source, others))
    ]


def _reports(rows: Iterable[EventRow]) -> frozenset[str]:
    return frozenset(row.source.report for row in rows)


def _is_denied_in(mentions: Iterable[EventRow], report: str) -> bool:
    """Whether a report denies the event for the whole time: what stands beside is the loss of another.

    "Từ ngày 10/5 không có ca mới" says nothing of the time before.
    """
    own = [row for row in mentions if row.source.report == report]
    told = any(row.assertion in (Assertion.OCCURRED, Assertion.ENDED) for row in own)
    denials = [row for row in own if row.assertion is Assertion.ABSENT]
    return bool(denials) and not told and not any(is_of_late(row.source.sentence) for row in denials)


def _names_other_event(name: str, types: Container[str | None]) -> bool:
    """Whether a name holds an event, and none of those asked about."""
    named = [mention.value.id for mention in match_events(name)]
    return bool(named) and not any(one in types for one in named)


def _is_of_time(asked: Asked, row: ObservationRow) -> bool:
    """Whether a figure is of a period asked about; of the report's own, where none is."""
    wanted = asked.question.slots.periods
    report = asked.catalogue.report(row.source.report)
    if not wanted and report is not None:
        wanted = (report.period,)
    if is_of_other_season(row.source, asked.question.slots.periods):
        return False
    return not wanted or any(overlap(parse_period(row.period), period) for period in wanted)


def _is_behind_denial(source: Source, mentions: Iterable[EventRow]) -> bool:
    """Whether the last mention of the event before a figure, in its own sentence, denies it.

    A figure that a denial only compares with is behind it too, whatever the mention says.
    """
    before = [
        row
        for row in mentions
        if _near(source.report, source.start, [row])
        and row.source.sentence_start == source.sentence_start
        and row.source.start < source.start
    ]
    last = max(before, key=lambda row: row.source.start, default=None)
    if last is not None and last.assertion is Assertion.ABSENT:
        return True
    words = take_apart(behind_denial(source.sentence[: max(0, source.start - source.sentence_start)]))
    return any(find(base, words, plain=False) for base in _bases())


@cache
def _bases() -> tuple[Words, ...]:
    """The words that another time is compared with by: "cùng kỳ", "năm trước"."""
    return tuple(map(take_apart, concepts_by_id("modality")["base"].labels))


def counts_what_is_asked(
    asked: Asked, figures: Sequence[ObservationRow], impacts: Sequence[EventImpactRow]
) -> bool:
    """Whether the figures of the event count the things that the question names beside the event itself.

    Together they must tell a good part of those words, so that people in quarantine are no people infected.
    Where the event itself is counted ("how many forest fires"), any count of events will do, and where a
    unit is asked for ("bao nhiêu héc-ta"), any figure in it.
    """
    units = {figure.unit for figure in figures} | {row.unit for row in impacts}
    wanted = {label for unit in asked.question.units for label in unit.labels}
    if units & wanted or (units & counting_words() and _asks_how_often(asked)):
        return True
    labels, others = _labels(asked), beside_the_event(asked)
    names = [f"{row.indicator_text} {row.unit}" for row in figures]
    names += [f"{row.what} {row.unit}" for row in impacts]
    told = [take_apart(_without(name, labels)) for name in names]
    weights = {term: asked.evidence.weights[term] * (1 if term.forms else UNKNOWN) for term in others}
    covered = (weights[term] * max((coverage(term, name) for name in told), default=0) for term in others)
    return bool(told) and sum(covered) >= _SHARE * sum(weights.values())


def beside_the_event(asked: Asked) -> list[Term]:
    """What the question names beside the event: who died of it, what was lost."""
    labels = _labels(asked)
    return [term for term in asked.question.terms if not labels & set(term.forms)]


def names_event(asked: Asked, name: str) -> bool:
    """Whether a name holds the event itself."""
    return coverage(Term("", tuple(_labels(asked))), take_apart(name)) == 1.0


def _asks_how_often(asked: Asked) -> bool:
    """Whether "how many" stands right before the event, or before nothing at all."""
    question, labels = asked.question, _labels(asked)
    events = [term.surface for term in question.terms if labels & set(term.forms)]
    behind = [question.text[cue.span.end :].strip() for cue in question.cues if cue.id == "asks-quantity"]
    return any(not text or text[0] in ",;?." or _opens_with(text, events) for text in behind)


def _opens_with(text: str, events: Iterable[str]) -> bool:
    """Whether one of the events opens the text, or stands behind a word that counts ("vụ cháy rừng")."""
    first, _, rest = text.partition(" ")
    return any(
        text.startswith(event) or (first in counting_words() and rest.startswith(event)) for event in events
    )


@cache
def counting_words() -> frozenset[str]:
    """The units in which events are counted."""
    words = load_table("event_cues")["words"]
    assert isinstance(words, dict)
    return frozenset(map(str, words["counts"]))


def _labels(asked: Asked) -> frozenset[str]:
    return frozenset(normal(label) for event in asked.question.slots.events for label in event.labels)


def _without(name: str, labels: Iterable[str]) -> str:
    told = normal(name)
    for label in sorted(labels, key=len, reverse=True):
        told = told.replace(label, " ")
    return told


def _stands_in(source: Source, found: Sequence[EventRow]) -> bool:
    """Whether a figure stands in the sentence of a mention."""
    return _near(source.report, source.start, found)


def _near(report: str, start: int, found: Sequence[EventRow]) -> bool:
    return any(
        row.source.report == report and row.source.sentence_start <= start < row.source.sentence_end
        for row in found
    )


def _in_passage_about(asked: Asked, choice: Choice, row: ObservationRow) -> bool:
    """Whether a figure stands in a passage that names the event, or in a footnote to one that does."""
    event = Term("", tuple(_labels(asked)))
    around = (
        clause.passage.passage
        for clause in choice.clauses
        if clause.passage and any(figure.claim == row.claim for figure in clause.figures)
    )
    return any(coverage(event, take_apart(f"{one.text}\n{one.context}")) == 1.0 for one in around)
