"""The conveyor: a document goes in, every fact and every ledger entry comes out."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.event_tables import tabled_events
from ingest.events import extract_events
from ingest.fact import Extraction, Fact, Issue, LegalCitation, Measurement, ReportIdentity
from ingest.identity import identify_report
from ingest.legal import extract_citations
from ingest.measurements import count_numbers, extract_measurements
from ingest.ocop import extract_ocop
from ingest.places import extract_places
from ingest.programme_parts import ProgrammeParts
from ingest.programmes import extract_links, extract_programmes


def extract_facts(document: Document, district: str | None = None, period: str | None = None) -> Extraction:
    """All that can be read from one report, in reading order within each kind.

    ``district`` (a name) and ``period`` (a notation such as ``2024-H1``) override what the text says of
    itself. Raises ``UnreadableReport`` where the text names no single district or period and none is given.
    """
    identity = identify_report(document, district, period)
    claims = tuple(_claims(document, identity))
    return Extraction(
        identity=identity,
        facts=(identity, *(claim for claim in claims if not isinstance(claim, Issue))),
        issues=tuple(claim for claim in claims if isinstance(claim, Issue)),
        numbers_in_text=count_numbers(document) + sum(_is_in_words(claim) for claim in claims),
    )


def _is_in_words(claim: Fact | Issue) -> bool:
    return isinstance(claim, Measurement) and not claim.in_digits


def _claims(document: Document, identity: ReportIdentity) -> Iterator[Fact | Issue]:
    parts = ProgrammeParts(document, identity.period)
    figures = tuple(
        parts.assign(claim) if isinstance(claim, Measurement) else claim
        for claim in extract_measurements(document, identity)
    )
    yield from figures
    yield from extract_events(document, identity)
    yield from tabled_events(document, (claim for claim in figures if isinstance(claim, Measurement)))
    legal = tuple(extract_citations(document, identity))
    yield from legal
    yield from extract_programmes(document, parts)
    citations = tuple(claim for claim in legal if isinstance(claim, LegalCitation))
    yield from extract_links(document, identity, citations)
    yield from extract_ocop(document, identity)
    yield from extract_places(document, identity)
