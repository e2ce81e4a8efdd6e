"""Reciprocal rank fusion: ranked lists of several sources become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# How little the first places weigh over those below them; 60 is what Cormack, Clarke and Büttcher (2009)
# found good over many collections, and it is not sensitive.
K = 60


@dataclass(frozen=True, slots=True)
class Fused:
    """An item of the joint ranking, with its rank (from 1) in each source that found it."""

    id: int
    score: float
    ranks: Mapping[str, int]


def fuse(rankings: Mapping[str, Sequence[int]], k: int = K) -> list[Fused]:
    """Adds ``1 / (k + rank)`` over the sources; best first, ties by id.

    Only ranks count, never scores, so that sources of different scales need no common one. An item that
    a source lists twice counts at its better place.
    """
    ranks: dict[int, dict[str, int]] = {}
    for source in sorted(rankings):
        for rank, id_ in enumerate(rankings[source], 1):
            ranks.setdefault(id_, {}).setdefault(source, rank)
    items = (Fused(id_, sum(1 / (k + rank) for rank in own.values()), own) for id_, own in ranks.items())
    return sorted(items, key=lambda item: (-item.score, item.id))
