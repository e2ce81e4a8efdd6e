"""Every class of ours, and every class that the program gives a node, has a shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import pyoxigraph as ox
import pytest

from graph import service_description, validation_report
from ontology import terms
from tests.architecture.tree import ROOT, modules

CLASSES = {ox.NamedNode(f"{terms.RDFS.base}Class"), ox.NamedNode("http://www.w3.org/2002/07/owl#Class")}
TARGET = ox.NamedNode("http://www.w3.org/ns/shacl#targetClass")
VOCABULARIES = vars(terms) | {"SD": service_description.SD, "SH": validation_report.SH}
READING = {"has", "matching"}  # methods that ask for a class
COMPUTED = "graph/places.py: HKG[_class_name(kind, unit)]"  # the level of an area, a class of ours


def read(name: str) -> list[ox.Quad]:
    return list(ox.parse(files("ontology").joinpath(name).read_bytes(), format=ox.RdfFormat.TURTLE))


def targeted() -> set[str]:
    shapes = files("ontology").joinpath("shapes").iterdir()
    return {
        quad.object.value for f in shapes for quad in read(f"shapes/{f.name}") if quad.predicate == TARGET
    }


def written() -> Iterator[tuple[str, ast.expr]]:
    """Each place where a statement gives a node a class, and what stands for the class there."""
    for path in modules():
        if path.parts[0] == "graph":
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            chosen = dict(loops(tree))
            for kind in given_classes(tree):
                for one in chosen.get(ast.unparse(kind), [kind]):
                    yield path.as_posix(), one


def given_classes(tree: ast.AST) -> Iterator[ast.expr]:
    """What follows ``RDF["type"]`` in tuples and calls that write."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in READING:
            continue
        terms_ = getattr(node, "elts", None) or getattr(node, "args", None)
        if isinstance(terms_, list):
            for term, following in pairwise(terms_):
                if ast.unparse(term) == "RDF['type']" and len(terms_) == 3:
                    yield following


def loops(tree: ast.AST) -> Iterator[tuple[str, list[ast.expr]]]:
    """What the variable of a loop over a tuple stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            yield ast.unparse(node.target), node.iter.elts


@pytest.mark.parametrize("name", ["huyenkg.ttl", "reused.ttl"])
def test_every_class_of_the_vocabulary_has_a_shape(name):
    classes = {
        q.subject.value for q in read(name) if q.predicate == terms.RDF["type"] and q.object in CLASSES
    }
    assert len(classes) > 10
    assert classes - targeted() == set()


def test_every_class_that_the_program_gives_a_node_has_a_shape():
    given = list(written())
    assert len(given) > 50
    bare = []
    for path, kind in given:
        if isinstance(kind, ast.Subscript) and isinstance(kind.slice, ast.Constant):
            if VOCABULARIES[ast.unparse(kind.value)][kind.slice.value].value not in targeted():
                bare.append(f"{path}: {ast.unparse(kind)}")
        elif f"{path}: {ast.unparse(kind)}" != COMPUTED:
            bare.append(f"{path}: {ast.unparse(kind)} is not told as a term of a vocabulary")
    assert bare == []
