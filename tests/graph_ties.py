"""Ties at hand, in place of a store's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.analysis.tie import Tie


class Known:
    """Some ties, seen from both ends; remembers which nodes were asked for."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self.ties = [*ties]
        self.ties += [tie.turned() for tie in self.ties]
        self.asked: list[str] = []

    def weigh(self, nodes: Sequence[str]) -> int:
        """How many ties they have."""
        return sum(tie.first in nodes for tie in self.ties)

    def find(self, nodes: Sequence[str]) -> list[Tie]:
        """Their ties."""
        self.asked += nodes
        return [tie for tie in self.ties if tie.first in nodes]
