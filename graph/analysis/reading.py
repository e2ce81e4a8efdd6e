"""The rows that the analyses are made of, read from a store by queries; sentences only of what is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.analysis.documents import LinkEnd
from graph.analysis.tie import kind_of
from graph.catalogue import list_reports
from graph.event_index import MentionEntry
from graph.keeping import kept
from graph.merging.shown import events_shown
from graph.merging.shown import shown as shown_nodes
from graph.nodes import nodes as nodes_at
from graph.nodes import shared
from graph.query_file import fetch
from graph.store import GraphStore
from ontology.terms import SCHEMA
from ontology.values import Period


@dataclass(frozen=True, slots=True)
class ReportTime:
    """Whose a report is and the days that it is about; ``district`` is a code."""

    district: str
    begins: date
    ends: date

    def touches(self, period: Period | None) -> bool:
        """Whether it shares a day with the period; any does with none."""
        return period is None or (self.begins < period.end and self.ends >= period.start)


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A sentence that ties a programme to a document, as the store says it."""

    claim: str
    programme: str
    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Wider:
    programme: str
    wider: str


@dataclass(frozen=True, slots=True)
class _Place:
    claim: str
    place: str


def link_ends(
    store: GraphStore,
    *,
    districts: Collection[str] = (),
    programmes: Collection[str] = (),
    period: Period | None = None,
) -> tuple[LinkEnd, ...]:
    """The sentences that tie programmes to documents, of these districts (codes) and of reports that touch
    the period; with ``programmes`` (IRIs) all links of the documents that are tied to one of them. Nodes that
    are merged are the one that is shown for them.
    """
    reports, whole = report_times(store), shown_nodes(store)
    programmes = {whole.node(one) for one in programmes}
    found = []
    for row in all_links(store):
        report = iris.claim_place(row.claim)[0]
        told = reports[report]
        if (not districts or told.district in districts) and told.touches(period):
            ends = (whole.node(row.programme), whole.node(row.document))
            found.append(LinkEnd(row.claim, *ends, row.sentence, report, told.district))
    if programmes:
        documents = {link.document for link in found if link.programme in programmes}
        found = [link for link in found if link.document in documents]
    return tuple(found)


@kept(1)
def wider_programmes(store: GraphStore) -> dict[str, str]:
    """What programme another is a part of, by IRI."""
    return {row.programme: row.wider for row in fetch(store, "wider_programmes", _Wider).rows}


@kept(1)
def report_times(store: GraphStore) -> dict[str, ReportTime]:
    """Every report by its id."""
    rows = list_reports(store).rows
    return {row.report: ReportTime(row.district, row.begins, row.ends) for row in rows}


def event_mentions(
    store: GraphStore,
    *,
    districts: Collection[str] = (),
    kinds: Collection[str] = (),
    period: Period | None = None,
) -> tuple[MentionEntry, ...]:
    """The mentions of events in reports of these districts (codes), of these kinds, that touch the period."""
    return tuple(
        entry
        for entry in events_shown(store)
        if (not districts or entry.district in districts)
        and (not kinds or entry.kind in kinds)
        and (period is None or (entry.begins < period.end and entry.ends >= period.start))
    )


@kept(1)
def communes_of_mentions(store: GraphStore) -> dict[str, tuple[str, ...]]:
    """The communes (IRIs) that each mention of an event names, those of the villages among them."""
    found: dict[str, set[str]] = {}
    for row in fetch(store, "event_place_nodes", _Place).rows:
        if commune := _commune(store, row.place):
            found.setdefault(row.claim, set()).add(commune)
    return {claim: tuple(sorted(own)) for claim, own in found.items()}


def _commune(store: GraphStore, place: str) -> str | None:
    around = nodes_at(shared(store, NamedNode(place)), SCHEMA["containedInPlace"])
    places: Sequence[str] = [place, *sorted(node.value for node in around)]
    return next((one for one in places if kind_of(one) == "commune"), None)


@kept(1)
def all_links(store: GraphStore) -> Iterable[StoredLink]:
    """All of them, read once."""
    return fetch(store, "link_ends", StoredLink).rows
