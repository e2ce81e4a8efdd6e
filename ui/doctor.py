"""What ``huyenkg doctor`` looks at: the environment, the model, optional programs, the stored files."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from ontology.errors import HuyenKGError, StoreError
from search.model import model_state
from search.processor import processor
from search.vectors import cached_vectors
from ui.agreement import Problem, index_problems, report_problems, store_problems
from ui.decisions import decisions_of
from ui.endpoint import Endpoint
from ui.settings import DEFAULT_MODEL, Settings
from ui.tools import found_tools
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


_LEAST_FREE = 500_000_000  # bytes: an ingest of some reports


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report; ``hint`` says what to do where ``good`` is false."""

    name: str
    good: bool
    found: str
    hint: str = ""


def examine(settings: Settings, *, deep: bool = False) -> Iterator[Check]:
    """Every check in order; none raises. ``deep`` reads all that is stored and compares it."""
    yield Check("Python", sys.version_info >= (3, 11), platform.python_version(), "Use Python 3.11 or newer.")
    yield from map(_package, _PACKAGES)
    yield Check(
        "SQLite full-text search", _has_fts5(), sqlite3.sqlite_version, "Use a Python whose SQLite has FTS5."
    )
    yield Check("Processor", True, processor().told)
    if settings.model == DEFAULT_MODEL:
        yield Check("Embedding model", True, model_state(settings.cache))
    yield _endpoint(settings.endpoint)
    shown = settings.vectors.shown
    yield Check("Vectors", True, f"in Milvus at {shown}" if shown else "in a file beside the index")
    for name, found in found_tools():
        yield Check(name, True, found)
    yield from _stored(Workspace(settings.data, place=settings.vectors), deep)


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


def _stored(workspace: Workspace, deep: bool) -> Iterator[Check]:
    yield from _around(workspace)
    try:
        manifest = workspace.current()
    except HuyenKGError as error:
        yield Check("Data directory", False, error.message, error.hint)
        return
    yield Check("Data directory", True, f"{workspace.root}: {len(manifest.reports)} report(s)")
    yield _decisions(workspace)
    for report in manifest.reports:
        yield _report(workspace, report, deep)
    if manifest.generation:
        files = len(manifest.files)
        store = list(store_problems(workspace, manifest, thorough=deep))
        yield _check("Graph store", store, f"{len(manifest.reports)} report graph(s)")
        index = list(index_problems(workspace, manifest, thorough=deep))
        yield _check("Search index", index, f"{files} derived file(s) whole, model {manifest.model}")


def _decisions(workspace: Workspace) -> Check:
    try:
        return Check("Decisions on merges", True, str(len(decisions_of(workspace))))
    except StoreError as error:
        return Check("Decisions on merges", False, error.message.removesuffix("."), error.hint)


def _report(workspace: Workspace, report: StoredReport, deep: bool) -> Check:
    found = list(report_problems(workspace, report, thorough=deep))
    return _check(report.name, found, f"{report.district}, {report.period}")


def _check(name: str, found: Sequence[Problem], whole: str) -> Check:
    if not found:
        return Check(name, True, whole)
    told = " ".join(problem.message for problem in found)
    return Check(name, False, told.removesuffix("."), found[0].hint)


def _around(workspace: Workspace) -> Iterator[Check]:
    """The disk, who writes, and what lies about."""
    root = workspace.root
    if not root.is_dir():
        return
    free = shutil.disk_usage(root).free
    yield Check("Free disk space", free > _LEAST_FREE, f"{free / 1e9:.1f} GB", "Free some space.")
    yield Check("Write lock", True, workspace.writer())
    yield Check("Left behind", True, "; ".join(_left_behind(workspace)) or "nothing")
    yield Check("Embedding cache", True, _cache(workspace))


def _left_behind(workspace: Workspace) -> Iterator[str]:
    with suppress(StoreError, OSError):  # a damaged manifest is told below
        if strays := workspace.strays():
            yield f"{len(strays)} folder(s) of a writer that works or died; the next one removes them"
    for aside in (workspace.damaged, workspace.vectors.with_name(f"{workspace.vectors.name}.damaged")):
        if aside.exists():
            yield f"{aside}, set aside because it was damaged"


def _cache(workspace: Workspace) -> str:
    if not workspace.vectors.is_file():
        return "none yet"
    try:
        return f"{cached_vectors(workspace.vectors)} vectors"
    except StoreError as error:
        return f"{error.message} The next ingest sets it aside and makes the vectors anew."
