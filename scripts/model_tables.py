"""Writes the tables of docs/model.md from the files of ``ontology/``: classes, properties, constraints.

The tables stand between ``<!-- NAME -->`` and ``<!-- end -->``; the rest of the page is written by hand.

    python -m scripts.model_tables
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from rdflib import DCTERMS, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from graph.constraints import load_constraints
from graph.validate import load_shapes
from ontology.terms import HKG, PREFIXES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "model.md"
_MARKED = re.compile(r"(<!-- (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_MORE_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "sd-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": str(SH),
}
_SOURCES = (
    (RDFS.subClassOf, "narrows"),
    (RDFS.subPropertyOf, "narrows"),
    (RDFS.seeAlso, "near"),
    (DCTERMS.source, ""),
)


def with_tables(page: str) -> str:
    """The page with its tables as the ontology has them now."""
    return _MARKED.sub(lambda match: match[1] + TABLES[match[2]]() + match[3], page)


def _classes() -> str:
    rows = [
        (_code(term), *_told(ours, term), _source(ours, term))
        for ours in (_read("huyenkg.ttl"), _read("reused.ttl"))
        for term in _terms(ours, is_class=True)
    ]
    return _table(("class", "tiếng Việt", "English", "stands for", "source"), rows)


def _properties() -> str:
    bearers = _bearers()
    rows = [
        (
            _code(term), *_told(ours, term),
            bearers.get(term, ""), _values(term), _source(ours, term),
        )
        for ours in (_read("huyenkg.ttl"), _read("reused.ttl"))
        for term in _terms(ours, is_class=False)
    ]  # fmt: skip
    heads = ("property", "tiếng Việt", "English", "says", "of", "value", "source")
    return _table(heads, rows)


def _constraints() -> str:
    rows = [
        (f"[{one.id}]({one.clause})", one.message, one.not_applied and f"not checked: {one.not_applied}")
        for one in load_constraints()
    ]
    return _table(("clause", "demands", ""), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "classes": _classes,
    "properties": _properties,
    "constraints": _constraints,
}


def _read(name: str) -> Graph:
    return Graph().parse(data=files("ontology").joinpath(name).read_text("utf-8"), format="turtle")


def _terms(graph: Graph, *, is_class: bool) -> list[URIRef]:
    kind = RDFS.Class if is_class else RDF.Property
    return sorted(term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef))


def _told(graph: Graph, term: Node) -> tuple[str, str, str]:
    """The labels in Vietnamese and English, and the meaning."""
    labels, said = _texts(graph, term, RDFS.label), _texts(graph, term, RDFS.comment)
    return labels["vi"], labels["en"], said["en"]


def _texts(graph: Graph, term: Node, told: URIRef) -> dict[str | None, str]:
    return {text.language: str(text) for text in graph.objects(term, told) if isinstance(text, Literal)}


def _source(graph: Graph, term: Node) -> str:
    """The standard term that ours narrows or is near to; of a term of others, its vocabulary."""
    if not str(term).startswith(HKG.base):
        return f"[{_short(term).partition(':')[0]}]({graph.value(term, RDFS.isDefinedBy)})"
    said = [(how, source) for told, how in _SOURCES for source in sorted(graph.objects(term, told))]
    return ", ".join(f"{how} [{_short(source)}]({source})" if how else "ours alone" for how, source in said)


def _bearers() -> dict[Node, str]:
    """The classes whose shape speaks of a property."""
    shapes, found = load_shapes(), defaultdict(set)
    for shape, target in shapes.subject_objects(SH.targetClass):
        for constraint in shapes.objects(shape, SH.property):
            if shapes.value(constraint, SH.maxCount) == Literal(0):
                continue  # it says that the class does not bear it
            for path in _paths(shapes, shapes.value(constraint, SH.path)):
                found[path].add(_code(target))
    return {path: ", ".join(sorted(classes)) for path, classes in found.items()}


def _values(term: Node) -> str:
    """What the shapes say of a property's values."""
    shapes, found = load_shapes(), set()
    for constraint in shapes.subjects(SH.path):
        if term in _paths(shapes, shapes.value(constraint, SH.path)):
            kinds = (*shapes.objects(constraint, SH["class"]), *shapes.objects(constraint, SH.datatype))
            found |= {_code(kind) for kind in kinds}
    return ", ".join(sorted(found))


def _paths(shapes: Graph, path: Node | None) -> list[Node]:
    either = shapes.value(path, SH.alternativePath)
    return list(Collection(shapes, either)) if either is not None else [path] if path is not None else []


def _code(term: Node) -> str:
    return f"`{_short(term)}`"


def _short(term: Node) -> str:
    prefixes = PREFIXES | _MORE_PREFIXES
    fitting = [prefix for prefix, base in prefixes.items() if str(term).startswith(base)]
    prefix = max(fitting, key=lambda one: len(prefixes[one]))
    return f"{prefix}:{str(term).removeprefix(prefixes[prefix])}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")
