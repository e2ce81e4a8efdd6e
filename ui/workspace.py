"""The data directory: what lies where, who may write, and how a new state is published.

    reports/<id>-<n>/  the truth of one report as generation n read it: source bytes, text, facts, quads
    vectors.sqlite     embeddings by content hash and model (a cache; survives a changed extractor)
    generations/<n>/   store/ and index/ derived from a set of reports, with manifest.json; immutable
    CURRENT            the number of the published generation, replaced in one rename
    leases/<n>         locked by whoever reads an older generation (``ui.leases``)
    write.lock         held by the one writer; write.holder says who that is

Readers open the generation that CURRENT names and are never disturbed: a writer builds the next one
beside it. A writer that dies leaves only directories that no manifest names; the next writer sweeps them.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from ontology.errors import StoreBusy, StoreError
from ui.leases import Lease, is_leased, take_lease
from ui.patience import Patience

SCHEMA = 1
KEPT_GENERATIONS = 2
_AT_ONCE = Patience()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What the manifest says of one report: its file, its identity in brief, its counts.

    ``since`` is the generation that read it.
    """

    id: str
    since: int
    name: str
    path: str
    software: str
    district: str
    district_code: str
    province: str
    period: str
    kind: str
    numbers: int
    given_district: str | None = None
    given_period: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    ledger: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's content: its number, its reports in order of ingest, the model of its index."""

    generation: int
    reports: tuple[StoredReport, ...] = ()
    model: str = ""
    schema: int = SCHEMA

    def by_id(self) -> dict[str, StoredReport]:
        """The reports by id."""
        return {report.id: report for report in self.reports}


class Workspace:
    """Paths and publication of one data directory. Cheap to make; touches the disk only when asked."""

    def __init__(self, root: Path, patience: Patience = _AT_ONCE) -> None:
        self.root = root
        self.patience = patience
        self.reports = root / "reports"
        self.generations = root / "generations"
        self.leases = root / "leases"
        self.vectors = root / "vectors.sqlite"

    def generation(self, number: int) -> Path:
        """The directory of a generation."""
        return self.generations / str(number)

    def report(self, report: StoredReport) -> Path:
        """The directory of a report's own files: never written again once its generation is published."""
        return self.reports / f"{report.id}-{report.since}"

    def lease(self, number: int) -> Lease:
        """As long as it is held, the generation stays, however many follow."""
        return take_lease(self.leases, str(number))

    def held(self) -> tuple[Manifest, Lease]:
        """The published manifest with a lease on its generation. Raises as ``current`` does."""
        while True:
            manifest = self.current()
            lease = self.lease(manifest.generation)
            if self.current().generation == manifest.generation:  # not swept before we held it
                return manifest, lease
            lease.end()

    def current(self) -> Manifest:
        """The published manifest; an empty one where nothing was ever ingested.

        Raises ``StoreError`` for a damaged manifest or one of another schema version.
        """
        pointer = self.root / "CURRENT"
        if not pointer.is_file():
            return Manifest(0)
        path = self.generations / pointer.read_text("utf-8").strip() / "manifest.json"
        try:
            manifest = _kept_manifest(path, _identity(path))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"The data directory {self.root} is damaged ({path.name}: {error}).", _REBUILD
            ) from error
        if manifest.schema != SCHEMA:
            raise StoreError(
                f"{self.root} has schema version {manifest.schema}; this program reads {SCHEMA}.",
                "Ingest the reports again into a new directory (--data DIR).",
            )
        return manifest

    @contextmanager
    def writing(self, purpose: str) -> Iterator[None]:
        """Holds the write lock, or raises ``StoreBusy`` that names its holder where patience ends."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error
        holder = self.root / "write.holder"
        lock = FileLock(self.root / "write.lock")
        try:
            self.patience.acquire(lock, lambda: _holder(holder))
        except Timeout as error:
            told = _holder(holder)
            logging.getLogger(__name__).warning("a writer was refused", extra={"holder": told})
            raise StoreBusy(
                f"Another process is writing to {self.root}: {told}.",
                "Wait until it has finished; with --wait SECONDS a command waits.",
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            since = datetime.now().astimezone().isoformat(" ", "seconds")
            holder.write_text(f"{purpose} (process {os.getpid()}, since {since})", "utf-8")
            self._sweep()
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(f"Cannot write to {self.root}: {error.strerror}.", "Choose another --data DIR.")

    def publish(self, manifest: Manifest, built: Path) -> None:
        """Makes ``built`` (holding store/ and index/) the current generation, in one rename."""
        row = asdict(manifest) | {"reports": [asdict(report) for report in manifest.reports]}
        write_file(built / "manifest.json", json.dumps(row, ensure_ascii=False, indent=1).encode())
        built.rename(self.generation(manifest.generation))
        write_file(self.root / "CURRENT", f"{manifest.generation}\n".encode())
        self._sweep()

    def _sweep(self) -> None:
        """Removes what no published manifest names: leftovers of a writer that died, old generations."""
        newest = self.current().generation
        kept = [self.generation(newest - back) for back in range(KEPT_GENERATIONS)]
        kept += [path for path in self._in_use() if path not in kept]
        _remove_others(self.generations, {path.name for path in kept})
        named = {self.report(report).name for path in kept for report in _reports_of(path)}
        _remove_others(self.reports, named)

    def _in_use(self) -> list[Path]:
        held = self.leases.iterdir() if self.leases.is_dir() else ()
        return [self.generations / path.name for path in held if is_leased(self.leases, path.name)]


def write_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all: a temporary file beside it, synced, then renamed."""
    temporary = path.with_name(path.name + ".partial")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


@lru_cache(maxsize=4)
def _kept_manifest(path: Path, _identity: tuple[int, ...]) -> Manifest:
    """A published manifest never changes; a page asks for it many times, and it may list thousands."""
    return _read_manifest(path)


def _identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another that once bore its name."""
    told = path.stat()
    return (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)


def _read_manifest(path: Path) -> Manifest:
    row = json.loads(path.read_text("utf-8"))
    reports = tuple(StoredReport(**report) for report in row.pop("reports"))
    return Manifest(reports=reports, **row)


def _reports_of(generation: Path) -> tuple[StoredReport, ...]:
    path = generation / "manifest.json"
    return _read_manifest(path).reports if path.is_file() else ()


def _holder(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return "its name is not known"


def _remove_others(directory: Path, kept: set[str]) -> None:
    if not directory.is_dir():
        return
    for entry in directory.iterdir():
        if entry.name not in kept:
            shutil.rmtree(entry, ignore_errors=True)


_REBUILD = "Ingest the reports again into a new directory (--data DIR)."
