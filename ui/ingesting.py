"""A batch of files becomes the next generation: read, extract, store, index, publish."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from itertools import chain, islice
from pathlib import Path

from ontology.errors import BadInput
from search.encoder import Encoder
from ui.artefact import Artefact
from ui.bounds import Bounds, fitting_jobs
from ui.files import find_files
from ui.flow import AHEAD
from ui.logs import timed
from ui.outcome import Outcome, State
from ui.pace import LEFT, Left, Pace
from ui.plain_text import path_text, plain_name, visible
from ui.publishing import NewReport, Progress, publish_changes
from ui.reader import Told
from ui.reading import Task, size_of, unopened
from ui.reading_apart import read_apart, read_here
from ui.version import SOFTWARE
from ui.workspace import Manifest, StoredReport, Workspace

BATCH = 200  # reports published at a time, at least: bounds what a kill can cost
_GROWTH = 10  # of so many reports that are stored, one more is published at a time
_LOG = logging.getLogger(__name__)
_USUAL = Bounds()


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """``district`` and ``period`` override what the reports say; ``force`` reads unchanged files again.

    ``apart``: processes that are not ours read, ``jobs`` of them; 0 chooses by files and cores. A file that
    crashes, hangs or fills the memory then costs one of them. Else the files are read here, one by one.
    ``cluster``: the workers of the Dask cluster at that address read, in processes that are not theirs.
    """

    district: str | None = None
    period: str | None = None
    jobs: int = 0
    force: bool = False
    apart: bool = False
    cluster: str = ""


def ingest_files(
    workspace: Workspace,
    encoder: Callable[[], Encoder],
    paths: Sequence[Path],
    options: IngestOptions,
    progress: Progress,
    bounds: Bounds = _USUAL,
) -> list[Outcome]:
    """Ingests files and folders under the write lock; one bad file never stops the others.

    Each batch is published whole. The outcomes are in the order of the files, then of folders that could not
    be opened. ``bounds`` hold for each file that is read apart. Raises ``BadInput`` for a path that does not
    exist or a folder without files, ``StoreError`` where another process writes.
    """
    found = find_files(paths)
    outcomes: list[Outcome] = []
    with (
        workspace.writing(f"huyenkg ingest of {len(found.files)} file(s)"),
        timed(_LOG, "ingest ended", files=len(found.files)) as fields,
        ThreadPoolExecutor(1, "encoder") as beside,
    ):
        known = workspace.current()
        stored = known.by_id()
        waiting = [path for path in found.files if not _unchanged(path, stored, options, outcomes)]
        _LOG.info("ingest begun", extra={"files": len(found.files), "unchanged": len(outcomes)})
        if waiting and known.reports and options.apart:  # else it may have to be made first, for minutes
            encoder = beside.submit(encoder).result
        pace = _Paced(waiting, progress)
        with closing(_read_all(waiting, options, bounds, outcomes, pace)) as read:
            for first in read:
                batch = chain([first], islice(read, _batch(workspace.current()) - 1))
                outcomes += _publish_batch(workspace, encoder, batch, options, progress)
                pace.published()
        outcomes += found.closed
        fields |= Counter(outcome.state.value for outcome in outcomes)
    order = {path: place for place, path in enumerate(found.files)}
    return sorted(outcomes, key=lambda outcome: order.get(outcome.path, len(order)))


class _Paced:
    """Tells how many files were read, and how long the rest takes."""

    def __init__(self, paths: Sequence[Path], progress: Progress) -> None:
        self._sizes = {path: size_of(path) for path in paths}
        self._pace = Pace(sum(self._sizes.values()))
        self._progress, self._done, self._began = progress, 0, time.monotonic()
        progress("read", 0, len(paths))

    def read(self, path: Path) -> None:
        self._done += 1
        self._pace.read(self._sizes[path])
        self._progress("read", self._done, len(self._sizes))
        self._tell()

    def published(self) -> None:
        self._pace.publish(time.monotonic() - self._began)
        if left := self._tell():
            fields = {"read": self._done, "files": len(self._sizes), "left_seconds": round(left.seconds)}
            _LOG.info("ingest goes on", extra=fields)

    def _tell(self) -> Left | None:
        left = self._pace.left(time.monotonic() - self._began)
        if left:
            self._progress(LEFT, round(left.seconds), not left.at_least)
        return left


def _batch(manifest: Manifest) -> int:
    """How many reports are published next: a generation costs time that grows with all reports, so that
    many are not published in steps of the same few.
    """
    return max(BATCH, len(manifest.reports) // _GROWTH)


def _unchanged(
    path: Path, stored: Mapping[str, StoredReport], options: IngestOptions, outcomes: list[Outcome]
) -> bool:
    try:
        digest = _digest(path)
    except OSError as error:
        outcomes.append(unopened(path, error))
        return True
    known = stored.get(digest)
    if known is None or options.force or known.software != SOFTWARE or not _as_given(known, options):
        return False
    same = "" if known.path == path_text(path) else f"same content as {visible(known.path)}"
    outcomes.append(Outcome(path, State.UNCHANGED, known, same))
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, sha256).hexdigest()[:16]


def _as_given(known: StoredReport, options: IngestOptions) -> bool:
    """Whether a stored report was read with the same overrides; none given leaves it as it is."""
    given = (options.district, options.period)
    return given in ((None, None), (known.given_district, known.given_period))


def _read_all(
    paths: Sequence[Path],
    options: IngestOptions,
    bounds: Bounds,
    outcomes: list[Outcome],
    pace: _Paced,
) -> Generator[tuple[Path, Artefact]]:
    tasks = [Task(path, plain_name(path.name), options.district, options.period) for path in paths]
    with closing(_results(tasks, options, bounds)) as results:
        for task, told in results:
            pace.read(task.path)
            _log_reading(task, told)
            if isinstance(told.result, Artefact):
                yield task.path, told.result
            else:
                outcomes.append(told.result)


def _results(tasks: Sequence[Task], options: IngestOptions, bounds: Bounds) -> Generator[tuple[Task, Told]]:
    if not tasks or not (options.apart or options.cluster):
        return read_here(tasks)
    if options.cluster:
        return _on_cluster(tasks, bounds, options.cluster)
    return read_apart(tasks, bounds, min(options.jobs or fitting_jobs(len(tasks)), len(tasks)), AHEAD)


def _on_cluster(tasks: Sequence[Task], bounds: Bounds, address: str) -> Generator[tuple[Task, Told]]:
    try:
        from ui.dask_cluster import read_on_cluster
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise BadInput(
            "To read on a cluster needs Dask, which is not installed here.",
            "Install it, here and on the cluster: pip install 'huyenkg[dask]'.",
        ) from error
    return read_on_cluster(tasks, bounds, address)


def _log_reading(task: Task, told: Told) -> None:
    result, fields = (
        told.result,
        {"file": task.name, "seconds": round(told.seconds, 3), "peak_mb": told.peak_mb},
    )
    if isinstance(result, Artefact):
        _LOG.info("file read", extra=fields | {"id": result.id, "numbers": result.numbers})
    else:
        _LOG.warning("file not read", extra=fields | {"code": result.code})


def _publish_batch(
    workspace: Workspace,
    encoder: Callable[[], Encoder],
    batch: Iterable[tuple[Path, Artefact]],
    options: IngestOptions,
    progress: Progress,
) -> list[Outcome]:
    known = workspace.current()
    by_path: dict[str, set[str]] = defaultdict(set)
    for old in known.reports:
        by_path[old.path].add(old.id)
    ids = known.by_id().keys()
    outcomes: list[Outcome] = []
    removed: set[str] = set()

    def added() -> Iterator[NewReport]:
        for path, artefact in batch:
            new = new_report(artefact, path, options)
            older = by_path.get(new.stored.path, set()) | ({artefact.id} & ids)
            state = State.REPLACED if older else State.ADDED
            outcomes.append(Outcome(path, state, new.stored, warnings=artefact.warnings))
            removed.update(older)
            yield replace(new, replaced=frozenset(older))

    with timed(_LOG, "published") as fields:
        manifest = publish_changes(workspace, encoder, (), added(), progress)
        fields |= {"added": len(outcomes), "removed": len(removed)}
        fields |= {"generation": manifest.generation, "reports": len(manifest.reports)}
    return outcomes


def new_report(artefact: Artefact, path: Path, options: IngestOptions) -> NewReport:
    """A report that was just read, with what the manifest keeps of it."""
    identity = artefact.identity
    stored = StoredReport(
        id=artefact.id,
        since=0,
        name=artefact.name,
        path=path_text(path),
        software=SOFTWARE,
        district=identity.district.label,
        district_code=identity.district.code,
        province=identity.province.label,
        period=identity.period.notation,
        kind=identity.kind,
        numbers=artefact.numbers,
        pages=artefact.pages,
        scanned=artefact.scanned,
        given_district=options.district,
        given_period=options.period,
        counts=dict(artefact.counts),
        ledger=dict(artefact.ledger),
    )
    return NewReport(stored, artefact)
