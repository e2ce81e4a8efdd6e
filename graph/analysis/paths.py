"""The shortest paths between two nodes, searched from both ends. Pure: what is tied is asked of ``Ties``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from graph.analysis.tie import SENTENCE, Tie, is_station, kind_of

if TYPE_CHECKING:
    import networkx as nx

MOST_STEPS = 6
"""Longer paths say nothing that a reader could follow."""
MOST_READ = 50_000
"""Facts of which the sentences are looked through before a search gives up."""

Chain = tuple[Tie, ...]
_Rank = tuple[int, int, int, tuple[str, ...]]


class Ties(Protocol):
    """What is tied to what."""

    def weigh(self, nodes: Sequence[str]) -> int:
        """How many facts name these nodes: what ``find`` will cost."""

    def find(self, nodes: Sequence[str]) -> Iterable[Tie]:
        """All ties of these nodes, each with one of them as ``first``; the same whichever end is asked."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest paths, the best first; ``others`` is how many more there are of the same length.

    ``complete``: nothing shorter, and nothing at all where ``found`` is empty, exists within the bounds; else
    the search was given up before it could tell.
    """

    found: tuple[Chain, ...]
    others: int
    complete: bool


def shortest_paths(
    start: str,
    goal: str,
    ties: Ties,
    *,
    limit: int = 5,
    most_steps: int = MOST_STEPS,
    most_read: int = MOST_READ,
) -> Paths:
    """Up to ``limit`` paths of the least number of ties. Those over documents, places, products and events
    come before those over programmes, of which all speak; then those of facts that name both ends of a tie
    before those of things that only stand in one sentence; then those that the most sentences tell.

    Only the two ends may be other than stations (``tie.STATIONS``). No path leads from a node to itself.
    """
    search = _Search(ties, (start, goal), most_read)
    while start != goal and search.steps < most_steps:
        if (complete := search.grow()) is None:
            return Paths((), 0, complete=False)
        if not complete:
            break
        if search.met():
            return search.best(limit)
    return Paths((), 0, complete=True)


class _Search:
    """Two crowds of nodes by their distance from an end, and all ties that were found."""

    def __init__(self, ties: Ties, ends: tuple[str, str], most_read: int) -> None:
        import networkx as nx  # late: it takes a tenth of a second of a start

        self.ties, self.ends, self.left = ties, ends, most_read
        self.graph: nx.Graph[str] = nx.Graph()
        self.far: tuple[dict[str, int], dict[str, int]] = ({ends[0]: 0}, {ends[1]: 0})
        self.edge = [[ends[0]], [ends[1]]]

    @property
    def steps(self) -> int:
        """How long the paths are that were looked for so far."""
        return sum(max(reached.values()) for reached in self.far)

    def grow(self) -> bool | None:
        """Widens the crowd that costs less; false if one cannot grow, ``None`` if that costs too much."""
        if not all(self.edge):
            return False
        costs = [self.ties.weigh(nodes) for nodes in self.edge]
        side = costs.index(min(costs))
        if costs[side] > self.left:
            return None
        self.left -= costs[side]
        reached, depth = self.far[side], max(self.far[side].values()) + 1
        for tie in sorted(self.ties.find(self.edge[side]), key=lambda tie: (tie.first, tie.second)):
            if tie.second in self.ends or is_station(tie.second):
                reached.setdefault(tie.second, depth)
                self._keep(tie)
        self.edge[side] = sorted(node for node, steps in reached.items() if steps == depth)
        return True

    def _keep(self, tie: Tie) -> None:
        if not self.graph.has_edge(tie.first, tie.second):
            self.graph.add_edge(tie.first, tie.second, tie=tie)

    def met(self) -> bool:
        """Whether the crowds have a node in common."""
        return not self.far[0].keys().isdisjoint(self.far[1])

    def best(self, limit: int) -> Paths:
        """The best of the shortest paths, found along the levels of the distance from the start."""
        import networkx as nx

        start, goal = self.ends
        levels = nx.single_source_shortest_path_length(self.graph, start)
        length = levels[goal]
        ranked: dict[str, list[tuple[_Rank, tuple[str, ...]]]] = {start: [((0, 0, 0, ()), (start,))]}
        counts = {start: 1}
        for node in sorted((n for n, level in levels.items() if 0 < level <= length), key=levels.__getitem__):
            before = [one for one in self.graph[node] if levels.get(one) == levels[node] - 1]
            counts[node] = sum(counts.get(one, 0) for one in before)
            options = (self._longer(rank, way, node) for one in before for rank, way in ranked.get(one, ()))
            ranked[node] = sorted(options)[:limit]
        found = tuple(self._path(way) for _, way in ranked[goal])
        return Paths(found, counts[goal] - len(found), complete=True)

    def _longer(self, rank: _Rank, way: tuple[str, ...], node: str) -> tuple[_Rank, tuple[str, ...]]:
        common, loose, sentences, names = rank
        tie: Tie = self.graph.edges[way[-1], node]["tie"]
        common += node not in self.ends and kind_of(node) == "programme"
        loose += tie.kind == SENTENCE
        return (common, loose, sentences - tie.sentences, (*names, node)), (*way, node)

    def _path(self, way: tuple[str, ...]) -> Chain:
        pairs = pairwise(way)
        ties = ((first, self.graph.edges[first, second]["tie"]) for first, second in pairs)
        return tuple(tie if tie.first == first else tie.turned() for first, tie in ties)
