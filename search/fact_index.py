"""The index of facts of a generation: figures and mentions of events, found without looking at every report.

Made from the generation's graph store, or from the last index and the difference. Where it is missing (a data
directory of an earlier version) facts are read from the graph, report by report, with the same results
(``search.known_figures``); the next publication makes it whole.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from graph.catalogue import list_reports, reports_by_id
from graph.figure_entries import entries_of_report
from graph.lookups import mentions_of_report
from graph.rows import ReportRow
from graph.store import GraphStore
from search.figure_index import StoredFigures, forget_kinds, take_in_figures
from search.holdings import Catalogue, known_report
from search.mention_index import StoredMentions, take_in_mentions
from search.report_index import StoredReports, take_in_report
from search.sealed import check_whole, connect, reading
from search.vectors import Count

FACTS = "facts.sqlite"
_VERSION = 2  # of facts.sql: an index of another one is made anew, and until then not looked into


def update_facts(
    source: Path | None,
    target: Path,
    store: GraphStore,
    changed: Collection[str],
    progress: Count = lambda _done, _all: None,
) -> None:
    """Makes the index of a store's facts in the directory ``target``.

    What lies in the directory ``source`` is taken over but for the ``changed`` reports (by id): added,
    removed or replaced. Without one, or where it has none of this version, all are read from the store.
    """
    path = target / FACTS
    if source and _is_ours(source / FACTS):
        shutil.copyfile(source / FACTS, path)
    else:
        path.unlink(missing_ok=True)
        with closing(connect(path, write=True)) as connection:
            connection.executescript(files("search").joinpath("facts.sql").read_text("utf-8"))
        changed = store.report_ids()
    with closing(connect(path, write=True)) as connection:
        for report in sorted(changed):
            _take_out(connection, report)
        added = [report for report in sorted(changed) if store.holds(report)]
        known = reports_by_id(store, frozenset(added))
        for done, report in enumerate(added, 1):
            _take_in(connection, store, report, known.get(report))
            progress(done, len(added))
        forget_kinds(connection)
        connection.commit()


def open_facts(directory: Path) -> FactIndex | None:
    """The index of facts in a directory; ``None`` if it has none of this version. Raises ``StoreError``."""
    return FactIndex(directory / FACTS) if _is_ours(directory / FACTS) else None


class FactIndex:
    """An open index of facts: immutable."""

    def __init__(self, path: Path) -> None:
        with reading():
            self._connection = connect(path)
        stored = StoredReports(self._connection)
        self.reports, self._stored = stored.numbers, stored
        self.figures = StoredFigures(self._connection, self.reports)
        self.mentions = StoredMentions(self._connection, self.reports)

    @property
    def catalogue(self) -> Catalogue:
        """The reports whose identity the graph has."""
        return self._stored.catalogue

    def report_rows(self) -> tuple[ReportRow, ...]:
        """The same as ``graph.catalogue.list_reports`` tells them."""
        return self._stored.rows

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def check(self) -> None:
        """Raises ``StoreError`` for what SQLite finds wrong with the file."""
        check_whole(self._connection, "facts")

    def agrees(self, store: GraphStore, report: str) -> bool:
        """Whether it tells of a report what the graph does."""
        known = [self.catalogue.report(report)] if self.catalogue.report(report) else []
        return (
            known == [known_report(row) for row in list_reports(store, reports=[report]).rows]
            and self.figures.entries_of(report) == entries_of_report(store, report)
            and self.mentions.of_report(report) == mentions_of_report(store, report)
        )


def _is_ours(path: Path) -> bool:
    """Whether an index of this version lies there."""
    if not path.exists():
        return False
    with reading(), closing(connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == _VERSION)


def _take_out(connection: sqlite3.Connection, report: str) -> None:
    inside = "WHERE report = (SELECT id FROM report WHERE report = ?)"
    for table in ("figure", "mention"):
        connection.execute(f"DELETE FROM {table} {inside}", (report,))
    connection.execute("DELETE FROM report WHERE report = ?", (report,))


def _take_in(connection: sqlite3.Connection, store: GraphStore, report: str, known: ReportRow | None) -> None:
    entries = entries_of_report(store, report)
    district = entries[0].district if entries else ""
    number = take_in_report(connection, report, district, known)
    take_in_figures(connection, number, entries)
    take_in_mentions(connection, report, number, mentions_of_report(store, report))
