"""Processes that share one store: ``python -m tests.faults.shared_store ROLE FOLDER SECONDS SEED``.

The writer reads, replaces, removes and rebuilds reports whose figures say which version of them it is; two of
them always change together. A reader does everything that can be done with a store and looks whether what it
gets is of one state. A page does so from four threads over one service. Each prints how often it did what,
and every error.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path

from graph.selection import Selection
from ingest.record import Kind
from ontology.errors import BadInput
from ui.ingesting import IngestOptions
from ui.outcome import State
from ui.service import Service
from ui.settings import Settings

_TEXT = """UBND HUYỆN {district}
BÁO CÁO
Tình hình năm 2023
I. KINH TẾ
Đàn trâu {first} con. Đàn bò {second} con.
Diện tích lúa {third} ha.
"""
_BASES = {"pair-a.txt": ("PHONG THỔ", 1000), "pair-b.txt": ("MƯỜNG TÈ", 4000)}
_GUEST = "guest.txt"
_QUESTIONS = ("Đàn trâu của huyện Phong Thổ năm 2023 là bao nhiêu?", "Đàn bò của từng huyện năm 2023?")


def text_of(name: str, version: int) -> str:
    """The report of that name in that version: three figures that end on the version's digits."""
    district, base = _BASES.get(name, ("SÌN HỒ", 7000))
    first, second, third = (base + step + version for step in (0, 1000, 2000))
    return _TEXT.format(district=district, first=first, second=second, third=third)


def service_of(folder: Path) -> Service:
    """A service over the folder's store."""
    return Service(Settings(data=folder / "data", cache=folder / "cache", model="hashing"))


class Writer:
    """Changes the store."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._service, self._folder, self._version = service_of(folder), folder / "in", 0
        self._folder.mkdir(exist_ok=True)

    def acts(self) -> dict[str, Callable[[], None]]:
        """What it does, by name."""
        return {"replace": self.replace, "guest": self._guest, "again": self._again, "rebuild": self._rebuild}

    def replace(self) -> None:
        """Both reports of the pair, in one publication."""
        self._version = self._version % 900 + 1
        for name in _BASES:
            (self._folder / name).write_text(text_of(name, self._version), "utf-8")
        self._ingest([self._folder / name for name in _BASES])

    def _guest(self) -> None:
        stored = [report.id for report in self._service.status().reports if report.name == _GUEST]
        if stored:
            self._service.remove(stored[0], _tell_nobody)
        else:
            (self._folder / _GUEST).write_text(text_of(_GUEST, self._random.randrange(1, 900)), "utf-8")
            self._ingest([self._folder / _GUEST])

    def _again(self) -> None:
        self._ingest([self._folder / name for name in _BASES], force=True)

    def _rebuild(self) -> None:
        self._service.rebuild(_tell_nobody)

    def _ingest(self, paths: list[Path], force: bool = False) -> None:
        outcomes = self._service.ingest(paths, IngestOptions(force=force), _tell_nobody)
        assert all(outcome.state is not State.FAILED for outcome in outcomes), outcomes


class Reader:
    """Looks at the store, with a service that is opened anew now and then, unless one is given."""

    def __init__(self, folder: Path, service: Service | None = None) -> None:
        self._folder, self._service = folder, service

    def acts(self) -> dict[str, Callable[[], None]]:
        """What it does, by name."""
        every = (self._ask, self._search, self._status, self._graph, self._facts, self._export, self._sparql)
        return {act.__name__.strip("_"): act for act in (*every, self._text)}

    def _open(self) -> Service:
        return self._service or service_of(self._folder)

    def _ask(self) -> None:
        service = self._open()
        for question in _QUESTIONS:
            answer = service.ask(question)
            assert answer.status == "answered", answer
            assert answer.citations
            one_state((c.report, c.report_id, c.start, c.end, c.quote) for c in answer.citations)

    def _search(self) -> None:
        hits = self._open().search("đàn trâu đàn bò", 10)
        assert hits
        passages = [hit.passage for hit in hits]
        one_state((one.name, one.report, one.start, one.end, one.text) for one in passages)

    def _status(self) -> None:
        manifest = self._open().status()
        pair = [report for report in manifest.reports if report.name in _BASES]
        assert len(pair) == 2, manifest
        assert len({report.since for report in pair}) == 1, pair
        assert all(report.counts["observations"] == 3 for report in manifest.reports), manifest

    def _graph(self) -> None:
        snapshot = self._open().snapshot()
        stored = {report.id for report in snapshot.manifest.reports}
        assert set(snapshot.store.report_ids()) == stored
        rows = snapshot.store.query("SELECT ?o ?v { ?o hkg:actual ?v }")
        assert len(list(rows)) == 3 * len(stored)

    def _facts(self) -> None:
        one_version(int(row["value"]) for row in self._open().facts(Kind.OBSERVATIONS))

    def _export(self) -> None:
        nquads = self._open().export(Selection(), "nquads").decode()
        one_version(map(int, re.findall(r'/def/actual> "(\d+)"', nquads)))

    def _sparql(self) -> None:
        result = self._open().sparql("SELECT ?o ?v { ?o hkg:actual ?v }", 100, 60)
        one_version(int(line.rpartition(",")[2]) for line in result.to_csv().splitlines()[1:])

    def _text(self) -> None:
        service = self._open()
        for report in service.status().reports:
            try:
                text = service.report_text(report.id)
            except BadInput:  # replaced meanwhile
                continue
            assert sha256(text.encode()).hexdigest().startswith(report.id), text


def one_state(quotes: Iterable[tuple[str, str, int, int, str]]) -> None:
    """Every quote, as name, id, start, end and words, stands in its report, and the pair has one version."""
    versions = set()
    for name, report, start, end, quote in quotes:
        version = _version(name, report)
        assert text_of(name, version)[start:end] == quote, (name, version, start, end, quote)
        if name in _BASES:
            versions.add(version)
    assert len(versions) == 1, versions


def one_version(values: Iterable[int]) -> None:
    """The figures are all those of the pair in one version, and of the guest if it is there."""
    told = sorted(values)
    pair = [value for value in told if value < 7000]
    version = {value % 1000 for value in pair}
    assert len(version) == 1, told
    assert pair == [base + version.copy().pop() for base in range(1000, 7000, 1000)], told
    assert len(told) in (6, 9), told


def _version(name: str, report: str) -> int:
    for version in range(1, 901):
        if sha256(text_of(name, version).encode()).hexdigest().startswith(report):
            return version
    raise AssertionError((name, report))


def _tell_nobody(stage: str, done: int, total: int) -> None:
    pass


def run(acts: dict[str, Callable[[], None]], seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Does one act after another, drawn by chance, until the time is over; how often each, and the errors."""
    drawn, done, errors = random.Random(seed), Counter[str](), []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and len(errors) < 5:
        name = drawn.choice(list(acts))
        try:
            acts[name]()
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            errors.append(f"{name}: {traceback.format_exc()}")
        done[name] += 1
    return done, errors


def main(role: str, folder: Path, seconds: float, seed: int) -> None:
    """Plays the role and prints what came of it."""
    if role == "page":
        service = service_of(folder)
        with ThreadPoolExecutor(4) as threads:
            play = partial(run, Reader(folder, service).acts(), seconds)
            played = list(threads.map(play, range(seed, seed + 4)))
    else:
        acts = (Writer(folder, seed) if role == "writer" else Reader(folder)).acts()
        played = [run(acts, seconds, seed)]
    done = sum((counts for counts, _ in played), Counter[str]())
    print(
        json.dumps({"role": role, "done": done, "errors": [error for _, found in played for error in found]})
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
