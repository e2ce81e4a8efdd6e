"""The graph on disk: an rdflib dataset on a persistent Oxigraph, written one whole report at a time.

A report's own nodes stand in its named graphs. Nodes that reports share (areas, periods, programmes,
documents) stand once, in the default graph: Oxigraph's union of graphs repeats a triple for each graph that
has it, so with a district's label in five graphs a join over it would count everything five times. Which
report states which shared triple is kept as ``hkg:holds`` in the report's metadata graph, so that removing a
report takes exactly its own word away and ``report_nquads`` gives back what was put in.

One process may have the store open for writing; any number may have it open read-only as long as nobody
writes. To write beside readers, ``copy_store`` it, write the copy and let new readers open that.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.kept import NOTHING_KEPT, Kept
from graph.merging.merge import Decision
from graph.stored_form import (
    data_block,
    graphs_of,
    held_triples,
    in_portions,
    not_nquads,
    parse_nquads,
    stored_form,
    text_of,
)
from ontology.errors import InvalidQuery, StoreError
from ontology.terms import HKG, PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Solution = Mapping[str, Term]
_Wanted = ox.NamedNode | None

_FAULTS = (OSError, RuntimeError)
"""What pyoxigraph raises when a disk or a file fails it."""
_DAMAGE = ("Corruption", "IO error")  # how RocksDB begins to speak of it
_REBUILD = "Run 'huyenkg rebuild'."
_AT_ONCE = 200_000  # quads: each load makes files of its own, which all later reading looks into
_IMMUTABLE = ".sst"
_NOT_COPIED = ("LOCK", "LOG")


class GraphStore:
    """All reports' graphs. Use ``open_store`` or ``memory_store`` to make one."""

    decisions: tuple[Decision, ...] = ()  # what people decided of its merges (``graph.merging``)
    kept: Kept = NOTHING_KEPT

    def __init__(self, store: ox.Store, path: Path | None = None, read_only: bool = False) -> None:
        self.inner = store
        self.path = path
        self.read_only = read_only
        self.memory: dict[object, dict[object, Any]] = {}
        """What ``graph.keeping`` keeps of it."""

    @cached_property
    def dataset(self) -> Dataset:
        """The same data through rdflib; its default graph is the union of all graphs."""
        from graph.as_rdflib import dataset_over  # late, see there

        return dataset_over(self.inner)

    def replace_report(self, report_id: str, nquads: bytes) -> None:
        """Puts a report in place of its former state: wholly, or not at all.

        ``nquads`` holds its data graph and, if there is one, its metadata graph. Nothing is written when
        nothing changed. Raises ``InvalidGraph`` if a quad belongs to neither graph.
        """
        wanted = set(stored_form(report_id, parse_nquads(nquads)))
        present = set(self._report_quads(report_id))
        removed, added = present - wanted, wanted - present
        dropped = set(held_triples(removed)) - set(held_triples(wanted))
        shared = (ox.Quad(*triple) for triple in self._held_by_none_but(report_id, dropped))
        self._commit([*removed, *shared], [*added, *(ox.Quad(*t) for t in held_triples(added))])

    def add_reports(self, reports: Iterable[tuple[str, bytes]]) -> Iterator[str]:
        """Puts in reports that the store does not hold, several times as fast as one by one; yields each id.

        Not all or nothing: for a store that nobody reads before all are in. Raises ``InvalidGraph`` as
        ``replace_report`` does.
        """
        for ids, lines in in_portions(reports, _AT_ONCE):
            self._load(lines)
            yield from ids

    def remove_report(self, report_id: str) -> None:
        """Takes a report out, wholly or not at all. Raises ``StoreError`` if it is not there."""
        if not self.holds(report_id):
            raise StoreError(f"The store holds no report {report_id}.", "See the ids with 'huyenkg status'.")
        held = set(held_triples(self._report_quads(report_id)))
        shared = [ox.Quad(*triple) for triple in self._held_by_none_but(report_id, held)]
        drops = [f"DROP SILENT GRAPH {graph}" for graph in graphs_of(report_id)]
        self._write(" ;\n".join([f"DELETE DATA {{\n{data_block(shared)}}}", *drops]))

    def report_ids(self) -> tuple[str, ...]:
        """The ids of the reports in the store, sorted: a look at each of them."""
        rows = self.query("SELECT ?id { ?report a schema:Report ; dct:identifier ?id }")
        return tuple(sorted(text_of(row["id"]) for row in rows))

    def holds(self, report_id: str) -> bool:
        """Whether the store has that report; it takes no longer where it has many others."""
        return next(self._report_quads(report_id), None) is not None

    def report_nquads(self, report_id: str) -> bytes:
        """The report's quads as they were put in, sorted: its shared nodes are back in its own graph."""
        return b"".join(sorted(f"{quad} .\n".encode() for quad in self.report_quads(report_id)))

    def report_quads(self, report_id: str) -> Iterator[ox.Quad]:
        """The same as quads, in no order."""
        for quad in self._report_quads(report_id):
            if quad.predicate != HKG["holds"]:
                yield quad
        for graph in graphs_of(report_id):
            held = self._found(graph, HKG["holds"], None, None)
            yield from (ox.Quad(t.subject, t.predicate, t.object, graph) for t in held_triples(held))

    def graph_quads(self, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
        """What stands in one graph of the store itself, in no order."""
        return self._found(None, None, None, graph)

    def query(self, text: str, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        """The rows of a SELECT over the union of all graphs. Raises ``InvalidQuery``.

        ``bindings`` substitutes variables of the SELECT clause; for text that a user can read and run
        again, prefer ``graph.queries``.
        """
        substitutions = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        try:
            found = self.inner.query(
                text, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=substitutions
            )
        except (SyntaxError, *_FAULTS) as error:
            raise refused_query(error) from error
        if not isinstance(found, ox.QuerySolutions):
            raise InvalidQuery("Only a SELECT query gives rows.")
        return _solutions(found)

    def tidy(self) -> None:
        """Sorts into one what was written in many steps, to be read several times as fast: 0.2 s a report."""
        with self._writing():
            self.inner.optimize()

    def flush(self) -> None:
        """Brings all writes to disk."""
        if self.path is not None and not self.read_only:
            with self._writing():
                self.inner.flush()

    def close(self) -> None:
        """Flushes and lets go of the directory; the store must not be used after it."""
        self.flush()
        self.__dict__.clear()

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def matching(
        self, subject: _Wanted, predicate: _Wanted, value: _Wanted, graph: _Wanted = None
    ) -> Iterator[ox.Quad]:
        """The quads that have these terms: of a single node or graph much faster than any query."""
        return self._found(subject, predicate, value, graph)

    def _found(self, *pattern: Any) -> Iterator[ox.Quad]:
        try:
            yield from self.inner.quads_for_pattern(*pattern)
        except _FAULTS as error:
            raise _unreadable(error) from error

    def _report_quads(self, report_id: str) -> Iterator[ox.Quad]:
        for graph in graphs_of(report_id):
            yield from self._found(None, None, None, graph)

    def _held_by_none_but(self, report_id: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        graphs = graphs_of(report_id)
        for triple in triples:
            holders = self._found(None, HKG["holds"], ox.Literal(str(triple)), None)
            if all(quad.graph_name in graphs for quad in holders):
                yield triple

    def _commit(self, removed: list[ox.Quad], added: list[ox.Quad]) -> None:
        if removed:
            self._write(f"DELETE DATA {{\n{data_block(removed)}}} ;\nINSERT DATA {{\n{data_block(added)}}}")
        elif added:
            with self._writing():
                self.inner.extend(added)  # as atomic as an update, and faster

    def _load(self, lines: list[bytes]) -> None:
        with self._writing():
            try:
                self.inner.bulk_load(b"".join(lines), format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise not_nquads(error) from error

    def _write(self, update: str) -> None:
        with self._writing():
            self.inner.update(update)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.read_only:
            raise StoreError("The store is open for reading only.")
        try:
            yield
        except _FAULTS as error:
            raise StoreError(f"The graph store could not be written: {error}.") from error


def memory_store() -> GraphStore:
    """A store that lives as long as its object."""
    return GraphStore(ox.Store())


def open_store(path: Path, read_only: bool = False) -> GraphStore:
    """Opens the store in a directory; for writing, an absent one is made.

    Raises ``StoreError`` for a store that is missing (read-only), damaged, or being written by another.
    """
    if read_only and not (path / "CURRENT").exists():
        raise StoreError(f"There is no graph store in {path}.", "Ingest reports first.")
    try:
        store = ox.Store.read_only(str(path)) if read_only else ox.Store(path)
    except _FAULTS as error:
        raise _open_error(path, error) from error
    return GraphStore(store, path, read_only)


def copy_store(source: Path, target: Path) -> None:
    """A copy of a store that nobody is writing, as cheap as hard links; writing it leaves the source alone.

    RocksDB never changes a finished ``.sst`` file, so these are linked; all else is copied, the
    write-ahead log included, so that a store which was not flushed loses nothing (Oxigraph's own backup of a
    read-only store does lose what was not flushed). Raises ``StoreError`` if the source is no store or the
    target exists.
    """
    if not (source / "CURRENT").exists():
        raise StoreError(f"There is no graph store in {source}.")
    try:
        target.mkdir(parents=True)
        for file in sorted(source.iterdir()):
            if not file.name.startswith(_NOT_COPIED):
                _link_or_copy(file, target / file.name)
    except OSError as error:
        raise StoreError(f"The store in {source} cannot be copied to {target}: {error}.") from error


def _solutions(found: ox.QuerySolutions) -> Iterator[Solution]:
    names = [variable.value for variable in found.variables]
    try:
        for row in found:
            yield {name: term for name in names if (term := row[name]) is not None}
    except _FAULTS as error:
        raise _unreadable(error) from error


def refused_query(error: Exception) -> InvalidQuery | StoreError:
    """Why a query could not be run: it is at fault, or what it reads is damaged."""
    if isinstance(error, OSError) or str(error).startswith(_DAMAGE):
        return _unreadable(error)
    return InvalidQuery(f"The SPARQL query cannot be run: {str(error).rstrip('.')}.")


def _unreadable(error: Exception) -> StoreError:
    return StoreError(f"The graph store could not be read: {str(error).strip()}.", _REBUILD)


def _link_or_copy(file: Path, target: Path) -> None:
    if file.suffix == _IMMUTABLE:
        try:
            os.link(file, target)
        except OSError:  # another file system, or one without links
            shutil.copyfile(file, target)
    else:
        shutil.copyfile(file, target)


def _open_error(path: Path, error: Exception) -> StoreError:
    if "LOCK: " in str(error):  # the name of the file that it could not lock
        return StoreError(
            f"The graph store in {path} is being written by another process.", "Wait until it has finished."
        )
    return StoreError(f"The graph store in {path} is damaged: {str(error).strip()}.", _REBUILD)
