"""Which merges a user asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph import iris
from graph.merging.merge import Judged, MergeKind, State
from graph.merging.reading import merges_of_store
from graph.selection import Selection, select_reports
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class MergeFilter:
    """What is looked at; what is empty does not narrow. ``district`` and ``report`` are as users name them,
    ``node`` is an IRI.
    """

    kind: MergeKind | None = None
    state: State | None = None
    district: str | None = None
    report: str | None = None
    node: str | None = None


_ORDER = {state: place for place, state in enumerate(State)}


def select_merges(store: GraphStore, wanted: MergeFilter) -> tuple[Judged, ...]:
    """These merges, what holds and what waits first. Raises ``BadInput`` for a name that none bears."""
    reports = None
    if wanted.district or wanted.report:
        chosen = select_reports(store, Selection(district=wanted.district, report=wanted.report))
        reports = frozenset(row.report for row in chosen)
    found = (one for one in merges_of_store(store).judged if _is_wanted(one, wanted, reports))
    return tuple(sorted(found, key=lambda one: (one.merge.kind, _ORDER[one.state], one.merge.nodes)))


def _is_wanted(one: Judged, wanted: MergeFilter, reports: Collection[str] | None) -> bool:
    return (
        (wanted.kind is None or one.merge.kind == wanted.kind)
        and (wanted.state is None or one.state is wanted.state)
        and (wanted.node is None or wanted.node in one.merge.nodes)
        and (reports is None or any(iris.claim_place(claim)[0] in reports for claim in one.merge.claims))
    )
