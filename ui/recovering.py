"""Which reports a damaged data directory holds: by its newest manifest, or by the reports' own folders."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from graph.store import open_store
from ontology.errors import HuyenKGError, StoreError
from ui.manifest import read_report
from ui.workspace import OWN_MANIFEST, Manifest, StoredReport, Workspace

_OWN_FOLDER = re.compile(r"[0-9a-f]+-\d+")
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError)


def recovered(workspace: Workspace) -> Manifest:
    """The published manifest; where it is lost, the newest that is whole, else what the folders say.

    Changes nothing. Raises ``StoreError`` for a directory of a newer version, or without anything of ours.
    """
    try:
        return workspace.current()
    except StoreError as error:
        if error.code == "newer_schema":
            raise
        logging.getLogger(__name__).warning("%s It is recovered.", error.message)
        return _newest_whole(workspace) or _from_folders(workspace, error)


def _newest_whole(workspace: Workspace) -> Manifest | None:
    """The manifest of the newest generation, if it is whole: only the pointer to it was lost then."""
    try:
        return workspace.manifest_of(_newest_generation(workspace))
    except _UNREADABLE:
        return None


def _newest_generation(workspace: Workspace) -> int:
    folder = workspace.generations
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return max((int(name) for name in names if name.isdecimal()), default=0)


def _from_folders(workspace: Workspace, lost: StoreError) -> Manifest:
    """Of each report the newest reading: of those that the newest graph store holds, if it can be read."""
    newest: dict[str, StoredReport] = {}
    for report in sorted(_described(workspace), key=lambda report: (report.since, report.name)):
        newest.pop(report.id, None)
        newest[report.id] = report
    if not newest:
        raise lost
    known = _in_the_store(workspace)
    if known is None:
        by_path = {report.path: report for report in newest.values()}
        known = {report.id for report in by_path.values()}
    return Manifest(workspace.newest(), tuple(report for report in newest.values() if report.id in known))


def _described(workspace: Workspace) -> Iterator[StoredReport]:
    for folder in workspace.reports.iterdir() if workspace.reports.is_dir() else ():
        if _OWN_FOLDER.fullmatch(folder.name):
            try:
                yield read_report((folder / OWN_MANIFEST).read_bytes())
            except _UNREADABLE as error:
                logging.getLogger(__name__).warning("%s does not say what it is: %s", folder, error)


def _in_the_store(workspace: Workspace) -> set[str] | None:
    directory = workspace.generation(_newest_generation(workspace)) / "store"
    try:
        return set(open_store(directory, read_only=True).report_ids())
    except HuyenKGError:
        return None
