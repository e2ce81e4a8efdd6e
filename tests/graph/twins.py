"""Valid graphs, and broken twins of their nodes: one for each way to break each constraint of the shapes.

The ways are read from the shapes, so a new constraint is tried at once, and a new kind of constraint (a SHACL
parameter that ``BREAKS`` does not know) fails. All twins stand in one graph: a check of it takes long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF as RDF_
from rdflib.namespace import SH

from graph import iris
from graph.build import report_quads, run_quads
from graph.validate import SHAPES, load_shapes
from ingest.document import Page, PageBox
from ingest.fact import Measure
from ontology.terms import HKG, RDF
from tests.factories import document, every_fact, extraction, measurement, period
from tests.graph.made import made_quads

REPORT = document().id
GRAPH = iris.graph(REPORT)
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
WRONG = NamedNode("http://example.org/no-such-thing")
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True)
class Twin:
    """A copy of the node of a class that breaks one parameter of one constraint."""

    node_shape: str
    constraint: str
    parameter: str

    @property
    def node(self) -> NamedNode:
        return NamedNode(f"http://example.org/{self.node_shape}/{self.constraint}/{self.parameter}")

    @property
    def component(self) -> str:
        return self.parameter[:1].upper() + self.parameter[1:]


def valid_quads() -> list[Quad]:
    """A report in which every kind of node says all that it can say."""
    under = {"programme": "NTP-EM", "programme_part": "NTP-EM.3", "legal": "21/NQ-HĐND", "group": 2}
    facts = [
        *every_fact(),
        measurement(
            45, "45 con lợn", qualifier=">", plan_period=period(), compared_with=period(), part_of=1, **under
        ),
        measurement(15, "15/12/2023", Measure.PLAN, concept="area-rice-winter-spring", **under),
        *(measurement(measure=measure, quote="12,5 ha") for measure in Measure),
    ]
    scan = replace(document(), pages=(Page(1, 595, 842, True),), boxes=((0, PageBox(1, 72, 80, 500, 94)),))
    quads = report_quads(scan, extraction(facts), "a.txt")
    return [*dict.fromkeys(quads), *run_quads(REPORT, NOON, NOON, "0.1.0")]


VALID = valid_quads()
MADE = made_quads(REPORT, VALID)
"""What stands in no report: made on demand, or said of the graph."""
EVERY = (*VALID, *MADE)


def twins() -> Iterator[Twin]:
    """Every way in which every constraint of every node shape can be broken."""
    shapes = load_shapes()
    for node_shape in sorted(shapes.subjects(RDF_.type, SH.NodeShape)):
        for constraint in sorted(shapes.objects(node_shape, SH.property)):
            for parameter in sorted(_parameters(constraint)):
                yield Twin(_short(node_shape), _short(constraint), parameter)


def broken_quads(twin: Twin) -> list[Quad]:
    """The quads of a twin: those of the node, under a name of its own, but for what it breaks."""
    focus = focus_of(twin.node_shape)
    constraint = URIRef(SHAPES + twin.constraint)
    paths, backwards = paths_of(constraint)
    own = [_renamed(quad, focus, twin.node) for quad in EVERY if _is_of(focus, quad)]
    at = "object" if backwards else "subject"
    told = [quad for quad in own if quad.predicate.value in paths and getattr(quad, at) == twin.node]
    values = [quad.subject if backwards else quad.object for quad in told]
    path = told[0].predicate if told else NamedNode(min(paths))
    wrong = BREAKS[twin.parameter](load_shapes().value(constraint, SH[twin.parameter]), values, own)
    kept = [quad for quad in own if quad not in told or _types_the_target(quad, twin)]
    return [*kept, *(_said(twin.node, path, value, backwards) for value in wrong)]


@cache
def focus_of(node_shape: str) -> NamedNode:
    """The node of the shape's targets with the most statements: it has most to lose."""
    kinds, told = (
        _targets(node_shape),
        str(load_shapes().value(URIRef(SHAPES + node_shape), SH.targetSubjectsOf)),
    )
    nodes = {
        quad.subject
        for quad in EVERY
        if (quad.predicate == RDF["type"] and quad.object.value in kinds) or quad.predicate.value == told
    }
    assert nodes, f"the valid graphs have nothing that {node_shape} is about"
    return max(nodes, key=lambda node: (_SAID[node], node.value))


