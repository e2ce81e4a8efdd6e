"""All mentions of events at once, each by what it is counted by and without its words.

Pages count, filter and draw over these; the sentences are read only of what is looked at
(``graph.queries.find_events`` with ``claims``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.keeping import kept
from graph.nodes import days, in_vietnamese, one, shared, values
from graph.query_file import fetch
from graph.store import GraphStore
from ingest.fact import Assertion
from ontology.terms import DCT, HKG, ID_BASE, SKOS


@dataclass(frozen=True, slots=True)
class MentionEntry:
    """One mention. ``event`` is what happened, ``None`` where nothing did; ``kind`` is the id of the code
    list, or the words of a kind that it lacks.
    """

    claim: str
    kind: str
    kind_label: str
    assertion: Assertion
    elsewhere: bool
    event: str | None
    district: str
    period: str
    begins: date
    ends: date

    @property
    def happened(self) -> bool:
        """Whether it happened in the district that reports it: not denied, feared, prevented or next door."""
        return self.event is not None


@dataclass(frozen=True, slots=True)
class _Time:
    claim: str
    periodNode: str  # noqa: N815 - named like the query's variables


@dataclass(frozen=True, slots=True)
class _Said:
    claim: str
    what: str
    value: str | bool


@kept(1)
def event_index(store: GraphStore) -> tuple[MentionEntry, ...]:
    """Every mention of an event in the store, by claim.

    A join over all mentions takes the store seconds. Kind, assertion and report stand in a mention's IRI, so
    that one pattern gives the time of each, and one more the event.
    """
    said = fetch(store, "event_mentions", _Said).rows
    events = {row.claim: str(row.value) for row in said if row.what == HKG["mentionOf"].value}
    elsewhere = {row.claim for row in said if row.value is True}
    told = ((row, iris.mention_parts(row.claim)) for row in fetch(store, "event_times", _Time).rows)
    found = (
        _entry(store, row, parts, events.get(row.claim), row.claim in elsewhere)
        for row, parts in told
        if parts is not None
    )
    return tuple(sorted(found, key=lambda entry: entry.claim))


def _entry(
    store: GraphStore, row: _Time, parts: tuple[str, str, str], event: str | None, elsewhere: bool
) -> MentionEntry:
    report, kind, assertion = parts
    code, label = _kind(store, kind)
    period = NamedNode(row.periodNode)
    begins, ends = days(store, period)
    return MentionEntry(
        claim=row.claim,
        kind=code,
        kind_label=label,
        assertion=Assertion(assertion),
        elsewhere=elsewhere,
        event=event,
        district=_district(store, report),
        period=one(shared(store, period), SKOS["notation"]),
        begins=begins,
        ends=ends,
    )


@kept(256)
def _kind(store: GraphStore, segment: str) -> tuple[str, str]:
    """Id and words of a kind of event, by its segment in IRIs."""
    kind = shared(store, NamedNode(f"{ID_BASE}event-type/{segment}"))
    label = in_vietnamese(kind, SKOS["prefLabel"]) or ""
    return one(kind, SKOS["notation"]) or label, label


@kept(4096)
def _district(store: GraphStore, report: str) -> str:
    districts = values(store, iris.report(report), DCT["spatial"])
    return next(
        (one(shared(store, node), SKOS["notation"]) for node in districts if isinstance(node, NamedNode)), ""
    )
