"""What lists and counts show where merges hold: each thing once, with all that is told of its nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from graph import iris, made_iris
from graph.event_index import MentionEntry, event_index
from graph.keeping import kept
from graph.merging.ends import citation_ends
from graph.merging.merge import Judged, State
from graph.merging.reading import merges_of_store
from graph.overviews import DocumentUse
from graph.rows import DocumentRow
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Shown:
    """Which node stands for which, and the merges that say so, by the node that is shown."""

    into: Mapping[str, str]
    nodes: Mapping[str, tuple[str, ...]]
    merges: Mapping[str, tuple[Judged, ...]]

    def __bool__(self) -> bool:
        return bool(self.into)

    def node(self, node: str) -> str:
        """The node that stands for this one."""
        return self.into.get(node, node)

    def all_of(self, node: str) -> tuple[str, ...]:
        """All nodes that are shown as the one that this node is shown as."""
        shown = self.node(node)
        return self.nodes.get(shown, (shown,))

    def merged(self, node: str) -> tuple[Judged, ...]:
        """The merges by which they are one."""
        return self.merges.get(self.node(node), ())


@kept(1)
def shown(store: GraphStore) -> Shown:
    """What holds in a store."""
    settled = merges_of_store(store)
    nodes: dict[str, set[str]] = defaultdict(set)
    merges: dict[str, list[Judged]] = defaultdict(list)
    for node, top in settled.into.items():
        nodes[top] |= {node, top}
    for one in settled.judged:
        if one.in_force and settled.shown(one.merge.nodes[0]) in nodes:
            merges[settled.shown(one.merge.nodes[0])].append(one)
    return Shown(
        settled.into,
        {top: tuple(sorted(own)) for top, own in nodes.items()},
        {top: tuple(own) for top, own in merges.items()},
    )


def once_each(store: GraphStore, rows: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
    """Documents, merged ones once, where the first of them stood; what the shown one does not say is taken
    from the others.
    """
    whole = shown(store)
    if not whole:
        return tuple(rows)
    told: dict[str, list[DocumentRow]] = defaultdict(list)
    for row in rows:
        told[whole.node(row.node)].append(row)
    return tuple(_one_row(top, own) for top, own in told.items())


def uses_of(store: GraphStore, uses: Iterable[DocumentUse]) -> tuple[DocumentUse, ...]:
    """How documents are used, merged ones counted together; a report that names several of them is one."""
    whole = shown(store)
    told: dict[str, list[DocumentUse]] = defaultdict(list)
    for use in uses:
        told[whole.node(use.node)].append(use)
    return tuple(_one_use(store, whole, top, own) for top, own in told.items())


@kept(1)
def events_shown(store: GraphStore) -> tuple[MentionEntry, ...]:
    """Every mention of an event, with the event that it is shown under: where somebody refused that reports
    tell of one, each report's stands apart.
    """
    whole = shown(store)
    apart = {
        one.merge.into
        for one in merges_of_store(store).judged
        if one.state is State.REFUSED and len(one.merge.nodes) == 1
    }
    return tuple(_entry(entry, whole, apart) for entry in event_index(store))


def _entry(entry: MentionEntry, whole: Shown, apart: set[str]) -> MentionEntry:
    if entry.event is None:
        return entry
    if entry.event in apart:
        report = iris.claim_place(entry.claim)[0]
        return replace(entry, event=made_iris.told_apart(entry.event, report).value)
    event = whole.node(entry.event)
    return entry if event == entry.event else replace(entry, event=event)


def _one_row(top: str, rows: list[DocumentRow]) -> DocumentRow:
    first = next((row for row in rows if row.node == top), rows[0])
    others = [row for row in rows if row is not first]
    filled: dict[str, Any] = {
        field.name: next((getattr(row, field.name) for row in others if getattr(row, field.name)), None)
        for field in fields(DocumentRow)
        if getattr(first, field.name) is None
    }
    return replace(first, node=top, **filled)


def _one_use(store: GraphStore, whole: Shown, top: str, uses: list[DocumentUse]) -> DocumentUse:
    if len(uses) == 1:
        return replace(uses[0], node=top)
    programmes = sorted({whole.node(one) for use in uses for one in use.programme_nodes})
    reports = {report for use in uses for report in _reports(store).get(use.node, ())}
    return DocumentUse(top, sum(use.citations for use in uses), len(reports), " ".join(programmes))


@kept(1)
def _reports(store: GraphStore) -> Mapping[str, frozenset[str]]:
    """The reports that name each document."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in citation_ends(store):
        found[row.document].add(iris.claim_place(row.claim)[0])
    return {node: frozenset(reports) for node, reports in found.items()}