_SAID = Counter(quad.subject for quad in EVERY)


def _targets(node_shape: str) -> set[str]:
    return {str(kind) for kind in load_shapes().objects(URIRef(SHAPES + node_shape), SH.targetClass)}


# --- what breaks a parameter: its value, the values that are there, the node's quads -> other values -------

Break = Callable[[object, list, list[Quad]], list]


def _number(text: object) -> Literal:
    return Literal(str(text), datatype=_INTEGER)


def _beyond(other: object, values: list, own: list[Quad], more: int) -> list:
    bounds = [int(quad.object.value) for quad in own if quad.predicate.value == str(other)]
    return [_number(bounds[0] + more)]


def _like(value: Literal, text: str) -> Literal:
    return (
        Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    )


BREAKS: dict[str, Break] = {
    "minCount": lambda least, values, own: values[: int(least) - 1],
    "maxCount": lambda most, values, own: [
        *(values or [WRONG]), NamedNode(f"{WRONG.value}/{most}"), NamedNode(f"{WRONG.value}/more"),
    ],
    "class": lambda kind, values, own: [WRONG],
    "datatype": lambda kind, values, own: [WRONG],
    "nodeKind": lambda kind, values, own: [Literal("no such thing")],
    "in": lambda choices, values, own: [Literal("no such thing")],
    "hasValue": lambda wanted, values, own: [WRONG],
    "pattern": lambda pattern, values, own: [Literal("no such thing")],
    "minLength": lambda least, values, own: [_like(values[0], "") if values else Literal("")],
    "languageIn": lambda languages, values, own: [Literal("no such thing", language="xx")],
    "uniqueLang": lambda _, values, own: [*values, Literal("một tên khác", language="vi")],
    "minInclusive": lambda least, values, own: [_number(int(least) - 1)],
    "maxInclusive": lambda most, values, own: [_number(int(most) + 1)],
    "lessThan": lambda other, values, own: _beyond(other, values, own, 0),
    "lessThanOrEquals": lambda other, values, own: _beyond(other, values, own, 1),
    "or": lambda choices, values, own: [*values, WRONG],
    "qualifiedMinCount": lambda least, values, own: [],
    "qualifiedMaxCount": lambda most, values, own: [
        *values, *(HKG[name] for name in ("Province", "District", "Commune", "Village")),
    ],
}  # fmt: skip
_SAYS_NOTHING_OF_VALUES = {"type", "path", "name", "message", "severity", "qualifiedValueShape"}


def _parameters(constraint: URIRef) -> set[str]:
    named = {str(predicate).removeprefix(str(SH)) for predicate in load_shapes().predicates(constraint)}
    return {name.rpartition("#")[2] for name in named} - _SAYS_NOTHING_OF_VALUES


def paths_of(constraint: URIRef) -> tuple[set[str], bool]:
    """The properties that a constraint is about, and whether it looks at them backwards."""
    shapes = load_shapes()
    path = shapes.value(constraint, SH.path)
    backwards, either = shapes.value(path, SH.inversePath), shapes.value(path, SH.alternativePath)
    steps = Collection(shapes, either) if either is not None else [backwards or path]
    return {str(step) for step in steps}, backwards is not None


def _types_the_target(quad: Quad, twin: Twin) -> bool:
    return quad.predicate == RDF["type"] and quad.object.value in _targets(twin.node_shape)


def _is_of(focus: NamedNode, quad: Quad) -> bool:
    """Whether a quad is the node's: its own, or what leads to it where shapes look backwards."""
    return quad.subject == focus or (quad.object == focus and quad.predicate.value in _backwards())


@cache
def _backwards() -> set[str]:
    return {str(path) for path in load_shapes().objects(predicate=SH.inversePath)}


def _renamed(quad: Quad, focus: NamedNode, twin: NamedNode) -> Quad:
    subject = twin if quad.subject == focus else quad.subject
    return Quad(subject, quad.predicate, twin if quad.object == focus else quad.object, GRAPH)


def _said(twin: NamedNode, path: NamedNode, value: NamedNode | Literal, backwards: bool) -> Quad:
    if backwards:
        return Quad(value if isinstance(value, NamedNode) else WRONG, path, twin, GRAPH)
    return Quad(twin, path, value, GRAPH)


def _short(shape: object) -> str:
    return str(shape).removeprefix(SHAPES)
