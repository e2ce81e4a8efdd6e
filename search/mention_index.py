"""The mentions of events in the index of facts: found by report or by kind of event, each with its words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import date
from typing import Any

from graph.rows import EventRow, Source
from ontology.values import Period
from search.catalogue import LISTED
from search.sealed import reading, seal_of, unsealed

_FEW = 64  # reports that are looked up one by one; of more, mentions are found by their kind
_SELECT = "SELECT report.report, kind, begins, ends, mention.told, mention.seal FROM mention"
_JOINED = "JOIN report ON report.id = mention.report"
_OF_REPORT = f"INDEXED BY mention_by_report {_JOINED} WHERE mention.report IN {LISTED}"
_OF_REPORTS = f"{_OF_REPORT} AND kind IN {LISTED}"
_OF_KINDS = f"INDEXED BY mention_by_kind {_JOINED} WHERE kind IN {LISTED} AND +mention.report IN {LISTED}"
_IN_TIME = " AND begins < ? AND ends >= ?"
_WIDTH = len(fields(EventRow)) - 1  # without the source, which stands behind


class StoredMentions:
    """The mentions of an open index; ``reports`` has the number of each report in it.

    Raises ``StoreError`` over what is not as it was written.
    """

    def __init__(self, connection: sqlite3.Connection, reports: Mapping[str, int]) -> None:
        self._connection = connection
        self._reports = reports

    def of_kinds(
        self, kinds: Collection[str], reports: Collection[str], periods: Sequence[Period] = ()
    ) -> tuple[EventRow, ...]:
        """The mentions of these kinds of events (ids of the code list) in these reports, in their order.

        Where periods are given, at least those that share a day with one of them.
        """
        wanted = json.dumps(sorted(kinds))
        inside = [self._reports[report] for report in reports if report in self._reports]
        few, among = len(inside) <= _FEW, json.dumps(inside)
        where, values = (_OF_REPORTS, (among, wanted)) if few else (_OF_KINDS, (wanted, among))
        found = self._rows(where + _IN_TIME * bool(periods), *values, *_bounds(periods))
        return tuple(sorted(found, key=lambda row: (row.source.report, row.source.start, row.claim)))

    def of_report(self, report: str) -> tuple[EventRow, ...]:
        """All mentions of a report."""
        found = self._rows(_OF_REPORT, json.dumps([self._reports[report]]))
        return tuple(sorted(found, key=lambda row: (row.source.start, row.claim)))

    def _rows(self, where: str, *values: str) -> Iterator[EventRow]:
        with reading():
            rows = [unsealed(row) for row in self._connection.execute(f"{_SELECT} {where}", values)]
        return (_mention(json.loads(told)) for *_, told in rows)


def _bounds(periods: Sequence[Period]) -> tuple[str, ...]:
    """The first day behind the last of the periods, and the first of all."""
    if not periods:
        return ()
    last, first = max(one.end for one in periods), min(one.start for one in periods)
    return last.isoformat(), first.isoformat()


def take_in_mentions(
    connection: sqlite3.Connection, report: str, number: int, rows: Iterable[EventRow]
) -> None:
    """Writes the mentions of a report, which has that number."""
    told = (
        (row.type or "", row.begins.isoformat(), row.ends.isoformat(), _text(_values(row))) for row in rows
    )
    sealed = ((number, *values, seal_of((report, *values))) for values in told)
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?)", sealed)


def _text(values: list[object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _values(row: EventRow) -> list[object]:
    *own, source = astuple(row)
    return [value.isoformat() if isinstance(value, date) else value for value in (*own, *source)]


def _mention(values: Sequence[Any]) -> EventRow:
    own = dict(zip((one.name for one in fields(EventRow)), values[:_WIDTH], strict=False))
    own |= {name: date.fromisoformat(own[name]) for name in ("begins", "ends")}
    return EventRow(**own, source=Source(*values[_WIDTH:]))
