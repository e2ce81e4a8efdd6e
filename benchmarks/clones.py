"""A large data directory out of few reports: what was read from each is told of other districts and years.

The sentences stay those of the few; districts, communes, provinces, periods and dates of what was read from
them are replaced before the graph is built, so that its shape is that of so many real reports: every district
has its own events and documents, and what the nation shares stays shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from graph.build import report_quads, to_nquads
from ingest.document import Document
from ingest.extract import extract_facts
from ingest.fact import Extraction, ReportIdentity
from ingest.read import read_bytes
from ontology.gazetteer import DISTRICT, Unit, load_gazetteer
from ontology.values import Area, Period
from search.encoder import HashingEncoder
from ui.artefact import Artefact, artefact_of
from ui.ingesting import BATCH, IngestOptions, new_report
from ui.publishing import publish_changes
from ui.workspace import Workspace

Progress = Callable[[str, int, int], None]

_STEP = 7  # neighbours in the list of districts lie in one province; steps spread the copies
_YEARS = 9  # how far back copies go
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Move:
    """What a copy says in place of what its template says: areas by code, words by words, years earlier."""

    areas: Mapping[str, Area]
    words: Mapping[str, str]
    years: int


def make_clones(few: Path, many: Path, reports: int, progress: Progress) -> int:
    """Makes ``many`` a data directory of so many reports like those of ``few``; returns its observations."""
    source, target = Workspace(few), Workspace(many)
    files = [(source.report(report) / "source", report.name) for report in source.current().reports]
    made = 0
    with (
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool,
        target.writing("benchmarks.clones"),
    ):
        for first in range(0, reports, BATCH):
            numbers = range(first, min(reports, first + BATCH))
            copies = pool.map(partial(_copy, files), numbers)
            added = [new_report(copy, Path(copy.name), IngestOptions()) for copy in copies]
            publish_changes(target, HashingEncoder, (), added, progress)
            made += sum(new.stored.counts.get("observations", 0) for new in added)
            progress("reports", numbers[-1] + 1, reports)
    return made


def copied_quads(files: Sequence[Path], reports: int) -> Iterator[tuple[str, bytes]]:
    """The ids and N-Quads of so many reports like those of the files, in this process."""
    named = [(path, path.name) for path in files]
    for number in range(reports):
        _, document, extraction = _told(named, number)
        yield document.id, to_nquads(report_quads(document, extraction, document.name))


def _copy(files: list[tuple[Path, str]], number: int) -> Artefact:
    return artefact_of(*_told(files, number))


def _told(files: list[tuple[Path, str]], number: int) -> tuple[bytes, Document, Extraction]:
    """What the copy of that number says, and the file it was read from: the templates take turns."""
    path, name = files[number % len(files)]
    data = path.read_bytes()
    document, extraction = _template(data, name)
    move = _move(extraction.identity, number, number // len(files))
    copied = replace(document, id=_id(number), name=f"{number:05}-{name}")
    return data, copied, _moved(extraction, move)


@cache
def _template(data: bytes, name: str) -> tuple[Document, Extraction]:
    document = read_bytes(data, name)
    return document, extract_facts(document)


def _move(identity: ReportIdentity, number: int, turn: int) -> _Move:
    gazetteer, districts = load_gazetteer(), _districts()
    place = districts[number * _STEP % len(districts)]
    province = gazetteer.province_of(place)
    old, new = identity.district.code, gazetteer.communes_of(place.code)
    communes = gazetteer.communes_of(old) if old else ()
    areas = {old: place.area, identity.province.code: province.area}
    areas |= {unit.code: new[at % len(new)].area for at, unit in enumerate(communes) if new}
    words = {identity.district.label: place.area.label, identity.province.label: province.area.label}
    return _Move(areas, words, turn % _YEARS)


@cache
def _districts() -> tuple[Unit, ...]:
    return tuple(
        unit for unit in load_gazetteer().units if unit.level == DISTRICT and unit.state == "2025-06"
    )


def _moved(value: Any, move: _Move) -> Any:
    """The same value of the new place and time, all the way down; quotes and figures stay."""
    if isinstance(value, Area):
        return move.areas.get(value.code, value) if value.code else _local(value, move)
    if isinstance(value, Period):
        notation = _YEAR.sub(lambda year: str(int(year[0]) - move.years), value.notation)
        return Period(_earlier(value.start, move.years), _earlier(value.end, move.years), notation)
    if isinstance(value, date):
        return _earlier(value, move.years)
    if isinstance(value, tuple):
        return tuple(_moved(one, move) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dict(_moved_fields(value, move)))
    return value


def _moved_fields(value: Any, move: _Move) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        told = getattr(value, field.name)
        if field.name == "year" and isinstance(told, int):
            yield field.name, told - move.years
        elif field.name == "issuer" and isinstance(told, str):
            yield field.name, _in_other_words(told, move.words)
        elif field.name not in ("evidence", "span", "value"):
            yield field.name, _moved(told, move)


def _local(area: Area, move: _Move) -> Area:
    parent = move.areas.get(area.parent)
    return replace(area, parent=parent.code) if parent else area


def _in_other_words(told: str, words: Mapping[str, str]) -> str:
    for before, after in words.items():
        told = re.sub(re.escape(before), after, told, flags=re.IGNORECASE)
    return told


def _earlier(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _id(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()[:16]
