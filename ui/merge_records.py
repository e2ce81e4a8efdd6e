"""Merges as records ready for JSON: the nodes with their names, the rule, the sentences, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graph.analysis.naming import NodeName, names_of
from graph.merging.merge import Decision, Judged, rule_words
from graph.overviews import sources_of
from graph.rows import Source
from graph.store import GraphStore
from ui.merged import undo_command
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
