"""The integrity constraints of the RDF Data Cube Vocabulary: each report's data set is a well-formed cube.

https://www.w3.org/TR/vocab-data-cube/#wf-rules. A report is one data set and all its observations are its
own, so that each constraint holds of the whole exactly if it holds of each report. They are asked of the
report's cube in memory, beside the structure and after the normalisation that the specification describes;
each query takes time in proportion to the observations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from graph.description import Description
from graph.finding import Finding, Severity, place_of
from graph.query_file import fill
from ontology.lexicon import load_concepts
from ontology.terms import HKG, PREFIXES, QB, RDF, RDFS, SKOS

CLAUSES = "https://www.w3.org/TR/vocab-data-cube/#"
_STRUCTURE_FILES = ("cube.ttl", "huyenkg.ttl")
_OF_COMPONENTS = {QB[name] for name in ("componentProperty", "dimension", "measure", "attribute")}
_OF_CODES = (SKOS["inScheme"].value, SKOS["member"].value)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One clause: ``id`` (``ic-12``) is its anchor in the specification.

    ``not_applied`` says why it is not checked; it is empty for those that are.
    """

    id: str
    name: str
    name_vi: str
    message: str
    message_vi: str
    not_applied: str

    @property
    def clause(self) -> str:
        """The address of the clause."""
        return CLAUSES + self.id


@cache
def load_constraints() -> tuple[Constraint, ...]:
    """All clauses, in their order, also those that are not checked."""
    return tuple(
        Constraint(
            row.id, row.en, row.vi, row.extra["message_en"], row.extra["message_vi"],
            row.extra.get("not_applied", ""),
        )
        for row in load_concepts("cube_constraints")
    )  # fmt: skip


def check_constraints(report_id: str, quads: Iterable[ox.Quad]) -> tuple[Finding, ...]:
    """The findings in one report's quads, sorted; empty means that its cube is well-formed."""
    quads = tuple(quads)
    cube = normalised(quads)
    broken = [
        (constraint, node)
        for constraint in load_constraints()
        if not constraint.not_applied
        for node in breaking_nodes(cube, constraint.id)
    ]
    if not broken:
        return ()
    said = Description(quads)
    return tuple(sorted(_finding(report_id, said, constraint, node) for constraint, node in broken))


def normalised(quads: Iterable[ox.Quad]) -> ox.Store:
    """What of the quads is the cube's, with the structure, in the normal form of the specification."""
    quads, structure = tuple(quads), _structure()
    kept = {quad.object for quad in (*structure, *quads) if quad.predicate in _OF_COMPONENTS}
    cube = ox.Store()
    cube.extend(structure)
    cube.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.predicate in kept or _is_structural(quad)
    )
    cube.update(_normalisation(), prefixes=PREFIXES)
    return cube


def breaking_nodes(cube: ox.Store, constraint_id: str) -> Iterator[str]:
    """The nodes of a normalised cube that break a constraint."""
    found = cube.query(fill(f"constraints/{constraint_id}", {}))
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        node = row["node"]
        if isinstance(node, ox.NamedNode):
            yield node.value
        elif node is not None:
            yield str(node)


def _finding(report_id: str, said: Description, constraint: Constraint, node: str) -> Finding:
    line, sentence = place_of(said, node)
    return Finding(
        report=report_id, shape=constraint.id, focus=node, severity=Severity.VIOLATION,
        message=constraint.message, message_vi=constraint.message_vi, line=line, sentence=sentence,
        name=constraint.name, name_vi=constraint.name_vi, component="SPARQL",
    )  # fmt: skip


def _is_structural(quad: ox.Quad) -> bool:
    """Whether a quad speaks of cubes, or says what a value is: in which code list, of which class."""
    predicate = quad.predicate
    if predicate == RDF["type"]:
        return isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith((QB.base, SKOS.base))
    return predicate == RDFS["range"] or predicate.value.startswith((QB.base, *_OF_CODES))


@cache
def _structure() -> tuple[ox.Quad, ...]:
    """The structure, with the components that are ours: ontology/cube.ttl and part of the vocabulary."""
    quads: list[ox.Quad] = []
    for name in _STRUCTURE_FILES:
        text = files("ontology").joinpath(name).read_bytes()
        quads.extend(quad for quad in ox.parse(text, format=ox.RdfFormat.TURTLE) if _is_structural(quad))
    cube = {quad.subject for quad in quads if quad.predicate == RDF["type"]} | {HKG["dsd"]}
    return tuple(quad for quad in quads if quad.subject in cube)


@cache
def _normalisation() -> str:
    return files("graph").joinpath("sparql", "constraints", "normalise.ru").read_text("utf-8")
