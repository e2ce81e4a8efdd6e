"""The shapes as functions that clear nodes: one a constraint component, each by its section of SHACL.

https://www.w3.org/TR/shacl/#core-components. A component that is not here, or a value that is none of the
plain ones, clears nothing: pySHACL then judges the node, so that a shape may use all of SHACL.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node as ShapeNode

from graph.description import Node
from graph.doubts import Doubter, Rule, Said, Shape, Values
from ontology.terms import XSD

_NO_CONSTRAINTS = {
    RDF.type, RDFS.label, SH.path, SH.targetClass, SH.targetSubjectsOf, SH.name, SH.message, SH.severity,
    SH.qualifiedValueShape,
}  # fmt: skip
_TARGETS = {SH.targetClass, SH.targetSubjectsOf}
_NUMBERS = {XSD["integer"], XSD["decimal"]}


def doubter(shapes: Graph) -> Doubter:
    """The shapes by their targets. Raises ``ValueError`` for a kind of target or path that is not known."""
    if others := {str(p) for p in shapes.predicates() if "#target" in str(p) and p not in _TARGETS}:
        raise ValueError(f"unknown targets of shapes: {others}")
    return Doubter(_targeted(shapes, SH.targetClass), _targeted(shapes, SH.targetSubjectsOf))


def _targeted(shapes: Graph, target: URIRef) -> dict[Node, tuple[Shape, ...]]:
    found: dict[Node, list[Shape]] = defaultdict(list)
    for shape, of in shapes.subject_objects(target):
        found[_term(of)].append(_shape(shapes, shape))
    return {of: tuple(own) for of, own in found.items()}


def _shape(shapes: Graph, shape: ShapeNode) -> Shape:
    rules = [
        COMPONENTS.get(parameter, _unknown)(Parameter(shapes, shape, value))
        for parameter, value in shapes.predicate_objects(shape)
        if parameter not in _NO_CONSTRAINTS
    ]
    return Shape(tuple(rules), *_path(shapes, shapes.value(shape, SH.path)))


def _path(shapes: Graph, path: ShapeNode | None) -> tuple[tuple[ox.NamedNode, ...], bool]:
    """2.3.1: the properties that a path goes along, of which any will do, and whether backwards."""
    backwards, either = shapes.value(path, SH.inversePath), shapes.value(path, SH.alternativePath)
    steps = Collection(shapes, either) if either is not None else filter(None, [backwards or path])
    return tuple(_property_of(step) for step in steps), backwards is not None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a shape demands by one of its parameters."""

    shapes: Graph
    shape: ShapeNode
    value: ShapeNode

    @property
    def number(self) -> Decimal:
        """The value as a number."""
        return Decimal(str(self.value))

    @property
    def term(self) -> Node:
        """The value as a term of the graph."""
        return _term(self.value)

    @property
    def listed(self) -> list[ShapeNode]:
        """The members of the list that the value is."""
        return list(Collection(self.shapes, self.value))

    @property
    def qualified(self) -> ShapeNode | None:
        """The shape that is counted by."""
        return self.shapes.value(self.shape, SH.qualifiedValueShape)


# --- constraint components: a parameter -> a rule; each says the section that defines it -------------------


def _unknown(_parameter: Parameter) -> Rule:
    return lambda _said, _node, _values: False


def _min_count(least: Parameter) -> Rule:
    """4.2.1."""
    number = least.number
    return lambda _said, _node, values: len(values) >= number


def _max_count(most: Parameter) -> Rule:
    """4.2.2."""
    number = most.number
    return lambda _said, _node, values: len(values) <= number


def _class(kind: Parameter) -> Rule:
    """4.1.1."""
    wanted = kind.term
    return lambda said, _node, values: all(wanted in said.classes(value) for value in values)


def _datatype(kind: Parameter) -> Rule:
    """4.1.2."""
    wanted = kind.term
    return _each(
        lambda value: isinstance(value, ox.Literal) and value.datatype == wanted and _is_formed(value)
    )


def _node_kind(kind: Parameter) -> Rule:
    """4.1.3, of IRIs."""
    if kind.value != SH.IRI:
        return _unknown(kind)
    return _each(lambda value: isinstance(value, ox.NamedNode))


def _min_inclusive(least: Parameter) -> Rule:
    """4.3.2, of numbers."""
    bound = least.number
    return _each(lambda value: (number := _number(value)) is not None and number >= bound)


def _max_inclusive(most: Parameter) -> Rule:
    """4.3.4, of numbers."""
    bound = most.number
    return _each(lambda value: (number := _number(value)) is not None and number <= bound)


def _min_length(least: Parameter) -> Rule:
    """4.4.1."""
    number = least.number
    return _each(lambda value: len(_text(value)) >= number)


def _pattern(pattern: Parameter) -> Rule:
    """4.4.3, without flags, which are a parameter of their own."""
    wanted = re.compile(str(pattern.value))
    return _each(lambda value: wanted.search(_text(value)) is not None)


