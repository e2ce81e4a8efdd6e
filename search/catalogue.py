"""The passages of an index on disk, with what they can be filtered by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.document import BlockKind, Document
from ingest.fact import Fact, ReportIdentity
from ingest.text import fold
from ontology.errors import StoreError
from ontology.values import Area, Period
from search.passage import Passage, passages
from search.passage_facts import PassageFacts, facts_of
from search.sealed import seal_of, unsealed

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises over a damaged file: also while it says what is wrong, in words from the file."""


@dataclass(frozen=True, slots=True)
class ReportPassages:
    """One report as the index takes it in. ``report`` is the document's id.

    ``facts`` are those of each passage; empty where nothing was extracted.
    """

    report: str
    name: str
    passages: tuple[Passage, ...]
    district: Area | None = None
    province: Area | None = None
    period: Period | None = None
    facts: tuple[PassageFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a passage must meet before it is ranked; an empty filter lets all pass.

    ``reports`` are document ids, ``districts`` area codes, ``period`` lets reports pass whose own period
    meets it, ``section`` is looked for in the headings above a passage.
    """

    reports: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    period: Period | None = None
    section: str = ""

    def __bool__(self) -> bool:
        return bool(self.reports or self.districts or self.period or self.section)


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as SQL over ``passage``: the clause and the values of its parameters."""

    clause: str = "1"
    values: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What the index knows of a report."""

    id: str
    name: str
    district: str
    district_name: str
    province: str
    province_name: str
    period: str
    period_start: str
    period_end: str


def report_passages(
    document: Document, identity: ReportIdentity | None = None, facts: Iterable[Fact] = ()
) -> ReportPassages:
    """A report cut into passages, with district, period and facts where they are known."""
    cut = tuple(passages(document))
    return ReportPassages(
        report=document.id,
        name=document.name,
        passages=cut,
        district=identity.district if identity else None,
        province=identity.province if identity else None,
        period=identity.period if identity else None,
        facts=facts_of(cut, facts),
    )


def open_catalogue(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """A connection to the catalogue in a file; read-only and for any thread unless ``write``.

    Raises ``StoreError`` if the file is missing or damaged.
    """
    mode = "rwc" if write else "ro&immutable=1"  # a published generation never changes
    try:
        connection = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, check_same_thread=False)
        connection.execute(MAPPED)
        connection.execute("SELECT count(*) FROM sqlite_master")
        connection.create_function("fold", 1, fold, deterministic=True)
    except FAULTS as error:
        raise StoreError(f"The search index {path} cannot be opened.", "Run 'huyenkg rebuild'.") from error
    return connection


def create_catalogue(path: Path) -> None:
    """A new, empty catalogue."""
    with closing(open_catalogue(path, write=True)) as connection:
        connection.executescript(files("search").joinpath("catalogue.sql").read_text("utf-8"))


def add_report(connection: sqlite3.Connection, report: ReportPassages) -> list[int]:
    """Writes a report's passages and returns their new ids, in order. The caller commits."""
    values = _report_values(report)
    connection.execute(f"INSERT INTO report VALUES ({', '.join('?' * 10)})", (*values, seal_of(values)))
    ids = [add_passage(connection, passage, report.name) for passage in report.passages]
    for id_, facts in zip(ids, report.facts, strict=False):  # there may be none
        _add_facts(connection, id_, facts)
    return ids


def remove_report(connection: sqlite3.Connection, report: str) -> None:
    """Forgets a report and its passages. The caller commits."""
    inside = "passage IN (SELECT id FROM passage WHERE report = ?)"
    connection.execute(f"DELETE FROM entity WHERE {inside}", (report,))
    connection.execute(f"DELETE FROM figure WHERE {inside}", (report,))
    connection.execute("DELETE FROM passage WHERE report = ?", (report,))
    connection.execute("DELETE FROM report WHERE id = ?", (report,))


def passages_of(connection: sqlite3.Connection, report: str) -> Iterator[tuple[int, Passage]]:
    """A report's passages with their ids, in reading order."""
    query = f"{_SELECT} WHERE passage.report = ? ORDER BY number"
    for row in connection.execute(query, (report,)):
        yield row[0], _passage(row[1:])


def load_passages(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Passage]:
    """Passages by id; an unknown id is simply absent."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"{_SELECT} WHERE passage.id IN ({marks})", tuple(ids))
    return {row[0]: _passage(row[1:]) for row in rows}


def id_at(connection: sqlite3.Connection, report: str, offset: int, only: Condition) -> int | None:
    """The passage that holds an offset, the shortest of several; none where the condition keeps it out."""
    query = f"""SELECT id FROM passage WHERE report = ? AND first <= ? AND last > ? AND {only.clause}
                ORDER BY last - first LIMIT 1"""
    row = connection.execute(query, (report, offset, offset, *only.values)).fetchone()
    return None if row is None else int(row[0])


def load_reports(connection: sqlite3.Connection) -> tuple[ReportRow, ...]:
    """All reports by name."""
    rows = connection.execute("SELECT * FROM report ORDER BY name, id")
    return tuple(ReportRow(*unsealed(row)) for row in rows)


def condition(wanted: SearchFilter) -> Condition:
    """The SQL of a filter."""
    clauses: list[tuple[str, Iterable[str]]] = []
    if wanted.reports:
        clauses.append((f"passage.report IN {LISTED}", [json.dumps(sorted(wanted.reports))]))
    if wanted.districts:
        inner = f"SELECT id FROM report WHERE district IN {LISTED}"
        clauses.append((f"passage.report IN ({inner})", [json.dumps(sorted(wanted.districts))]))
    if wanted.period:
        inner = "SELECT id FROM report WHERE period_start < ? AND period_end > ?"
        dates = (wanted.period.end.isoformat(), wanted.period.start.isoformat())
        clauses.append((f"passage.report IN ({inner})", dates))
    if wanted.section:
        clauses.append(("instr(fold(passage.section), fold(?)) > 0", (wanted.section,)))
    if not clauses:
        return Condition()
    values = tuple(value for _, parts in clauses for value in parts)
    return Condition(" AND ".join(clause for clause, _ in clauses), values)


def allowed_ids(connection: sqlite3.Connection, wanted: SearchFilter) -> list[int] | None:
    """The ids that a filter lets pass, in order; ``None`` where it lets all pass."""
    if not wanted:
        return None
    made = condition(wanted)
    return [
        row[0]
        for row in connection.execute(f"SELECT id FROM passage WHERE {made.clause} ORDER BY id", made.values)
    ]


MAPPED = f"PRAGMA mmap_size = {1 << 40}"
"""Has SQLite map a file into memory, as far as it can, instead of reading it page by page."""
LISTED = "(SELECT value FROM json_each(?))"
"""The values of a JSON list, of any length: SQLite takes no more than some 30,000 parameters."""
_SELECT = (
    "SELECT passage.id, report, report.name, number, block, kind, section, first, last, line, last_line,"
    " text, context, source, passage.seal FROM passage JOIN report ON report.id = passage.report"
)


def _report_values(report: ReportPassages) -> tuple[str, ...]:
    period = report.period
    return (
        report.report,
        report.name,
        report.district.code if report.district else "",
        report.district.name if report.district else "",
        report.province.code if report.province else "",
        report.province.name if report.province else "",
        period.notation if period else "",
        period.start.isoformat() if period else "",
        period.end.isoformat() if period else "",
    )


def add_passage(connection: sqlite3.Connection, passage: Passage, name: str) -> int:
    """Writes a passage of a report with that name, without facts: its new id. The caller commits."""
    values = (
        passage.report,
        passage.number,
        passage.block,
        passage.kind.value,
        json.dumps(passage.section, ensure_ascii=False),
        passage.start,
        passage.end,
        passage.line,
        passage.last_line,
        passage.text,
        passage.context,
        passage.source,
    )
    columns = (
        "report, number, block, kind, section, first, last, line, last_line, text, context, source, seal"
    )
    seal = seal_of((passage.report, name, *values[1:]))
    cursor = connection.execute(
        f"INSERT INTO passage ({columns}) VALUES ({', '.join('?' * 13)})", (*values, seal)
    )
    if cursor.lastrowid is None:
        raise StoreError("The search index took no passage.", "Run 'huyenkg rebuild'.")
    return cursor.lastrowid


def _add_facts(connection: sqlite3.Connection, id_: int, facts: PassageFacts) -> None:
    connection.executemany("INSERT INTO entity VALUES (?, ?)", [(key, id_) for key in sorted(facts.keys)])
    connection.executemany(
        "INSERT INTO figure VALUES (?, ?, ?, ?)",
        [(id_, figure.name, figure.concept, figure.planned) for figure in sorted(facts.names)],
    )


def _passage(row: Sequence[Any]) -> Passage:
    report, name, number, block, kind, section, start, end, line, last_line, text, context, source = unsealed(
        row
    )
    return Passage(
        report=str(report),
        name=str(name),
        number=int(number),
        block=int(block),
        kind=BlockKind(str(kind)),
        section=tuple(json.loads(str(section))),
        start=int(start),
        end=int(end),
        line=int(line),
        last_line=int(last_line),
        text=str(text),
        context=str(context),
        source=str(source),
    )
