"""Everything derived, made anew from the reports' own files: after damage, a new version or a new model."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.extract import extract_facts
from ingest.read import read_bytes
from ontology.errors import StoreError, UnreadableReport
from search.encoder import Encoder
from ui.artefact import Artefact, artefact_of
from ui.decisions import set_aside_damaged
from ui.ingesting import IngestOptions, new_report
from ui.marks import mark_of
from ui.outcome import Outcome
from ui.own_files import packed
from ui.publishing import NewReport, Progress, publish_changes
from ui.reader import HARMFUL, Told
from ui.reading import Task
from ui.reading_apart import read_here
from ui.recovering import recovered
from ui.workspace import Manifest, StoredReport, Workspace

Read = Callable[[Iterable[Task]], Generator[tuple[Task, Told]]]
"""Reads files, in their order: ``read_here``, or ``read_apart`` by one process."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A report that could not be made anew from its source: what was done instead, and what to do."""

    report: StoredReport
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The generation that was published, and the reports whose source was damaged.

    ``aside`` is where damaged decisions on merges were laid, if there were any.
    """

    manifest: Manifest
    troubles: tuple[Trouble, ...]
    aside: Path | None = None


def rebuild(workspace: Workspace, encoder: Encoder, progress: Progress, read: Read = read_here) -> Rebuilt:
    """Reads every stored source again, in order, and publishes a generation of nothing else.

    A damaged source is taken from where the report came from, if it still lies there. Else the report stays
    as it was read before, by its stored text; what cannot be kept at all is set aside. Must be called
    under the write lock. Raises ``StoreError`` for a directory in which no report can be recovered.
    """
    aside = set_aside_damaged(workspace)
    rebuilt = publish_anew(workspace, workspace, recovered(workspace).reports, encoder, progress, read)
    return replace(rebuilt, aside=aside)


def publish_anew(
    workspace: Workspace,
    stored: Workspace,
    reports: Sequence[StoredReport],
    encoder: Encoder,
    progress: Progress,
    read: Read = read_here,
) -> Rebuilt:
    """Publishes a generation of these reports alone, read from their files in ``stored``."""
    troubles: list[Trouble] = []
    added = _all_again(stored, reports, troubles, progress, read)
    manifest = publish_changes(workspace, lambda: encoder, (), added, progress, from_scratch=True)
    return Rebuilt(manifest, tuple(troubles))


def _all_again(
    workspace: Workspace,
    reports: Sequence[StoredReport],
    troubles: list[Trouble],
    progress: Progress,
    read: Read,
) -> Iterator[NewReport]:
    sources = [_source(workspace, report) for report in reports]
    tasks = [
        Task(source, report.name, report.given_district, report.given_period)
        for report, source in zip(reports, sources, strict=True)
        if source
    ]
    with closing(read(tasks)) as results:
        for done, (report, source) in enumerate(zip(reports, sources, strict=True), 1):
            result = next(results)[1].result if source else None
            try:
                yield _from_source(report, result) or _as_it_was(workspace, report, troubles)
            except (StoreError, UnreadableReport):
                troubles.append(_set_aside(workspace, report))
            progress("read", done, len(reports))


def _from_source(report: StoredReport, result: Artefact | Outcome | None) -> NewReport | None:
    """The report read again; none where its source is lost, or no longer taken for a report.

    Raises ``UnreadableReport`` where it did harm to its reader: nobody is to read it again.
    """
    if isinstance(result, Outcome) and result.code in HARMFUL:
        raise UnreadableReport(result.message, result.hint, result.code)
    if not isinstance(result, Artefact) or result.id != report.id:
        return None
    return new_report(result, Path(report.path), _options(report))


def _source(workspace: Workspace, report: StoredReport) -> Path | None:
    """Where the report's source lies, whole."""
    for path in (workspace.report(report) / "source", Path(report.path)):
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError:
            continue
        if sha256(data).hexdigest().startswith(report.id) and report.files.get("source") in (
            None,
            mark_of(data),
        ):
            return path
    return None


def _as_it_was(workspace: Workspace, report: StoredReport, troubles: list[Trouble]) -> NewReport:
    """The report by its stored text; facts and graph as they were, or read from it where they are lost.

    Raises ``StoreError`` where the text is damaged too.
    """
    text = workspace.read(report, "text.txt")
    document = replace(read_bytes(text, "text.txt"), id=report.id, name=report.name)
    options = _options(report)
    extraction = extract_facts(document, options.district, options.period)
    artefact = artefact_of(_left(workspace, report), document, extraction)
    if kept := _kept(workspace, report, artefact):
        troubles.append(_trouble(report, "it stays as it was read before"))
        return kept
    troubles.append(_trouble(report, "it was read anew from its stored text"))
    return new_report(artefact, Path(report.path), options)


def _left(workspace: Workspace, report: StoredReport) -> bytes:
    """What is left of a damaged source: kept as it is, and known by its id not to be whole."""
    try:
        return (workspace.report(report) / "source").read_bytes()
    except OSError:
        return b""


def _kept(workspace: Workspace, report: StoredReport, artefact: Artefact) -> NewReport | None:
    try:
        kept = packed({name: workspace.read(report, name) for name in ("facts.jsonl", "graph.nq", "run.nq")})
    except StoreError:
        return None
    return NewReport(report, replace(artefact, files={**artefact.files, **kept}))


def _set_aside(workspace: Workspace, report: StoredReport) -> Trouble:
    """Keeps a copy of what is left of a report's files: the folder itself goes with its generation."""
    folder = workspace.report(report)
    aside = workspace.damaged / folder.name
    if folder.is_dir() and not aside.exists():
        shutil.copytree(folder, aside)
    return _trouble(report, f"nothing can be made of it; what is left lies in {aside}")


def _trouble(report: StoredReport, done: str) -> Trouble:
    return Trouble(
        report, f"The stored source of {report.name} cannot be read: {done}.", f"Ingest {report.path} again."
    )


def _options(report: StoredReport) -> IngestOptions:
    return IngestOptions(report.given_district, report.given_period)
