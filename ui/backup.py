"""The published truth in one file: the manifest and every report's own files, as a compressed tar.

What people decided of merges goes along, under the seal that it has.

What is derived is left out: a restore makes it anew. The manifest comes first and holds the size and the
SHA-256 of every file that follows, so that a restore takes nothing else and nothing that has changed.
"""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ontology.errors import BadInput, StoreError
from ui.decisions import DECISIONS, decisions_bytes, decisions_of
from ui.durable import sync_folder, told_when_full
from ui.manifest import manifest_bytes
from ui.publishing import Progress
from ui.workspace import MANIFEST, REBUILD, Manifest, StoredReport, Workspace

VECTORS = "vectors.sqlite"
_COMPRESSION = 6


def member_name(report: StoredReport, name: str) -> str:
    """Where a report's file lies in a backup."""
    return f"reports/{report.id}-{report.since}/{name}"


def back_up(
    workspace: Workspace, target: Path, progress: Progress, *, vectors: bool = False, force: bool = False
) -> Manifest:
    """Writes the published reports into a file, whole or not at all; an ingest may run meanwhile.

    ``vectors`` takes the cache of embeddings in, which saves a restore most of its time; ``force`` replaces
    a file that is there. Raises ``BadInput`` for a target that is there or cannot be, ``StoreError`` for
    a damaged report and a full disk.
    """
    if target.exists() and not force:
        raise BadInput(f"{target} exists.", "Name another file, or replace it with --force.")
    if not target.parent.is_dir():
        raise BadInput(f"The folder {target.parent} does not exist.", "Make it, or name another file.")
    if not workspace.current().reports:
        raise StoreError(f"There are no reports in {workspace.root}.", "Name another directory (--data DIR).")
    manifest, lease = workspace.held()
    try:
        with told_when_full(target.parent), _written(target) as tar:
            _add(tar, MANIFEST, manifest_bytes(manifest))
            for done, report in enumerate(manifest.reports, 1):
                _add_report(tar, workspace, report)
                progress("backup", done, len(manifest.reports))
            if (decisions := decisions_of(workspace)) or (workspace.root / DECISIONS).is_file():
                _add(tar, DECISIONS, decisions_bytes(decisions))
            if vectors and workspace.vectors.is_file():
                _add_vectors(tar, workspace.vectors)
    finally:
        lease.end()
    return manifest


@contextmanager
def _written(target: Path) -> Iterator[tarfile.TarFile]:
    """A tar beside the target that takes its name when all is in it and on the disk."""
    temporary = target.with_name(f"{target.name}.partial")
    try:
        with temporary.open("wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=_COMPRESSION) as tar:
                yield tar
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _add_report(tar: tarfile.TarFile, workspace: Workspace, report: StoredReport) -> None:
    if not report.files:
        raise StoreError(f"{report.name} was stored by an earlier version, without checksums.", REBUILD)
    for name in report.files:
        _add(tar, member_name(report, name), workspace.read_stored(report, name))


def _add_vectors(tar: tarfile.TarFile, path: Path) -> None:
    """A copy of the cache in one piece, though another process may be writing to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / VECTORS
        with closing(sqlite3.connect(path, timeout=60)) as cache, closing(sqlite3.connect(copy)) as whole:
            cache.backup(whole)
        tar.add(copy, VECTORS, recursive=False)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    member.mode = 0o644
    tar.addfile(member, io.BytesIO(data))
