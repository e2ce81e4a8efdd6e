"""Programmes as lists show them where merges hold: each once, with all that is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph import iris
from graph.analysis.reading import all_links, report_times
from graph.keeping import kept
from graph.merging.ends import mention_ends
from graph.merging.shown import Shown, shown
from graph.rows import ProgrammeRow
from graph.store import GraphStore


def programmes_once(
    store: GraphStore, rows: Iterable[ProgrammeRow], districts: Collection[str] = ()
) -> tuple[ProgrammeRow, ...]:
    """The programmes, merged ones counted together, the most named first; ``districts`` are those (codes) of
    whose reports alone the rows are.
    """
    whole = shown(store)
    if not whole:
        return tuple(rows)
    told: dict[str, list[ProgrammeRow]] = defaultdict(list)
    for row in rows:
        told[whole.node(row.node)].append(row)
    spared = _spared(store, whole, frozenset(districts))
    found = [_one(store, top, own, frozenset(districts), spared.get(top, 0)) for top, own in told.items()]
    return tuple(sorted(found, key=lambda row: (-row.mentions, row.label)))


def _one(
    store: GraphStore, top: str, rows: list[ProgrammeRow], districts: frozenset[str], spared: int
) -> ProgrammeRow:
    first = next((row for row in rows if row.node == top), rows[0])
    documents = sum(row.documents for row in rows) - spared
    if len(rows) == 1:
        return replace(first, node=top, documents=documents)
    places = {district for row in rows for district in _districts(store).get(row.node, ())}
    return replace(
        first,
        node=top,
        mentions=sum(row.mentions for row in rows),
        documents=documents,
        districts=len(places & districts if districts else places),
    )


def _spared(store: GraphStore, whole: Shown, districts: frozenset[str]) -> dict[str, int]:
    """How many documents of a programme are others of its documents."""
    times = report_times(store)
    links = {
        (row.programme, row.document)
        for row in all_links(store)
        if not districts or times[iris.claim_place(row.claim)[0]].district in districts
    }
    before: dict[str, int] = defaultdict(int)
    after: dict[str, set[str]] = defaultdict(set)
    for programme, document in links:
        before[whole.node(programme)] += 1
        after[whole.node(programme)].add(whole.node(document))
    return {programme: count - len(after[programme]) for programme, count in before.items()}


@kept(1)
def _districts(store: GraphStore) -> Mapping[str, frozenset[str]]:
    """The districts whose reports name each programme."""
    times = report_times(store)
    found: dict[str, set[str]] = defaultdict(set)
    for row in mention_ends(store):
        found[row.programme].add(times[iris.claim_place(row.claim)[0]].district)
    return {node: frozenset(own) for node, own in found.items()}
