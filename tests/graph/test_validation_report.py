"""Findings as a SHACL report: the results that the validator itself gives, in whatever pieces they come."""

from __future__ import annotations

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, SH

from graph import iris, made_iris
from graph.constraints import check_constraints
from graph.finding import Finding
from graph.validate import load_shapes, to_rdflib, validate_report
from graph.validation_report import ValidationReport
from ontology.terms import SCHEMA, SDMX_ATTRIBUTE
from tests.graph.twins import REPORT, VALID

REPORT_NODE = URIRef(made_iris.validation_report().value)


def broken_quads() -> list[ox.Quad]:
    """The valid report without the units as written, and with numbers that have no unit at all."""
    gone = {SCHEMA["unitText"], SDMX_ATTRIBUTE["unitMeasure"]}
    wrong = next(quad for quad in VALID if quad.predicate.value.endswith("firstLine"))
    kept = [quad for quad in VALID if quad.predicate not in gone and quad != wrong]
    return [*kept, ox.Quad(wrong.subject, wrong.predicate, ox.Literal('no\n"line"', language="vi"))]


def written(*pieces: tuple[Finding, ...]) -> Graph:
    report = ValidationReport()
    text = b"".join([*(report.results(findings) for findings in pieces), report.end()])
    return Graph().parse(data=text, format="turtle")


def results(graph: Graph) -> list[tuple[str, ...]]:
    told = (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.sourceConstraintComponent, SH.value)
    return sorted(
        tuple(str(graph.value(node, predicate)) for predicate in told)
        for node in graph.subjects(SH.focusNode, None)
    )


def test_the_report_has_the_results_of_the_validator():
    quads = broken_quads()
    _, expected, _ = validate(to_rdflib(quads), shacl_graph=load_shapes(), inference="none")
    found = validate_report(REPORT, quads)
    assert results(written(found)) == results(expected)
    assert len(found) > 10


def test_a_report_names_its_results_and_says_whether_the_graph_conforms():
    found = validate_report(REPORT, broken_quads())
    graph = written(found[:3], (), found[3:])
    assert set(graph.objects(REPORT_NODE, SH.result)) == set(graph.subjects(RDF.type, SH.ValidationResult))
    assert len(list(graph.objects(REPORT_NODE, SH.result))) == len(found)
    assert str(graph.value(REPORT_NODE, SH.conforms)) == "false"
    assert str(written().value(REPORT_NODE, SH.conforms)) == "true"


def test_a_result_says_in_both_languages_what_is_wrong_in_which_report():
    graph = written(validate_report(REPORT, broken_quads()))
    for node in graph.subjects(RDF.type, SH.ValidationResult):
        assert {text.language for text in graph.objects(node, SH.resultMessage)} == {"vi", "en"}
        assert graph.value(node, DCTERMS.source) == URIRef(iris.report(REPORT).value)


def test_a_constraint_of_the_cube_is_a_result_with_its_clause():
    found = check_constraints(REPORT, broken_quads())
    graph = written(found)
    assert {str(clause) for clause in graph.objects(None, SH.sourceConstraint)} == {
        "https://www.w3.org/TR/vocab-data-cube/#ic-13"
    }
    assert set(graph.objects(None, SH.sourceConstraintComponent)) == {SH.SPARQLConstraintComponent}
