"""Derived figures as RDF, made on demand: apart from the observations, which they lead back to."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from graph import iris, made_iris
from graph.bridge.find import Bridged
from graph.statement import Statements, decimal, en, vi
from graph.turtle import to_turtle
from ontology.terms import HKG, PROV, QB, RDF, RDFS, SCHEMA, SDMX_DIMENSION, SKOS


def derived_as_turtle(bridged: Iterable[Bridged]) -> bytes:
    """A graph of the derived figures among these; parts that make none are left out."""
    found = sorted((one for one in bridged if one.total is not None), key=lambda one: derived_node(one).value)
    return to_turtle([Triple(*statement) for one in found for statement in derived_statements(one)])


def derived_statements(bridged: Bridged) -> Statements:
    """The figure with what it is of, what it was derived from, and how.

    It bears no ``hkg:actual``: a query over what reports tell never meets it.
    """
    node, row, total = derived_node(bridged), bridged.first, bridged.total
    if total is None:
        return
    yield node, RDF["type"], HKG["DerivedFigure"]
    yield node, RDF["type"], PROV["Entity"]
    yield node, RDFS["label"], vi(f"{row.indicator_text}, {bridged.unit.area.label}, {row.period}")
    if row.concept:
        yield node, HKG["indicator"], iris.indicator(row.concept)
    yield node, HKG["indicatorText"], vi(row.indicator_text)
    yield node, SDMX_DIMENSION["refArea"], iris.area(bridged.unit.code)
    yield node, SDMX_DIMENSION["refPeriod"], iris.period(row.period)
    yield node, QB["measureType"], NamedNode(row.measure_node)
    yield node, SCHEMA["value"], decimal(total)
    yield node, SCHEMA["unitText"], Literal(row.unit, language="vi")
    for part in bridged.taken:
        yield node, PROV["wasDerivedFrom"], NamedNode(part.claim)
    yield node, SKOS["editorialNote"], vi(bridged.message("vi"))
    yield node, SKOS["editorialNote"], en(bridged.message("en"))


def derived_node(bridged: Bridged) -> NamedNode:
    """The figure's IRI, by the unit of today and its parts."""
    parts = " ".join(sorted(row.claim for row in bridged.taken))
    return made_iris.derived(bridged.unit.code, parts)