def _language_in(languages: Parameter) -> Rule:
    """4.4.4, of languages in full."""
    wanted = {str(language) for language in languages.listed}
    return _each(lambda value: isinstance(value, ox.Literal) and value.language in wanted)


def _unique_lang(_true: Parameter) -> Rule:
    """4.4.5."""
    return lambda _said, _node, values: _is_told_once_a_language(values)


def _less_than(other: Parameter) -> Rule:
    """4.5.3, of numbers."""
    return _compared_with(other, lambda number, larger: number < larger)


def _less_than_or_equals(other: Parameter) -> Rule:
    """4.5.4, of numbers."""
    return _compared_with(other, lambda number, larger: number <= larger)


def _or(choices: Parameter) -> Rule:
    """4.6.3."""
    shapes = [_shape(choices.shapes, choice) for choice in choices.listed]
    return lambda said, _node, values: all(
        any(shape.clears(said, value) for shape in shapes) for value in values
    )


def _property(inner: Parameter) -> Rule:
    """4.7.2."""
    shape = _shape(inner.shapes, inner.value)
    return lambda said, _node, values: all(shape.clears(said, value) for value in values)


def _qualified_min_count(least: Parameter) -> Rule:
    """4.7.3."""
    if least.qualified is None:
        return _unknown(least)
    shape, number = _shape(least.shapes, least.qualified), least.number
    return lambda said, _node, values: sum(shape.clears(said, value) for value in values) >= number


def _qualified_max_count(most: Parameter) -> Rule:
    """4.7.3, of listed values: of others it is not known that they are not of the shape."""
    choices = most.shapes.value(most.qualified, SH["in"])
    if choices is None:
        return _unknown(most)
    listed, number = {_term(choice) for choice in Collection(most.shapes, choices)}, most.number
    return lambda _said, _node, values: len(listed & values) <= number


def _has_value(wanted: Parameter) -> Rule:
    """4.8.2."""
    term = wanted.term
    return lambda _said, _node, values: term in values


def _in(choices: Parameter) -> Rule:
    """4.8.3."""
    listed = {_term(choice) for choice in choices.listed}
    return _each(lambda value: value in listed)


COMPONENTS: dict[ShapeNode, Callable[[Parameter], Rule]] = {
    SH.minCount: _min_count, SH.maxCount: _max_count, SH["class"]: _class, SH.datatype: _datatype,
    SH.nodeKind: _node_kind, SH.minInclusive: _min_inclusive, SH.maxInclusive: _max_inclusive,
    SH.minLength: _min_length, SH.pattern: _pattern, SH.languageIn: _language_in, SH.uniqueLang: _unique_lang,
    SH.lessThan: _less_than, SH.lessThanOrEquals: _less_than_or_equals, SH["or"]: _or, SH.property: _property,
    SH.qualifiedMinCount: _qualified_min_count, SH.qualifiedMaxCount: _qualified_max_count,
    SH.hasValue: _has_value, SH["in"]: _in,
}  # fmt: skip


# --- what values are ---------------------------------------------------------------------------------------


def _each(holds: Callable[[Node], bool]) -> Rule:
    return lambda _said, _node, values: all(map(holds, values))


def _compared_with(other: Parameter, holds: Callable[[Decimal, Decimal], bool]) -> Rule:
    predicate = _property_of(other.value)

    def rule(said: Said, node: Node, values: Values) -> bool:
        bounds = [_number(value) for value in said.values(node, predicate)]
        numbers = [_number(value) for value in values]
        return all(n is not None and b is not None and holds(n, b) for n in numbers for b in bounds)

    return rule


def _number(term: Node) -> Decimal | None:
    if isinstance(term, ox.Literal) and term.datatype in _NUMBERS and _is_formed(term):
        return Decimal(term.value)
    return None


def _is_told_once_a_language(values: Values) -> bool:
    languages = [value.language for value in values if isinstance(value, ox.Literal) and value.language]
    return len(languages) == len({language.lower() for language in languages})


def _text(term: Node) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _is_formed(literal: ox.Literal) -> bool:
    """Whether a literal is well-formed."""
    kind = literal.datatype
    return kind == XSD["string"] or bool(literal.language) or _is_of(literal.value, kind.value)


@lru_cache(maxsize=100_000)
def _is_of(lexical: str, datatype: str) -> bool:
    """Whether a form is one of a datatype, or of a datatype whose forms pySHACL does not know."""
    return Literal(lexical, datatype=URIRef(datatype)).ill_typed is not True


def _property_of(node: ShapeNode) -> ox.NamedNode:
    term = _term(node)
    if not isinstance(term, ox.NamedNode):
        raise ValueError(f"no property: {node}")  # noqa: TRY004 - a shape that is wrong, no argument of ours
    return term


def _term(node: ShapeNode) -> ox.NamedNode | ox.Literal:
    """A term of the shapes as it stands in the graph. Raises ``ValueError`` for a node without a name."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if not isinstance(node, Literal):
        raise ValueError(f"no term of a graph: {node}")  # noqa: TRY004 - as above
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD["string"].value)))
