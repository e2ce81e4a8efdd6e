"""Shapes: a valid graph keeps them all, and each one catches its own break and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import SH

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.finding import Severity
from graph.store import memory_store
from graph.validate import validate_report, validate_store
from ingest.document import Page, PageBox
from ingest.fact import Assertion, Measure
from ontology.terms import DCT, HKG, RDF, SCHEMA
from tests.factories import document, event, every_fact, extraction, measurement, period

SHAPES = Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"))
PREFIX = "https://w3id.org/huyenkg/shapes/"
REPORT = document().id
GRAPH = iris.graph(REPORT)
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
WRONG = Literal("no such thing", language="xx")
TYPED = ("in", "datatype", "class", "or", "pattern", "hasValue")

# Breaking one constraint necessarily breaks these others.
ALSO = {
    ("observation-measure", "missing"): {"measure-actual-type"},
    ("observation-measure", "wrong"): {"measure-actual-type"},
    ("group-observation", "missing"): {"observation-group"},
    ("group-observation", "wrong"): {"observation-group"},
    ("event-assertion", "wrong"): {"event-happened"},
    ("quote-last-line", "wrong"): {"quote-first-line"},
    ("quote-sentence-end", "wrong"): {"quote-sentence-start"},
    ("position-end", "wrong"): {"position-start"},
}


def valid() -> list[Quad]:
    under = {"programme": "NTM", "programme_part": "NTM.c17", "legal": "21/NQ-HĐND", "group": 2}
    facts = [
        *every_fact(),
        measurement(
            45, "45 con lợn", qualifier=">", plan_period=period(), compared_with=period(), part_of=1, **under
        ),
        measurement(15, "15/12/2023", Measure.PLAN, concept="area-rice-winter-spring", **under),
    ]
    scan = replace(document(), pages=(Page(1, 595, 842, True),), boxes=((0, PageBox(1, 72, 80, 500, 94)),))
    quads = report_quads(scan, extraction(facts), "a.txt")
    return [*quads, *run_quads(REPORT, NOON, NOON, "0.1.0")]


VALID = valid()


def short(shape) -> str:
    return str(shape).removeprefix(PREFIX)


@cache
def focus_of(target: str) -> NamedNode:
    """The node of the class with the most statements: it has most to lose."""
    nodes = {quad.subject for quad in VALID if quad.predicate == RDF["type"] and quad.object.value == target}
    assert nodes, f"the sample has no {target}"
    return max(nodes, key=lambda node: (sum(quad.subject == node for quad in VALID), node.value))


def breaks() -> Iterator[tuple[str, str, str]]:
    """Class of node, constraint and kind of break, for each way to break each constraint of the file."""
    for node_shape, target in sorted(SHAPES.subject_objects(SH.targetClass)):
        for constraint in sorted(SHAPES.objects(node_shape, SH.property)):
            if SHAPES.value(constraint, SH.minCount) is not None:
                yield str(target), short(constraint), "missing"
            if any(SHAPES.value(constraint, SH[name]) is not None for name in TYPED):
                yield str(target), short(constraint), "wrong"
            elif SHAPES.value(constraint, SH.maxCount) is not None:
                yield str(target), short(constraint), "doubled"


def rounds() -> Iterator[list[tuple[str, str, str]]]:
    """The breaks by which something is missing, in lists with at most one of each class of node."""
    left = [case for case in breaks() if case[2] == "missing"]
    while left:
        together = list({case[0]: case for case in reversed(left)}.values())
        yield together
        left = [case for case in left if case not in together]


def paths_of(constraint: str) -> tuple[set[str], bool]:
    """The properties that a constraint is about, and whether it looks at them backwards."""
    (shape,) = (s for s in SHAPES.subjects(SH.path, None) if short(s) == constraint)
    path = SHAPES.value(shape, SH.path)
    backwards, either = SHAPES.value(path, SH.inversePath), SHAPES.value(path, SH.alternativePath)
    steps = Collection(SHAPES, either) if either is not None else [backwards or path]
    return {str(step) for step in steps}, backwards is not None


def broken(target: str, constraint: str, how: str, valid: list[Quad] = VALID) -> list[Quad]:
    focus, (paths, backwards) = focus_of(target), paths_of(constraint)
    at = "object" if backwards else "subject"
    there = [q for q in valid if q.predicate.value in paths and getattr(q, at) == focus]
    path = there[0].predicate if there else NamedNode(min(paths))
    kept = valid if how == "doubled" else [quad for quad in valid if quad not in there]
    if how == "missing":
        return kept
    extra = Quad(iris.area("0"), path, focus, GRAPH) if backwards else Quad(focus, path, WRONG, GRAPH)
    return [*kept, extra]


def shapes_found(quads: list[Quad]) -> set[str]:
    return {finding.shape for finding in validate_report(REPORT, quads)}


def test_the_sample_keeps_every_shape():
    assert validate_report(REPORT, VALID) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "constraint", "how"),
    [pytest.param(*case, id=f"{case[1]}-{case[2]}") for case in breaks()],
)
def test_each_break_is_found_as_itself(target, constraint, how):
    findings = validate_report(REPORT, broken(target, constraint, how))
    assert {finding.shape for finding in findings} == {constraint} | ALSO.get((constraint, how), set())
    (named,) = {finding.focus for finding in findings if finding.shape == constraint}
    assert named == focus_of(target).value


@pytest.mark.parametrize("together", list(rounds()), ids=lambda together: f"{len(together)} at once")
def test_what_is_missing_is_found_in_nodes_of_all_classes_at_once(together):
    """A check takes long, so one constraint of each class is broken in one graph."""
    quads = VALID
    for case in together:
        quads = broken(*case, quads)
    findings = validate_report(REPORT, quads)
    also = {shape for _, constraint, how in together for shape in ALSO.get((constraint, how), set())}
    own = {(constraint, focus_of(target).value) for target, constraint, _ in together}
    found = {(finding.shape, finding.focus) for finding in findings}
    assert {one for one in found if one[0] not in also} == {one for one in own if one[0] not in also}
    assert {shape for shape, _ in found} == {shape for shape, _ in own} | also


def test_every_constraint_has_a_broken_twin():
    untested = {short(shape) for shape in SHAPES.subjects(SH.path, None)} - {case[1] for case in breaks()}
    assert {name for name in untested if not name.startswith("n")} == {
        "area-class",
        *(name for name in untested if name.startswith("measure-")),
    }


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
    for kind, shape in (("area", "area-label"), ("period", "period-label"), ("programme", "concept-label")):
        quad = next(q for q in labelled if f"/id/{kind}/" in q.subject.value and q.object.language == "vi")
        second = Quad(quad.subject, quad.predicate, Literal("khác", language="vi"), GRAPH)
        assert shapes_found([*VALID, second]) == {shape}


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
