"""Whether all that is stored is whole, and reports, graph store, search index and manifest agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from graph.merging.reading import find_merges
from graph.store import GraphStore, open_store
from ontology.errors import HuyenKGError, StoreError
from search.checking import check_index, indexed_passages, indexed_reports
from search.fact_index import open_facts
from search.merge_index import open_merges
from ui.manifest import read_report
from ui.marks import damaged, faults
from ui.workspace import OWN_MANIFEST, REBUILD, Manifest, StoredReport, Workspace

_UNMARKED = ("source", "text.txt", "facts.jsonl", "graph.nq", "run.nq")


class Problem(NamedTuple):
    """Something stored that is not as it should be; ``report`` is empty where it is of no single one."""

    message: str
    hint: str
    report: str = ""


def problems(workspace: Workspace, manifest: Manifest, *, thorough: bool) -> Iterator[Problem]:
    """Everything that is wrong with a generation and its reports. Raises nothing.

    ``thorough`` reads every file and compares every quad and passage: minutes for a thousand reports.
    """
    for report in manifest.reports:
        yield from report_problems(workspace, report, thorough=thorough)
    if manifest.generation:
        yield from store_problems(workspace, manifest, thorough=thorough)
        yield from index_problems(workspace, manifest, thorough=thorough)


def report_problems(workspace: Workspace, report: StoredReport, *, thorough: bool) -> Iterator[Problem]:
    """What is wrong with a report's own files."""
    folder = workspace.report(report)
    found = list(faults(folder, report.files, thorough=thorough))
    if found:
        yield Problem(damaged(found, "").message, _hint(report, folder), report.id)
        return
    missing = [name for name in (report.files or _UNMARKED) if not (folder / name).is_file()]
    if missing:
        yield Problem(f"{folder} lacks {', '.join(missing)}.", _hint(report, folder), report.id)
    elif not _is_source(folder / "source", report):
        yield Problem(f"{folder / 'source'} has changed.", _hint(report, folder), report.id)
    elif report.files and not _says_the_same(folder / OWN_MANIFEST, report):
        yield Problem(f"{folder / OWN_MANIFEST} is damaged.", REBUILD, report.id)


def store_problems(workspace: Workspace, manifest: Manifest, *, thorough: bool) -> Iterator[Problem]:
    """What is wrong with the graph store: its files, its reports, and, looked at closely, their quads."""
    if found := list(_file_problems(workspace, manifest, "store/", thorough=thorough)):
        yield from found
        return
    try:
        store = open_store(workspace.generation(manifest.generation) / "store", read_only=True)
        held, expected = set(store.report_ids()), {report.id for report in manifest.reports}
        if held != expected:
            told = f"The graph store holds {len(held & expected)} of {len(expected)} reports"
            yield Problem(f"{told} and {len(held - expected)} others.", REBUILD)
        elif thorough:
            yield from _quad_problems(workspace, manifest, store)
    except HuyenKGError as error:
        yield Problem(error.message, error.hint or REBUILD)


def index_problems(workspace: Workspace, manifest: Manifest, *, thorough: bool) -> Iterator[Problem]:
    """What is wrong with the search index: its files, its parts, its reports, and their passages."""
    if found := list(_file_problems(workspace, manifest, "index/", thorough=thorough)):
        yield from found
        return
    directory = workspace.generation(manifest.generation) / "index"
    try:
        check_index(directory, thorough=thorough, place=workspace.place)
        if indexed_reports(directory) != {report.id: report.name for report in manifest.reports}:
            yield Problem("The search index holds other reports than the manifest names.", REBUILD)
        elif thorough:
            yield from _passage_problems(workspace, manifest, directory)
        yield from _fact_problems(manifest, directory, thorough=thorough)
        yield from _merge_problems(manifest, directory, thorough=thorough)
    except HuyenKGError as error:
        yield Problem(error.message, error.hint or REBUILD)


def _fact_problems(manifest: Manifest, directory: Path, *, thorough: bool) -> Iterator[Problem]:
    """What is wrong with the index of facts; a generation of an early version has none."""
    facts = open_facts(directory)
    if facts is None:
        return
    with closing(facts):
        facts.check()
        if set(facts.reports) != {report.id for report in manifest.reports}:
            yield Problem("The index of facts holds other reports than the manifest names.", REBUILD)
        elif thorough:
            store = open_store(directory.with_name("store"), read_only=True)
            for report in manifest.reports:
                if not facts.agrees(store, report.id):
                    told = f"The index of facts tells other things of {report.name} than the graph."
                    yield Problem(told, REBUILD, report.id)


def _merge_problems(manifest: Manifest, directory: Path, *, thorough: bool) -> Iterator[Problem]:
    """What is wrong with the index of merges; a generation that other rules made has none to be used."""
    merges = open_merges(directory)
    if merges is None:
        return
    with closing(merges):
        merges.check()
        found = merges.found()
        if merges.reports != {report.id for report in manifest.reports}:
            yield Problem("The index of merges holds other reports than the manifest names.", REBUILD)
        elif thorough and found != find_merges(open_store(directory.with_name("store"), read_only=True)):
            yield Problem("The index of merges tells of other merges than the graph.", REBUILD)


def _file_problems(
    workspace: Workspace, manifest: Manifest, under: str, *, thorough: bool
) -> Iterator[Problem]:
    marks = {name: mark for name, mark in manifest.files.items() if name.startswith(under)}
    found = list(faults(workspace.generation(manifest.generation), marks, thorough=thorough))
    if found:
        yield Problem(damaged(found, "").message, REBUILD)


def _quad_problems(workspace: Workspace, manifest: Manifest, store: GraphStore) -> Iterator[Problem]:
    for report in manifest.reports:
        try:
            own = workspace.read(report, "graph.nq") + workspace.read(report, "run.nq")
        except StoreError:  # told among the report's own problems
            continue
        if sorted(set(own.splitlines())) != store.report_nquads(report.id).splitlines():
            yield Problem(f"The graph store tells other things of {report.name}.", REBUILD, report.id)


def _passage_problems(workspace: Workspace, manifest: Manifest, directory: Path) -> Iterator[Problem]:
    for report in manifest.reports:
        try:
            text = workspace.read(report, "text.txt").decode()
        except StoreError:
            continue
        passages = indexed_passages(directory, report.id)
        if not all(text[passage.start : passage.end] == passage.source for passage in passages):
            yield Problem(f"The search index quotes another text of {report.name}.", REBUILD, report.id)


def _hint(report: StoredReport, folder: Path) -> str:
    if (folder / "source").is_file() and _is_source(folder / "source", report):
        return REBUILD
    return f"Run 'huyenkg rebuild', or ingest {report.path} again with --force."


def _is_source(path: Path, report: StoredReport) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest().startswith(report.id)
    except OSError:
        return False


def _says_the_same(path: Path, report: StoredReport) -> bool:
    try:
        return read_report(path.read_bytes()) == report  # maybe of an earlier version, which said it so
    except (OSError, ValueError, TypeError, KeyError, AttributeError, StoreError):
        return False
