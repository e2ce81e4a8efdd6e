"""Builds the next generation beside the current one and publishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graph.store import GraphStore, copy_store, open_store
from search.catalogue import ReportPassages
from search.encoder import Encoder
from search.fact_index import update_facts
from search.indexing import update_index
from search.merge_index import update_merges
from search.vector_place import tidy_vectors
from search.vectors import VectorCache
from ui.artefact import Artefact
from ui.durable import place, told_when_full, write_file
from ui.manifest import report_bytes
from ui.marks import mark_of, marks_of, require
from ui.steps import Step
from ui.workspace import OWN_MANIFEST, REBUILD, Manifest, StoredReport, Workspace

_TIDIED = "tidied"
_GROWN = 1.5
_EMPTY_STORE = 1_000_000  # bytes that a graph store takes before anything is in it
_STORED = {"graph.nq": 3, "graph.nq.gz": 40}
"""How many times its size a file takes in all: the graph store holds its quads under each of their terms."""
Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and the total."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that was just read: what the manifest will say of it, everything to store, and the ids of the
    reports whose place it takes.
    """

    stored: StoredReport
    artefact: Artefact
    replaced: frozenset[str] = frozenset()


def publish_changes(
    workspace: Workspace,
    encoder: Callable[[], Encoder],
    removed: Collection[str],
    added: Iterable[NewReport],
    progress: Progress,
    from_scratch: bool = False,
) -> Manifest:
    """Publishes the current generation without the ``removed`` ids, with the ``added`` reports.

    An added report replaces its old state. Each is written as it comes, so that only its passages stay in
    memory; ``encoder`` is asked for when all are. The current generation is left as it is; ``from_scratch``
    builds the new one from the added reports alone. Must be called under the write lock.
    Raises ``StoreError`` where the current generation is damaged, or the disk is full.
    """
    current = Manifest(workspace.newest()) if from_scratch else workspace.current()
    gone: set[str] = set(removed)
    written: dict[str, StoredReport] = {}  # the last of an id
    with told_when_full(workspace.root, lambda: _needed(current, written.values())):
        _require_whole(workspace, current)
        passages: dict[str, ReportPassages] = {}
        for new in added:
            stored = replace(new.stored, since=current.generation + 1)
            written[stored.id] = _write_report(workspace, stored, new.artefact)
            passages[stored.id] = report_passages(new.artefact)
            gone |= new.replaced
        placed = tuple(written.values())
        building = _fresh(workspace.generations / f"{current.generation + 1}.partial")
        base = None if from_scratch or not current.generation else workspace.generation(current.generation)
        reports = _following(current, gone, placed)
        with _store_of(workspace, base, building, gone, placed, progress) as store:
            _tidy(store, len(reports), _tidied(base) if base else 0, building)
        workspace.reached(Step.STORE_TIDIED)
        with closing(VectorCache(workspace.vectors)) as cache:
            index = base and base / "index"
            embedded = partial(progress, "embed")
            opened, new_passages, where = encoder(), passages.values(), workspace.place
            tidy_vectors(where, (folder / "index" for folder in workspace.generations.iterdir()))
            update_index(index, building / "index", gone, new_passages, opened, cache, embedded, where)
        _update_facts(index, building, {*gone, *written}, progress)
        workspace.reached(Step.INDEX_WRITTEN)
        files = marks_of(building, base, current.files)
        workspace.reached(Step.FILES_MARKED)
        following = Manifest(current.generation + 1, reports, opened.fingerprint, files=files)
        workspace.publish(following, building)
    return following


def _require_whole(workspace: Workspace, current: Manifest) -> None:
    """What is copied must be whole, or damage would be carried on and pass for what was written.

    The graph store's large files are linked and keep their marks; they are looked at when they are read.
    """
    folder = workspace.generation(current.generation)
    index = {name: mark for name, mark in current.files.items() if name.startswith("index/")}
    require(folder, current.files, REBUILD)
    require(folder, index, REBUILD, thorough=True)


