"""Events counted in tables: "Số vụ cháy rừng | 1", or a disease a row under "Số ca mắc"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ingest.document import Document
from ingest.fact import Assertion, EventMention, Measure, Measurement
from ingest.match.events import match_events
from ingest.text import even_tones
from ontology.phrases import load_words


def tabled_events(document: Document, figures: Iterable[Measurement]) -> Iterator[EventMention]:
    """One mention a count of cases in a table: more than none occurred, none did not.

    ``figures`` are those of the report: their names already join row and header, and their periods are known.
    """
    for figure in figures:
        if document.blocks[figure.evidence.block].table is None or figure.measure is not Measure.VALUE:
            continue
        named = {mention.value.id for mention in match_events(figure.indicator)}
        if len(named) == 1 and _counts_cases(figure.indicator):
            assertion = Assertion.OCCURRED if figure.value else Assertion.ABSENT
            yield EventMention(named.pop(), assertion, figure.period, figure.evidence)


def _counts_cases(indicator: str) -> bool:
    words = f"{even_tones(indicator)} "
    return words.startswith(_words("cases")) and not any(f" {word}" in words for word in _words("measures"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(f"{even_tones(word)} " for word in load_words("event_cues", "tables")[name])
