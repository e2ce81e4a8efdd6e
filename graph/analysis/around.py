"""What stands within a step or two of a node. Pure: what is tied is asked of ``Ties``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph.analysis.paths import Ties
from graph.analysis.tie import Kind, Tie, is_station, kind_of

MOST_STEPS = 2
MOST_READ = 50_000
"""Facts of which the sentences are looked through: nodes that need more are left as they are."""


@dataclass(frozen=True, slots=True)
class Around:
    """A node with what is near it. ``steps`` are by node, the nearest and strongest first, with the start.

    ``ties`` are all that were found between these, those of the start and the strongest first. ``left_out``
    counts the nodes for which there was no room; ``unopened`` are nodes of which too many facts speak to look
    behind them.
    """

    start: str
    steps: dict[str, int]
    ties: tuple[Tie, ...]
    left_out: int
    unopened: tuple[str, ...]


def around(
    start: str,
    ties: Ties,
    *,
    steps: int = 1,
    limit: int = 50,
    kinds: Collection[Kind] = (),
    most_read: int = MOST_READ,
) -> Around:
    """The nodes within ``steps`` (1 or 2), at most ``limit`` of them besides the start.

    ``kinds``, if given, are the only kinds that are taken. The second step leads on from stations only
    (``tie.STATIONS``), as paths do.
    """
    growth = _Growth(ties, {start: 0}, limit, frozenset(kinds), most_read)
    edge = [start]
    for depth in range(1, min(steps, MOST_STEPS) + 1):
        edge = growth.step(edge, depth)
    near = growth.near
    kept = (tie for tie in growth.seen.values() if tie.first in near and tie.second in near)
    ordered = tuple(sorted(kept, key=lambda tie: (start not in (tie.first, tie.second), _strength(tie))))
    return Around(start, near, ordered, len(growth.refused), tuple(growth.unopened))


@dataclass(slots=True)
class _Growth:
    """A neighbourhood in the making."""

    ties: Ties
    near: dict[str, int]
    limit: int
    kinds: frozenset[Kind]
    left: int
    seen: dict[frozenset[str], Tie] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    unopened: list[str] = field(default_factory=list)

    def step(self, edge: Sequence[str], depth: int) -> list[str]:
        """Takes in what is tied to these nodes, the strongest first; returns the new stations."""
        opened = [node for node in edge if self._may_open(node)]
        found = self.ties.find(opened) if opened else ()
        new = [tie.second for tie in sorted(found, key=_strength) if self._takes(tie, depth)]
        return [node for node in new if is_station(node)]

    def _may_open(self, node: str) -> bool:
        cost = self.ties.weigh([node])
        if cost > self.left:
            self.unopened.append(node)
            return False
        self.left -= cost
        return True

    def _takes(self, tie: Tie, depth: int) -> bool:
        """Whether the tie brings in a new node."""
        if tie.second not in self.near and self.kinds and kind_of(tie.second) not in self.kinds:
            return False
        self.seen.setdefault(frozenset((tie.first, tie.second)), tie)
        if tie.second in self.near:
            return False
        if len(self.near) > self.limit:
            self.refused.add(tie.second)
            return False
        self.near[tie.second] = depth
        return True


def _strength(tie: Tie) -> tuple[int, str, str]:
    return (-tie.sentences, tie.first, tie.second)
