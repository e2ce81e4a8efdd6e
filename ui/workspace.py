"""The data directory: what lies where, who may write, and how a new state is published.

    reports/<id>-<n>/  the truth of one report as generation n read it: source bytes, text, facts, quads, and
                       report.json with what the manifest says of it
    vectors.sqlite     embeddings by content hash and model (a cache; survives a changed extractor)
    generations/<n>/   store/ and index/ derived from a set of reports, with manifest.json; immutable
    merges.json        what people decided of merges (``ui.decisions``), sealed; no rebuild touches it
    CURRENT            the number of the published generation and its manifest's seal, replaced in one rename
    leases/<n>         locked by whoever reads an older generation (``ui.leases``)
    damaged/           what could not be rebuilt, set aside for a person to look at
    checked            when the files of a large generation were last read whole
    write.lock         held by the one writer; write.holder says who that is

Readers open the generation that CURRENT names and are never disturbed: a writer builds the next one
beside it. A writer that dies leaves only directories that no manifest names; the next writer sweeps them.
"""

from __future__ import annotations

import logging
import math
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from ontology.errors import StoreBusy, StoreError
from search.vector_place import BESIDE, Place
from ui.durable import place, told_when_full, write_file
from ui.leases import Lease, is_leased, take_lease
from ui.manifest import Manifest as Manifest
from ui.manifest import StoredReport as StoredReport
from ui.manifest import manifest_bytes, read_sealed_manifest, seal_of
from ui.marks import Fault, damaged, is_affordable, read_marked, require
from ui.own_files import stored_name, unpacked
from ui.patience import Patience
from ui.steps import Step

KEPT_GENERATIONS = 2
_CHECKED_FOR = 24 * 3600  # seconds
MANIFEST, OWN_MANIFEST = "manifest.json", "report.json"
REBUILD = "Run 'huyenkg rebuild'."
_AT_ONCE = Patience()
_OURS = re.compile(r"(?:[0-9a-f]+-)?(\d+)(?:\.partial)?")


