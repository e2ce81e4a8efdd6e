"""Findings as a SHACL validation report in Turtle, written piece by piece so that it may be of any length.

https://www.w3.org/TR/shacl/#validation-report. Shapes and integrity constraints of the cube give results of
one kind; the source of a constraint's is its clause in the specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph import iris, made_iris
from graph.constraints import CLAUSES
from graph.finding import SHAPES, Finding
from graph.statement import Statements, boolean, en, vi
from graph.turtle import to_turtle
from ontology.terms import DCT, PREFIXES, RDF, Vocabulary

SH = Vocabulary(
    "sh",
    "http://www.w3.org/ns/shacl#",
    "ValidationReport ValidationResult conforms result focusNode resultPath value resultMessage "
    "resultSeverity sourceShape sourceConstraint sourceConstraintComponent",
)
_OF_CONSTRAINTS = "SPARQL"
_PREFIXES = {name: PREFIXES[name] for name in ("dct", "rdf", "xsd")} | {SH.prefix: SH.base, "s": SHAPES}


class ValidationReport:
    """Pieces of one Turtle file: ``results`` any number of times, then ``end``."""

    def __init__(self) -> None:
        self._nodes: list[ox.NamedNode] = []
        self._opened = False

    def results(self, findings: Iterable[Finding]) -> bytes:
        """The results of these findings."""
        said: list[ox.Triple] = []
        for finding in findings:
            node = made_iris.validation_result(finding.report, len(self._nodes) + 1)
            self._nodes.append(node)
            said.extend(ox.Triple(*statement) for statement in _result(node, finding))
        return self._written(said)

    def end(self) -> bytes:
        """The report itself, which names its results. It conforms if there is none."""
        node = made_iris.validation_report()
        said = [
            ox.Triple(node, RDF["type"], SH["ValidationReport"]),
            ox.Triple(node, SH["conforms"], boolean(not self._nodes)),
            *(ox.Triple(node, SH["result"], result) for result in self._nodes),
        ]
        return self._written(said)

    def _written(self, triples: list[ox.Triple]) -> bytes:
        text = to_turtle(triples, _PREFIXES)
        if not self._opened:
            self._opened = True
            return text
        lines = text.splitlines(keepends=True)
        return b"".join(line for line in lines if not line.startswith(b"@prefix "))


def _result(node: ox.NamedNode, finding: Finding) -> Statements:
    yield node, RDF["type"], SH["ValidationResult"]
    yield node, SH["focusNode"], ox.NamedNode(finding.focus)
    yield node, SH["resultSeverity"], ox.NamedNode(SH.base + finding.severity.value)
    if finding.path:
        yield node, SH["resultPath"], ox.NamedNode(finding.path)
    for value in _value(finding.value):
        yield node, SH["value"], value
    component = f"{SH.base}{finding.component}ConstraintComponent"
    yield node, SH["sourceConstraintComponent"], ox.NamedNode(component)
    if finding.component == _OF_CONSTRAINTS:
        yield node, SH["sourceConstraint"], ox.NamedNode(CLAUSES + finding.shape)
    else:
        yield node, SH["sourceShape"], ox.NamedNode(SHAPES + finding.shape)
    yield node, SH["resultMessage"], vi(finding.message_vi)
    yield node, SH["resultMessage"], en(finding.message)
    yield node, DCT["source"], iris.report(finding.report)


def _value(written: str) -> Iterator[ox.NamedNode | ox.Literal]:
    """The term that a finding holds as text."""
    if written:
        for quad in ox.parse(f"<x:> <x:> {written} .", format=ox.RdfFormat.TURTLE):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.object
