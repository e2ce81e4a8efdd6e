"""The figures in the index of facts: found by report or by what they count, each with its value."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from graph.figure_entries import FigureEntry
from graph.lookups import measure_of, node_of
from ingest.document import Span
from ingest.fact import Measure
from ontology.values import Period
from search.catalogue import LISTED
from search.sealed import reading, seal_of, unsealed

_FEW = 64  # reports that are looked up one by one; of more, figures are found by what they count
_KEPT = 64  # reports whose figures are kept


class Kind(NamedTuple):
    """What a figure counts, as its report says it; ``None`` is what no list has."""

    name: str
    concept: str | None
    programme: str | None
    unit: str


class Use(NamedTuple):
    """That figures of a report count this, in this role."""

    kind: Kind
    measure: Measure
    report: str


class Times(NamedTuple):
    """Figures whose time ends in a period, or that one of these reports (by id) tells."""

    period: Period
    reports: Collection[str]


class StoredFigures:
    """The figures of an open index; ``reports`` has the number of each report in it.

    Raises ``StoreError`` over what is not as it was written.
    """

    def __init__(self, connection: sqlite3.Connection, reports: Mapping[str, int]) -> None:
        self._connection = connection
        self._reports = reports
        self._kept = lru_cache(_KEPT)(self._read_report)

    def of_report(self, report: str) -> tuple[FigureEntry, ...]:
        """The figures of a report, each once, in the order of its text."""
        return self._kept(report)

    def kinds(self, reports: Collection[str]) -> Collection[Kind]:
        """What the figures of these reports count."""
        if len(self._known(reports)) == len(self._reports):
            return self._all_kinds.values()
        with reading():
            ids = self._connection.execute(_KINDS_OF, (json.dumps(self._known(reports)),))
            return [self._all_kinds[id_] for (id_,) in ids]

    def uses(self, kinds: Collection[Kind], reports: Collection[str]) -> Collection[Use]:
        """Which of these things figures count in which roles, with one report of each district."""
        where, values = self._where(kinds, reports)
        with reading():
            rows = self._connection.execute(f"{_USES} {where} {_EACH}", values)
            return [Use(self._all_kinds[kind], measure_of(node), report) for kind, node, report in rows]

    def of_kinds(
        self, kinds: Collection[Kind], reports: Collection[str], times: Times | None = None
    ) -> tuple[FigureEntry, ...]:
        """The entries that count one of these things in one of these reports, in the reports' order."""
        where, values = self._where(kinds, reports)
        if times is None:
            return self._entries(where, *values)
        first, end = times.period.start.isoformat(), times.period.end.isoformat()
        told = json.dumps(self._known(times.reports))
        return self._entries(f"{where} {_IN_TIME}", *values, first, end, told)

    def _where(self, kinds: Collection[Kind], reports: Collection[str]) -> tuple[str, tuple[str, str]]:
        ids, inside = json.dumps([self._ids[kind] for kind in kinds]), self._known(reports)
        among = json.dumps(inside)
        if len(inside) <= _FEW:
            return f"{_FROM_REPORTS} AND kind.id IN {LISTED}", (among, ids)
        return _FROM_KINDS, (ids, among)

    def of_concepts(self, concepts: Collection[str], reports: Collection[str]) -> tuple[FigureEntry, ...]:
        """The entries of these indicators of the code list in these reports."""
        kinds = [kind for kind in self.kinds(reports) if kind.concept in concepts]
        return self.of_kinds(kinds, reports)

    def spread(self, concept: str) -> tuple[int, int, int]:
        """How many values of whole districts an indicator of the code list has, of how many districts and
        periods.
        """
        with reading():
            found = self._connection.execute(_SPREAD, (concept, node_of(Measure.VALUE)))
            values, districts, periods = found.fetchone()
        return values, districts, periods

    @cached_property
    def _all_kinds(self) -> dict[int, Kind]:
        with reading():
            rows = self._connection.execute("SELECT id, name, concept, programme, unit FROM kind")
            return {id_: Kind(name, con or None, pro or None, unit) for id_, name, con, pro, unit in rows}

    @cached_property
    def _ids(self) -> dict[Kind, int]:
        return {kind: id_ for id_, kind in self._all_kinds.items()}

    def _known(self, reports: Iterable[str]) -> list[int]:
        return [self._reports[report] for report in reports if report in self._reports]

    def entries_of(self, report: str) -> tuple[FigureEntry, ...]:
        """All that is kept of a report."""
        return self._entries(_FROM_REPORTS, json.dumps(self._known([report])))

    def _read_report(self, report: str) -> tuple[FigureEntry, ...]:
        return tuple(entry for entry in self.entries_of(report) if not entry.number)

    def _entries(self, where: str, *values: str) -> tuple[FigureEntry, ...]:
        with reading():
            rows = [unsealed(row) for row in self._connection.execute(f"{_SELECT} {where}", values)]
        found = map(_entry, rows)
        return tuple(sorted(found, key=lambda one: (one.report, one.start, one.claim, one.number)))


_KINDS_OF = f"SELECT DISTINCT kind FROM figure WHERE report IN {LISTED}"
_USES = "SELECT figure.kind, measure, min(report.report) FROM figure"
_EACH = "GROUP BY figure.kind, measure, report.district"
_SPREAD = (
    "SELECT count(*), count(DISTINCT area_code), count(DISTINCT period) FROM figure INDEXED BY figure_by_kind"
    " JOIN report ON report.id = figure.report WHERE kind IN (SELECT id FROM kind WHERE concept = ?)"
    " AND measure = ? AND number = 0 AND area_code = district AND district <> ''"
)
_IN_TIME = f"AND ((ends >= ? AND ends < ?) OR +figure.report IN {LISTED})"
_COLUMNS = (
    "claim, number, clause, measure, value, status, area, area_code, period, begins, ends, part, section,"
    " qualifier, start, sentence_start, sentence_end"
)
_SELECT = (
    "SELECT report.report, report.district, kind.name, kind.concept, kind.programme, kind.unit,"
    f" {_COLUMNS}, figure.seal FROM figure"
)
_JOINED = "JOIN kind ON kind.id = figure.kind JOIN report ON report.id = figure.report"
_FROM_REPORTS = f"INDEXED BY figure_by_report {_JOINED} WHERE figure.report IN {LISTED}"
_FROM_KINDS = (
    f"INDEXED BY figure_by_kind {_JOINED} WHERE figure.kind IN {LISTED} AND +figure.report IN {LISTED}"
)


def take_in_figures(connection: sqlite3.Connection, number: int, entries: Sequence[FigureEntry]) -> None:
    """Writes the figures of the report of that number."""
    marks = ", ".join("?" * 20)
    rows = ((number, _kind_id(connection, entry), *_sealed(entry)) for entry in entries)
    connection.executemany(f"INSERT INTO figure (report, kind, {_COLUMNS}, seal) VALUES ({marks})", rows)


def _kind_id(connection: sqlite3.Connection, entry: FigureEntry) -> int:
    kind = _kind_values(entry)
    connection.execute(
        "INSERT OR IGNORE INTO kind (name, concept, programme, unit) VALUES (?, ?, ?, ?)", kind
    )
    where = "name = ? AND concept = ? AND programme = ? AND unit = ?"
    (id_,) = connection.execute(f"SELECT id FROM kind WHERE {where}", kind).fetchone()
    return int(id_)


def forget_kinds(connection: sqlite3.Connection) -> None:
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
