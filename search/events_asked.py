"""The events that a question names, also with other words in between: "was any forest lost to fire"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.document import Span
from ingest.match.events import match_events
from ingest.text import fold
from ontology.lexicon import concepts_by_id
from ontology.values import Concept
from search.cues import match_cues
from search.language import Language
from search.topics import Named

_APART = "question_events"


def named_events(text: str) -> Iterator[tuple[Named, Concept]]:
    """The events named in one piece. Whoever asks for "dịch tả lợn" means the African one."""
    for mention in match_events(text):
        event = _meant(mention.value, mention.surface)
        labels = tuple(dict.fromkeys((*event.labels, *mention.value.labels)))
        yield Named(Span(mention.start, mention.end), labels), event


def events_asked(
    named: Sequence[Concept], text: str, language: Language, *, plain: bool
) -> tuple[Concept, ...]:
    """The events asked about: those named, with those whose words stand apart.

    General ones only where no other is named: "ổ dịch lở mồm long móng" asks for one disease. "Dịch bệnh trên
    đàn gia súc" names a kind of them, narrower than "dịch bệnh".
    """
    apart = {cue.id: cue.span for cue in match_cues(text, language, plain, _APART)}
    events = concepts_by_id("events")
    found = {event.id: event for event in named}
    special = [event for event in found.values() if not is_generic(event)]
    if not special:
        found = {id_: events[id_] for id_ in apart} or found
    special = [event for event in found.values() if not is_generic(event)]
    return tuple(special or found.values())


def is_generic(event: Concept) -> bool:
    """Whether an event is only a kind of them ("dịch bệnh")."""
    return event.extra.get("generic") == "true"


def _meant(event: Concept, surface: str) -> Concept:
    """What people mean by a name; the one that the list itself prefers means just this."""
    if fold(surface) in (fold(event.vi), fold(event.en)):
        return event
    return concepts_by_id("events").get(event.extra.get("asked_as", ""), event)
