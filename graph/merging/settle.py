"""What holds of merges: rules, people's decisions, and that no chain joins what must stay apart. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.merging.merge import Decision, Judged, Merge, State


@dataclass(frozen=True, slots=True)
class Settled:
    """All merges with what has become of them, and the decisions that none of them is about any more.

    ``into`` leads from each node that is shown under another one to that one.
    """

    judged: tuple[Judged, ...] = ()
    idle: tuple[Decision, ...] = ()
    into: Mapping[str, str] = field(default_factory=dict)

    def shown(self, node: str) -> str:
        """The node that stands for this one."""
        return self.into.get(node, node)


class _Sets:
    """Nodes in disjoint sets."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, node: str) -> str:
        """What stands for the node's set."""
        top = node
        while (above := self._up.get(top, top)) != top:
            top = above
        while node != top:
            self._up[node], node = top, self._up.get(node, node)
        return top

    def join(self, nodes: Sequence[str]) -> None:
        """Makes the sets of these nodes one."""
        tops = sorted({self.find(node) for node in nodes})
        for top in tops:
            self._up[top] = tops[0]

    def groups(self) -> dict[str, list[str]]:
        """The sets, each sorted, by what stands for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in sorted(self._up):
            found[self.find(node)].append(node)
        return found


def settle(
    merges: Iterable[Merge], decisions: Iterable[Decision] = (), firm: Collection[str] = frozenset()
) -> Settled:
    """Judges the merges. ``firm`` nodes have an identity of their own: no two of them are ever one.

    A decision is about nodes: that two are not one goes for every merge that holds both. Where a chain of
    merges would join firm nodes, or nodes that somebody said are not one, none of the chain holds.
    """
    told = sorted(merges, key=lambda merge: merge.nodes)
    held = _held(told)
    about = sorted(decisions, key=lambda one: one.nodes)
    live = [one for one in about if _meant(one, held)]
    judged = _judged(told, live, held)
    confirmed = [one.nodes for one in live if one.verdict == "confirm"]
    refused = [one.nodes for one in live if one.verdict == "refuse" and len(one.nodes) > 1]
    judged, into = _without_chains(judged, confirmed, refused, firm)
    return Settled(tuple(judged), tuple(one for one in about if not _meant(one, held)), into)


def _held(merges: Iterable[Merge]) -> dict[str, set[str]]:
    """The merges (ids) that each node is in."""
    found: dict[str, set[str]] = defaultdict(set)
    for merge in merges:
        for node in merge.nodes:
            found[node].add(merge.id)
    return found


def _meant(decision: Decision, held: Mapping[str, set[str]]) -> set[str]:
    """The merges (ids) that are of all its nodes, and of more perhaps."""
    return set.intersection(*(held.get(node, set()) for node in decision.nodes))


def _judged(merges: Sequence[Merge], live: Iterable[Decision], held: Mapping[str, set[str]]) -> list[Judged]:
    own = {one.id: one for one in live}
    refused = {
        id_: one
        for one in live
        if one.verdict == "refuse" and len(one.nodes) > 1
        for id_ in sorted(_meant(one, held))
    }
    return [_judge(merge, own.get(merge.id) or refused.get(merge.id)) for merge in merges]


def _judge(merge: Merge, decision: Decision | None) -> Judged:
    if decision is None:
        return Judged(merge, State.HOLDS if merge.sure else State.WAITS)
    return Judged(merge, State.CONFIRMED if decision.verdict == "confirm" else State.REFUSED, decision)


def _without_chains(
    judged: Sequence[Judged],
    confirmed: Iterable[Sequence[str]],
    apart: Iterable[Sequence[str]],
    firm: Collection[str],
) -> tuple[list[Judged], dict[str, str]]:
    sets = _Sets()
    for nodes in (*(one.merge.nodes for one in judged if one.in_force), *confirmed):
        sets.join(nodes)
    broken = {top for top, nodes in sets.groups().items() if sum(node in firm for node in nodes) > 1}
    for nodes in apart:
        tops = {sets.find(node) for node in nodes}
        if len(tops) == 1:
            broken |= tops
    settled = [
        replace(one, state=State.CHAINED)
        if one.in_force and len(one.merge.nodes) > 1 and sets.find(one.merge.nodes[0]) in broken
        else one
        for one in judged
    ]
    into = dict(_into(sets, broken, firm, judged))
    return settled, into


def _into(
    sets: _Sets, broken: Collection[str], firm: Collection[str], judged: Iterable[Judged]
) -> Iterator[tuple[str, str]]:
    """Each node that is not shown itself: a firm one stands for its set, else the one that merges name."""
    named = {one.merge.into for one in judged if one.in_force}
    for top, nodes in sets.groups().items():
        if top in broken:
            continue
        first = min(nodes, key=lambda node: (node not in firm, node not in named, node))
        yield from ((node, first) for node in nodes if node != first)
