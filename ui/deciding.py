"""Confirming, refusing and undoing: a decision on a merge goes into the file of decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.merging.merge import Decision, Judged, Merge, State, Verdict
from graph.merging.reading import merges_of_store
from ontology.errors import BadInput
from ui.decisions import decisions_of, write_decisions
from ui.snapshot import Snapshot
from ui.workspace import Workspace

_LIST = "See their ids with 'huyenkg merges list'."
_LONGEST_NAME = 200


def decide(
    workspace: Workspace, snapshot: Callable[[], Snapshot], merge_id: str, verdict: Verdict | None, by: str
) -> Judged:
    """Writes what somebody says of a merge, in place of what was said before; ``None`` takes that back.

    Returns the merge as it is then. Must be called under the write lock. Raises ``BadInput`` for an id of no
    merge, and for taking back what nobody decided.
    """
    earlier = {one.id: one for one in decisions_of(workspace)}
    known = {one.merge.id: one for one in merges_of_store(snapshot().store).judged}
    if verdict is None:
        if merge_id not in earlier:
            raise BadInput(f"Nobody decided on a merge {merge_id!r}.", _LIST)
        gone = earlier.pop(merge_id)
        write_decisions(workspace, earlier.values())
        return _now(snapshot, merge_id) or _of_old(gone)
    if merge_id not in known:
        raise BadInput(f"There is no merge {merge_id!r}.", _LIST)
    merge = known[merge_id].merge
    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    name = " ".join(by.split())[:_LONGEST_NAME]
    earlier[merge_id] = Decision(merge.kind, merge.nodes, merge.rule, verdict, name, moment)
    write_decisions(workspace, earlier.values())
    return _now(snapshot, merge_id) or known[merge_id]


def _now(snapshot: Callable[[], Snapshot], merge_id: str) -> Judged | None:
    judged = merges_of_store(snapshot().store).judged
    return next((one for one in judged if one.merge.id == merge_id), None)


def _of_old(decision: Decision) -> Judged:
    """A decision that was about nothing that is there, as the merge that it once was."""
    merge = Merge(decision.kind, decision.nodes, decision.nodes[0], decision.rule)
    return Judged(merge, State.WAITS)
