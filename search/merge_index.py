"""The index of merges of a generation: what is one over reports, found when the reports were published.

To find it in the graph takes some milliseconds a report, which every new process would wait for. Made from
the generation's graph store, or from the last index and the difference: only groups of nodes that a changed
report names are looked at again. It holds what the rules say; people's decisions are held against it when it
is read. The sentences that cite documents lie with them, for questions about documents ask for both. Where it
is missing, or other rules made it, all is found in the graph, with the same results
(``graph.merging.reading``, ``graph.lookups``); the next publication makes it whole.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from graph.catalogue import reports_by_id
from graph.iris import claim_place
from graph.lookups import CitedSentence, cited_sentences, place_of
from graph.merging.by_report import documents_said, told_by_report
from graph.merging.documents import each_once, merges_in
from graph.merging.events import event_merges
from graph.merging.made_by import rules_digest
from graph.merging.merge import FoundMerges, Merge, MergeKind
from graph.merging.programmes import programme_merges
from graph.merging.reading import programmes_named
from graph.store import GraphStore
from ontology.errors import StoreError
from search.sealed import check_whole, connect, reading, seal_of, unsealed
from search.told_index import ToldIndex, Touched, as_text
from search.vectors import Count

MERGES = "merges.sqlite"
_VERSION = 1  # of merges.sql
_ALL = "SELECT kind, part, told, seal FROM merge ORDER BY rowid"
_SENTENCES = "SELECT claim, document, number, sentence, seal FROM sentence"
_REBUILD = "Run 'huyenkg rebuild'."


def update_merges(
    source: Path | None,
    target: Path,
    store: GraphStore,
    changed: Collection[str],
    progress: Count = lambda _done, _all: None,
) -> None:
    """Makes the index of a store's merges in the directory ``target``.

    What lies in the directory ``source`` is taken over but for the ``changed`` reports (by id): added,
    removed or replaced. Without one, or where the rules were others, all are read from the store.
    """
    path = target / MERGES
    if source and _is_ours(source / MERGES):
        shutil.copyfile(source / MERGES, path)
    else:
        path.unlink(missing_ok=True)
        with closing(connect(path, write=True)) as connection:
            connection.executescript(files("search").joinpath("merges.sql").read_text("utf-8"))
        changed = store.report_ids()
    with closing(connect(path, write=True)) as connection:
        told, touched = ToldIndex(connection), Touched()
        for report in sorted(changed):
            told.take_out(report, touched)
        added = [report for report in sorted(changed) if store.holds(report)]
        known, sentences = reports_by_id(store, frozenset(added)), _sentences(store, added)
        for done, report in enumerate(added, 1):
            if row := known.get(report):
                told.take_in(row, told_by_report(store, row), sentences.get(report, ()), touched)
            else:  # without an identity: what it tells is nobody's
                told.take_name(report)
            progress(done, len(added))
        _find_anew(connection, store, told, touched)
        _seal(connection)
        connection.commit()


def open_merges(directory: Path) -> MergeIndex | None:
    """The index of merges in a directory; ``None`` if it has none, or one that other rules made.

    Raises ``StoreError``.
    """
    return MergeIndex(directory / MERGES) if _is_ours(directory / MERGES) else None


class MergeIndex:
    """An open index of merges: immutable."""

    def __init__(self, path: Path) -> None:
        with reading():
            self._connection = connect(path)
            self.reports = frozenset(one for (one,) in self._connection.execute("SELECT report FROM report"))

    def found(self) -> FoundMerges:
        """All merges, as ``graph.merging.reading.find_merges`` finds them.

        Raises ``StoreError`` over what is not as it was written, or where something is missing.
        """
        rows = [_row(unsealed(row)) for row in self._rows()]
        documents = ((tuple(json.loads(row.part)), row.merge) for row in rows if row.merge.kind == "document")
        merges = [
            *each_once(documents),
            *sorted((row.merge for row in rows if row.merge.kind == "programme"), key=_nodes),
            *sorted((row.merge for row in rows if row.merge.kind == "event"), key=_nodes),
        ]
        return FoundMerges(tuple(merges), frozenset(node for row in rows for node in row.firm))

    @cached_property
    def sentences(self) -> Sequence[CitedSentence]:
        """All citations with their sentences, as ``graph.lookups.cited_sentences`` tells them.

        Raises ``StoreError`` over what is not as it was written.
        """
        with reading():
            rows = self._connection.execute(_SENTENCES).fetchall()
        return sorted((CitedSentence(*unsealed(row)) for row in rows), key=place_of)

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def check(self) -> None:
        """Raises ``StoreError`` for what SQLite finds wrong with the file."""
        check_whole(self._connection, "merges")

    def _rows(self) -> list[tuple[Any, ...]]:
        with reading():
            rows = self._connection.execute(_ALL).fetchall()
            (whole,) = self._connection.execute("SELECT seals FROM made").fetchone() or (b"",)
        if _seal_of_all(row[-1] for row in rows) != whole:
            raise StoreError("The search index is damaged: it lacks merges, or has others.", _REBUILD)
        return rows


class _Row(NamedTuple):
    part: str
    merge: Merge
    firm: list[str]


def _row(values: Sequence[Any]) -> _Row:
    kind, part, told = values
    nodes, into, rule, claims, firm = json.loads(told)
    return _Row(part, Merge(kind, tuple(nodes), into, rule, tuple(claims)), firm)


def _nodes(merge: Merge) -> tuple[str, ...]:
    return merge.nodes


def _is_ours(path: Path) -> bool:
    """Whether an index of this version lies there that these rules made."""
    if not path.exists():
        return False
    with reading(), closing(connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
            return False
        made = connection.execute("SELECT rules FROM made").fetchone()
    return bool(made == (rules_digest(),))


def _sentences(store: GraphStore, reports: Collection[str]) -> Mapping[str, list[CitedSentence]]:
    found: dict[str, list[CitedSentence]] = defaultdict(list)
    for row in cited_sentences(store, reports):
        found[claim_place(row.claim)[0]].append(row)
    return found


def _find_anew(connection: sqlite3.Connection, store: GraphStore, told: ToldIndex, touched: Touched) -> None:
    """The merges of all groups in which something was taken out or in; those of programmes, which are few,
    all together: a name of the list goes for every district.
    """
    said = documents_said(store, touched.documents)
    for group in sorted(told.renew_documents(touched.documents, said.values())):
        documents = told.documents_of(group)
        whole = (one.node for one in documents if one.whole)
        _put(connection, "document", as_text(group), merges_in(group, documents), whole)
    for part in sorted(touched.events):
        _put(connection, "event", part, event_merges(told.mentions_of(part)))
    programmes = programmes_named(store, told.programmes())
    listed = (one.node for one in programmes if one.listed)
    _put(connection, "programme", "", programme_merges(programmes), listed)


def _put(
    connection: sqlite3.Connection,
    kind: MergeKind,
    part: str,
    merges: Iterable[Merge],
    firm: Iterable[str] = (),
) -> None:
    """Writes the merges of a part in place of those that it had."""
    connection.execute("DELETE FROM merge WHERE kind = ? AND part = ?", (kind, part))
    known = frozenset(firm)
    for one in merges:
        told = as_text((one.nodes, one.into, one.rule, one.claims, sorted(known.intersection(one.nodes))))
        values = (kind, part, told)
        connection.execute("INSERT INTO merge VALUES (?, ?, ?, ?)", (*values, seal_of(values)))


def _seal(connection: sqlite3.Connection) -> None:
    """Writes down by which rules the merges were found, and that these are all."""
    seals = [seal for (seal,) in connection.execute("SELECT seal FROM merge")]
    connection.execute("DELETE FROM made")
    connection.execute("INSERT INTO made VALUES (?, ?)", (rules_digest(), _seal_of_all(seals)))


def _seal_of_all(seals: Iterable[bytes]) -> bytes:
    return seal_of(sorted(map(bytes.hex, seals)))
