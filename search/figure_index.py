"""The index of figures of a generation: made from its graph store, or from the last one and the difference.

Where it is missing (a data directory of an earlier version) figures are read from the graph, one by one, with
the same results (``search.known_figures``); the next publication makes it whole.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from graph.figure_entries import FigureEntry, entries_of_report
from graph.store import GraphStore
from ingest.document import Span
from ontology.errors import StoreError
from search.sealed import seal_of, unsealed
from search.vectors import Count

FIGURES = "figures.sqlite"
_FEW = 64  # reports that are looked up one by one; of more, figures are found by what they count
_KEPT = 64  # reports whose figures are kept
_REBUILD = "Run 'huyenkg rebuild'."
_FAULTS = (sqlite3.Error, UnicodeDecodeError)


class Kind(NamedTuple):
    """What a figure counts, as its report says it; ``None`` is what no list has."""

    name: str
    concept: str | None
    programme: str | None
    unit: str


def update_figures(
    source: Path | None,
    target: Path,
    store: GraphStore,
    changed: Collection[str],
    progress: Count = lambda _done, _all: None,
) -> None:
    """Makes the index of a store's figures in the directory ``target``.

    What lies in the directory ``source`` is taken over but for the ``changed`` reports (by id): added,
    removed or replaced. Without one, or where it has none, all are read from the store.
    """
    path, stored = target / FIGURES, set(store.report_ids())
    if source and (source / FIGURES).exists():
        shutil.copyfile(source / FIGURES, path)
    else:
        path.unlink(missing_ok=True)
        with closing(_connect(path, write=True)) as connection:
            connection.executescript(files("search").joinpath("figures.sql").read_text("utf-8"))
        changed = stored
    with closing(_connect(path, write=True)) as connection:
        for report in sorted(changed):
            _take_out(connection, report)
        added = sorted(stored & set(changed))
        for done, report in enumerate(added, 1):
            _take_in(connection, report, entries_of_report(store, report))
            progress(done, len(added))
        _forget_kinds(connection)
        connection.commit()


def open_figures(directory: Path) -> StoredFigures | None:
    """The index of figures in a directory; ``None`` where there is none. Raises ``StoreError``."""
    return StoredFigures(directory / FIGURES) if (directory / FIGURES).exists() else None


class StoredFigures:
    """An open index of figures: immutable. Raises ``StoreError`` over what is not as it was written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._reading():
            self._connection = _connect(path)
            self._reports = {report: id_ for id_, report in self._connection.execute(_REPORTS)}
        self._kept = lru_cache(_KEPT)(self._read_report)

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    @property
    def reports(self) -> Collection[str]:
        """The ids of the reports whose figures these are."""
        return self._reports.keys()

    def of_report(self, report: str) -> tuple[FigureEntry, ...]:
        """The figures of a report, each once, in the order of its text."""
        return self._kept(report)

    def kinds(self, reports: Collection[str]) -> Collection[Kind]:
        """What the figures of these reports count."""
        if len(self._known(reports)) == len(self._reports):
            return self._all_kinds.values()
        with self._reading():
            ids = self._connection.execute(_KINDS_OF, (json.dumps(self._known(reports)),))
            return [self._all_kinds[id_] for (id_,) in ids]

    def of_kinds(self, kinds: Collection[Kind], reports: Collection[str]) -> tuple[FigureEntry, ...]:
        """The entries that count one of these things in one of these reports, in the reports' order."""
        ids, inside = json.dumps([self._ids[kind] for kind in kinds]), self._known(reports)
        if len(inside) <= _FEW:
            return self._entries(f"{_FROM_REPORTS} AND kind.id IN {_LISTED}", json.dumps(inside), ids)
        found = self._entries(_FROM_KINDS, ids)
        wanted = frozenset(reports)
        return tuple(entry for entry in found if entry.report in wanted)

    def of_concepts(self, concepts: Collection[str], reports: Collection[str]) -> tuple[FigureEntry, ...]:
        """The entries of these indicators of the code list in these reports."""
        kinds = [kind for kind in self.kinds(reports) if kind.concept in concepts]
        return self.of_kinds(kinds, reports)

    @cached_property
    def _all_kinds(self) -> dict[int, Kind]:
        with self._reading():
            rows = self._connection.execute("SELECT id, name, concept, programme, unit FROM kind")
            return {id_: Kind(name, con or None, pro or None, unit) for id_, name, con, pro, unit in rows}

    @cached_property
    def _ids(self) -> dict[Kind, int]:
        return {kind: id_ for id_, kind in self._all_kinds.items()}

    def _known(self, reports: Iterable[str]) -> list[int]:
        return [self._reports[report] for report in reports if report in self._reports]

    def _read_report(self, report: str) -> tuple[FigureEntry, ...]:
        found = self._entries(_FROM_REPORTS, json.dumps(self._known([report])))
        return tuple(entry for entry in found if not entry.number)

    def _entries(self, where: str, *values: str) -> tuple[FigureEntry, ...]:
        with self._reading():
            rows = [unsealed(row) for row in self._connection.execute(f"{_SELECT} {where}", values)]
        found = map(_entry, rows)
        return tuple(sorted(found, key=lambda one: (one.report, one.start, one.claim, one.number)))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS as error:
            raise StoreError(f"The index of figures {self._path} is damaged: {error}.", _REBUILD) from error


