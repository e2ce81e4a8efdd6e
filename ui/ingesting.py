"""A batch of files becomes the next generation: read, extract, store, index, publish."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from ontology.errors import BadInput, HuyenKGError, UnreadableReport
from search.encoder import Encoder
from ui.artefact import Artefact, read_artefact_file
from ui.publishing import NewReport, Progress, publish_changes
from ui.reading_apart import Lost, read_apart
from ui.version import SOFTWARE
from ui.workspace import Manifest, StoredReport, Workspace

BATCH = 200  # reports published at a time: bounds the memory and what a kill can cost


class State(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table that an ingest prints; ``code`` and ``named`` are those of a failure."""

    path: Path
    state: State
    report: StoredReport | None = None
    message: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    code: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """``district`` and ``period`` override what the reports say; ``force`` reads unchanged files again.

    ``jobs`` is the number of processes that read; 0 chooses by files and cores. ``apart``: one process reads
    that is not ours, for files of people who are not known, and beside other work.
    """

    district: str | None = None
    period: str | None = None
    jobs: int = 0
    force: bool = False
    apart: bool = False


def ingest_files(
    workspace: Workspace,
    encoder: Callable[[], Encoder],
    paths: Sequence[Path],
    options: IngestOptions,
    progress: Progress,
) -> list[Outcome]:
    """Ingests files and folders under the write lock; one bad file never stops the others.

    Each batch is published whole. Raises ``BadInput`` for a path that does not exist or a folder without
    files, ``StoreError`` where another process writes.
    """
    files = list_files(paths)
    outcomes: list[Outcome] = []
    with workspace.writing(f"huyenkg ingest of {len(files)} file(s)"):
        waiting = [path for path in files if not _unchanged(path, workspace.current(), options, outcomes)]
        read = _read_all(waiting, options, outcomes, progress)
        done = 0
        while batch := list(islice(read, BATCH)):
            outcomes += _publish_batch(workspace, encoder, batch, options, progress)
            done += len(batch)
    return sorted(outcomes, key=lambda outcome: files.index(outcome.path))


