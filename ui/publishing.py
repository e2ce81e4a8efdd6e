"""Builds the next generation beside the current one and publishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.store import copy_store, open_store
from search.encoder import Encoder
from search.index import ReportPassages, update_index
from search.vectors import VectorCache
from ui.artefact import Artefact
from ui.workspace import Manifest, Workspace, write_file

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and the total."""


def publish_changes(
    workspace: Workspace,
    encoder: Encoder,
    manifest: Manifest,
    removed: Collection[str],
    added: Sequence[Artefact],
    progress: Progress,
    from_scratch: bool = False,
) -> Manifest:
    """Publishes ``manifest`` (its reports as they shall be) as the generation after the one it names.

    The new generation is the named one without ``removed``, with ``added``; the named one is left as it
    is. ``removed`` may name reports that ``added`` brings anew. ``from_scratch`` starts from nothing.
    """
    for artefact in added:
        _write_report(workspace.report(artefact.id), artefact)
    current = None if from_scratch or not manifest.generation else workspace.generation(manifest.generation)
    following = replace(manifest, generation=manifest.generation + 1, model=encoder.fingerprint)
    building = _fresh(workspace.generations / f"{following.generation}.partial")
    _build_store(current and current / "store", building / "store", removed, added, progress)
    with closing(VectorCache(workspace.vectors)) as cache:
        reports = [report_passages(artefact) for artefact in added]
        embedded = partial(progress, "embed")
        update_index(
            current and current / "index", building / "index", set(removed), reports, encoder, cache, embedded
        )
    workspace.publish(following, building)
    return following


def _build_store(
    source: Path | None,
    target: Path,
    removed: Collection[str],
    added: Sequence[Artefact],
    progress: Progress,
) -> None:
    """The source's store, if there is one, with the changes, as a store of its own in ``target``."""
    if source:
        copy_store(source, target)
    with open_store(target) as store:
        for gone in sorted(set(removed) - {artefact.id for artefact in added}):
            store.remove_report(gone)
        for done, artefact in enumerate(added, 1):
            store.replace_report(artefact.id, artefact.quads + artefact.run)
            progress("store", done, len(added))


def report_passages(artefact: Artefact) -> ReportPassages:
    """The artefact as the search index takes it in."""
    identity = artefact.identity
    return ReportPassages(
        report=artefact.id,
        name=artefact.name,
        passages=artefact.passages,
        district=identity.district,
        province=identity.province,
        period=identity.period,
    )


def _write_report(directory: Path, artefact: Artefact) -> None:
    """Writes the report's own files; the directory appears whole or not at all."""
    building = _fresh(directory.with_name(f"{directory.name}.partial"))
    write_file(building / "source", artefact.source)
    write_file(building / "text.txt", artefact.text.encode())
    write_file(building / "facts.jsonl", artefact.facts)
    write_file(building / "graph.nq", artefact.quads)
    write_file(building / "run.nq", artefact.run)
    shutil.rmtree(directory, ignore_errors=True)
    building.rename(directory)


def _fresh(directory: Path) -> Path:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory
