"""Cells as RDF, made on demand: nothing of it is stored, and the reports' graphs stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from graph import iris, made_iris
from graph.cells.find import Cell
from graph.statement import Statements, en, vi
from graph.turtle import to_turtle
from ontology.lexicon import concepts_by_id
from ontology.terms import HKG, QB, RDF, RDFS, SDMX_DIMENSION, SKOS


def cells_as_turtle(cells: Iterable[Cell]) -> bytes:
    """A graph of these cells; the same cells give the same bytes."""
    in_order = sorted(cells, key=lambda cell: min(cell.claims))
    return to_turtle([Triple(*statement) for cell in in_order for statement in cell_statements(cell)])


def cell_statements(cell: Cell) -> Statements:
    """The cell with its observations, whether they agree, and which of them is preferred by what rule."""
    node, row = cell_node(cell), cell.first
    yield node, RDF["type"], HKG["ToldCell"]
    yield node, RDFS["label"], vi(f"{row.indicator_text}, {row.area}, {row.period}")
    yield node, HKG["indicator"], iris.indicator(row.concept or "")
    yield node, SDMX_DIMENSION["refArea"], iris.area(row.area_code or "")
    yield node, SDMX_DIMENSION["refPeriod"], iris.period(row.period)
    yield node, QB["measureType"], NamedNode(row.measure_node)
    for claim in sorted(cell.claims):
        yield node, HKG["cellObservation"], NamedNode(claim)
    yield node, HKG["agreement"], HKG["Agreeing" if cell.agrees else "Conflicting"]
    if cell.preferred is not None:
        yield node, HKG["preferredObservation"], NamedNode(cell.preferred.claim)
        rules = [concepts_by_id("cell_preference")[rule] for rule in cell.rules]
        yield node, SKOS["editorialNote"], vi("; ".join(rule.vi for rule in rules))
        yield node, SKOS["editorialNote"], en("; ".join(rule.en for rule in rules))


def cell_node(cell: Cell) -> NamedNode:
    """The cell's IRI, by the observation that it is read from first: it is in no other cell."""
    return made_iris.told_cell(iris.tail(NamedNode(min(cell.claims))))
