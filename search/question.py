"""Text -> ``Question``: language, intent, slots and terms, with what could not be matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.document import Span
from ingest.match.citations import match_citations
from ingest.match.indicators import match_indicators
from ingest.match.programmes import match_programmes
from ingest.match.units import match_units
from ingest.text import even_tones, fold, nfc
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Concept, Period
from search.asides import without_asides
from search.carried import carried_from
from search.cues import RANKED, Cue, match_cues, outside_remarks
from search.events_asked import events_asked, named_events
from search.holdings import Catalogue
from search.intents import Intent, decide_intent, read_measures
from search.language import Language, detect_language, lacks_diacritics
from search.limits import read_count, read_order, read_stars, read_threshold
from search.parts import parts_asked
from search.phrase import period_label
from search.places import PlacesRead, read_places
from search.relative import RelativeTime, counted_from, read_relative
from search.reports_asked import reports_of_places
from search.slots import DocumentRef, ReadAs, Slots, Threshold, Unmatched
from search.spelling import correct_spelling
from search.synonyms import match_synonyms, match_vocabulary
from search.times import TimesRead, read_times
from search.topics import Named, Term, read_terms
from search.units_asked import read_units_asked

_HOW_MANY = re.compile(r"\b(?:bao nhieu|may|how many|how much)\s*$")
_MOST = re.compile(r"(?<!\w)(?:nhieu|it|dong|most|fewest)\s+(?:\w+\s+){1,3}$")
_MEASURING = frozenset({"area", "mass", "volume", "length", "money"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood. ``plain`` says that its Vietnamese bears no diacritics."""

    text: str
    language: Language
    plain: bool
    intent: Intent
    slots: Slots
    cues: tuple[Cue, ...] = ()
    terms: tuple[Term, ...] = ()
    units: tuple[Concept, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    ambiguous: tuple[Unmatched, ...] = ()
    read_as: tuple[ReadAs, ...] = ()

    def asks(self, *ids: str) -> bool:
        """Whether one of these cues stands in the question."""
        return any(cue.id in ids for cue in self.cues)


@dataclass(frozen=True, slots=True)
class _Names:
    documents: tuple[tuple[Named, DocumentRef], ...]
    events: tuple[tuple[Named, Concept], ...]
    programmes: tuple[tuple[Named, Concept], ...]
    indicators: tuple[tuple[Named, Concept], ...]
    units: tuple[tuple[Span, Concept], ...]
    synonyms: tuple[Named, ...]
    vocabulary: tuple[Named, ...]

    @property
    def all(self) -> list[Named]:
        listed = (*self.documents, *self.indicators, *self.programmes, *self.events)
        return _apart([*(named for named, _ in listed), *self.synonyms, *self.vocabulary])


def parse_question(
    text: str,
    catalogue: Catalogue,
    restore: Callable[[str], str] | None = None,
    known: Callable[[str], bool] = lambda _: False,
) -> Question:
    """Reads a question; never raises on any text. ``known`` tells words that the reports use.

    ``restore`` gives a Vietnamese question that was typed without diacritics its diacritics back, keeping
    its length; without it, words are compared folded, and some topics are taken for function words.
    """
    text, read_as = correct_spelling(nfc(text).strip(), _known_or_named(known, catalogue))
    language = detect_language(text)
    plain = language == Language.VIETNAMESE and lacks_diacritics(text)
    spelled = _restored(text, restore) if plain else text
    names = _read_names(text, spelled)
    places = read_places(text, catalogue)
    cues = outside_remarks(match_cues(text, language, plain), text)
    named = tuple(named.span for named, _ in names.documents)
    times = read_times(text, (*named, *places.spans, *carried_from(text, cues)))
    relative = None if times.periods else read_relative(text)
    cues = _outside(_clear_of(cues, places.spans), [*places.spans, *times.spans])
    if relative:
        cues = tuple(c for c in cues if c.id == "trend" or not _within(c.span, relative.span))
    limit = read_threshold(text, cues, language, times.spans)
    if not limit and not read_order(cues):
        cues = tuple(cue for cue in cues if cue.id != RANKED)
    count = read_count(text, cues, times.spans)
    slots = _slots(text, names, places, times, cues, limit[0] if limit else None, catalogue)
    events = events_asked(slots.events, text, language, plain=plain)
    slots, read_as = replace(slots, count=count and count[0], events=events), read_as + places.read_as
    if relative and (meant := _counted_back(relative, slots, catalogue)):
        slots = replace(slots, periods=(meant,))
        surface = text[relative.span.start : relative.span.end]
        read_as += (ReadAs(surface, period_label(meant, language)),)
    slots = replace(slots, parts=parts_asked(text, slots, catalogue))
    taken = [*places.spans, *times.spans, *(found[1] for found in (limit, count) if found)]
    taken += [relative.span] if relative else []
    return Question(
        text=text,
        language=language,
        plain=plain,
        intent=decide_intent(cues, slots),
        slots=slots,
        cues=cues,
        terms=()
        if slots.units
        else _terms(spelled, language, names, [*taken, *(span for span, _ in names.units)], cues, plain),
        units=_distinct(concept for _, concept in names.units),
        unmatched=tuple(one for one in places.unmatched if not _is_programme(one, text, names)),
        ambiguous=places.ambiguous,
        read_as=read_as,
    )


def _is_programme(one: Unmatched, text: str, names: _Names) -> bool:
    """Whether words behind "huyện" name a programme: "huyện NTM" is no district."""
    words = {fold(text[named.span.start : named.span.end]) for named, _ in names.programmes}
    return fold(one.surface) in words


def _terms(
    text: str, language: Language, names: _Names, taken: list[Span], cues: tuple[Cue, ...], plain: bool
) -> tuple[Term, ...]:
    terms = read_terms(text, language, names.all, taken, cues, plain=plain)
    listed = (*names.documents, *names.indicators, *names.programmes, *names.events)
    return without_asides(text, terms, [named.span for named, _ in listed], cues)


def _known_or_named(known: Callable[[str], bool], catalogue: Catalogue) -> Callable[[str], bool]:
    """Also the words in the names of the districts, which ``search.places`` mends."""
    names = {
        form(word) for a in catalogue.districts for word in a.name.split() for form in (fold, even_tones)
    }
    return lambda word: word in names or known(word)


def _counted_back(time: RelativeTime, slots: Slots, catalogue: Catalogue) -> Period | None:
    """The period that is meant, counted from the newest report of the places named."""
    reports = reports_of_places(slots, catalogue)
    newest = max((report.period for report in reports), key=lambda period: period.end, default=None)
    return counted_from(newest, time) if newest else None


def _read_names(text: str, spelled: str) -> _Names:
    return _Names(
        documents=tuple(_documents(text)),
        events=tuple(named_events(text)),
        programmes=tuple(_programmes(text)),
        indicators=(*_indicators(spelled), *_superlatives(text)),
        units=tuple(_units(spelled)),
        synonyms=tuple(_synonyms(spelled)),
        vocabulary=tuple(_vocabulary(spelled)),
    )


def _slots(
    text: str,
    names: _Names,
    places: PlacesRead,
    times: TimesRead,
    cues: tuple[Cue, ...],
    threshold: Threshold | None,
    catalogue: Catalogue,
) -> Slots:
    kept = frozenset(names.all)
    return Slots(
        districts=places.districts,
        provinces=places.provinces,
        communes=places.communes,
        periods=times.periods,
        bases=times.bases,
        programmes=_distinct(concept for _, concept in names.programmes),
        documents=tuple(dict.fromkeys(document for _, document in names.documents)),
        events=_distinct(concept for _, concept in names.events),
        indicators=_distinct(concept for named, concept in names.indicators if named in kept),
        measures=read_measures(cues),
        threshold=threshold,
        order=read_order(cues),
        stars=read_stars(text),
        units=read_units_asked(text, catalogue.districts),
    )


def _restored(text: str, restore: Callable[[str], str] | None) -> str:
    spelled = restore(text) if restore else text
    return spelled if len(spelled) == len(text) else text


def _documents(text: str) -> Iterator[tuple[Named, DocumentRef]]:
    """The documents that are named by a number; the date behind a number belongs to it."""
    for mention in match_citations(text):
        citation = mention.value
        if citation.number:
            span = Span(mention.start, max(mention.end, citation.tail))
            yield Named(span, (citation.number,)), DocumentRef(citation.number, citation.kind.vi)


def _programmes(text: str) -> Iterator[tuple[Named, Concept]]:
    for mention in match_programmes(text):
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


def _distinct(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    return tuple({concept.id: concept for concept in concepts}.values())


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _clear_of(cues: tuple[Cue, ...], places: Iterable[Span]) -> tuple[Cue, ...]:
    """Without cues that begin in a place's name and go on behind it: "Quế Phong cháy" is no "phòng cháy"."""
    places = list(places)
    return tuple(
        cue
        for cue in cues
        if cue.open or not any(place.start < cue.span.start < place.end < cue.span.end for place in places)
    )


def _outside(cues: tuple[Cue, ...], spans: Iterable[Span]) -> tuple[Cue, ...]:
    """The cues that do not lie inside the name of a place or period; "cùng kỳ" does, and tells a change."""
    spans = list(spans)
    return tuple(
        cue
        for cue in cues
        if cue.id.startswith("measure")
        or not any(span.start <= cue.span.start and cue.span.end <= span.end for span in spans)
    )
