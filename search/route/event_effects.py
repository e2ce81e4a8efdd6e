"""What an event is asked to have done: whether anybody died, was hurt or is missing.

Only what is told of that very event counts: a clause that names another event, or goes on about one, tells
nothing of it. So "không có ca tử vong" behind the dengue cases denies no death in a flood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from graph.rows import EventRow
from ingest.match.events import match_events
from ingest.match.labels import LabelMatcher
from ingest.sentence import split_sentences
from ontology.phrases import Phrase, load_table
from ontology.values import Concept
from search.cite import Citation
from search.draft import Asked
from search.matching import coverage
from search.topics import Term
from search.wording import cite_passage, cite_sentence
from search.words import normal, take_apart

_CLAUSE = re.compile(r"[,;:()]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IDS = ("died", "injured", "missing-people")


class Told(Enum):
    """What the reports say of an effect."""

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Effect:
    """What they say of the effect asked about, and where."""

    told: Told
    citations: tuple[Citation, ...] = ()


def effects_asked(asked: Asked) -> tuple[str, ...]:
    """The effects that the question asks about, beside the event's own name."""
    names = list(match_events(asked.question.text))
    return tuple(
        dict.fromkeys(
            cue.id
            for cue in asked.question.cues
            if cue.id in _IDS and not any(name.start <= cue.span.start < name.end for name in names)
        )
    )


def effect_told(asked: Asked, found: Sequence[EventRow]) -> Effect:
    """Whether the effect asked about is told or denied of the events found."""
    kinds = effects_asked(asked)
    told = [
        one
        for text, citation, behind in _texts(asked, found)
        for one in _claims(asked, text, citation, kinds, behind=behind)
    ]
    for wanted in (Told.YES, Told.NO):
        cited = tuple(dict.fromkeys(citation for said, citation in told if said is wanted))
        if cited:
            return Effect(wanted, cited)
    return Effect(Told.NOTHING)


def _texts(asked: Asked, found: Sequence[EventRow]) -> Iterator[tuple[str, Citation, bool]]:
    """The sentences of the mentions, the passages with one, and those that the event is the context of."""
    for row in found:
        yield row.source.sentence, cite_sentence(row.source, asked.catalogue), False
    event = Term("", tuple({normal(label) for one in asked.question.slots.events for label in one.labels}))
    reports = {row.source.report for row in found}
    for one in (hit.passage for hit in asked.evidence.passages):
        holds = any(
            row.source.report == one.report and one.start <= row.source.start < one.end for row in found
        )
        behind = one.report in reports and coverage(event, take_apart(one.context)) == 1.0
        if holds or behind:
            yield one.text, cite_passage(one, asked.catalogue), behind


def _claims(
    asked: Asked, text: str, citation: Citation, kinds: Sequence[str], *, behind: bool
) -> Iterator[tuple[Told, Citation]]:
    animals = asks_of_animals(asked)
    about = _About(asked.question.slots.events, ours=behind)
    for start, end in split_sentences(text):
        about.begin_sentence()
        for clause in _CLAUSE.split(text[start:end]):
            if not about.read(clause) or _is_of_other_time(asked, clause):
                continue
            for kind in kinds:
                said = _says(kind, clause, animals=animals)
                if said is not Told.NOTHING:
                    yield said, citation


class _About:
    """Follows what a text is about, clause by clause: the events asked about, or others."""

    def __init__(self, events: Sequence[Concept], *, ours: bool) -> None:
        self._ids = {event.id for event in events}
        self._groups = {event.extra.get("group", "") for event in events}
        self._ours = ours
        self._named = False

    def begin_sentence(self) -> None:
        self._named = False

    def read(self, clause: str) -> bool:
        """Whether the clause is about the events: it names one, or goes on about one told before.

        In one sentence weather goes together: what floods and landslides did is told behind both.
        """
        events = [mention.value for mention in match_events(clause)]
        if any(self._is_asked(event) for event in events):
            self._ours = self._named = True
        elif events:
            groups = {event.extra.get("group", "") for event in events}
            self._ours = self._named and groups & self._groups == {"weather"}
        return self._ours

    def _is_asked(self, event: Concept) -> bool:
        """Whether it is one of them, or the general name of their kind ("thiên tai")."""
        general = event.extra.get("generic") == "true" and event.extra.get("group", "") in self._groups
        return event.id in self._ids or general


def asks_of_animals(asked: Asked) -> bool:
    """Whether it is asked what happened to animals, and not to people."""
    names = list(match_events(asked.question.text))
    return any(
        cue.id == "of-animals" and not any(name.start <= cue.span.start < name.end for name in names)
        for cue in asked.question.cues
    )


def _is_of_other_time(asked: Asked, clause: str) -> bool:
    """Whether a clause names years, and none that is asked about."""
    years = {int(year) for year in _YEAR.findall(clause)}
    periods = asked.question.slots.periods
    return bool(years and periods) and not any(
        period.start.year <= year <= period.end.year for period in periods for year in years
    )


def _says(kind: str, clause: str, *, animals: bool) -> Told:
    words = _words(kind)
    if not animals and list(words["denied"].find(clause)):
        return Told.NO
    told = list(words["told"].find(clause))
    if not told:
        return Told.NOTHING
    who = _words("who")
    of_animals = bool(list(who["animals"].find(clause)))
    of_people = bool(list(who["people"].find(clause))) or bool(list(words["of_people"].find(clause)))
    if (animals and not of_animals) or (not animals and (not of_people or of_animals)):
        return Told.NOTHING
    before = clause[: told[0].start]
    return Told.NO if list(who["denials"].find(before)) else Told.YES


@cache
def _words(kind: str) -> dict[str, LabelMatcher]:
    table = load_table("event_effects")[kind]
    assert isinstance(table, dict)
    return {
        str(name): LabelMatcher(Phrase(str(name), str(word)) for word in words)
        for name, words in table.items()
    }
