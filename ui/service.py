"""The façade that all faces share: everything a person can do with a data directory."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import IO

from graph.bridge.find import Bridged
from graph.bridge.select import select_bridged
from graph.cells.find import Cell
from graph.cells.select import select_cells
from graph.export import export, write_export
from graph.finding import Finding
from graph.merging.merge import Judged, Verdict
from graph.merging.select import MergeFilter, select_merges
from graph.network import MOST_NODES, Projection, neighbourhood
from graph.selection import Selection
from graph.user_query import Graphs, SparqlResult, run_sparql
from ingest.document import Document, Page, Span
from ingest.document_json import document_from
from ingest.read import read_bytes
from ingest.record import Kind, Record
from ontology.errors import BadInput, StoreError
from ontology.gazetteer import Unit
from search.answer import Answer, answer_question
from search.encoder import Encoder, open_encoder
from search.follow.turns import Turn
from search.index import Hit, SearchFilter
from search.led import find_passages
from search.rephrase import rephrased
from ui.backup import back_up
from ui.deciding import decide
from ui.decisions import identity_of
from ui.drawing import draw_apart
from ui.endpoint import required_endpoint
from ui.ingesting import IngestOptions, ingest_files
from ui.logs import timed
from ui.marks import Mark, read_marked
from ui.outcome import Outcome
from ui.own_files import stored_name, unpacked
from ui.patience import Patience
from ui.plain_text import plain_name
from ui.printed import with_pages
from ui.publishing import Progress, publish_changes
from ui.reading_apart import read_apart, read_here
from ui.rebuilding import Read, Rebuilt, rebuild
from ui.restoring import restore
from ui.settings import Settings
from ui.snapshot import Snapshot as Snapshot
from ui.snapshot import opened
from ui.validation import Tell, Validation, ValidationOptions, check_graph, run_checks
from ui.workspace import REBUILD, Manifest, StoredReport, Workspace

_AT_ONCE = Patience()


def _to_nobody(_: tuple[Finding, ...]) -> None:
    """Nobody listens to what is found meanwhile."""


_LOG = logging.getLogger(__name__)


class Service:
    """Reads the newest published generation; writes under the lock. One instance serves many threads."""

    def __init__(self, settings: Settings, patience: Patience = _AT_ONCE) -> None:
        self.settings = settings
        self.workspace = Workspace(settings.data, patience, place=settings.vectors)
        self._snapshot: Snapshot | None = None

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model, opened at first need (the first time ever it is converted, about a minute)."""
        return open_encoder(self.settings.model, self.settings.cache)

    def snapshot(self) -> Snapshot:
        """The newest generation. Raises ``StoreError`` where there is none, or it is damaged."""
        self._snapshot = opened(self.workspace, self._snapshot, lambda: self.encoder)
        return self._snapshot

    def state(self) -> Hashable:
        """What changes whenever something else may be read: the generation, and what was decided."""
        return (self.workspace.current().generation, identity_of(self.workspace))

    # --- writing ---------------------------------------------------------------------------------

    def ingest(self, paths: Sequence[Path], options: IngestOptions, progress: Progress) -> list[Outcome]:
        """Reads files and folders into the store; see ``ui.ingesting.ingest_files``."""
        self._may_write()
        return ingest_files(
            self.workspace, lambda: self.encoder, paths, options, progress, self.settings.reading
        )

    def remove(self, name: str, progress: Progress) -> StoredReport:
        """Takes one report out whole, named by its file name or its id. Raises ``BadInput``."""
        self._may_write()
        with self.workspace.writing(f"huyenkg remove {plain_name(name)}"):
            report = find_report(self.workspace.current(), name)
            with timed(_LOG, "published", removed=1) as fields:
                manifest = publish_changes(self.workspace, lambda: self.encoder, {report.id}, (), progress)
                fields |= {"generation": manifest.generation, "reports": len(manifest.reports)}
        return report

    def rebuild(self, progress: Progress, *, apart: bool = False) -> Rebuilt:
        """Builds store and index anew from the reports' own files; see ``ui.rebuilding.rebuild``.

        ``apart``: a process that is not ours reads them, within bounds.
        """
        self._may_write()
        with self.workspace.writing("huyenkg rebuild", repair=True), timed(_LOG, "rebuilt") as fields:
            rebuilt = rebuild(self.workspace, self.encoder, progress, self._read(apart))
            fields |= {"generation": rebuilt.manifest.generation, "reports": len(rebuilt.manifest.reports)}
        return rebuilt

    def back_up(self, target: Path, progress: Progress, *, vectors: bool, force: bool) -> Manifest:
        """Writes all reports into one file; see ``ui.backup.back_up``."""
        return back_up(self.workspace, target, progress, vectors=vectors, force=force)

    def restore(self, source: Path, progress: Progress, *, replace: bool, apart: bool = False) -> Rebuilt:
        """Publishes the reports of a backup; see ``ui.restoring.restore``."""
        self._may_write()
        with self.workspace.writing(f"huyenkg restore {source.name}", repair=replace):
            read = self._read(apart)
            return restore(self.workspace, self.encoder, source, progress, replace=replace, read=read)

    def _read(self, apart: bool) -> Read:
        return partial(read_apart, bounds=self.settings.reading) if apart else read_here

    def _may_write(self) -> None:
        if self.settings.read_only:
            raise StoreError(
                f"{self.settings.data} is open for reading only.",
                "Start without HUYENKG_READONLY to change it.",
            )

    def decide(self, merge: str, verdict: Verdict | None, by: str = "") -> Judged:
        """Confirms, refuses or (``None``) leaves a merge to its rule again; see ``ui.deciding.decide``."""
        self._may_write()
        with self.workspace.writing(f"huyenkg merges {verdict or 'undo'} {plain_name(merge)}"):
            return decide(self.workspace, self.snapshot, merge, verdict, by)

    # --- reading ---------------------------------------------------------------------------------

    def status(self) -> Manifest:
        """What is stored: reports with their counts and ledgers; empty where nothing is."""
        return self.workspace.current()

    def facts(self, kind: Kind) -> Iterator[Record]:
        """Every fact of a kind over all reports, flat, in order of ingest."""
        if not self.status().reports:
            return
        manifest, lease = self.workspace.held()
        for report in manifest.reports:
            yield from (row for found, row in self._records(report) if found is kind)
        lease.end()

    def report_facts(self, report_id: str) -> tuple[tuple[Kind, Record], ...]:
        """Every fact and ledger entry of one report, flat, with its kind. Raises ``BadInput``."""
        return tuple(self._records(find_report(self.workspace.current(), report_id)))

    def _records(self, report: StoredReport) -> Iterator[tuple[Kind, Record]]:
        for row in map(json.loads, self.workspace.read(report, "facts.jsonl").splitlines()):
            yield Kind(row.pop("fact")), row

    def report_text(self, report_id: str) -> str:
        """The canonical text that a report's offsets point into. Raises ``BadInput``."""
        report = find_report(self.workspace.current(), report_id)
        return self.workspace.read(report, "text.txt").decode()

    def report_source(self, report_id: str) -> bytes:
        """The bytes of the file that the report was read from. Raises ``BadInput``."""
        report = find_report(self.workspace.current(), report_id)
        return self.workspace.read(report, "source")

    def report_document(self, report_id: str) -> Document:
        """The report with its sections, tables, notes and pages, as it was read. Raises ``BadInput``.

        Where that was lost, or written by an older version, it is what the stored text tells.
        """
        report = find_report(self.workspace.current(), report_id)
        try:
            name = stored_name(report.files, "document.json")
            return _stored_document(self.workspace.report(report) / name, report.files.get(name))
        except (StoreError, OSError, ValueError):
            return read_bytes(self.report_text(report_id).encode(), "text.txt")

    def page_pictures(self, report_id: str, span: Span) -> Iterator[tuple[Page, bytes]]:
        """Each printed page that the words stand on, as PNG with them marked; none where there are no pages.

        Raises ``BadInput``, and ``UnreadableReport`` for a file that can no longer be drawn.
        """
        document, source = self.report_document(report_id), self.report_source(report_id)
        boxes = document.boxes_of(span)
        pages = {page.number: page for page in document.pages}
        for number in sorted({box.page for box in boxes} & set(pages)):
            yield pages[number], draw_apart(source, document.media_type, pages[number], boxes)

    def search(self, query: str, limit: int, where: SearchFilter | None = None) -> tuple[Hit, ...]:
        """The best passages for a query, the one that answers it first."""
        snapshot = self.snapshot()
        with timed(_LOG, "searched", generation=snapshot.manifest.generation) as fields:
            hits = find_passages(query, snapshot.store, snapshot.index, limit, where or SearchFilter())
            fields["hits"] = len(hits)
        return hits

    def ask(
        self, question: str, overrides: Mapping[str, str] | None = None, earlier: Sequence[Turn] = ()
    ) -> Answer:
        """Answers a question with its evidence; ``overrides`` are slots that the user corrected, ``earlier``
        the questions that it may follow.
        """
        snapshot = self.snapshot()
        with timed(_LOG, "asked", generation=snapshot.manifest.generation) as fields:
            answer = answer_question(question, snapshot.store, snapshot.index, overrides, earlier)
            fields |= {"status": answer.status, "language": answer.language}
        return with_pages(answer, snapshot.manifest.by_id(), self.report_document)

    def rephrase(self, answer: Answer) -> Answer:
        """The answer in other words, if an endpoint is configured and its reply passes the check."""
        return rephrased(answer, required_endpoint(self.settings.endpoint))

    def neighbourhood(
        self, node: str, steps: int, opened: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> Projection:
        """What stands within some steps of a node. Raises ``BadInput`` for a node that is not there."""
        store = self.snapshot().store
        return neighbourhood(store, node, steps, opened=opened, kinds=kinds, reserve=MOST_NODES // 2)

    def export(self, selection: Selection, form: str) -> bytes:
        """A subgraph that stands alone, serialised."""
        return export(self.snapshot().store, selection, form)

    def write_export(
        self, selection: Selection, form: str, out: IO[bytes], progress: Callable[[int, int], None]
    ) -> None:
        """The same into a stream, told report by report."""
        write_export(self.snapshot().store, selection, form, out, progress)

    def sparql(self, query: str, limit: int, timeout: float, graphs: Graphs | None = None) -> SparqlResult:
        """Runs a read-only query of the user's, over ``graphs`` if some are named."""
        return run_sparql(self.snapshot().store, query, limit, timeout, graphs)

    def check_shapes(self, report_id: str) -> tuple[Finding, ...]:
        """What one report's graph breaks of shapes and constraints (a second for a long report)."""
        return check_graph(self.snapshot().store, report_id)

    def cells(self, selection: Selection) -> tuple[Cell, ...]:
        """The quantities that reports tell more than once. Raises ``BadInput`` for a name that none bears."""
        return select_cells(self.snapshot().store, selection)

    def merges(self, wanted: MergeFilter) -> tuple[Judged, ...]:
        """What is one over reports, with its rule. Raises ``BadInput`` for a name that none bears."""
        return select_merges(self.snapshot().store, wanted)

    def bridge(self, unit: Unit, selection: Selection) -> tuple[Bridged, ...]:
        """What reports tell of the old units that became a unit of today, of an indicator or period."""
        return select_bridged(self.snapshot().store, unit, selection)

    def validate(self, options: ValidationOptions, progress: Progress, tell: Tell = _to_nobody) -> Validation:
        """The checks over all reports, or those that are named. Raises ``BadInput`` for a name of none.

        ``tell`` hears of each report's breaks as they are found; see ``ui.validation``.
        """
        snapshot = self.snapshot()
        reports = [find_report(snapshot.manifest, name).id for name in options.reports]
        return run_checks(snapshot.store, replace(options, reports=tuple(reports)), progress, tell)


@lru_cache(maxsize=16)
def _stored_document(path: Path, mark: Mark | None) -> Document:
    """A report's own files are never written again; many passages of one are shown together."""
    return document_from(unpacked(path.name, read_marked(path, mark, REBUILD)))


def find_report(manifest: Manifest, name: str) -> StoredReport:
    """The one report of that file name or id. Raises ``BadInput`` naming what there is."""
    found = [report for report in manifest.reports if name in (report.id, report.name)]
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"{report.id} ({report.path})" for report in found)
        raise BadInput(f"{len(found)} reports are named {name}.", f"Name one by its id: {choices}.")
    raise BadInput(f"There is no report {name}.", "Run 'huyenkg status' to see their names.")
