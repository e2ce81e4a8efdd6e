"""The vocabulary is complete: what graphs say is declared, what is declared is said, and it is said truly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pyoxigraph as ox
import pytest

from graph.bridge.triples import derived_statements
from graph.build import report_quads, to_nquads
from graph.cells.find import cells_of_store
from graph.cells.triples import cell_statements
from graph.merging.merge import Judged, Merge, State
from graph.merging.triples import merge_statements, rule_statements
from graph.store import GraphStore, memory_store
from ingest.fact import Assertion, Status
from ontology.terms import HKG, ID_BASE, RDF, RDFS, SCHEMA, XSD
from tests.factories import citation, document, event, extraction, identity, measurement
from tests.graph.bridge.test_bridge import WHOLE, only
from tests.graph.made import catalogue
from tests.graph.twins import REPORT, VALID

RANGE, DOMAIN = RDFS["range"], ox.NamedNode(f"{RDFS.base}domain")
DOMAINS = ox.NamedNode(f"{SCHEMA.base}domainIncludes")


def read(name: str) -> list[ox.Quad]:
    return list(ox.parse(files("ontology").joinpath(name).read_bytes(), format=ox.RdfFormat.TURTLE))


OURS, REUSED = read("huyenkg.ttl"), read("reused.ttl")
DECLARED = {quad.subject for quad in (*OURS, *REUSED) if quad.predicate.value.endswith("isDefinedBy")}


@pytest.fixture(scope="module")
def store(sample_service) -> GraphStore:
    """All samples, what is made of them over reports, and reports that say all that can be said."""
    whole = memory_store()
    for report_id in sample_service.snapshot().store.report_ids():
        whole.replace_report(report_id, sample_service.snapshot().store.report_nquads(report_id))
    whole.replace_report(REPORT, to_nquads(VALID))
    for position, facts in enumerate(every_claim()):
        paper = document(identifier=f"{position:016x}")
        quads = report_quads(paper, extraction(facts, who=identity(date="2024-06")), "c.txt")
        whole.replace_report(paper.id, to_nquads(quads))
    told = cells_of_store(sample_service.snapshot().store)
    cells = [*told, *(replace(cell, agrees=False) for cell in told)]
    whole.inner.extend(ox.Quad(*statement) for cell in cells for statement in cell_statements(cell))
    whole.inner.extend(ox.Quad(*statement) for statement in derived_statements(only(WHOLE)))
    nodes = (f"{ID_BASE}doc-in/0000000000000001/1", f"{ID_BASE}doc/ubnd/109/2024/plan/1")
    merge = Merge("document", nodes, nodes[1], "number-and-day", (f"{ID_BASE}citation/a/0-5/1",))
    whole.inner.extend(
        ox.Quad(*statement) for state in State for statement in merge_statements(Judged(merge, state))
    )
    whole.inner.extend(ox.Quad(*statement) for statement in rule_statements(merge.rule))
    return whole


def every_claim() -> Iterator[list]:
    """What one report cannot say at once."""
    yield [event(assertion=assertion) for assertion in Assertion]
    yield [replace(event(), elsewhere=True), measurement(status=Status.PROVISIONAL)]
    yield [citation(number="21/NQ", resolved="21/NQ-HĐND", corrected="22/NQ-HĐND")]


@pytest.fixture(scope="module")
def used(store) -> set[ox.NamedNode]:
    """The properties, classes and named values that the graphs use."""
    found: set[ox.NamedNode] = set()
    for quad in store.matching(None, None, None):
        found.add(quad.predicate)
        if quad.predicate == RDF["type"] or (
            isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(HKG.base)
        ):
            found.add(quad.object)
    return found


def test_every_property_and_class_that_graphs_use_is_declared(used):
    assert used - DECLARED == set()


def test_every_term_of_ours_that_is_declared_is_used(used):
    assert {term for term in DECLARED if term.value.startswith(HKG.base)} - used == set()


def test_every_term_of_others_that_is_declared_is_used(used, store):
    codes = {quad.object for quad in store.matching(None, None, None)}
    described = list(ox.parse(catalogue(store), format=ox.RdfFormat.TURTLE))
    codes |= {term for quad in described for term in (quad.predicate, quad.object)}
    unused = {term for term in DECLARED if not term.value.startswith(HKG.base)} - used - codes
    assert unused == set()


def test_domains_and_ranges_are_true_of_all_statements(store):
    classes = defaultdict(set)
    for quad in store.matching(None, RDF["type"], None):
        classes[quad.subject].add(quad.object)
    domains, ranges = stated(DOMAIN, DOMAINS), stated(RANGE)
    assert len(domains) > 50
    wrong = set()
    for quad in store.matching(None, None, None):
        own = domains.get(quad.predicate)
        if own and not own & classes[quad.subject]:
            wrong.add((quad.predicate, "domain"))
        for kind in ranges.get(quad.predicate, ()):
            if kind != ox.NamedNode(f"{RDFS.base}Resource") and not is_a(quad.object, kind, classes):
                wrong.add((quad.predicate, "range"))
    assert wrong == set()


def test_narrower_classes_of_ours_are_of_the_wider_ones_too(store):
    wider = stated(RDFS["subClassOf"])
    assert wider
    for kind, above in wider.items():
        for quad in store.matching(None, RDF["type"], kind):
            own = {other.object for other in store.matching(quad.subject, RDF["type"], None)}
            assert above <= own, quad.subject


def stated(*predicates: ox.NamedNode) -> dict[ox.NamedNode, set[ox.NamedNode]]:
    found = defaultdict(set)
    for quad in OURS:
        if quad.predicate in predicates:
            found[quad.subject].add(quad.object)
    return found


def is_a(value: ox.NamedNode | ox.Literal, kind: ox.NamedNode, classes) -> bool:
    if isinstance(value, ox.Literal):
        return value.datatype == kind
    return kind in classes[value]


def test_literals_have_the_types_of_the_vocabulary_only(store):
    values = (quad.object for quad in store.matching(None, None, None))
    types = {value.datatype for value in values if isinstance(value, ox.Literal)}
    names = ("date", "dateTime", "decimal", "integer", "boolean", "gYear", "gYearMonth", "string")
    assert types <= {RDF["langString"], *(XSD[name] for name in names)}