def list_files(paths: Sequence[Path]) -> list[Path]:
    """The files that the paths name; folders are walked, hidden files left out; each file once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
            if not inside:
                raise BadInput(f"The folder {path} holds no files.", "Name a folder with reports in it.")
            found |= dict.fromkeys(file.resolve() for file in inside)
        elif path.is_file():
            found[path.resolve()] = None
        else:
            raise BadInput(f"{path} does not exist.", "Check the path; folders and files may be named.")
    return list(found)


def _hidden(file: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(top).parts)


def _unchanged(path: Path, manifest: Manifest, options: IngestOptions, outcomes: list[Outcome]) -> bool:
    try:
        digest = sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        outcomes.append(
            Outcome(path, State.FAILED, message=f"{path.name} cannot be opened: {error.strerror}.")
        )
        return True
    known = manifest.by_id().get(digest)
    if known is None or options.force or known.software != SOFTWARE or not _as_given(known, options):
        return False
    same = "" if known.path == str(path) else f"same content as {known.path}"
    outcomes.append(Outcome(path, State.UNCHANGED, known, same))
    return True


def _as_given(known: StoredReport, options: IngestOptions) -> bool:
    """Whether a stored report was read with the same overrides; none given leaves it as it is."""
    given = (options.district, options.period)
    return given in ((None, None), (known.given_district, known.given_period))


def _read_all(
    paths: Sequence[Path], options: IngestOptions, outcomes: list[Outcome], progress: Progress
) -> Iterator[tuple[Path, Artefact]]:
    progress("read", 0, len(paths))
    jobs = min(options.jobs or _fitting_jobs(len(paths)), len(paths))
    if options.apart:
        results = _apart(paths, options)
    else:
        results = _in_processes(paths, options, jobs) if jobs > 1 else _here(paths, options)
    for done, (path, result) in enumerate(results, 1):
        progress("read", done, len(paths))
        if isinstance(result, Artefact):
            yield path, result
        else:
            outcomes.append(result)


def _here(paths: Iterable[Path], options: IngestOptions) -> Iterator[tuple[Path, Artefact | Outcome]]:
    for path in paths:
        yield path, attempt(path, options)


def _apart(paths: Iterable[Path], options: IngestOptions) -> Iterator[tuple[Path, Artefact | Outcome]]:
    for path, result in read_apart(paths, options.district, options.period):
        if isinstance(result, Artefact | Outcome):
            yield path, result
        else:
            yield path, _lost(path, result)


def _lost(path: Path, result: object) -> Outcome:
    if isinstance(result, Lost) and result.too_long:
        message, hint, code = "took too long to read", "Split it into the reports that it holds.", "too_long"
    else:
        message, hint, code = "broke off the process that read it", "Check where it comes from.", "defect"
    return Outcome(path, State.FAILED, message=f"{path.name} {message}.", hint=hint, code=code)


def _fitting_jobs(files: int) -> int:
    """A process takes about a second to start: not worth it for a handful of files."""
    return (os.cpu_count() or 1) if files > 8 else 1


def _in_processes(
    paths: Sequence[Path], options: IngestOptions, jobs: int
) -> Iterator[tuple[Path, Artefact | Outcome]]:
    waiting = iter(paths)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running: dict[Future[Artefact | Outcome], Path] = {}
        for path in islice(waiting, 2 * jobs):  # back-pressure: never more than two a process
            running[pool.submit(attempt, path, options)] = path
        while running:
            future = next(as_completed(running))
            yield running.pop(future), future.result()
            for path in islice(waiting, 1):
                running[pool.submit(attempt, path, options)] = path


def attempt(path: Path, options: IngestOptions) -> Artefact | Outcome:
    """A file as a report, or why it cannot be read as one; raises nothing."""
    try:
        return read_artefact_file(path, options.district, options.period)
    except HuyenKGError as error:
        told = error.message if isinstance(error, UnreadableReport) else f"{path.name}: {error.message}"
        code, named = error.code or "other", error.named
        return Outcome(path, State.FAILED, message=told, hint=error.hint, code=code, named=named)
    except Exception as error:
        # The outermost edge of one file: a defect of ours in one report must not lose the other reports.
        logging.getLogger(__name__).exception("reading %s failed", path)
        return Outcome(
            path,
            State.FAILED,
            message=f"{path.name} could not be processed ({type(error).__name__}: {error}).",
            hint="This is a defect of huyenkg; please report it with the file.",
            code="defect",
        )


def _publish_batch(
    workspace: Workspace,
    encoder: Callable[[], Encoder],
    batch: Sequence[tuple[Path, Artefact]],
    options: IngestOptions,
    progress: Progress,
) -> list[Outcome]:
    known = workspace.current().reports
    outcomes: list[Outcome] = []
    added: dict[str, NewReport] = {}
    removed: set[str] = set()
    for path, artefact in batch:
        new = new_report(artefact, path, options)
        older = {old.id for old in known if old.path == new.stored.path or old.id == artefact.id}
        removed |= older
        added[artefact.id] = new
        state = State.REPLACED if older else State.ADDED
        outcomes.append(Outcome(path, state, new.stored, warnings=artefact.warnings))
    publish_changes(workspace, encoder(), removed, list(added.values()), progress)
    return outcomes


def new_report(artefact: Artefact, path: Path, options: IngestOptions) -> NewReport:
    """A report that was just read, with what the manifest keeps of it."""
    identity = artefact.identity
    stored = StoredReport(
        id=artefact.id,
        since=0,
        name=artefact.name,
        path=str(path),
        software=SOFTWARE,
        district=identity.district.label,
        district_code=identity.district.code,
        province=identity.province.label,
        period=identity.period.notation,
        kind=identity.kind,
        numbers=artefact.numbers,
        given_district=options.district,
        given_period=options.period,
        counts=dict(artefact.counts),
        ledger=dict(artefact.ledger),
    )
    return NewReport(stored, artefact)
