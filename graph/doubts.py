"""Which nodes may break a shape, told in one pass: the validator need judge those alone.

pySHACL looks each constraint up in the shapes anew for each node that it holds of, which costs 10 ms a
figure. Here each shape is made into functions once (``graph.shape_rules``). They only clear nodes: where one
cannot tell for sure, the node stays in doubt. What breaks a shape, and how, pySHACL says.
https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pyoxigraph as ox

from graph.description import Node
from ontology.terms import RDF, RDFS

Values = AbstractSet[Node]
_NOTHING: Values = frozenset()


class Said:
    """What quads say, by node and property, and by property and value."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.by_node: dict[Node, dict[ox.NamedNode, set[Node]]] = defaultdict(lambda: defaultdict(set))
        self._quads = quads
        self._leading: dict[ox.NamedNode, dict[Node, set[Node]]] = {}
        for quad in quads:
            self.by_node[quad.subject][quad.predicate].add(quad.object)
        self._wider = {
            node: told[RDFS["subClassOf"]]
            for node, told in self.by_node.items()
            if RDFS["subClassOf"] in told
        }

    def values(self, node: Node, predicate: ox.NamedNode) -> Values:
        """The values of a property."""
        told = self.by_node.get(node)
        return told.get(predicate, _NOTHING) if told else _NOTHING

    def leading(self, node: Node, predicate: ox.NamedNode) -> Values:
        """The nodes that have this one as a value of a property."""
        if predicate not in self._leading:
            found = self._leading[predicate] = defaultdict(set)
            for quad in self._quads:
                if quad.predicate == predicate:
                    found[quad.object].add(quad.subject)
        return self._leading[predicate].get(node, _NOTHING)

    def classes(self, node: Node) -> Values:
        """The classes of a node, with the wider ones that the quads name (section 2, "SHACL type")."""
        own = self.values(node, RDF["type"])
        if not self._wider:
            return own
        every, pending = set(own), [*own]
        while pending:
            wider = self._wider.get(pending.pop(), set()) - every
            every |= wider
            pending += wider
        return every


Rule = Callable[[Said, Node, Values], bool]
"""Whether a node's values are sure to keep a constraint."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Rules for what a path leads to from a node; a shape without a path is about the node itself."""

    rules: tuple[Rule, ...]
    predicates: tuple[ox.NamedNode, ...] = ()
    backwards: bool = False

    def clears(self, said: Said, node: Node) -> bool:
        """Whether the node is sure to keep the shape."""
        values = self._values(said, node)
        return all(rule(said, node, values) for rule in self.rules)

    def _values(self, said: Said, node: Node) -> Values:
        if not self.predicates:
            return {node}
        follow = said.leading if self.backwards else said.values
        if len(self.predicates) == 1:
            return follow(node, self.predicates[0])
        return {value for predicate in self.predicates for value in follow(node, predicate)}


@dataclass(frozen=True, slots=True)
class Doubter:
    """Shapes by what they target: the nodes of a class, and those that have a property (section 2.1.3)."""

    of_class: Mapping[Node, tuple[Shape, ...]]
    of_property: Mapping[Node, tuple[Shape, ...]]

    def doubts(self, quads: Iterable[ox.Quad]) -> frozenset[Node]:
        """The nodes that may break a shape; every other one keeps all."""
        said = Said(quads)
        return frozenset(
            node
            for node, told in tuple(said.by_node.items())
            if not all(shape.clears(said, node) for shape in self._about(said, node, told))
        )

    def _about(self, said: Said, node: Node, told: Collection[ox.NamedNode]) -> list[Shape]:
        by_class = (shape for kind in said.classes(node) for shape in self.of_class.get(kind, ()))
        by_property = (shape for one in told for shape in self.of_property.get(one, ()))
        return [*by_class, *by_property]
