"""Merges as records ready for JSON: the nodes with their names, the rule, the sentences, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graph.analysis.naming import NodeName, names_of
from graph.merging.merge import Decision, Judged, State, rule_words
from graph.overviews import sources_of
from graph.rows import Source
from graph.store import GraphStore
from ui.tie_records import evidence_record

Record = dict[str, Any]


def merge_records(store: GraphStore, judged: Sequence[Judged]) -> list[Record]:
    """The merges with the names of their nodes and their sentences."""
    names = names_of(store, (node for one in judged for node in one.merge.nodes))
    sources = sources_of(store, dict.fromkeys(claim for one in judged for claim in one.merge.claims))
    return [_record(one, names, sources) for one in judged]


def idle_records(decisions: Iterable[Decision]) -> list[Record]:
    """Decisions that are about nothing that is there."""
    return [
        {"id": one.id, "kind": one.kind, "nodes": list(one.nodes), "rule": one.rule, **_decided(one)}
        for one in decisions
    ]


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


def _record(one: Judged, names: Mapping[str, NodeName], sources: Mapping[str, Source]) -> Record:
    merge = one.merge
    return {
        "id": merge.id,
        "kind": merge.kind,
        "state": one.state.value,
        "in_force": one.in_force,
        "rule": merge.rule,
        "reason": rule_words(merge.rule, "en"),
        "reason_vi": rule_words(merge.rule, "vi"),
        "into": merge.into,
        "nodes": [_node(node, names) for node in merge.nodes],
        "decision": _decided(one.decision) if one.decision else None,
        "undo": undo_command(one),
        "evidence": [evidence_record(sources[claim]) for claim in merge.claims if claim in sources],
    }


def _node(node: str, names: Mapping[str, NodeName]) -> Record:
    name = names.get(node)
    return asdict(name) if name else {"node": node, "kind": "", "label": node, "label_en": node}


def _decided(decision: Decision) -> Record:
    return {"verdict": decision.verdict, "by": decision.by or None, "at": decision.at or None}
