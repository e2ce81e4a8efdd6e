"""Nodes in doubt: none that is whole, every one that is broken, so that findings are those of pySHACL."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from graph.shape_rules import COMPONENTS, doubter
from graph.validate import load_shapes, to_rdflib, validate_report
from graph.validation_report import ValidationReport
from ontology.terms import RDF, XSD
from tests.graph.twins import BREAKS, EVERY, GRAPH, REPORT, VALID, broken_quads, twins

X = "http://example.org/"
HEAD = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
TARGET = ":shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :says ; %s ] ."
FORMS = (
    "",
    "0",
    "-1",
    "01",
    "1.5",
    "7e3",
    "true",
    "1",
    "2023-02-30",
    "2023-12-31",
    "2023",
    "nhiều",
    "2023-13",
)
KINDS = ("string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth", "dateTime", "hexBinary")


def by_pyshacl(quads: list[ox.Quad]) -> set[tuple[str, ...]]:
    """What the validator finds over all nodes: where, by which shape and component, at which value."""
    _, results, _ = validate(to_rdflib(quads), shacl_graph=load_shapes(), inference="none")
    return results_of(results)


def found(quads: list[ox.Quad]) -> set[tuple[str, ...]]:
    report = ValidationReport()
    text = report.results(validate_report(REPORT, quads)) + report.end()
    return results_of(Graph().parse(data=text, format="turtle"))


def results_of(results: Graph) -> set[tuple[str, ...]]:
    told = (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent, SH.value)
    nodes = results.subjects(SH.focusNode, None)
    return {tuple(str(results.value(node, one)) for one in told) for node in nodes}


def doubted(shapes: str, quads: str) -> set[str]:
    shaped = doubter(Graph().parse(data=HEAD + shapes, format="turtle"))
    return {
        node.value.removeprefix(X)
        for node in shaped.doubts(list(ox.parse(HEAD + quads, format=ox.RdfFormat.TURTLE)))
    }


def test_no_node_that_is_whole_is_in_doubt_so_that_pyshacl_is_not_asked(monkeypatch):
    monkeypatch.setattr("graph.validate.validate", None)
    assert doubter(load_shapes()).doubts(EVERY) == frozenset()
    assert validate_report(REPORT, EVERY) == ()


def test_the_samples_are_cleared_without_pyshacl(sample_service, monkeypatch):
    monkeypatch.setattr("graph.validate.validate", None)
    store = sample_service.snapshot().store
    for report_id in store.report_ids():
        assert validate_report(report_id, store.report_quads(report_id)) == ()


@pytest.mark.slow
@pytest.mark.xdist_group("twins")
def test_all_broken_twins_are_found_as_pyshacl_finds_them_over_all_nodes():
    quads = [*EVERY, *(quad for twin in twins() for quad in broken_quads(twin))]
    assert found(quads) == by_pyshacl(quads)


@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 60))]
)
def test_what_is_spoilt_at_random_is_found_as_pyshacl_finds_it_over_all_nodes(seed):
    quads = spoilt(Random(seed))
    expected = by_pyshacl(quads)
    assert expected
    assert found(quads) == expected


def spoilt(chance: Random) -> list[ox.Quad]:
    """The valid report with some statements left out, told otherwise, or told of other nodes."""
    quads = list(VALID)
    for _ in range(40):
        place = chance.randrange(len(quads))
        one, other = quads[place], chance.choice(quads)
        value = chance.choice([other.object, other.subject, literal(chance), ox.Literal("lạ", language="vi")])
        change = chance.choice(["left out", "changed", "added", "said of another"])
        if change == "added":
            quads.append(ox.Quad(one.subject, one.predicate, value, GRAPH))
        elif change == "said of another":
            quads.append(ox.Quad(other.subject, one.predicate, one.object, GRAPH))
        else:
            quads[place : place + 1] = (
                [ox.Quad(one.subject, one.predicate, value, GRAPH)] if change == "changed" else []
            )
    return [quad for quad in quads if quad.predicate != RDF["type"] or isinstance(quad.object, ox.NamedNode)]


def literal(chance: Random) -> ox.Literal:
    return ox.Literal(chance.choice(FORMS), datatype=XSD[chance.choice(KINDS)])


def test_only_the_broken_node_is_in_doubt():
    unit = next(quad for quad in VALID if quad.predicate.value.endswith("#unitMeasure"))
    assert doubter(load_shapes()).doubts([quad for quad in VALID if quad != unit]) == {unit.subject}


def test_what_a_shape_asks_that_is_not_known_leaves_all_its_nodes_in_doubt():
    quads = ':one a :Thing ; :says "a" . :two a :Other .'
    assert doubted(TARGET % "sh:maxLength 5", quads) == {"one"}
    assert doubted(TARGET % "sh:nodeKind sh:Literal", quads) == {"one"}
    assert doubted(TARGET % "sh:qualifiedValueShape [ sh:minLength 5 ] ; sh:qualifiedMaxCount 1", quads) == {
        "one"
    }
    assert doubted(TARGET % "sh:minLength 1", quads) == set()


@pytest.mark.parametrize(
    "shapes", [":s sh:targetNode :one .", TARGET.replace(":says", "( :says :says )") % "sh:minCount 1"]
)
def test_other_targets_and_paths_are_refused(shapes):
    with pytest.raises(ValueError, match=r"unknown targets|no term"):
        doubted(shapes, "")


def test_a_node_is_also_of_the_wider_classes_that_the_quads_name():
    wider = ":Narrow rdfs:subClassOf :Between . :Between rdfs:subClassOf :Thing ."
    quads = ":one a :Narrow . :two a :Thing ; :says :one . "
    assert doubted(TARGET % "sh:minCount 1", quads + wider) == {"one"}
    assert doubted(TARGET % "sh:minCount 1", quads) == set()
    assert doubted(TARGET % "sh:class :Thing", quads + wider) == set()
    assert doubted(TARGET % "sh:class :Thing", quads) == {"two"}


@pytest.mark.parametrize("kind", ["integer", "decimal", "boolean", "date", "dateTime", "hexBinary"])
def test_a_literal_must_be_well_formed(kind):
    quads = f':one a :Thing ; :says "nhiều"^^xsd:{kind} .'
    assert doubted(TARGET % f"sh:datatype xsd:{kind}", quads) == {"one"}


def test_every_component_that_is_known_is_one_that_the_shapes_use():
    used = {str(SH) + parameter for parameter in BREAKS} | {str(SH.property)}
    assert {str(parameter) for parameter in COMPONENTS} == used
