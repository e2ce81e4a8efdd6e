"""What the page of events shows: mentions chosen by filters, and the events that they tell of. Pure.

An event is told once however many sentences and reports tell it (``graph.events`` says which are one); what
did not happen, or only next door, has no event and stays a mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.event_index import MentionEntry
from graph.rows import EventImpactRow
from ingest.fact import Assertion
from ingest.text import fold
from ontology.lexicon import concepts_by_id
from search.language import Language
from search.wording import notation_label
from ui.messages import tell
from ui.names import concept_name
from ui.places_told import PlaceNames
from ui.render import TableRow, one_line

ELSEWHERE = "elsewhere"
HAPPENED, MENTIONED = "happened", "mentioned"
SAID = {
    HAPPENED: (Assertion.OCCURRED.value, Assertion.ENDED.value),
    MENTIONED: (
        Assertion.ABSENT.value,
        Assertion.RISK.value,
        Assertion.RESPONSE_ONLY.value,
        ELSEWHERE,
    ),
}
"""What may be said of an event, apart by whether it happened."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which mentions are looked at; what is empty or ``None`` leaves out none. Years are included."""

    kinds: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None

    def keeps(self, entry: MentionEntry) -> bool:
        """Whether the mention is of these kinds and districts and its time touches these years."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.districts or entry.district in self.districts)
            and (self.first is None or entry.ends.year >= self.first)
            and (self.last is None or entry.begins.year <= self.last)
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with the mentions of it that are looked at, the earliest first."""

    event: str
    entries: tuple[MentionEntry, ...]

    @property
    def kind(self) -> str:
        """The kind of event, as ``MentionEntry.kind``."""
        return self.entries[0].kind

    @property
    def district(self) -> str:
        """The code of the district."""
        return self.entries[0].district

    @property
    def begins(self) -> date:
        """The first day that a mention tells of."""
        return min(entry.begins for entry in self.entries)

    @property
    def claims(self) -> tuple[str, ...]:
        """The mentions."""
        return tuple(entry.claim for entry in self.entries)


def said_of(entry: MentionEntry) -> str:
    """What a mention says: a value of ``Assertion``, or ``elsewhere`` where it is of another district."""
    return ELSEWHERE if entry.elsewhere else entry.assertion.value


def choose(
    entries: Iterable[MentionEntry], wanted: EventFilter, part: str, said: Collection[str] = ()
) -> tuple[MentionEntry, ...]:
    """The mentions of one part (``happened`` or ``mentioned``), of some assertions or of all its own."""
    return tuple(
        entry
        for entry in entries
        if entry.happened == (part == HAPPENED)
        and wanted.keeps(entry)
        and (not said or said_of(entry) in said)
    )


def happenings(entries: Iterable[MentionEntry]) -> tuple[Happening, ...]:
    """The events that these mentions tell of, the newest first."""
    told: dict[str, list[MentionEntry]] = defaultdict(list)
    for entry in entries:
        if entry.event is not None:
            told[entry.event].append(entry)
    found = [
        Happening(event, tuple(sorted(own, key=lambda one: (one.begins, one.ends, one.claim))))
        for event, own in told.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.begins.toordinal(), one.kind, one.district)))


def newest_first(entries: Iterable[MentionEntry]) -> tuple[MentionEntry, ...]:
    """Mentions in the order of their list."""
    return tuple(sorted(entries, key=lambda one: (-one.begins.toordinal(), one.kind, one.claim)))


def kind_name(kind: str, label: str, language: Language) -> str:
    """A kind of event in words."""
    return concept_name("events", kind, label, language)


def kinds_of(entries: Iterable[MentionEntry], language: Language) -> dict[str, str]:
    """The kinds that are told of, id to words, by words."""
    labels = {entry.kind: entry.kind_label for entry in entries}
    names = {kind: kind_name(kind, label, language) for kind, label in labels.items()}
    return dict(sorted(names.items(), key=lambda item: fold(item[1])))


def mark_names(entries: Sequence[MentionEntry], language: Language, most: int) -> dict[str, str]:
    """By what mark each kind is drawn: its own, or that of its group where there are more than ``most``.

    The marks stand in the order of how often they are told of, so that one filter draws the same twice.
    """
    kinds = Counter(entry.kind for entry in entries)
    names = {kind: kind_name(kind, label, language) for kind, label in _labels(entries).items()}
    if len(kinds) > most:
        groups = {kind: _group(kind) for kind in kinds}
        sizes = Counter[str]()
        for kind, count in kinds.items():
            sizes[groups[kind]] += count
        drawn = {group for group, _ in sizes.most_common(most - 1)} if len(sizes) > most else set(sizes)
        names = {
            kind: tell(language, f"event_group.{group if group in drawn else 'other'}")
            for kind, group in groups.items()
        }
    totals = Counter[str]()
    for kind, count in kinds.items():
        totals[names[kind]] += count
    return {kind: names[kind] for kind in sorted(kinds, key=lambda kind: (-totals[names[kind]], names[kind]))}


def years_of(entries: Iterable[MentionEntry]) -> tuple[int, ...]:
    """The years that mentions tell of, the newest first."""
    return tuple(sorted({year for one in entries for year in (one.begins.year, one.ends.year)}, reverse=True))


def happening_table(
    events: Iterable[Happening],
    names: PlaceNames | None,
    losses: dict[str, Sequence[EventImpactRow]],
    language: Language,
) -> list[TableRow]:
    """Events, one a row; ``names`` names their districts (``None``: all are of one), ``losses`` holds figures
    by mention.
    """
    return [
        {
            "event": kind_name(event.kind, event.entries[0].kind_label, language),
            **({"district": names.full(event.district)} if names else {}),
            "time": _joined(notation_label(one.period, language) for one in event.entries),
            "assertion": _joined(tell(language, f"assertion.{said_of(one)}") for one in event.entries),
            "mentions": len(event.entries),
            "impact": _joined(
                one_line(loss.quote) for claim in event.claims for loss in losses.get(claim, ())
            ),
        }
        for event in events
    ]


def losses_by_mention(rows: Iterable[EventImpactRow]) -> dict[str, Sequence[EventImpactRow]]:
    """The figures of losses by the mention that they belong to."""
    found: dict[str, list[EventImpactRow]] = defaultdict(list)
    for row in rows:
        found[row.mention].append(row)
    return {claim: tuple(own) for claim, own in found.items()}


def _labels(entries: Iterable[MentionEntry]) -> dict[str, str]:
    return {entry.kind: entry.kind_label for entry in entries}


def _group(kind: str) -> str:
    concept = concepts_by_id("events").get(kind)
    return concept.extra.get("group", "other") if concept else "other"


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
