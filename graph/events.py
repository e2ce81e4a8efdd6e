"""Event mentions, and the events that they say happened.

Mention and event are two nodes: a report that denies or only fears an event mentions it, but there is no
event; nor is there one of the district where it only happened elsewhere. Mentions of one kind of event in
one district and calendar year mean one event, in whatever sentences and reports they stand: the half-year
report and that of the year tell of one outbreak. ``hkg:mentionOf`` holds that judgement, so it can be undone
without touching a mention, and the event says by what rule it was made.
"""

from __future__ import annotations

from datetime import timedelta

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import concept_statements
from graph.periods import period_statements
from graph.places import area_node, area_statements
from graph.provenance import quoted
from graph.statement import Scope, Statements, boolean, decimal, en, vi
from ingest.document import Document
from ingest.fact import Assertion, EventMention, Evidence, Impact
from ontology.lexicon import find_concept
from ontology.periods import parse_period
from ontology.terms import HKG, RDF, RDFS, SCHEMA, SKOS
from ontology.values import Period

ASSERTIONS = {
    Assertion.OCCURRED: HKG["Occurred"],
    Assertion.ENDED: HKG["DeclaredOver"],
    Assertion.ABSENT: HKG["SaidAbsent"],
    Assertion.RISK: HKG["Feared"],
    Assertion.RESPONSE_ONLY: HKG["ResponseOnly"],
}
# Why mentions are one event; people read it beside the event.
_RULE_VI = "Gộp mọi câu báo cáo nói {name} đã xảy ra ở {area} trong {when}; từng câu giữ thời gian của mình."
_RULE_EN = "All sentences that tell of {name} in {area} in {when} are one event; each keeps its own time."
_HAPPENED = frozenset({Assertion.OCCURRED, Assertion.ENDED})


def event_statements(scope: Scope, mention: EventMention) -> Statements:
    """The mention with its places and impacts, its kind of event, and the event if it happened."""
    kind = iris.event_type(mention.event)
    node = iris.claim("mention", scope.report_id, mention.evidence.span, mention.event, mention.assertion)
    yield node, RDF["type"], HKG["EventMention"]
    yield node, HKG["eventType"], kind
    yield node, HKG["assertion"], ASSERTIONS[mention.assertion]
    yield node, SCHEMA["temporalCoverage"], iris.period(mention.period.notation)
    yield from period_statements(mention.period)
    yield from concept_statements(
        "events", mention.event, iris.event_type(mention.event), mention.event.removeprefix("other:")
    )
    for place in mention.places:
        yield node, HKG["place"], area_node(scope, place)
        yield from area_statements(scope, place)
    for impact in mention.impacts:
        yield from _impact_statements(scope, node, mention, impact)
    if mention.elsewhere:
        yield node, HKG["elsewhere"], boolean(mention.elsewhere)
    elif mention.assertion in _HAPPENED:
        yield from _happened(scope, node, mention)
    yield from quoted(scope, node, mention.evidence)


def _happened(scope: Scope, node: NamedNode, mention: EventMention) -> Statements:
    district, when = scope.identity.district, _year_of(mention.period)
    event = iris.event(mention.event, district.code, when.notation)
    concept = find_concept("events", mention.event)
    name, name_en = (concept.vi, concept.en) if concept else (mention.event.removeprefix("other:"),) * 2
    yield node, HKG["mentionOf"], event
    yield event, RDF["type"], SCHEMA["Event"]
    yield event, RDFS["label"], vi(f"{name}, {district.label}, {when.notation}")
    yield (
        event,
        SKOS["editorialNote"],
        vi(_RULE_VI.format(name=name, area=district.label, when=when.notation)),
    )
    yield (
        event,
        SKOS["editorialNote"],
        en(_RULE_EN.format(name=name_en, area=district.name, when=when.notation)),
    )
    yield event, HKG["eventType"], iris.event_type(mention.event)
    yield event, SCHEMA["location"], area_node(scope, district)
    yield event, SCHEMA["temporalCoverage"], iris.period(when.notation)
    yield from period_statements(when)


def _year_of(period: Period) -> Period:
    """The calendar year that a period lies in; a longer one is its own."""
    first, last = period.start.year, (period.end - timedelta(days=1)).year
    return parse_period(str(first)) if first == last else period


def _impact_statements(scope: Scope, node: NamedNode, mention: EventMention, impact: Impact) -> Statements:
    amount = iris.claim("impact", scope.report_id, impact.span, node, impact.what)
    yield node, HKG["impact"], amount
    yield amount, RDF["type"], SCHEMA["QuantitativeValue"]
    yield amount, SCHEMA["name"], vi(impact.what)
    yield amount, SCHEMA["value"], decimal(impact.value)
    yield amount, SCHEMA["unitText"], vi(impact.unit)
    yield from quoted(scope, amount, impact_evidence(scope.document, mention.evidence, impact))


def impact_evidence(document: Document, around: Evidence, impact: Impact) -> Evidence:
    """The impact's own words; its sentence is the mention's if it stands there (it may be a footnote's)."""
    inside = around.sentence.start <= impact.span.start and impact.span.end <= around.sentence.end
    return Evidence(
        span=impact.span,
        quote=document.quote(impact.span),
        sentence=around.sentence if inside else impact.span,
        line=document.line_of(impact.span.start),
        last_line=document.line_of(max(impact.span.start, impact.span.end - 1)),
        block=around.block,
        section=around.section,
    )