class Workspace:
    """Paths and publication of one data directory. Cheap to make; touches the disk only when asked.

    ``reached`` is told each step of a publication when it is done; ``patience`` is how long a writer waits.
    ``place`` is where the vectors of the search index lie.
    """

    def __init__(
        self,
        root: Path,
        patience: Patience = _AT_ONCE,
        reached: Callable[[Step], None] = lambda _step: None,
        place: Place = BESIDE,
    ) -> None:
        self.root = root
        self.patience = patience
        self.reached = reached
        self.place = place.of(root)
        self.reports = root / "reports"
        self.generations = root / "generations"
        self.leases = root / "leases"
        self.damaged = root / "damaged"
        self.vectors = root / "vectors.sqlite"
        self.pointer = root / "CURRENT"
        self.checked = root / "checked"

    def generation(self, number: int) -> Path:
        """The directory of a generation."""
        return self.generations / str(number)

    def report(self, report: StoredReport) -> Path:
        """The directory of a report's own files: never written again once its generation is published."""
        return self.reports / _folder(report)

    def read(self, report: StoredReport, name: str) -> bytes:
        """What one of a report's own files holds. Raises ``StoreError`` if it is not what was written."""
        stored = stored_name(report.files, name)
        data = self.read_stored(report, stored)
        try:
            return unpacked(stored, data)
        except ValueError as error:
            raise damaged([Fault(self.report(report) / stored, "content")], REBUILD) from error

    def read_stored(self, report: StoredReport, stored: str) -> bytes:
        """The same as it lies on the disk, by the name that it has there."""
        return read_marked(self.report(report) / stored, report.files.get(stored), REBUILD)

    def require_whole(self, manifest: Manifest) -> None:
        """Raises ``StoreError`` naming the files of a generation that are not what was written.

        Of a large one, all that checks itself is only measured, but once a day it is read whole.
        """
        due = not is_affordable(manifest.files) and self._age_of_check() > _CHECKED_FOR
        require(self.generation(manifest.generation), manifest.files, REBUILD, thorough=due)
        if due:
            with suppress(OSError):  # a directory that may only be read is checked each time
                self.checked.touch()

    def _age_of_check(self) -> float:
        """Seconds since everything was read whole."""
        try:
            return abs(time.time() - self.checked.stat().st_mtime)
        except OSError:
            return math.inf

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

        Raises ``StoreError`` for a damaged manifest or one that a newer version wrote.
        """
        try:
            number, seal = self._pointed()
            if number == 0:
                return Manifest(0)
            return self._sealed(number, seal)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreError(
                f"The data directory {self.root} is damaged ({self.pointer.name} or {MANIFEST}: {error}).",
                REBUILD,
                code="damaged",
            ) from error

    def manifest_of(self, generation: int) -> Manifest:
        """The manifest of a generation, published or not. Raises as ``read_manifest``, or ``OSError``."""
        path = self.generation(generation) / MANIFEST
        return _kept_manifest(path, _identity(path))[0]

    def _sealed(self, generation: int, seal: str) -> Manifest:
        path = self.generation(generation) / MANIFEST
        manifest, own = _kept_manifest(path, _identity(path))
        if own != seal:
            raise ValueError("it is not the manifest that was published")
        return manifest

    def newest(self) -> int:
        """The highest number that anything here bears, published or not; 0 in an empty directory."""
        names = [path.name for folder in (self.generations, self.reports) for path in _entries(folder)]
        return max((int(found[1]) for name in names if (found := _OURS.fullmatch(name))), default=0)

    def _pointed(self) -> tuple[int, str]:
        """The number and the seal that CURRENT names; raises ``ValueError`` where it should be and is not."""
        if not self.pointer.is_file():
            if any(_entries(self.generations)) or any(_entries(self.reports)):
                raise ValueError(f"{self.pointer.name} is missing")
            return 0, ""
        number, *seal = self.pointer.read_text("utf-8").split()
        if not (number.isascii() and number.isdecimal()) or len(seal) > 1 or (number == "0" and seal):
            raise ValueError(f"{self.pointer.name} names no generation")
        return int(number), "".join(seal)

    @contextmanager
    def writing(self, purpose: str, *, repair: bool = False) -> Iterator[None]:
        """Holds the write lock, or raises ``StoreBusy`` that names its holder where patience ends.

        What a writer that died has left is swept first, and what this one leaves if it fails. ``repair``
        is for a directory whose manifest may be lost: nothing is swept then before a new one is published.
        """
        lock = self._lock()
        holder = self.root / "write.holder"
        try:
            with told_when_full(self.root):
                since = datetime.now().astimezone().isoformat(" ", "seconds")
                holder.write_text(f"{purpose} (process {os.getpid()}, since {since})", "utf-8")
                self._begin(repair)
            self.reached(Step.LOCKED)
            yield
        except BaseException:
            with suppress(StoreError, OSError):  # the error that is on its way tells more
                self._sweep()
            raise
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    def _lock(self) -> FileLock:
        lock, holder = FileLock(self.root / "write.lock"), self.root / "write.holder"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.patience.acquire(lock, lambda: _holder(holder))
        except Timeout as error:
            told = _holder(holder)
            logging.getLogger(__name__).warning("a writer was refused", extra={"holder": told})
            raise StoreBusy(
                f"Another process is writing to {self.root}: {told}.",
                "Wait until it has finished; with --wait SECONDS a command waits.",
            ) from error
        except OSError as error:
            raise StoreError(
                f"Cannot write to {self.root}: {error.strerror}.", "Choose another --data DIR."
            ) from error
        return lock

    def _begin(self, repair: bool) -> None:
        """Sweeps, and marks a new directory: a lost CURRENT must never be taken for an empty store."""
        if not repair:
            self._sweep()
        if not self.pointer.is_file() and self.newest() == 0:
            write_file(self.pointer, b"0\n")

    def writer(self) -> str:
        """Who holds the write lock, or who died with it."""
        holder = self.root / "write.holder"
        if not holder.is_file():
            return "free"
        try:
            with FileLock(self.root / "write.lock", timeout=0):
                return f"free; {_holder(holder)} ended before it had finished"
        except (Timeout, OSError):
            return f"held by {_holder(holder)}"

    def publish(self, manifest: Manifest, built: Path) -> None:
        """Makes ``built`` (holding store/ and index/) the current generation, in one rename."""
        data = manifest_bytes(manifest)
        write_file(built / MANIFEST, data)
        self.reached(Step.MANIFEST_WRITTEN)
        place(built, self.generation(manifest.generation))
        self.reached(Step.GENERATION_PLACED)
        write_file(self.pointer, f"{manifest.generation} {seal_of(data)}\n".encode())
        self.reached(Step.PUBLISHED)
        self._sweep()
        self.reached(Step.SWEPT)

    def strays(self) -> list[Path]:
        """What no kept manifest names: leftovers of a writer that died or works, old generations.

        Raises ``StoreError`` where the published manifest cannot be read. Only what bears a name of ours:
        somebody may have made a folder of their own the data directory.
        """
        newest = self.current().generation
        kept = [self.generation(newest - back) for back in range(KEPT_GENERATIONS)]
        kept += [path for path in self._in_use() if path not in kept]
        strays = [path for path in _entries(self.generations) if path not in kept]
        with suppress(OSError, ValueError, KeyError, TypeError):  # an older one is damaged: leave its reports
            manifests = [self.manifest_of(int(path.name)) for path in kept if path.is_dir()]
            named = {_folder(report) for manifest in manifests for report in manifest.reports}
            strays += [path for path in _entries(self.reports) if path.name not in named]
        return [path for path in strays if _OURS.fullmatch(path.name)]

    def _in_use(self) -> list[Path]:
        held = self.leases.iterdir() if self.leases.is_dir() else ()
        return [self.generations / path.name for path in held if is_leased(self.leases, path.name)]

    def _sweep(self) -> None:
        for stray in self.strays():
            shutil.rmtree(stray, ignore_errors=True)


@lru_cache(maxsize=4)
def _kept_manifest(path: Path, _identity: tuple[int, ...]) -> tuple[Manifest, str]:
    """A manifest with its seal. It never changes; it is asked for many times, and may list thousands."""
    return read_sealed_manifest(path.read_bytes())


def _folder(report: StoredReport) -> str:
    """The name of the directory of a report's own files."""
    return f"{report.id}-{report.since}"


def _identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another that once bore its name."""
    told = path.stat()
    return (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)


def _holder(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return "its name is not known"


def _entries(directory: Path) -> Iterator[Path]:
    return directory.iterdir() if directory.is_dir() else iter(())
