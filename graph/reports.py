"""The report itself: who reports on what, its text, and the ledger of what was not understood."""

from __future__ import annotations

from hashlib import sha256

from graph import iris
from graph.organizations import body_statements, find_body
from graph.periods import period_statements
from graph.places import area_as_named, area_node, area_statements
from graph.provenance import quoted
from graph.statement import Scope, Statements, boolean, partial_date, plain, vi, whole
from ingest.fact import Issue
from ontology.terms import DCAT, DCT, HKG, NFO, PROV, RDF, RDFS, SCHEMA

_LANGUAGE = "vi"


def report_statements(scope: Scope, source_name: str, numbers_in_text: int) -> Statements:
    """Identity, coverage and evidence of one report."""
    node, who = iris.report(scope.report_id), scope.identity
    for kind in (SCHEMA["Report"], PROV["Entity"], DCAT["Dataset"]):
        yield node, RDF["type"], kind
    yield node, DCT["identifier"], plain(scope.report_id)
    yield node, NFO["fileName"], plain(source_name)
    yield node, DCT["format"], plain(scope.document.media_type)
    yield node, DCT["language"], plain(_LANGUAGE)
    yield node, DCT["title"], vi(who.title)
    yield node, RDFS["label"], vi(_label(scope))
    yield node, HKG["reportKind"], plain(who.kind)
    yield node, HKG["numbersInText"], whole(numbers_in_text)
    if who.number:
        yield node, SCHEMA["reportNumber"], plain(who.number)
    if who.date:
        yield node, DCT["issued"], partial_date(who.date)
    yield from _about(scope)
    yield from _text_statements(scope)
    yield from quoted(scope, node, who.evidence)


def issue_statements(scope: Scope, issue: Issue) -> Statements:
    """An entry of the ledger: a number left out, or a doubt about a fact, with its reason."""
    node = iris.claim("issue", scope.report_id, issue.evidence.span, issue.code)
    yield node, RDF["type"], HKG["LedgerIssue"]
    yield node, HKG["issueCode"], plain(issue.code)
    yield node, HKG["message"], vi(issue.message)
    yield (
        node,
        HKG["countsNumber"],
        boolean(issue.counts_number),
    )
    yield from quoted(scope, node, issue.evidence)


def _about(scope: Scope) -> Statements:
    node, who = iris.report(scope.report_id), scope.identity
    issuer = find_body(scope, who.issuer)
    yield node, DCT["spatial"], area_node(scope, who.district)
    yield node, HKG["province"], area_node(scope, who.province)
    yield node, DCT["temporal"], iris.period(who.period.notation)
    yield node, DCT["publisher"], issuer.node
    yield node, HKG["issuerText"], vi(who.issuer)
    yield node, HKG["districtText"], vi(area_as_named(who.district).label)
    if who.district_evidence:
        yield node, HKG["spatialEvidence"], plain(who.district_evidence)
    if who.period_evidence:
        yield node, HKG["temporalEvidence"], plain(who.period_evidence)
    yield from area_statements(scope, who.district)
    yield from area_statements(scope, who.province)
    yield from period_statements(who.period)
    yield from body_statements(issuer)


def _text_statements(scope: Scope) -> Statements:
    text = iris.text(scope.report_id)
    digest = sha256(scope.document.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield text, RDF["type"], PROV["Entity"]
    yield text, RDF["type"], SCHEMA["DigitalDocument"]
    yield text, PROV["wasDerivedFrom"], iris.report(scope.report_id)
    yield text, HKG["normalisation"], plain("NFC; code points")
    yield text, SCHEMA["sha256"], plain(digest)


def _label(scope: Scope) -> str:
    who = scope.identity
    return " · ".join(part for part in (who.number, who.district.label, who.period.notation) if part)
