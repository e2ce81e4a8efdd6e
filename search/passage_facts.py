"""The facts of passages as search keeps them: what they are about, and what their figures are called.

What a fact is about is a key of a kind and an id: ``"indicator/poverty-rate"``, ``"event/forest_fire"``,
``"programme/NTM"``. What is only planned or feared has a kind of its own, so that a question for results
finds results first. All is stored beside the passages when a report is indexed, so that a search needs no
other store.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import (
    Assertion,
    EventMention,
    Fact,
    LegalCitation,
    Measure,
    Measurement,
    OcopProduct,
    PlaceMention,
    ProgrammeLink,
    ProgrammeMention,
)
from search.passage import Passage

_TOLD = frozenset({Assertion.OCCURRED, Assertion.ENDED, Assertion.ABSENT})
_OCOP = "programme/OCOP"


@dataclass(frozen=True, slots=True, order=True)
class FigureName:
    """What a figure counts, complete in itself; ``concept`` is the indicator's id or ``""``."""

    name: str
    concept: str
    planned: bool


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """The keys and the names of figures that one passage holds."""

    keys: frozenset[str] = frozenset()
    names: frozenset[FigureName] = frozenset()


def facts_of(passages: Sequence[Passage], facts: Iterable[Fact]) -> tuple[PassageFacts, ...]:
    """For each passage what was read in it."""
    inside: list[list[Fact]] = [[] for _ in passages]
    starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        insort(starts[passage.block], (passage.start, number))
    for fact in facts:
        places = starts.get(fact.evidence.block, [])
        at = bisect_right(places, (fact.evidence.span.start, len(passages)))
        if at:
            inside[places[at - 1][1]].append(fact)
    return tuple(map(_summary, inside))


def _summary(facts: Sequence[Fact]) -> PassageFacts:
    figures = (fact for fact in facts if isinstance(fact, Measurement))
    return PassageFacts(
        frozenset(key for fact in facts for key in _keys(fact)),
        frozenset(
            FigureName(figure.indicator, figure.concept or "", figure.measure is Measure.PLAN)
            for figure in figures
        ),
    )


def _keys(fact: Fact) -> Iterator[str]:
    match fact:
        case Measurement():
            yield from _keys_of_figure(fact)
        case EventMention():
            yield f"{'event' if fact.assertion in _TOLD else 'risk'}/{fact.event}"
        case LegalCitation():
            numbers = (fact.number, fact.resolved, fact.corrected)
            yield from (f"document/{number.casefold()}" for number in numbers if number)
        case ProgrammeMention():
            yield from (f"programme/{id_}" for id_ in (fact.programme, *fact.parts))
        case ProgrammeLink():
            yield f"programme/{fact.programme}"
        case OcopProduct():
            yield _OCOP
        case PlaceMention() if fact.area.code:
            yield f"place/{fact.area.code}"


def _keys_of_figure(fact: Measurement) -> Iterator[str]:
    if fact.concept:
        yield f"{'plan' if fact.measure is Measure.PLAN else 'indicator'}/{fact.concept}"
    yield from (f"programme/{id_}" for id_ in (fact.programme, fact.programme_part) if id_)
    if fact.legal:
        yield f"document/{fact.legal.casefold()}"
