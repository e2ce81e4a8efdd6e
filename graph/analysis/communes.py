"""Which communes are named in the most events: what happened there apart from what is only told of. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.event_index import MentionEntry
from ingest.fact import Assertion


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """One event (IRI) with the mentions that name the commune."""

    event: str
    mentions: tuple[MentionEntry, ...]

    @property
    def kind(self) -> str:
        """The kind of event, as ``MentionEntry.kind``."""
        return self.mentions[0].kind

    @property
    def claims(self) -> tuple[str, ...]:
        """The mentions."""
        return tuple(one.claim for one in self.mentions)


@dataclass(frozen=True, slots=True)
class CommuneEvents:
    """A commune (IRI) with the events that sentences name it in.

    ``happened`` are those that a sentence says happened there; ``over`` those that are only declared over;
    ``mentioned`` are sentences that deny, fear, only prevent, or tell of another district.
    """

    commune: str
    happened: tuple[NamedEvent, ...]
    over: tuple[NamedEvent, ...]
    mentioned: tuple[MentionEntry, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """All mentions, those of what happened first."""
        events = (claim for event in (*self.happened, *self.over) for claim in event.claims)
        return (*events, *(one.claim for one in self.mentioned))

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """How many events of each kind happened, the most frequent first."""
        counts = Counter(event.kind for event in self.happened)
        return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

    @property
    def years(self) -> tuple[tuple[int, int], ...]:
        """How many events happened by the year in which they were first told of, the earliest first."""
        years = Counter(min(one.begins for one in event.mentions).year for event in self.happened)
        return tuple(sorted(years.items()))


def commune_events(
    mentions: Iterable[MentionEntry], communes: Mapping[str, Iterable[str]]
) -> tuple[CommuneEvents, ...]:
    """The communes that mentions name, those where the most events happened first.

    ``communes`` are by claim, those of the villages that it names among them. An event is told once however
    many sentences and reports tell of it.
    """
    named: dict[str, list[MentionEntry]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: (one.begins, one.claim)):
        for commune in set(communes.get(mention.claim, ())):
            named[commune].append(mention)
    return tuple(sorted((_counted(commune, told) for commune, told in named.items()), key=_rank))


def _counted(commune: str, told: list[MentionEntry]) -> CommuneEvents:
    events: dict[str, list[MentionEntry]] = defaultdict(list)
    for mention in told:
        if mention.event is not None:
            events[mention.event].append(mention)
    happened: list[NamedEvent] = []
    over: list[NamedEvent] = []
    for event, own in sorted(events.items()):
        occurred = any(one.assertion is Assertion.OCCURRED for one in own)
        (happened if occurred else over).append(NamedEvent(event, tuple(own)))
    return CommuneEvents(
        commune, tuple(happened), tuple(over), tuple(one for one in told if one.event is None)
    )


def _rank(one: CommuneEvents) -> tuple[int, int, int, str]:
    return (-len(one.happened), -len(one.over), -len(one.mentioned), one.commune)
