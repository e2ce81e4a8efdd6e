"""Contract: the groups of slots that a follow-up replaces or keeps together."""

from __future__ import annotations

from enum import Enum

from ontology.lexicon import find_concept
from ontology.phrases import load_words
from ontology.values import Area
from search.cues import furniture
from search.events_asked import is_generic
from search.question import Question
from search.words import normal

OF_FUNDS = ("disbursed", "capital")
ASKS_PLACES = ("asks-district", "asks-how-many-districts")


class Kept(Enum):
    """A group of slots: what a question is about, where, and when."""

    TOPIC = "topic"
    PLACE = "place"
    TIME = "time"


def kept_groups(before: Question, new: Question, *, marked: bool) -> frozenset[Kept]:
    """What a question leaves open; nothing if it is whole and does not say that it follows (``marked``)."""
    topic = has_topic(before, new)
    places = names_place(new) or new.asks(*ASKS_PLACES)
    if topic and places and not marked:
        return frozenset()
    left = {
        Kept.TOPIC: not topic,
        Kept.PLACE: not (places or new.slots.units),
        Kept.TIME: not new.slots.periods,
    }
    return frozenset(group for group, is_open in left.items() if is_open)


def names_place(question: Question) -> bool:
    """Whether it names a place, be it one that is not known."""
    return bool(places_named(question) or question.unmatched or question.ambiguous)


def places_named(question: Question) -> tuple[Area, ...]:
    """The units that it names."""
    slots = question.slots
    return (*slots.communes, *slots.districts, *slots.provinces)


def has_topic(before: Question, new: Question) -> bool:
    """Whether it says itself what it is about: "hết dịch chưa" asks how the matter before it stands."""
    slots = new.slots
    if slots.indicators or slots.programmes or slots.documents or slots.units:
        return True
    if any(not (before.slots.events and is_generic(event)) for event in slots.events):
        return True
    said = _idle_words(new)
    return any(not said >= set(normal(term.surface).split()) for term in new.terms)


def _idle_words(question: Question) -> frozenset[str]:
    """Words that only ask, or only say of what kind the event is that was spoken of."""
    text, slots = question.text, question.slots
    phrases = [text[c.span.start : c.span.end] for c in question.cues if c.id in furniture() and not c.open]
    phrases += [label for event in slots.events for label in event.labels]
    phrases += load_words("question_numbers")[question.language.value] if slots.order else ()
    stars = find_concept("follow_up", "stars")
    phrases += (*stars.labels, *stars.labels_en) if stars and slots.stars else ()
    return frozenset(word for phrase in phrases for word in normal(phrase).split())
