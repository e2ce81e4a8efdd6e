"""The reports in the index of facts, with what the graph knows of each: a look at the graph takes seconds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from functools import cached_property
from typing import Any

from graph.rows import ReportRow
from search.holdings import Catalogue, known_report
from search.sealed import reading, seal_of, unsealed

_SELECT = "SELECT report, district, told, seal FROM report"
_DATES = ("begins", "ends")
_WHOLE_DAY = len("2024-06-30")  # else the year or the month alone is known


class StoredReports:
    """The reports of an open index. Raises ``StoreError`` over what is not as it was written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        with reading():
            self.numbers: dict[str, int] = dict(connection.execute("SELECT report, id FROM report"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The reports whose identity the graph has."""
        return Catalogue(tuple(map(known_report, self.rows)))

    @cached_property
    def rows(self) -> tuple[ReportRow, ...]:
        """The same in full, as ``graph.catalogue.list_reports`` tells and orders them."""
        with reading():
            rows = [unsealed(row) for row in self._connection.execute(_SELECT)]
        found = (_row(json.loads(told)) for _, _, told in rows if told)
        return tuple(sorted(found, key=lambda row: (row.begins, row.district, row.report)))


def take_in_report(connection: sqlite3.Connection, report: str, district: str, row: ReportRow | None) -> int:
    """Writes a report, and tells the number that it has got."""
    told = json.dumps(_values(row), ensure_ascii=False) if row else ""
    values = (report, district, told)
    added = connection.execute(
        "INSERT INTO report (report, district, told, seal) VALUES (?, ?, ?, ?)", (*values, seal_of(values))
    )
    return int(added.lastrowid or 0)


def _values(row: ReportRow) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in astuple(row)]


def _row(values: Sequence[Any]) -> ReportRow:
    own = dict(zip((one.name for one in fields(ReportRow)), values, strict=True))
    own |= {name: date.fromisoformat(own[name]) for name in _DATES}
    if own["issued"] and len(own["issued"]) == _WHOLE_DAY:
        own["issued"] = date.fromisoformat(own["issued"])
    return ReportRow(**own)
