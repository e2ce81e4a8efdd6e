"""What a store says of the nodes that may be one, and the merges made of it, judged by its decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph import iris
from graph.catalogue import list_reports
from graph.event_index import event_index
from graph.keeping import kept
from graph.merging.assembling import SaidOfDocument, cited, document, inferred_seat, mentions, programme
from graph.merging.documents import document_merges
from graph.merging.ends import citation_ends, mention_ends
from graph.merging.events import event_merges
from graph.merging.merge import FoundMerges, Merge
from graph.merging.programmes import programme_merges
from graph.merging.settle import Settled, settle
from graph.merging.told import Cited, ToldDocument, ToldProgramme
from graph.query_file import fetch
from graph.rows import ReportRow
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class ProgrammeName:
    """A name of a programme; ``notation`` is the id of a listed one."""

    node: str
    notation: str | None
    name: str


@kept(1)
def merges_of_store(store: GraphStore) -> Settled:
    """All merges with what has become of them by the decisions that go with the store."""
    found = store.kept.merges() if store.kept.merges else find_merges(store)
    return settle(found.merges, store.decisions, found.firm)


def find_merges(store: GraphStore) -> FoundMerges:
    """All merges, found in the graph: some milliseconds a report."""
    reports = {row.report: row for row in list_reports(store).rows}
    documents, programmes = told_documents(store, reports), told_programmes(store, reports)
    merges = [
        *document_merges(documents),
        *programme_merges(programmes),
        *event_merges(mentions(event_index(store))),
    ]
    firm = {one.node for one in documents if one.whole} | {one.node for one in programmes if one.listed}
    return FoundMerges(tuple(merges), firm_among(merges, firm))


def firm_among(merges: Iterable[Merge], firm: Iterable[str]) -> frozenset[str]:
    """Those of the firm nodes that some merge is about."""
    return frozenset(firm).intersection(node for merge in merges for node in merge.nodes)


def told_documents(store: GraphStore, reports: Mapping[str, ReportRow]) -> tuple[ToldDocument, ...]:
    """Every document that some report names."""
    said: dict[str, list[SaidOfDocument]] = defaultdict(list)
    named: dict[str, dict[str, Cited]] = defaultdict(dict)
    inferred: dict[str, set[str]] = defaultdict(set)
    for row in fetch(store, "merged_documents", SaidOfDocument).rows:
        said[row.node].append(row)
    for told in citation_ends(store):
        report = reports[iris.claim_place(told.claim)[0]]
        named[told.document][told.claim] = cited(told.claim, report)
        if told.inferred:
            inferred[told.document].add(inferred_seat(report, told.inferred))
    return tuple(
        document(node, rows, named[node].values(), inferred[node])
        for node, rows in said.items()
        if node in named
    )


def told_programmes(store: GraphStore, reports: Mapping[str, ReportRow]) -> tuple[ToldProgramme, ...]:
    """Every programme that some report names, and the listed ones among them with all their names."""
    named: dict[str, list[Cited]] = defaultdict(list)
    for told in mention_ends(store):
        named[told.programme].append(cited(told.claim, reports[iris.claim_place(told.claim)[0]]))
    return programmes_named(store, named)


def programmes_named(store: GraphStore, named: Mapping[str, Iterable[Cited]]) -> tuple[ToldProgramme, ...]:
    """Every programme of the store, with these sentences that name it."""
    names: dict[str, list[str]] = defaultdict(list)
    listed: dict[str, bool] = {}
    for row in fetch(store, "merged_programmes", ProgrammeName).rows:
        names[row.node].append(row.name)
        listed[row.node] = row.notation is not None
    return tuple(programme(node, own, listed[node], named.get(node, ())) for node, own in names.items())
