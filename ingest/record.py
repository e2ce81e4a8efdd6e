"""Flat records of facts, with the fixed field names that ``huyenkg facts`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from ingest.composition import composition_of
from ingest.document import Document
from ingest.fact import (
    EventMention,
    Evidence,
    Extraction,
    Impact,
    Issue,
    LegalCitation,
    Measurement,
    OcopProduct,
    PlaceMention,
    ProgrammeLink,
    ProgrammeMention,
    ReportIdentity,
)
from ingest.match.spelling import spelling_cost
from ingest.own_spelling import respelled
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.lexicon import concepts_by_id
from ontology.values import Area

Scalar = str | int | float | bool | None
Record = dict[str, Scalar | list[str] | list[dict[str, Scalar]]]


class Kind(StrEnum):
    """The kinds of facts, as the command line names them."""

    OBSERVATIONS = "observations"
    EVENTS = "events"
    LEGAL = "legal"
    PROGRAMMES = "programmes"
    LINKS = "links"
    OCOP = "ocop"
    PLACES = "places"
    REPORTS = "reports"
    ISSUES = "issues"


def records(document: Document, extraction: Extraction) -> Iterator[tuple[Kind, Record]]:
    """Every fact and ledger entry of a report as ``(kind, flat record)``.

    The report's own district is spelled as the report spells it.
    """
    for claim in (*extraction.facts, *extraction.issues):
        kind, fields = _FIELDS[type(claim)]
        where = _where(document, claim.evidence)
        yield kind, where | fields(respelled(claim, extraction.identity))


def number(value: Decimal) -> int | float:
    """A JSON number that prints like the decimal: ``Decimal("4376.59")`` -> ``4376.59``."""
    return int(value) if value == value.to_integral_value() else float(value)


def _where(document: Document, evidence: Evidence) -> Record:
    boxes = document.boxes_of(evidence.span)
    return {
        "report": document.name,
        "line": evidence.line,
        "last_line": evidence.last_line,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "section": " / ".join(evidence.section),
        "page": boxes[0].page if boxes else None,
        "ocr": document.by_ocr(evidence.span) if boxes else None,
    }


def _measurement(fact: Measurement) -> Record:
    parts = composition_of(fact)
    return {
        "value": number(fact.value),
        "unit": fact.unit,
        "measure": fact.measure.value,
        "indicator": fact.indicator,
        "concept": fact.concept,
        "property": parts.property,
        "population": parts.population,
        "season": parts.season,
        "area": fact.area.label,
        "area_code": fact.area.code,
        "period": fact.period.notation,
        "status": fact.status.value,
        "qualifier": fact.qualifier,
        "plan_period": fact.plan_period.notation if fact.plan_period else None,
        "compared_with": fact.compared_with.notation if fact.compared_with else None,
        "programme": fact.programme,
        "programme_part": fact.programme_part,
        "legal": fact.legal,
        "as_written": fact.as_written,
        "group": fact.group,
    }


def _event(fact: EventMention) -> Record:
    return {
        "event": fact.event,
        "status": fact.assertion.value,
        "elsewhere": fact.elsewhere,
        "places": [place.name for place in fact.places],
        "period": fact.period.notation,
        "impacts": [_impact(impact) for impact in fact.impacts],
    }


def _impact(impact: Impact) -> dict[str, Scalar]:
    return {"what": impact.what, "value": number(impact.value), "unit": impact.unit}


def _legal(fact: LegalCitation) -> Record:
    kind = concepts_by_id("document_types").get(fact.kind)
    return {
        "number": fact.number,
        "kind": kind.vi if kind else fact.kind,
        "issuer": fact.issuer,
        "issuer_inferred": fact.issuer_inferred,
        "date": fact.day.isoformat() if fact.day else None,
        "year": fact.year,
        "subject": fact.subject,
        "resolved": fact.resolved,
        "corrected": fact.corrected,
    }


def _programme(fact: ProgrammeMention) -> Record:
    return {"programme": fact.programme, "parts": list(fact.parts)}


def _link(fact: ProgrammeLink) -> Record:
    return {"programme": fact.programme, "legal": fact.legal, "kind": fact.kind, "resolved": fact.resolved}


def _ocop(fact: OcopProduct) -> Record:
    return {
        "product": fact.product,
        "stars": fact.stars,
        "owner": fact.owner,
        "place": _full_label(fact.place) if fact.place else None,
        "status": fact.status,
        "year": fact.year,
    }


def _full_label(area: Area) -> str:
    """The place; a village with its commune: ``thôn Phi Giàng 2, xã Tủa Thàng``."""
    unit = load_gazetteer().unit(area.parent) if area.parent and not area.code else None
    return f"{area.label}, {unit.area.label}" if unit and unit.level == COMMUNE else area.label


def _place(fact: PlaceMention) -> Record:
    return {
        "as_written": fact.as_written,
        "name": fact.area.label if _calls_town(fact) else _name(fact),
        "code": fact.area.code,
        "kind": fact.area.kind,
    }


def _name(fact: PlaceMention) -> str:
    """The unit's name; of a unit that was renamed the name that the report means."""
    unit = load_gazetteer().unit(fact.area.code) if fact.area.code else None
    names = [fact.area.name, *(alias for alias in unit.aliases if not alias.islower())] if unit else []
    costs = ((spelling_cost(fact.as_written, name, most_letters=1), name) for name in names)
    known = [(cost, at, name) for at, (cost, name) in enumerate(costs) if cost is not None]
    return min(known)[2] if known else fact.area.name


def _calls_town(fact: PlaceMention) -> bool:
    """Whether the report writes more than the name of a town: "thị trấn Phong Thổ", "thị trấn" alone."""
    bare = spelling_cost(fact.as_written, fact.area.name, most_letters=1) is not None
    return fact.area.kind == "thị trấn" and not bare


def _report(fact: ReportIdentity) -> Record:
    return {
        "district": fact.district.name,
        "district_code": fact.district.code,
        "province": fact.province.name,
        "issuer": fact.issuer,
        "number": fact.number,
        "date": fact.date,
        "period": fact.period.notation,
        "kind": fact.kind,
        "title": fact.title,
        "district_evidence": fact.district_evidence,
        "period_evidence": fact.period_evidence,
    }


def _issue(issue: Issue) -> Record:
    return {"code": issue.code, "message": issue.message, "counts_number": issue.counts_number}


_FIELDS: Mapping[type, tuple[Kind, Callable[..., Record]]] = {
    Measurement: (Kind.OBSERVATIONS, _measurement),
    EventMention: (Kind.EVENTS, _event),
    LegalCitation: (Kind.LEGAL, _legal),
    ProgrammeMention: (Kind.PROGRAMMES, _programme),
    ProgrammeLink: (Kind.LINKS, _link),
    OcopProduct: (Kind.OCOP, _ocop),
    PlaceMention: (Kind.PLACES, _place),
    ReportIdentity: (Kind.REPORTS, _report),
    Issue: (Kind.ISSUES, _issue),
}
