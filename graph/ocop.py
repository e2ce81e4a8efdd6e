"""Named OCOP products and what a report says of them."""

from __future__ import annotations

from graph import iris
from graph.places import area_node, area_statements
from graph.provenance import quoted
from graph.statement import Scope, Statements, partial_date, plain, vi, whole
from ingest.fact import OcopProduct
from ingest.text import even_tones
from ontology.terms import HKG, RDF, SCHEMA


def ocop_statements(scope: Scope, found: OcopProduct) -> Statements:
    """The product (one a district and name) and what this report says of it."""
    key = " ".join(even_tones(found.product).split())
    product = iris.product(scope.identity.district.code, key)
    yield product, RDF["type"], HKG["OcopProduct"]
    yield product, RDF["type"], SCHEMA["Product"]
    yield product, SCHEMA["name"], vi(found.product)
    node = iris.claim("recognition", scope.report_id, found.evidence.span, key)
    yield node, RDF["type"], HKG["OcopRecognition"]
    yield node, HKG["product"], product
    yield node, SCHEMA["name"], vi(found.product)
    yield node, HKG["recognitionStatus"], plain(found.status)
    if found.stars is not None:
        yield node, HKG["stars"], whole(found.stars)
    if found.year is not None:
        yield node, HKG["recognitionYear"], partial_date(str(found.year))
    if found.owner:
        yield node, HKG["owner"], vi(found.owner)
    if found.place is not None:
        yield node, HKG["place"], area_node(scope, found.place)
        yield from area_statements(scope, found.place)
    yield from quoted(scope, node, found.evidence)
