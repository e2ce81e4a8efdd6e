"""Shapes: a valid graph keeps them all, and each catches its own break and nothing else."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, Quad
from rdflib import RDF as RDF_
from rdflib import RDFS
from rdflib.namespace import SH

from graph import iris
from graph.build import report_quads, to_nquads
from graph.cells.find import cells_of_store
from graph.cells.triples import cells_as_turtle
from graph.finding import Severity
from graph.store import memory_store
from graph.validate import SHAPES, load_shapes, validate_report, validate_store
from ingest.fact import Assertion, Measure
from ontology.terms import DCT, HKG, RDF, SCHEMA, SKOS
from tests.factories import document, event, extraction, measurement
from tests.graph.made import cells_and_figures
from tests.graph.twins import BREAKS, EVERY, GRAPH, REPORT, VALID, Twin, broken_quads, paths_of, twins

TWINS = list(twins())
CELLS_AND_FIGURES = [q for text in cells_and_figures() for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]

# Breaking one constraint necessarily breaks these others: a programme is a concept, a measure is named twice,
# a preference goes with its rule, and a beginning is compared with its end.
ALSO = {
    "concept-label": {"programme-name"},
    "concept-broader": {"programme-whole"},
    "programme-name": {"concept-label"},
    "programme-whole": {"concept-broader"},
    "observation-measure": {"measure-actual-type"},
    "event-assertion": {"event-happened"},
    "cell-rule": {"cell-reason"},
    "position-end": {"position-start"},
    "quote-last-line": {"quote-first-line"},
    "quote-sentence-end": {"quote-sentence-start"},
}


@cache
def found_in_twins() -> dict[str, set[tuple[str, str]]]:
    """What is found at each node of the valid graph with all broken twins in it, by shape and component."""
    quads = [*EVERY, *(quad for twin in TWINS for quad in broken_quads(twin))]
    found = defaultdict(set)
    for finding in validate_report(REPORT, quads):
        found[finding.focus].add((finding.shape, finding.component))
    return found


def shapes_found(quads: list[Quad]) -> set[str]:
    return {finding.shape for finding in validate_report(REPORT, quads)}


def test_the_sample_keeps_every_shape():
    assert validate_report(REPORT, VALID) == ()


def test_what_is_said_of_the_graph_keeps_every_shape_beside_it():
    assert validate_report(REPORT, EVERY) == ()


def test_what_is_made_on_demand_keeps_every_shape_by_itself():
    assert validate_report("made", CELLS_AND_FIGURES) == ()


def test_the_cells_of_the_samples_keep_every_shape(sample_service):
    cells = cells_of_store(sample_service.snapshot().store)
    quads = list(ox.parse(cells_as_turtle(cells), format=ox.RdfFormat.TURTLE))
    assert sum(quad.object == HKG["ToldCell"] for quad in quads) == len(cells) > 0
    assert validate_report("cells", quads) == ()


@pytest.mark.parametrize("left_out", [HKG["preferredObservation"], SKOS["editorialNote"]])
def test_an_observation_is_preferred_exactly_where_a_rule_says_why(left_out):
    (cell,) = {quad.subject for quad in CELLS_AND_FIGURES if quad.object == HKG["ToldCell"]}
    kept = [quad for quad in CELLS_AND_FIGURES if quad.predicate != left_out or quad.subject != cell]
    assert [(f.focus, f.shape) for f in validate_report("made", kept)] == [(cell.value, "cell-reason")]


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: f"{twin.constraint}-{twin.parameter}")
def test_each_break_is_found_as_itself(twin: Twin):
    found = found_in_twins()[twin.node.value]
    assert any(shape == twin.constraint and part.startswith(twin.component) for shape, part in found)
    also = ALSO.get(twin.constraint, set())
    if twin.constraint.startswith("measure-"):
        also = {"observation-measure"}
    assert {shape for shape, _ in found} <= {twin.constraint} | also


def test_nothing_is_found_at_the_nodes_that_are_whole():
    assert set(found_in_twins()) == {twin.node.value for twin in TWINS}


def test_every_constraint_is_broken_by_a_twin_and_every_way_to_break_is_used():
    constraints = {
        str(shape).removeprefix(SHAPES) for shape in load_shapes().subjects(RDF_.type, SH.PropertyShape)
    }
    assert {twin.constraint for twin in TWINS} == constraints
    assert {twin.parameter for twin in TWINS} == set(BREAKS)


def test_every_shape_is_named_and_explained_in_both_languages_and_has_a_severity():
    shapes = load_shapes()
    for constraint in shapes.subjects(RDF_.type, SH.PropertyShape):
        for told in (SH.name, SH.message):
            assert {text.language for text in shapes.objects(constraint, told)} == {"vi", "en"}, constraint
        assert shapes.value(constraint, SH.severity) in {SH.Violation, SH.Warning, SH.Info}
    for shape in shapes.subjects(RDF_.type, SH.NodeShape):
        assert {text.language for text in shapes.objects(shape, RDFS.label)} == {"vi", "en"}, shape


def test_every_class_of_a_node_has_a_shape_and_every_statement_of_it_is_constrained():
    shapes = load_shapes()
    constrained = defaultdict(set)
    for shape, target in shapes.subject_objects(SH.targetClass):
        for constraint in shapes.objects(shape, SH.property):
            constrained[str(target)] |= paths_of(constraint)[0]
    classes = defaultdict(set)
    for quad in VALID:
        if quad.predicate == RDF["type"]:
            classes[quad.subject].add(quad.object.value)
    bare = {
        (min(classes[quad.subject], default=""), quad.predicate.value)
        for quad in VALID
        if quad.predicate != RDF["type"]
        and not any(quad.predicate.value in constrained[kind] for kind in classes[quad.subject])
    }
    assert bare == set()
    assert all(kinds <= set(constrained) for kinds in classes.values())


@pytest.mark.parametrize("left", [set(), {"District", "Commune"}])
def test_an_area_is_of_exactly_one_class(left):
    focus = iris.area("109")
    classes = [HKG[name] for name in ("Province", "District", "Commune", "Village")]
    kept = [q for q in VALID if not (q.subject == focus and q.object in classes)]
    added = [Quad(focus, RDF["type"], HKG[name], GRAPH) for name in left]
    assert shapes_found([*kept, *added]) == {"area-class"}


@pytest.mark.parametrize("measure", [*Measure])
def test_the_measure_names_the_property_of_the_value(measure):
    quads = list(report_quads(document(), extraction([measurement(measure=measure)]), "a.txt"))
    assert shapes_found(quads) == set()
    other = HKG["plan"] if measure != Measure.PLAN else HKG["actual"]
    renamed = [Quad(q.subject, other, q.object, GRAPH) if _is_value(q) else q for q in quads]
    assert shapes_found(renamed) == {f"measure-{other.value.removeprefix(HKG.base)}-type"}


def _is_value(quad: Quad) -> bool:
    number = isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("#decimal")
    return number and quad.predicate.value.startswith(HKG.base)


@pytest.mark.parametrize("assertion", [*Assertion])
def test_an_event_is_there_exactly_if_it_happened(assertion):
    quads = list(report_quads(document(), extraction([event(assertion=assertion)]), "a.txt"))
    assert shapes_found(quads) == set()
    happened = [quad for quad in quads if quad.predicate == HKG["mentionOf"]]
    if happened:
        changed = [quad for quad in quads if quad not in happened]
    else:
        claim = next(quad.subject for quad in quads if quad.predicate == HKG["assertion"])
        made_up = report_quads(document(), extraction([event(assertion=Assertion.OCCURRED)]), "a.txt")
        happening = [quad for quad in made_up if quad.subject.value.startswith(f"{iris.ID_BASE}event/")]
        changed = [*quads, *happening, Quad(claim, HKG["mentionOf"], happening[0].subject, GRAPH)]
    assert shapes_found(changed) == {"event-happened"}


def test_two_labels_in_one_language_are_one_too_many():
    labelled = [quad for quad in VALID if quad.predicate.value.endswith(("#label", "#prefLabel"))]
    for kind, shape in (("area", "area-label"), ("period", "period-label"), ("programme", "programme-name")):
        quad = next(q for q in labelled if f"/id/{kind}/" in q.subject.value and q.object.language == "vi")
        second = Quad(quad.subject, quad.predicate, Literal("khác", language="vi"), GRAPH)
        also = {"concept-label"} if kind == "programme" else set()
        assert shapes_found([*VALID, second]) == {shape} | also


@pytest.mark.parametrize(("stars", "kept"), [(0, False), (1, True), (5, True), (6, False)])
def test_stars_are_one_to_five(stars, kept):
    (quad,) = (quad for quad in VALID if quad.predicate == HKG["stars"])
    others = [other for other in VALID if other != quad]
    changed = [*others, Quad(quad.subject, quad.predicate, Literal(stars), GRAPH)]
    assert shapes_found(changed) == (set() if kept else {"recognition-stars"})


def test_a_finding_says_where_to_look():
    node = next(q.subject for q in VALID if q.predicate == SCHEMA["unitText"] and "/obs/" in q.subject.value)
    quads = [q for q in VALID if not (q.subject == node and q.predicate == SCHEMA["unitText"])]
    (finding,) = validate_report(REPORT, quads)
    assert (finding.report, finding.shape, finding.severity) == (
        REPORT,
        "observation-unit-text",
        Severity.VIOLATION,
    )
    assert (finding.name, finding.name_vi) == ("Observation: unit as written", "Quan sát: đơn vị như đã viết")
    assert (finding.component, finding.path, finding.value) == ("MinCount", SCHEMA["unitText"].value, "")
    assert finding.message == "An observation has its unit as written."
    assert finding.message_vi == "Quan sát phải ghi đơn vị như đã viết."
    assert finding.line == 3
    assert finding.sentence is not None
    assert finding.sentence.startswith("Diện tích lúa đông xuân")


def test_a_store_is_validated_report_by_report():
    store = memory_store()
    store.replace_report(REPORT, to_nquads(VALID))
    assert list(validate_store(store)) == []
    other = "ffffffffffffffff"
    quads = report_quads(document(identifier=other), extraction(), "b.txt")
    bad = [quad for quad in quads if quad.predicate != DCT["title"]]
    store.replace_report(other, to_nquads(bad))
    assert [(f.report, f.shape) for f in validate_store(store)] == [(other, "report-title")]
    assert list(validate_store(store, [REPORT])) == []
