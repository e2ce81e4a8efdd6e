"""Which figures belong to an event, and whether they count what a question asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.rows import EventImpactRow, EventRow, ObservationRow, Source
from ingest.text import fold
from search.choose import Choice
from search.draft import Asked
from search.matching import NEAR, coverage, prepare
from search.topics import Term


def figures_of_event(
    asked: Asked, choice: Choice, rows: Iterable[ObservationRow], found: Sequence[EventRow]
) -> list[ObservationRow]:
    """The figures that stand in a mention's sentence, or in a passage or footnote about the event."""
    return [row for row in rows if _near(row.source, found) or _in_passage_about(asked, choice, row)]


def counts_what_is_asked(
    asked: Asked, figures: Sequence[ObservationRow], impacts: Sequence[EventImpactRow]
) -> bool:
    """Whether a figure of the event counts a thing that the question names beside the event itself."""
    names = [f"{row.indicator_text} {row.unit}" for row in figures]
    names += [f"{row.what} {row.unit}" for row in impacts]
    labels = _labels(asked)
    others = [term for term in asked.question.terms if term.forms and not labels & set(term.forms)]
    told = [prepare(_without(name, labels)) for name in names]
    if not others:
        return bool(told)
    return any(coverage(term, name) >= NEAR for term in others for name in told)


def _labels(asked: Asked) -> frozenset[str]:
    return frozenset(fold(label) for event in asked.question.slots.events for label in event.labels)


def _without(name: str, labels: Iterable[str]) -> str:
    folded = fold(name)
    for label in sorted(labels, key=len, reverse=True):
        folded = folded.replace(label, " ")
    return folded


def _near(source: Source, found: Sequence[EventRow]) -> bool:
    """Whether a figure stands in the sentence of a mention."""
    return any(
        row.source.report == source.report
        and row.source.sentence_start <= source.start < row.source.sentence_end
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
    return any(coverage(event, prepare(f"{one.text} ; {one.context}")) == 1.0 for one in around)
