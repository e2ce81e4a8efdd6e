"""Builds the next generation beside the current one and publishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graph.store import GraphStore, copy_store, open_store
from search.catalogue import ReportPassages
from search.encoder import Encoder
from search.indexing import update_index
from search.vectors import VectorCache
from ui.artefact import Artefact
from ui.workspace import Manifest, StoredReport, Workspace, write_file

_TIDIED = "tidied"
_GROWN = 1.5
Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and the total."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that was just read: what the manifest will say of it, and everything to store."""

    stored: StoredReport
    artefact: Artefact


def publish_changes(
    workspace: Workspace,
    encoder: Encoder,
    removed: Collection[str],
    added: Sequence[NewReport],
    progress: Progress,
    from_scratch: bool = False,
) -> Manifest:
    """Publishes the current generation without the ``removed`` ids, with the ``added`` reports.

    An added report replaces its old state. The current generation is left as it is; ``from_scratch``
    builds the new one from the added reports alone. Must be called under the write lock.
    """
    current = workspace.current()
    following = _following(current, encoder, removed, added, from_scratch)
    base = workspace.generation(current.generation) if current.generation and not from_scratch else None
    building = _fresh(workspace.generations / f"{following.generation}.partial")
    for new in added:
        _write_report(workspace.report(replace(new.stored, since=following.generation)), new.artefact)
    artefacts = [new.artefact for new in added]
    _build_store(base, building, removed, artefacts, progress)
    with closing(VectorCache(workspace.vectors)) as cache:
        reports = [report_passages(artefact) for artefact in artefacts]
        index = base and base / "index"
        embedded = partial(progress, "embed")
        update_index(index, building / "index", set(removed), reports, encoder, cache, embedded)
    workspace.publish(following, building)
    return following


def _following(
    current: Manifest,
    encoder: Encoder,
    removed: Collection[str],
    added: Sequence[NewReport],
    from_scratch: bool,
) -> Manifest:
    number = current.generation + 1
    gone = {*removed, *(new.stored.id for new in added)}
    kept = () if from_scratch else (report for report in current.reports if report.id not in gone)
    fresh = (replace(new.stored, since=number) for new in added)
    return Manifest(number, (*kept, *fresh), encoder.fingerprint)


def _build_store(
    base: Path | None,
    building: Path,
    removed: Collection[str],
    added: Sequence[Artefact],
    progress: Progress,
) -> None:
    """The store of the generation ``base``, if there is one, with the changes, in the one that is built."""
    if base:
        copy_store(base / "store", building / "store")
    with open_store(building / "store") as store:
        for gone in sorted(set(removed) - {artefact.id for artefact in added}):
            store.remove_report(gone)
        for done, _ in enumerate(_put_in(store, added), 1):
            progress("store", done, len(added))
        _tidy(store, _tidied(base) if base else 0, building)


def _tidy(store: GraphStore, before: int, building: Path) -> None:
    """Tidies a store that grew by half since it was last, so that each report is sorted a few times only.

    How many reports it then had stands beside it.
    """
    reports = len(store.report_ids())
    if due := reports > before * _GROWN:
        store.tidy()
    write_file(building / _TIDIED, str(reports if due else before).encode())


def _tidied(generation: Path) -> int:
    told = generation / _TIDIED
    return int(told.read_text()) if told.is_file() else 0


def _put_in(store: GraphStore, added: Sequence[Artefact]) -> Iterator[str]:
    """Writes the reports, those that are new all together; yields the id of each that is done."""
    known = set(store.report_ids())
    for artefact in added:
        if artefact.id in known:
            store.replace_report(artefact.id, artefact.quads + artefact.run)
            yield artefact.id
    yield from store.add_reports((new.id, new.quads + new.run) for new in added if new.id not in known)


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
        facts=artefact.passage_facts,
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
