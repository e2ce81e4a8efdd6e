"""Areas to nodes: the unit, what contains it, and until when it stood."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from pyoxigraph import NamedNode

from graph import iris
from graph.provenance import quoted
from graph.statement import Scope, Statement, Statements, day, en, plain, vi
from ingest.fact import PlaceMention
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Unit, load_gazetteer, name_key
from ontology.lexicon import load_concepts
from ontology.terms import DCT, HKG, ORG, RDF, RDFS, SCHEMA, SKOS
from ontology.values import Area, Concept

_CLASS_OF_LEVEL = {PROVINCE: "Province", DISTRICT: "District", COMMUNE: "Commune"}


def area_node(scope: Scope, area: Area) -> NamedNode:
    """The area's IRI: by code, else by the unit that contains it, else the report's own."""
    return _node(scope.report_id, area)


def area_statements(scope: Scope, area: Area) -> Statements:
    """The area with its labels, the units around it, and its validity."""
    who = scope.identity
    yield from scope.once(area, _told(scope.report_id, (who.district, who.province), area))


@lru_cache(maxsize=4096)  # each figure of a report is of one of a few areas
def _told(report_id: str, named: tuple[Area, Area], area: Area) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(_statements(report_id, named, area)))


def _node(report_id: str, area: Area) -> NamedNode:
    if area.code:
        return iris.area(area.code)
    if area.parent:
        return iris.place(area.parent, area.kind, area.name)
    return iris.local_place(report_id, area.kind, area.name)


def _statements(report_id: str, named: tuple[Area, Area], area: Area) -> Statements:
    node = _node(report_id, area)
    unit = load_gazetteer().unit(area.code) if area.code else None
    if unit is not None:  # one label for all reports, whatever each of them calls the unit
        area = unit.area
    parent = area.parent
    yield from _described(node, area, unit)
    if parent:
        yield node, SCHEMA["containedInPlace"], iris.area(parent)
        yield from _told(report_id, named, _area_of(parent, named))
    if unit is not None and not unit.stands:
        yield from _version_statements(report_id, named, node, unit)


def area_as_named(area: Area) -> Area:
    """The unit as it is labelled, but under its earlier name where the report means the unit of that name.

    The office gave the code of Đạ Tẻh to the larger district that took it in; its own reports stay its own.
    """
    versions = load_gazetteer().versions(area.code) if area.code else ()
    if not versions:
        return area
    named = (unit.area for unit in reversed(versions) if name_key(unit.name) == name_key(area.name))
    return next(named, versions[-1].area)


def place_statements(scope: Scope, mention: PlaceMention) -> Statements:
    """A spelling of a unit and the unit that it was linked to."""
    node = iris.claim("place-mention", scope.report_id, mention.evidence.span, area_node(scope, mention.area))
    yield node, RDF["type"], HKG["PlaceMention"]
    yield node, HKG["asWritten"], vi(mention.as_written)
    yield node, HKG["place"], area_node(scope, mention.area)
    yield from area_statements(scope, mention.area)
    yield from quoted(scope, node, mention.evidence)


def _described(node: NamedNode, area: Area, unit: Unit | None) -> Statements:
    kind = _kinds().get(area.kind)
    yield node, RDF["type"], SCHEMA["AdministrativeArea"]
    yield node, RDF["type"], HKG[_class_name(kind, unit)]
    yield node, SCHEMA["name"], vi(area.name)
    yield node, HKG["unitKind"], vi(area.kind)
    yield node, RDFS["label"], vi(area.label)
    yield node, RDFS["label"], en(f"{area.name} {kind.en}" if kind else area.label)
    if area.code:
        yield node, SKOS["notation"], plain(area.code)


def _class_name(kind: Concept | None, unit: Unit | None) -> str:
    if unit is not None:
        return _CLASS_OF_LEVEL[unit.level]
    return kind.extra["class"] if kind else "Village"


def _area_of(code: str, named: tuple[Area, Area]) -> Area:
    known = {area.code: area for area in named}
    if code in known:
        return known[code]
    unit = load_gazetteer().unit(code)
    return unit.area if unit else Area(code, "", code)


def _version_statements(report_id: str, named: tuple[Area, Area], node: NamedNode, unit: Unit) -> Statements:
    """The version that ended: in what it lay, its end where that is known, and what took over."""
    version = iris.area_version(unit.code)
    yield version, RDF["type"], HKG["AdminUnitVersion"]
    yield version, DCT["isVersionOf"], node
    yield node, DCT["hasVersion"], version
    if unit.parent:
        yield version, SCHEMA["containedInPlace"], iris.area(unit.parent)
    if unit.valid_to is not None:
        yield from _end_statements(version, unit.code, unit.valid_to)
    for heir in load_gazetteer().successors(unit):
        if heir.code != unit.code:
            yield version, DCT["isReplacedBy"], iris.area(heir.code)
            yield from _told(report_id, named, heir.area)


def _end_statements(version: NamedNode, code: str, last: date) -> Statements:
    first_day_after = last + timedelta(days=1)
    change = iris.admin_change(first_day_after.isoformat(), code)
    yield version, SCHEMA["validThrough"], day(last)
    yield version, HKG["abolitionEvent"], change
    yield change, RDF["type"], HKG["AdminChangeEvent"]
    yield change, RDF["type"], ORG["ChangeEvent"]
    yield change, DCT["date"], day(first_day_after)


@cache
def _kinds() -> dict[str, Concept]:
    return {concept.vi: concept for concept in load_concepts("area_kinds")}
