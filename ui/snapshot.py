"""One published state, opened for reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import finalize

from graph.kept import Kept
from graph.store import GraphStore, open_store
from ontology.errors import StoreError
from search.encoder import Encoder
from search.index import Index, open_index
from ui.decisions import Identity, decisions_of, identity_of
from ui.workspace import Manifest, Workspace


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published generation, opened for reading; it stays on disk as long as its store lives.

    Its store bears the decisions on merges that were in force when it was opened (``decided``).
    """

    manifest: Manifest
    store: GraphStore
    index: Index
    decided: Identity = ()


def _kept(index: Index) -> Kept:
    return Kept(
        reports=index.facts.report_rows if index.facts else None,
        merges=index.merges.found if index.merges else None,
    )


def opened(workspace: Workspace, kept: Snapshot | None, encoder: Callable[[], Encoder]) -> Snapshot:
    """The newest generation; ``kept`` if that is what it is. Raises ``StoreError`` where there is none, or
    it is damaged.
    """
    manifest = workspace.current()
    if not manifest.reports:
        raise StoreError(
            f"There are no reports in {workspace.root}.",
            "Run 'huyenkg ingest FILE_OR_FOLDER' first, or name another directory with --data DIR.",
            code="empty",
        )
    decided = identity_of(workspace)
    same = kept is not None and kept.manifest.generation == manifest.generation
    if kept is not None and same and kept.decided == decided:
        return kept
    manifest, lease = workspace.held()
    directory = workspace.generation(manifest.generation)
    workspace.require_whole(manifest)
    store = open_store(directory / "store", read_only=True)
    finalize(store, lease.end)
    store.decisions = decisions_of(workspace)
    index = open_index(directory / "index", encoder, workspace.place)
    store.kept = _kept(index)
    return Snapshot(manifest, store, index, decided)
