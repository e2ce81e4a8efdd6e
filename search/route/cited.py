"""Answers which documents of a kind, an issuer or a year the reports cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.merging.shown import once_each, shown
from graph.queries import find_citations, find_documents
from graph.rows import CitationRow, DocumentRow
from ingest.text import fold
from search.cite import without_repeats
from search.documents_asked import DocumentsAsked, read_documents_asked
from search.draft import Asked, Draft, Row, Status
from search.holdings import KnownReport
from search.phrase import say
from search.reports_asked import reports_of_places
from search.route.merged import merge_rows, merges_in_words, merges_of
from search.wording import cite_sentence, document_label

_ITEMS = 10


def list_cited(asked: Asked) -> Draft | None:
    """The documents of the kind, issuer and year asked for; ``None`` where the question asks for more."""
    slots = asked.question.slots
    places = " ".join(area.name for area in (*slots.districts, *slots.provinces, *slots.communes))
    wanted = read_documents_asked(asked.question.text, places)
    if not (wanted and wanted.whole) or slots.documents or slots.events:
        return None
    reports = _reports(asked, wanted)
    if not reports:
        return None
    whole = shown(asked.store)
    documents = {row.node: row for row in once_each(asked.store, find_documents(asked.store).rows)}
    nodes = [other for node, row in documents.items() if _fits(row, wanted) for other in whole.all_of(node)]
    if not nodes:
        return None
    found = find_citations(asked.store, nodes=nodes, reports=[report.id for report in reports])
    rows = [replace(row, document_node=whole.node(row.document_node)) for row in found.rows]
    once = list({(row.document_node, row.source.report): row for row in reversed(rows)}.values())[::-1]
    if not once:
        return None
    return _draft(asked, once, documents, found.sparql)


def _draft(
    asked: Asked, rows: Sequence[CitationRow], documents: Mapping[str, DocumentRow], sparql: str
) -> Draft:
    language = asked.question.language
    nodes = list(dict.fromkeys(row.document_node for row in rows))
    items = [document_label(documents[node], language) for node in nodes]
    listed = items[:_ITEMS]
    if len(items) > _ITEMS:
        listed.append(say(language, "documents.others", count=str(len(items) - _ITEMS)))
    named = (row for row in rows if row.document_node in nodes[:_ITEMS])
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in named))
    merges = merges_of(asked, nodes[:_ITEMS])
    return Draft(
        status=Status.ANSWERED,
        text=say(language, "documents.cited", items="; ".join(listed)),
        rows=tuple(_row(asked, row, documents[row.document_node]) for row in rows),
        citations=citations,
        sparql=sparql,
        names=tuple(listed),
        caveats=tuple(merges_in_words(merges, language)),
        beside={"merges": merge_rows(merges)} if merges else {},
    )


def _reports(asked: Asked, wanted: DocumentsAsked) -> tuple[KnownReport, ...]:
    """Of a document's own year reports of any time may tell."""
    return reports_of_places(asked.question.slots, asked.catalogue) if wanted.year else asked.reports


def _fits(document: DocumentRow, wanted: DocumentsAsked) -> bool:
    year = document.day.year if document.day else int(document.year) if document.year else None
    return (
        (not wanted.kind or fold(document.kind or "") == fold(wanted.kind))
        and (not wanted.issuer or fold(document.issuer or "").startswith(fold(wanted.issuer)))
        and (wanted.year is None or wanted.year == year)
    )


def _row(asked: Asked, row: CitationRow, document: DocumentRow) -> Row:
    report = asked.catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "document": row.number or row.as_written,
        "kind": document.kind,
        "issuer": document.issuer,
        "date": document.day.isoformat() if document.day else None,
        "title": document.title,
        "report": row.source.file,
        "line": row.source.line,
    }