_LISTED = "(SELECT value FROM json_each(?))"
_REPORTS = "SELECT id, report FROM report"
_KINDS_OF = f"SELECT DISTINCT kind FROM figure WHERE report IN {_LISTED}"
_COLUMNS = (
    "claim, number, clause, measure, value, status, area, area_code, period, begins, ends, part, section,"
    " qualifier, start, sentence_start, sentence_end"
)
_SELECT = (
    "SELECT report.report, report.district, kind.name, kind.concept, kind.programme, kind.unit,"
    f" {_COLUMNS}, seal FROM figure"
)
_JOINED = "JOIN kind ON kind.id = figure.kind JOIN report ON report.id = figure.report"
_FROM_REPORTS = f"INDEXED BY figure_by_report {_JOINED} WHERE figure.report IN {_LISTED}"
_FROM_KINDS = f"INDEXED BY figure_by_kind {_JOINED} WHERE figure.kind IN {_LISTED}"


def _connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    mode = "rwc" if write else "ro&immutable=1"  # a published generation never changes
    return sqlite3.connect(f"file:{path}?mode={mode}", uri=True, check_same_thread=False)


def _take_out(connection: sqlite3.Connection, report: str) -> None:
    inside = "WHERE report = (SELECT id FROM report WHERE report = ?)"
    connection.execute(f"DELETE FROM figure {inside}", (report,))
    connection.execute("DELETE FROM report WHERE report = ?", (report,))


def _take_in(connection: sqlite3.Connection, report: str, entries: Sequence[FigureEntry]) -> None:
    district = entries[0].district if entries else ""
    added = connection.execute("INSERT INTO report (report, district) VALUES (?, ?)", (report, district))
    marks = ", ".join("?" * 20)
    rows = ((added.lastrowid, _kind_id(connection, entry), *_sealed(entry)) for entry in entries)
    connection.executemany(f"INSERT INTO figure (report, kind, {_COLUMNS}, seal) VALUES ({marks})", rows)


def _kind_id(connection: sqlite3.Connection, entry: FigureEntry) -> int:
    kind = _kind_values(entry)
    connection.execute(
        "INSERT OR IGNORE INTO kind (name, concept, programme, unit) VALUES (?, ?, ?, ?)", kind
    )
    where = "name = ? AND concept = ? AND programme = ? AND unit = ?"
    (id_,) = connection.execute(f"SELECT id FROM kind WHERE {where}", kind).fetchone()
    return int(id_)


def _forget_kinds(connection: sqlite3.Connection) -> None:
    """A name that no report uses any more would still weigh among the others."""
    used = "SELECT 1 FROM figure WHERE figure.kind = kind.id"
    connection.execute(f"DELETE FROM kind WHERE NOT EXISTS ({used})")


def _kind_values(entry: FigureEntry) -> tuple[str, ...]:
    return entry.name, entry.concept or "", entry.programme or "", entry.unit


def _sealed(entry: FigureEntry) -> tuple[object, ...]:
    values = (
        entry.claim, entry.number, entry.group, entry.measure_node, str(entry.value), entry.status,
        entry.area, entry.area_code or "", entry.period, entry.begins.isoformat(), entry.ends.isoformat(),
        entry.programme_part or "", entry.section, entry.qualifier or "", entry.start,
        entry.sentence.start, entry.sentence.end,
    )  # fmt: skip
    return (*values, seal_of((entry.report, entry.district, *_kind_values(entry), *values)))


def _entry(row: Sequence[Any]) -> FigureEntry:
    (
        report, district, name, concept, programme, unit, claim, number, group, measure, value, status, area,
        area_code, period, begins, ends, part, section, qualifier, start, sentence_start,
        sentence_end,
    ) = row  # fmt: skip
    return FigureEntry(
        claim=claim, group=group, name=name, concept=concept or None, measure_node=measure, unit=unit,
        period=period, report=report, start=start, sentence=Span(sentence_start, sentence_end),
        area_code=area_code or None, programme=programme or None, number=number, value=Decimal(value),
        status=status, area=area, begins=date.fromisoformat(begins), ends=date.fromisoformat(ends),
        programme_part=part or None, district=district, section=section,
        qualifier=qualifier or None,
    )  # fmt: skip
