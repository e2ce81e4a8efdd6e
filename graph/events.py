"""Event mentions, and the events that they say happened.

Mention and event are two nodes: a report that denies or only fears an event mentions it, but there is no
event. Mentions of one kind of event in one district and period mean one event; ``hkg:mentionOf`` holds that
judgement, so it can be undone without touching a mention.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import concept_statements
from graph.periods import period_statements
from graph.places import area_node, area_statements
from graph.provenance import quoted
from graph.statement import Scope, Statements, decimal, vi
from ingest.document import Document
from ingest.fact import Assertion, EventMention, Evidence, Impact
from ontology.lexicon import find_concept
from ontology.terms import HKG, RDF, RDFS, SCHEMA

ASSERTIONS = {
    Assertion.OCCURRED: HKG["Occurred"],
    Assertion.ENDED: HKG["DeclaredOver"],
    Assertion.ABSENT: HKG["SaidAbsent"],
    Assertion.RISK: HKG["Feared"],
    Assertion.RESPONSE_ONLY: HKG["ResponseOnly"],
}
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
    if mention.assertion in _HAPPENED:
        yield from _happened(scope, node, mention)
    yield from quoted(scope, node, mention.evidence)


def _happened(scope: Scope, node: NamedNode, mention: EventMention) -> Statements:
    district = scope.identity.district
    event = iris.event(mention.event, district.code, mention.period.notation)
    concept = find_concept("events", mention.event)
    name = concept.vi if concept else mention.event.removeprefix("other:")
    yield node, HKG["mentionOf"], event
    yield event, RDF["type"], SCHEMA["Event"]
    yield event, RDFS["label"], vi(f"{name}, {district.label}, {mention.period.notation}")
    yield event, HKG["eventType"], iris.event_type(mention.event)
    yield event, SCHEMA["location"], area_node(scope, district)
    yield event, SCHEMA["temporalCoverage"], iris.period(mention.period.notation)


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
