"""All mentions of events at once, each by what it is counted by and without its words.

Pages count, filter and draw over these; the sentences are read only of what is looked at
(``graph.queries.find_events`` with ``claims``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.keeping import kept
from graph.nodes import days, in_vietnamese, one, shared, values
from graph.query_file import fetch
from graph.store import GraphStore, Term
from ingest.fact import Assertion
from ontology.terms import DCT, HKG, ID_BASE, SCHEMA, SKOS


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
    return _entries(store, fetch(store, "event_times", _Time).rows, events, elsewhere)


def happened_in(store: GraphStore, report: str) -> tuple[MentionEntry, ...]:
    """The mentions of a report (by its id) that tell of an event which happened, by claim."""
    graph = iris.graph(report)
    events = {
        _iri(quad.subject): _iri(quad.object) for quad in store.matching(None, HKG["mentionOf"], None, graph)
    }
    times = (
        _Time(_iri(quad.subject), _iri(quad.object))
        for quad in store.matching(None, SCHEMA["temporalCoverage"], None, graph)
        if _iri(quad.subject) in events
    )
    return _entries(store, times, events)


def _entries(
    store: GraphStore, times: Iterable[_Time], events: Mapping[str, str], elsewhere: Collection[str] = ()
) -> tuple[MentionEntry, ...]:
    told = [(row, iris.mention_parts(row.claim)) for row in times]
    mentions = [(row, parts) for row, parts in told if parts is not None]
    periods = {node: _time(store, node) for node in {row.periodNode for row, _ in mentions}}
    kinds = {kind: _kind(store, kind) for kind in {parts[1] for _, parts in mentions}}
    districts = {report: _district(store, report) for report in {parts[0] for _, parts in mentions}}
    assertions = {one.value: one for one in Assertion}
    found = (
        MentionEntry(
            claim=row.claim,
            kind=kinds[kind][0],
            kind_label=kinds[kind][1],
            assertion=assertions[assertion],
            elsewhere=row.claim in elsewhere,
            event=events.get(row.claim),
            district=districts[report],
            period=periods[row.periodNode][0],
            begins=periods[row.periodNode][1],
            ends=periods[row.periodNode][2],
        )
        for row, (report, kind, assertion) in mentions
    )
    return tuple(sorted(found, key=lambda entry: entry.claim))


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _time(store: GraphStore, node: str) -> tuple[str, date, date]:
    """Notation, first and last day of a period."""
    period = NamedNode(node)
    return one(shared(store, period), SKOS["notation"]), *days(store, period)


def _kind(store: GraphStore, segment: str) -> tuple[str, str]:
    """Id and words of a kind of event, by its segment in IRIs."""
    kind = shared(store, NamedNode(f"{ID_BASE}event-type/{segment}"))
    label = in_vietnamese(kind, SKOS["prefLabel"]) or ""
    return one(kind, SKOS["notation"]) or label, label


def _district(store: GraphStore, report: str) -> str:
    districts = values(store, iris.report(report), DCT["spatial"])
    return next(
        (one(shared(store, node), SKOS["notation"]) for node in districts if isinstance(node, NamedNode)), ""
    )
