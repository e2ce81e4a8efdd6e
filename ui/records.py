"""Rows of the graph as flat records for machines, with the field names that ``huyenkg facts`` prints.

Each record has an ``id``, which names it in addresses, and the ``iri`` of its node. What was read from a
report has its words: ``report``, ``line``, ``quote`` and the sentence around them. ``labels`` say codes and
notations in words of a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.claims import printed_place
from graph.network import Projection
from graph.overviews import DocumentUse
from graph.rows import (
    CitationRow,
    DistrictRow,
    DocumentRow,
    EventImpactRow,
    EventPlaceRow,
    EventRow,
    LinkRow,
    ObservationRow,
    ProgrammeRow,
    ReportRow,
    Source,
)
from graph.store import GraphStore
from ingest.document import Span
from ingest.record import number
from ontology.terms import ID_BASE
from search.language import Language
from search.phrase import unit_label
from search.wording import name_of, notation_label
from ui.manifest import StoredReport
from ui.messages import tell, tell_if_known
from ui.names import area_name, concept_name, document_name, programme_name

Json = dict[str, object]


def record_id(iri: str, kind: str) -> str:
    """What is left of a node's IRI after the base and its kind: its id among others of the kind."""
    return iri.removeprefix(f"{ID_BASE}{kind}/")


def figure_record(store: GraphStore, row: ObservationRow, language: Language) -> Json:
    """An observation."""
    return {
        "id": record_id(row.claim, "obs"),
        "iri": row.claim,
        "value": number(row.value),
        "unit": row.unit,
        "measure": row.measure.value,
        "indicator": row.indicator_text,
        "concept": row.concept,
        "area": row.area,
        "area_code": row.area_code,
        "period": row.period,
        "status": row.status,
        "qualifier": row.qualifier or "",
        "plan_period": row.plan_period,
        "compared_with": row.compared_with,
        "programme": row.programme,
        "programme_part": row.programme_part,
        "legal": row.document,
        "as_written": row.as_written,
        "group": record_id(row.group, "fact"),
        **place_record(row.source) | _page(store, row.source),
        "labels": {
            "indicator": name_of(row, language),
            "measure": tell(language, f"measure.{row.measure.value}"),
            "status": tell(language, f"obs_status.{row.status}"),
            "qualifier": tell_if_known(language, f"qualifier.{row.qualifier}") or row.qualifier or "",
            "unit": unit_label(row.unit, language),
            "area": area_name(row.area_code, row.area, language),
            "period": notation_label(row.period, language),
        },
    }


def event_record(
    store: GraphStore,
    row: EventRow,
    places: Iterable[EventPlaceRow],
    impacts: Iterable[EventImpactRow],
    language: Language,
) -> Json:
    """A mention of an event; ``event_iri`` is what happened, ``None`` where nothing did."""
    return {
        "id": record_id(row.claim, "mention"),
        "iri": row.claim,
        "event": row.type or row.type_label,
        "status": row.assertion.value,
        "elsewhere": bool(row.elsewhere),
        "places": [place.place for place in places],
        "period": row.period,
        "impacts": [_impact(impact) for impact in impacts],
        "event_iri": row.event,
        **place_record(row.source) | _page(store, row.source),
        "labels": {
            "event": concept_name("events", row.type, row.type_label, language),
            "status": tell(
                language, "assertion.elsewhere" if row.elsewhere else f"assertion.{row.assertion.value}"
            ),
            "period": notation_label(row.period, language),
        },
    }


def _impact(row: EventImpactRow) -> Json:
    return {
        "what": row.what, "value": number(row.value), "unit": row.unit,
        "line": row.line, "start": row.start, "end": row.end, "quote": row.quote,
    }  # fmt: skip


def programme_record(row: ProgrammeRow, language: Language) -> Json:
    """A programme with its counts; one that no code list has bears its place and name as its id."""
    return {
        "id": record_id(row.node, "programme"),
        "iri": row.node,
        "programme": row.programme,
        "label": programme_name(row, language),
        "mentions": row.mentions,
        "documents": row.documents,
        "districts": row.districts,
    }


