"""A file that is sent to another machine to be read there, and what comes back. Knows no cluster.

What is sent are the bytes, for the other machine need not see our disk. What comes back is what a reader
tells here too, without the source, which we still have.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import ontology
from ui.artefact import Artefact
from ui.bounds import Bounds
from ui.outcome import Outcome
from ui.reader import Told
from ui.reading import Task
from ui.reading_apart import Crew, Spare
from ui.version import SOFTWARE

_SOURCE = "source"
_PACKAGES = ("ontology", "ingest", "graph", "search", "ui")
_READ_BY = (".csv", ".py", ".ru", ".rq", ".toml", ".ttl")
_LIBRARIES = ("lxml", "mammoth", "openpyxl", "pillow", "pypdfium2", "rdflib")
"""Of others: what they read may change with their version."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which huyenkg reads: its version, a digest of its code and code lists, and the versions of the
    libraries that read.
    """

    software: str
    content: str
    libraries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it is sent by a ``run``, with what it may cost, and the stamp of whoever sends it."""

    run: str
    data: bytes
    name: str
    district: str | None
    period: str | None
    bounds: Bounds
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``worker`` tells of a file; nothing where it is stamped in another way than who asks."""

    worker: str
    stamp: Stamp
    told: Told | None


@cache
def own_stamp() -> Stamp:
    """That of this process."""
    content = content_of(Path(ontology.__file__).parent.parent)
    return Stamp(SOFTWARE, content, {name: _version(name) for name in _LIBRARIES})


def content_of(root: Path) -> str:
    """A digest of the code and code lists that lie there."""
    digest = sha256()
    for package in _PACKAGES:
        names = (path.relative_to(root).as_posix() for path in (root / package).rglob("*"))
        for name in sorted(name for name in names if name.endswith(_READ_BY)):
            digest.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def is_same(one: Stamp, other: Stamp) -> bool:
    """Whether both read the same facts from the same text: artefacts of one may stand beside the other's."""
    return (one.software, one.content) == (other.software, other.content)


def other_libraries(own: Stamp, other: Stamp) -> list[str]:
    """The libraries of which another has another version, each with both: ``lxml 6.1.2 (here 6.1.3)``."""
    told = other.libraries
    return [
        f"{name} {told.get(name, 'none')} (here {here})"
        for name, here in own.libraries.items()
        if told.get(name) != here
    ]


def brought_back(task: Task, data: bytes, told: Told) -> Told:
    """What was told of a file elsewhere, as if it had been read here."""
    result = told.result
    if isinstance(result, Artefact):
        return replace(told, result=replace(result, files={_SOURCE: data, **result.files}))
    return replace(told, result=replace(result, path=task.path))


class Desk:
    """Where one worker reads what is sent to it: each file by a reader of its own, so that a file that
    crashes, hangs or fills the memory costs that process only. ``most`` readers wait for more; ``folder``
    holds, meanwhile, what is sent and what readers write aside.
    """

    def __init__(self, most: int, folder: Path) -> None:
        self._spare, self._folder = Spare(most, folder), folder
        self._lock = Lock()
        self._busy: dict[str, tuple[str, Crew]] = {}
        self._over: set[str] = set()

    def answer(self, key: str, sent: Sent, worker: str) -> Answer:
        """What is told of a file that is known by ``key`` as long as it is read."""
        stamp = own_stamp()
        told = self._read(key, sent) if is_same(stamp, sent.stamp) else None
        return Answer(worker, stamp, told)

    def stop(self, key: str) -> None:
        """Nobody wants to know any more what comes of it."""
        with self._lock:
            busy = self._busy.get(key)
        if busy:
            busy[1].leave()

    def rest(self, run: str) -> None:
        """Ends what this run reads, for good, and all readers that wait. What was sent before may still
        arrive after this: it is not begun, and what is just done leaves no reader behind.
        """
        with self._lock:
            self._over.add(run)
            busy = [crew for of, crew in self._busy.values() if of == run]
        self._end(busy)

    def close(self) -> None:
        """Ends all readers."""
        with self._lock:
            busy = [crew for _, crew in self._busy.values()]
        self._end(busy)

    def _end(self, busy: list[Crew]) -> None:
        for crew in busy:
            crew.leave()
        self._spare.end()

    def _read(self, key: str, sent: Sent) -> Told:
        crew = Crew(sent.bounds, self._spare)
        with self._lock:
            if sent.run in self._over:
                raise CancelledError
            self._busy[key] = (sent.run, crew)
        try:
            with TemporaryDirectory(prefix="huyenkg-sent-", dir=self._folder) as folder:
                path = Path(folder, _SOURCE)  # never under the name that others gave it
                path.write_bytes(sent.data)
                return _without_source(crew.read(Task(path, sent.name, sent.district, sent.period)))
        finally:
            with self._lock:
                del self._busy[key]
            crew.leave()
            if sent.run in self._over:
                self._spare.end()


def _without_source(told: Told) -> Told:
    result = told.result
    if isinstance(result, Outcome):
        return told
    files = {name: data for name, data in result.files.items() if name != _SOURCE}
    return replace(told, result=replace(result, files=files))
