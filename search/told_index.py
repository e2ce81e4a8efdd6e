"""What each report tells of the nodes that may be one, in the index of merges: read and written by report."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from typing import Any

from graph.lookups import CitedSentence
from graph.merging.assembling import cited
from graph.merging.by_report import ToldByReport
from graph.merging.documents import groups_of
from graph.merging.named import Group
from graph.merging.told import Cited, ToldDocument, ToldMention
from graph.rows import ReportRow
from search.catalogue import LISTED
from search.sealed import seal_of

_TABLES = ("cited", "sentence", "named", "happened")
_NUMBER_OF = "(SELECT id FROM report WHERE report = ?)"
_CITED = (
    "SELECT claim, report.report, district, province, until, inferred FROM cited"
    " JOIN report ON report.id = cited.report WHERE document = ? AND claim != ''"
)
_NAMED = (
    "SELECT programme, claims, report.report, district, province, until FROM named"
    " JOIN report ON report.id = named.report"
)
_HAPPENED = (
    "SELECT event, claim, report.report, begins, ends FROM happened"
    " JOIN report ON report.id = happened.report WHERE part = ?"
)


@dataclass(frozen=True, slots=True)
class Touched:
    """What reports name that were taken out or in: documents by node, and parts of the events."""

    documents: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)


class ToldIndex:
    """The tables of an index that is being written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._assembled: dict[str, ToldDocument | None] = {}

    def take_out(self, report: str, touched: Touched) -> None:
        """Forgets a report, and tells what it named."""
        touched.documents.update(self._column("document FROM cited", report))
        touched.events.update(self._column("part FROM happened", report))
        for table in _TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE report = {_NUMBER_OF}", (report,))
        self._connection.execute("DELETE FROM report WHERE report = ?", (report,))

    def take_in(
        self,
        row: ReportRow,
        told: ToldByReport,
        sentences: Iterable[CitedSentence],
        touched: Touched,
    ) -> None:
        """Writes what a report tells, and tells what it names."""
        own = cited("", row)
        number = self.take_name(row.report, own.district, own.province, own.until.isoformat())
        self._insert("cited", ((number, d.node, d.claim, as_text(d.inferred)) for d in told.documents))
        self._insert("sentence", ((number, *_sealed(sentence)) for sentence in sentences))
        self._insert("named", ((number, p.node, as_text(p.claims)) for p in told.programmes))
        self._insert("happened", ((number, *_happened(mention)) for mention in told.mentions))
        touched.documents.update(one.node for one in told.documents)
        touched.events.update(_part_of(mention) for mention in told.mentions)

    def take_name(self, report: str, district: str = "", province: str = "", until: str = "") -> int:
        """Writes that a report is there, and tells the number that it has got."""
        values = (report, district, province, until)
        return int(self._execute("INSERT INTO report VALUES (NULL, ?, ?, ?, ?)", *values).lastrowid or 0)

    def renew_documents(self, nodes: Collection[str], said: Iterable[ToldDocument]) -> set[Group]:
        """Writes anew what is said of these documents; tells the groups that they were in and are in now."""
        among = json.dumps(sorted(nodes))
        found = self._execute(f"SELECT part FROM grouped WHERE document IN {LISTED}", among)
        groups = {tuple(json.loads(part)) for (part,) in found}
        self._execute(f"DELETE FROM grouped WHERE document IN {LISTED}", among)
        self._execute(f"DELETE FROM document WHERE node IN {LISTED}", among)
        self._insert("document", ((one.node, _document_text(one)) for one in said))
        for node in sorted(nodes):
            if document := self._document(node):
                own = groups_of(document)
                self._insert("grouped", ((node, as_text(group)) for group in sorted(own)))
                groups |= own
        return groups

    def documents_of(self, group: Group) -> list[ToldDocument]:
        """All documents of a group, with who cites them."""
        rows = self._execute("SELECT document FROM grouped WHERE part = ?", as_text(group)).fetchall()
        return [document for (node,) in rows if (document := self._document(node))]

    def programmes(self) -> dict[str, list[Cited]]:
        """The programmes that reports name, each with the first sentences of each report."""
        found: dict[str, list[Cited]] = defaultdict(list)
        for programme, claims, report, district, province, until in self._execute(_NAMED):
            last = date.fromisoformat(until)
            found[programme] += [Cited(one, report, district, province, last) for one in json.loads(claims)]
        return found

    def mentions_of(self, part: str) -> Iterator[ToldMention]:
        """All mentions of events of a kind in a district."""
        kind, district = json.loads(part)
        for event, claim, report, *days in self._execute(_HAPPENED, part):
            begins, ends = map(date.fromisoformat, days)
            yield ToldMention(event, claim, report, kind, district, begins, ends)

    def _document(self, node: str) -> ToldDocument | None:
        """A document with who cites it; none that is not described, or that only a figure names."""
        if node not in self._assembled:
            self._assembled[node] = self._assemble(node)
        return self._assembled[node]

    def _assemble(self, node: str) -> ToldDocument | None:
        told = self._execute("SELECT told FROM document WHERE node = ?", node).fetchone()
        rows = self._execute(_CITED, node).fetchall()
        if told is None or not rows:
            return None
        named = sorted(map(_cited, rows), key=_claim)
        inferred = frozenset(seat for row in rows for seat in json.loads(row[5]))
        return replace(_document(node, json.loads(told[0])), cited=tuple(named), inferred=inferred)

    def _column(self, what: str, report: str) -> Iterator[str]:
        return (value for (value,) in self._execute(f"SELECT {what} WHERE report = {_NUMBER_OF}", report))

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)


def as_text(values: Iterable[object]) -> str:
    """Values as they are written into one field."""
    return json.dumps([*values], ensure_ascii=False)


def _cited(row: Sequence[str]) -> Cited:
    claim, report, district, province, until = row[:5]
    return Cited(claim, report, district, province, date.fromisoformat(until))


def _sealed(one: CitedSentence) -> tuple[object, ...]:
    values = astuple(one)
    return (*values, seal_of(values))


def _claim(one: Cited) -> str:
    return one.claim


def _part_of(mention: ToldMention) -> str:
    return as_text((mention.kind, mention.district))


def _happened(mention: ToldMention) -> tuple[str, ...]:
    days = (mention.begins.isoformat(), mention.ends.isoformat())
    return (_part_of(mention), mention.event, mention.claim, *days)


def _document_text(one: ToldDocument) -> str:
    days = sorted(day.isoformat() for day in one.days)
    values = (one.whole, one.kind, one.number, one.seat, one.level, one.unit, one.year, days, one.titles)
    return as_text(values)


def _document(node: str, values: list[Any]) -> ToldDocument:
    whole, kind, number, seat, level, unit, year, days, titles = values
    return ToldDocument(
        node,
        whole,
        kind,
        number,
        seat,
        level,
        unit,
        year=year,
        days=frozenset(map(date.fromisoformat, days)),
        titles=tuple(titles),
    )