def _following(
    current: Manifest, removed: Collection[str], placed: Sequence[StoredReport]
) -> tuple[StoredReport, ...]:
    """The reports of the next generation."""
    gone = {*removed, *(report.id for report in placed)}
    return (*(report for report in current.reports if report.id not in gone), *placed)


def _needed(current: Manifest, placed: Collection[StoredReport]) -> int:
    """About how many bytes a publication takes: the copied index, the reports so far, their graphs twice."""
    index = sum(mark.size for name, mark in current.files.items() if name.startswith("index/"))
    marks = [(name, mark.size) for report in placed for name, mark in report.files.items()]
    return _EMPTY_STORE + index + sum(size * _STORED.get(name, 1) for name, size in marks)


@contextmanager
def _store_of(
    workspace: Workspace,
    base: Path | None,
    building: Path,
    removed: Collection[str],
    added: Sequence[StoredReport],
    progress: Progress,
) -> Iterator[GraphStore]:
    """The store of the generation ``base``, if there is one, with the changes, in the one that is built."""
    if base:
        copy_store(base / "store", building / "store")
    workspace.reached(Step.STORE_COPIED)
    with open_store(building / "store") as store:
        for gone in sorted(set(removed) - {report.id for report in added}):
            store.remove_report(gone)
        for done, _ in enumerate(_put_in(workspace, store, added), 1):
            progress("store", done, len(added))
        workspace.reached(Step.STORE_WRITTEN)
        yield store


def _update_facts(source: Path | None, building: Path, changed: Collection[str], progress: Progress) -> None:
    """The indexes of the store's facts and merges, read from the store as it will be published."""
    store, index = open_store(building / "store", read_only=True), building / "index"
    update_facts(source, index, store, changed, partial(progress, "index"))
    update_merges(source, index, store, changed, partial(progress, "index"))


def _tidy(store: GraphStore, reports: int, before: int, building: Path) -> None:
    """Tidies a store that grew by half since it was last, so that each report is sorted a few times only.

    How many reports it then had stands beside it.
    """
    if due := reports > before * _GROWN:
        store.tidy()
    write_file(building / _TIDIED, str(reports if due else before).encode())


def _tidied(generation: Path) -> int:
    told = generation / _TIDIED
    return int(told.read_text()) if told.is_file() else 0


def _put_in(workspace: Workspace, store: GraphStore, added: Sequence[StoredReport]) -> Iterator[str]:
    """Writes the reports, those that are new all together; yields the id of each that is done."""
    known = {report.id for report in added if store.holds(report.id)}
    for report in added:
        if report.id in known:
            store.replace_report(report.id, _quads(workspace, report))
            yield report.id
    new = (report for report in added if report.id not in known)
    yield from store.add_reports((report.id, _quads(workspace, report)) for report in new)


def _quads(workspace: Workspace, report: StoredReport) -> bytes:
    return workspace.read(report, "graph.nq") + workspace.read(report, "run.nq")


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


def _write_report(workspace: Workspace, report: StoredReport, artefact: Artefact) -> StoredReport:
    """Writes the report's own files; the directory appears whole or not at all. Returns it marked."""
    directory = workspace.report(report)
    building = _fresh(directory.with_name(f"{directory.name}.partial"))
    for name, data in artefact.files.items():
        (building / name).write_bytes(data)  # all are brought to the disk together, when they are placed
    marked = replace(report, files={name: mark_of(data) for name, data in artefact.files.items()})
    (building / OWN_MANIFEST).write_bytes(report_bytes(marked))
    workspace.reached(Step.REPORT_WRITTEN)
    shutil.rmtree(directory, ignore_errors=True)
    place(building, directory)
    workspace.reached(Step.REPORT_PLACED)
    return marked


def _fresh(directory: Path) -> Path:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory
