"""What is said of a merge beside what it was merged into: by what rule, and how it is undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.merging.merge import Judged, State

Record = dict[str, Any]


def merged_records(judged: Iterable[Judged]) -> list[Record]:
    """The merges in brief, beside what they were merged into: by what rule, and how each is undone."""
    return [
        {
            "id": one.merge.id,
            "nodes": list(one.merge.nodes),
            "rule": one.merge.rule,
            "reason": one.merge.why("en"),
            "reason_vi": one.merge.why("vi"),
            "state": one.state.value,
            "undo": undo_command(one),
        }
        for one in judged
    ]


def undo_command(one: Judged) -> str:
    """The command that takes a merge or a decision on it back; empty where it only waits."""
    if one.state in (State.CONFIRMED, State.REFUSED) and one.decision:
        return f"huyenkg merges undo {one.decision.id}"
    return f"huyenkg merges refuse {one.merge.id}" if one.state in (State.HOLDS, State.CHAINED) else ""
