"""Text -> ``Question``: language, intent, slots and terms, with what could not be matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.document import Span
from ingest.text import even_tones, fold, nfc
from ontology.values import Concept, Period
from search.asides import without_asides
from search.carried import carried_from
from search.cues import RANKED, Cue, match_cues, outside_remarks
from search.events_asked import events_asked
from search.holdings import Catalogue
from search.intents import Intent, decide_intent, read_measures
from search.language import Language, detect_language, lacks_diacritics
from search.limits import read_count, read_order, read_stars, read_threshold
from search.names_asked import NamesRead, read_names
from search.parts import parts_asked
from search.phrase import period_label
from search.places import read_places
from search.places_found import PlacesRead
from search.relative import RelativeTime, counted_from, read_relative
from search.reports_asked import reports_of_places
from search.slots import ReadAs, Slots, Threshold, Unmatched
from search.spelling import correct_spelling
from search.times import TimesRead, read_times
from search.topics import Term, read_terms
from search.units_asked import read_units_asked


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
    names = read_names(text, spelled)
    places = read_places(text, catalogue, names.listed)
    cues = outside_remarks(match_cues(text, language, plain), text)
    named = tuple(named.span for named, _ in names.documents)
    times = read_times(text, (*named, *places.spans, *carried_from(text, cues)))
    relative = None if times.periods else read_relative(text)
    cues = _outside(_clear_of(cues, places.spans), [*places.spans, *times.spans])
    if relative:
        cues = tuple(c for c in cues if c.id == "trend" or not _within(c.span, relative.span))
    numbered = [named.span for named, _ in (*names.documents, *names.programmes)]
    limit = read_threshold(text, cues, language, (*times.spans, *numbered))
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
        else _terms(spelled, language, names.outside(places.spans), taken, cues, plain),
        units=_distinct(concept for _, concept in names.units),
        unmatched=tuple(one for one in places.unmatched if not _is_programme(one, text, names)),
        ambiguous=places.ambiguous,
        read_as=read_as,
    )


def _is_programme(one: Unmatched, text: str, names: NamesRead) -> bool:
    """Whether words behind "huyện" name a programme: "huyện NTM" is no district."""
    words = (fold(text[named.span.start : named.span.end]) for named, _ in names.programmes)
    return any(re.match(rf"{re.escape(fold(one.surface))}(?!\w)", word) for word in words)


def _terms(
    text: str, language: Language, names: NamesRead, taken: list[Span], cues: tuple[Cue, ...], plain: bool
) -> tuple[Term, ...]:
    taken = [*taken, *(span for span, _ in names.units)]
    terms = read_terms(text, language, names.all, taken, cues, plain=plain)
    return without_asides(text, terms, names.listed, cues)


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


def _slots(
    text: str,
    names: NamesRead,
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
