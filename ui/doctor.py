"""What ``huyenkg doctor`` looks at: the environment, the embedding model, the stored files."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from graph.store import open_store
from ontology.errors import HuyenKGError
from search.index import check_index
from search.model import model_state
from ui.endpoint import Endpoint
from ui.settings import DEFAULT_MODEL, Settings
from ui.workspace import StoredReport, Workspace

_PACKAGES = (
    "rdflib",
    "pyoxigraph",
    "faiss-cpu",
    "onnxruntime",
    "sentence-transformers",
    "networkx",
    "streamlit",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report; ``hint`` says what to do where ``good`` is false."""

    name: str
    good: bool
    found: str
    hint: str = ""


def examine(settings: Settings) -> Iterator[Check]:
    """Every check in order; none raises."""
    yield Check("Python", sys.version_info >= (3, 11), platform.python_version(), "Use Python 3.11 or newer.")
    yield from map(_package, _PACKAGES)
    yield Check(
        "SQLite full-text search", _has_fts5(), sqlite3.sqlite_version, "Use a Python whose SQLite has FTS5."
    )
    if settings.model == DEFAULT_MODEL:
        yield Check("Embedding model", True, model_state(settings.cache))
    yield _endpoint(settings.endpoint)
    yield from _stored(Workspace(settings.data))


def _package(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "missing", "Install huyenkg again (make install).")


def _endpoint(endpoint: Endpoint | None) -> Check:
    """What rephrasing would use; nothing is sent there to find out whether it answers."""
    if endpoint is None:
        return Check("Rephrasing endpoint", True, "none; answers stay as they are")
    key = "with a key" if endpoint.key else "without a key"
    found = f"{endpoint.shown}, model {endpoint.model or '?'}, {key}"
    return Check("Rephrasing endpoint", not endpoint.fault, found, f"{endpoint.fault}.")


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as connection:
        return any("FTS5" in option for (option,) in connection.execute("PRAGMA compile_options"))


def _stored(workspace: Workspace) -> Iterator[Check]:
    try:
        manifest = workspace.current()
    except HuyenKGError as error:
        yield Check("Data directory", False, error.message, error.hint)
        return
    yield Check("Data directory", True, f"{workspace.root}: {len(manifest.reports)} report(s)")
    for report in manifest.reports:
        yield _report_files(workspace, report)
    if manifest.reports:
        yield _store(workspace, {report.id for report in manifest.reports})
        yield _index(workspace)


def _report_files(workspace: Workspace, report: StoredReport) -> Check:
    directory = workspace.report(report)
    try:
        digest = sha256((directory / "source").read_bytes()).hexdigest()[:16]
    except OSError as error:
        return Check(report.name, False, f"its source cannot be read: {error.strerror}", "Ingest it again.")
    missing = [name for name in ("text.txt", "facts.jsonl", "graph.nq") if not (directory / name).is_file()]
    if digest != report.id or missing:
        found = f"lacks {', '.join(missing)}" if missing else "its stored source has changed"
        return Check(report.name, False, found, "Ingest it again with --force.")
    return Check(report.name, True, f"{report.district}, {report.period}")


def _store(workspace: Workspace, expected: set[str]) -> Check:
    directory = workspace.generation(workspace.current().generation) / "store"
    try:
        found = set(open_store(directory, read_only=True).report_ids())
    except HuyenKGError as error:
        return Check("Graph store", False, error.message, "Run 'huyenkg rebuild'.")
    if found != expected:
        return Check(
            "Graph store", False, f"holds {len(found)} of {len(expected)} reports", "Run 'huyenkg rebuild'."
        )
    return Check("Graph store", True, f"{len(found)} report graph(s)")


def _index(workspace: Workspace) -> Check:
    directory = workspace.generation(workspace.current().generation) / "index"
    try:
        return Check("Search index", True, check_index(directory))
    except HuyenKGError as error:
        return Check("Search index", False, error.message, "Run 'huyenkg rebuild'.")
