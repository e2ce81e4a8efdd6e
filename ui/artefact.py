"""One report file turned into everything that is stored of it. A pure function, run in any process."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.build import report_quads, run_quads, to_nquads
from ingest.document import Document
from ingest.document_json import document_bytes
from ingest.extract import extract_facts
from ingest.fact import Extraction, ReportIdentity
from ingest.read import read_bytes, refuse_size
from ingest.record import Kind, records
from search.passage import Passage, passages
from search.passage_facts import PassageFacts, facts_of
from ui.own_files import packed
from ui.version import SOFTWARE


@dataclass(frozen=True, slots=True)
class Artefact:
    """What one report file yields.

    ``files`` are the report's own files as they are stored (``ui.own_files``): the source, its text, the
    document as JSON, the facts as flat JSON lines, the quads as sorted N-Quads (the same bytes for the same
    input), and the N-Quads that say when and by which version it was read.
    """

    id: str
    name: str
    files: Mapping[str, bytes]
    passages: tuple[Passage, ...]
    passage_facts: tuple[PassageFacts, ...]
    identity: ReportIdentity
    counts: Mapping[str, int]
    ledger: Mapping[str, int]
    numbers: int
    warnings: tuple[str, ...]
    pages: int = 0
    scanned: int = 0


def read_artefact(data: bytes, name: str, district: str | None, period: str | None) -> Artefact:
    """Reads, extracts and serialises one report. Raises ``UnreadableReport``."""
    started = datetime.now(UTC)
    document = read_bytes(data, name)
    return artefact_of(data, document, extract_facts(document, district, period), started)


def artefact_of(
    data: bytes, document: Document, extraction: Extraction, started: datetime | None = None
) -> Artefact:
    """What was read from a document as it is stored; it was begun to be read at ``started``."""
    ended = datetime.now(UTC)
    rows = tuple(records(document, extraction))
    cut = tuple(passages(document))
    return Artefact(
        id=document.id,
        name=document.name,
        files=packed(
            {
                "source": data,
                "text.txt": document.text.encode(),
                "document.json": document_bytes(document),
                "facts.jsonl": b"".join(_line(kind, row) for kind, row in rows),
                "graph.nq": to_nquads(report_quads(document, extraction, document.name)),
                "run.nq": to_nquads(run_quads(document.id, started or ended, ended, SOFTWARE)),
            }
        ),
        passages=cut,
        passage_facts=facts_of(cut, extraction.facts),
        identity=extraction.identity,
        counts=Counter(kind.value for kind, _ in rows),
        ledger=Counter(issue.code for issue in extraction.issues),
        numbers=extraction.numbers_in_text,
        warnings=document.warnings,
        pages=len(document.pages),
        scanned=sum(page.ocr for page in document.pages),
    )


def read_artefact_file(path: Path, name: str, district: str | None, period: str | None) -> Artefact:
    """The same for a file on disk, of which no more is looked at than can be read."""
    return read_artefact(read_file(path, name), name, district, period)


def read_file(path: Path, name: str) -> bytes:
    """What it holds. Raises ``UnreadableReport`` for more than can be read."""
    refuse_size(path.stat().st_size, name)
    return path.read_bytes()


def _line(kind: Kind, row: Mapping[str, object]) -> bytes:
    return json.dumps({"fact": kind.value} | dict(row), ensure_ascii=False).encode() + b"\n"