def link_record(row: LinkRow, document: str) -> Json:
    """A sentence that ties a programme to a document, which is shown as ``document``."""
    return {
        "iri": row.claim,
        "programme": row.programme or row.programme_label,
        "programme_iri": row.programme_node,
        "legal": row.number,
        "document_iri": document,
        **place_record(row.source),
    }


def citation_record(row: CitationRow) -> Json:
    """A place where a report cites a document."""
    return {"iri": row.claim, "number": row.as_written or row.number, **place_record(row.source)}


def document_record(row: DocumentRow, use: DocumentUse | None, language: Language) -> Json:
    """A legal document, with how often it is cited and the programmes that sentences tie to it."""
    return {
        "id": row.node.removeprefix(ID_BASE),
        "iri": row.node,
        "number": row.number,
        "kind": row.kind,
        "issuer": row.issuer,
        "date": row.day.isoformat() if row.day else None,
        "year": None if row.year is None else int(row.year[:4]),
        "subject": row.title,
        "label": document_name(row.label, language),
        "citations": int(use.citations) if use else 0,
        "reports": int(use.reports) if use else 0,
        "programmes": [record_id(node, "programme") for node in use.programme_nodes] if use else [],
    }


def district_record(row: DistrictRow, language: Language) -> Json:
    """A district that reports speak for."""
    return {
        "id": row.district,
        "iri": f"{ID_BASE}area/{row.district}",
        "district": row.label_en if language == Language.ENGLISH else row.label,
        "district_code": row.district,
        "name": row.name,
        "province": area_name(row.province, row.province_label, language),
        "province_code": row.province,
        "reports": row.reports,
    }


def report_record(row: ReportRow, stored: StoredReport, language: Language) -> Json:
    """A report with its identity, its facts by kind, and its ledger of numbers that became no fact."""
    return {
        "id": row.report,
        "iri": f"{ID_BASE}report/{row.report}",
        "report": row.file,
        "district": row.district_label,
        "district_code": row.district,
        "province": row.province_label,
        "period": row.period,
        "kind": row.kind,
        "number": row.number,
        "date": None if row.issued is None else str(row.issued),
        "issuer": row.issuer,
        "title": row.title,
        "numbers": row.numbers,
        "pages": stored.pages,
        "scanned": stored.scanned,
        "facts": dict(stored.counts),
        "ledger": dict(stored.ledger),
        "labels": {
            "district": area_name(row.district, row.district_label, language),
            "period": notation_label(row.period, language),
        },
    }


def place_record(source: Source) -> Json:
    """Where something was read: the file, the exact words, the sentence around them."""
    return {
        "report": source.file,
        "report_id": source.report,
        "district": source.district_label,
        "district_code": source.district,
        "report_period": source.report_period,
        "line": source.line,
        "last_line": source.last_line,
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
        "sentence": source.sentence,
        "sentence_start": source.sentence_start,
        "sentence_end": source.sentence_end,
        "section": source.section or "",
    }


def network_record(projection: Projection, language: Language) -> Json:
    """A part of the graph as nodes and edges, each edge with the sentence of one of its facts."""
    label = "label_en" if language == Language.ENGLISH else "label"
    nodes = [
        {"iri": node, "kind": told["kind"], "label": told[label], "folded": told["folded"]}
        for node, told in projection.graph.nodes(data=True)
    ]
    edges = [_edge(one, other, told) for one, other, told in projection.graph.edges(data=True)]
    return {"nodes": nodes, "edges": edges, "folded": projection.folded}


def _edge(one: str, other: str, told: Mapping[str, object]) -> Json:
    source = told["source"]
    edge: Json = {"from": one, "to": other, "kind": told["kind"], "claims": told["claims"]}
    return edge | {"source": place_record(source) if isinstance(source, Source) else None}


def _page(store: GraphStore, source: Source) -> Json:
    page, ocr = printed_place(store, source.report, Span(source.start, source.end))
    return {"page": page, "ocr": ocr}
