"""What code lists and numbers explain in a question: documents, events, programmes, indicators, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.document import Span
from ingest.match.citations import match_citations
from ingest.match.indicators import match_indicators
from ingest.match.units import match_units
from ingest.text import fold
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Concept
from search.events_asked import named_events
from search.programmes_asked import programmes_asked
from search.slots import DocumentRef
from search.synonyms import match_synonyms, match_vocabulary
from search.topics import Named

_HOW_MANY = re.compile(r"\b(?:bao nhieu|may|how many|how much)\s*$")
_MOST = re.compile(r"(?<!\w)(?:nhieu|it|dong|most|fewest)\s+(?:\w+\s+){1,3}$")
_MEASURING = frozenset({"area", "mass", "volume", "length", "money"})


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names of a question with where they stand, each kind apart."""

    documents: tuple[tuple[Named, DocumentRef], ...]
    events: tuple[tuple[Named, Concept], ...]
    programmes: tuple[tuple[Named, Concept], ...]
    indicators: tuple[tuple[Named, Concept], ...]
    units: tuple[tuple[Span, Concept], ...]
    synonyms: tuple[Named, ...]
    vocabulary: tuple[Named, ...]

    @property
    def listed(self) -> list[Span]:
        """Where the names stand that documents, indicators, programmes and events are called by."""
        listed = (*self.documents, *self.indicators, *self.programmes, *self.events)
        return [named.span for named, _ in listed]

    @property
    def all(self) -> list[Named]:
        """Those that tell of a topic, without overlaps."""
        listed = (*self.documents, *self.indicators, *self.programmes, *self.events)
        return _apart([*(named for named, _ in listed), *self.synonyms, *self.vocabulary])

    def outside(self, places: tuple[Span, ...]) -> NamesRead:
        """Without plain words that are syllables of places: "Yến Lạc" speaks of no peanuts."""
        inside = {
            one
            for one in (*self.synonyms, *self.vocabulary)
            if any(place.start <= one.span.start and one.span.end <= place.end for place in places)
        }
        clear = [
            tuple(one for one in words if one not in inside) for words in (self.synonyms, self.vocabulary)
        ]
        return replace(self, synonyms=clear[0], vocabulary=clear[1])


def read_names(text: str, spelled: str) -> NamesRead:
    """The names of a question; ``spelled`` is its text with the diacritics that were left out."""
    return NamesRead(
        documents=tuple(_documents(text)),
        events=tuple(named_events(text)),
        programmes=tuple(_programmes(text)),
        indicators=(*_indicators(spelled), *_superlatives(text)),
        units=tuple(_units(spelled)),
        synonyms=tuple(_synonyms(spelled)),
        vocabulary=tuple(_vocabulary(spelled)),
    )


def _documents(text: str) -> Iterator[tuple[Named, DocumentRef]]:
    """The documents that are named by a number; the date behind a number belongs to it.

    A short number that stands for a programme ("quyết định 1719") names no document.
    """
    meant = [range(mention.start, mention.end) for mention in programmes_asked(text)]
    for mention in match_citations(text):
        citation = mention.value
        short = not citation.full and any(
            mention.start < one.stop and one.start < mention.end for one in meant
        )
        if citation.number and not short:
            span = Span(mention.start, max(mention.end, citation.tail))
            yield Named(span, (citation.number,)), DocumentRef(citation.number, citation.kind.vi)


def _programmes(text: str) -> Iterator[tuple[Named, Concept]]:
    for mention in programmes_asked(text):
        yield Named(Span(mention.start, mention.end), mention.value.labels), mention.value


def _units(text: str) -> Iterator[tuple[Span, Concept]]:
    """Units of measure, however they are spelled: "héc-ta" asks for "ha"."""
    for mention in match_units(text):
        unit = mention.value
        if unit.concept and unit.kind in _MEASURING and _HOW_MANY.search(fold(text[: mention.start])):
            yield Span(mention.start, mention.end), unit.concept


def _synonyms(text: str) -> Iterator[Named]:
    for mention in match_synonyms(text):
        yield Named(Span(mention.start, mention.end), mention.value)


def _vocabulary(text: str) -> Iterator[Named]:
    for mention in match_vocabulary(text):
        yield Named(Span(mention.start, mention.end), (mention.value,), common=True)


def _indicators(text: str) -> Iterator[tuple[Named, Concept]]:
    for mention in match_indicators(text):
        concept = mention.value
        yield Named(Span(mention.start, mention.end), tuple(_said_by(concept)), concept.id), concept


def _superlatives(text: str) -> Iterator[tuple[Named, Concept]]:
    """Indicators that an adjective stands for: the poorest district has the highest poverty rate."""
    for row in load_concepts("question_superlatives"):
        concept = concepts_by_id("indicators")[row.extra["indicator"]]
        labels = "|".join(
            sorted((fold(label) for label in (*row.labels, *row.labels_en)), key=len, reverse=True)
        )
        for match in re.finditer(rf"(?<!\w)(?:{labels})(?!\w)", fold(text)):
            if not _MOST.search(fold(text[: match.start()])):  # "nhiều hộ nghèo nhất" counts households
                yield Named(Span(*match.span()), tuple(_said_by(concept)), concept.id), concept


def _said_by(concept: Concept) -> Iterator[str]:
    """Its labels, and those of what it is a rate of: a rate of disbursement stands beside the sum."""
    yield from concept.labels
    if related := concept.extra.get("related"):
        yield from concepts_by_id("indicators")[related].labels


def _apart(named: Iterable[Named]) -> list[Named]:
    """Of names that overlap the longest: "tỷ lệ tiêm phòng dại" asks for an indicator, not for rabies."""
    kept: list[Named] = []
    for one in sorted(named, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span.start)
