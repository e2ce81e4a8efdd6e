"""Measurements to observations of a data cube, one number each.

https://www.w3.org/TR/vocab-data-cube/#dsd-mm-dim (several measures, told apart by ``qb:measureType``)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode

from graph import iris
from graph.codes import composition_statements, concept_statements, even_name
from graph.legal import DocumentIndex
from graph.periods import period_statements
from graph.places import area_node, area_statements
from graph.programmes import part_statements, programme_node, programme_statements
from graph.provenance import quoted
from graph.statement import Scope, Statements, decimal, plain, vi
from graph.units import unit_node, unit_statements
from ingest.composition import composition_of
from ingest.fact import Measure, Measurement
from ingest.text import fold
from ontology.terms import (
    HKG,
    PROV,
    QB,
    RDF,
    SCHEMA,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
    SDMX_DIMENSION,
)

MEASURES = {
    Measure.VALUE: HKG["actual"],
    Measure.PLAN: HKG["plan"],
    Measure.PCT_OF_PLAN: HKG["percentOfPlan"],
    Measure.PCT_OF_PLAN_EXCESS: HKG["percentOfPlanExcess"],
    Measure.CHANGE: HKG["change"],
    Measure.CHANGE_PCT: HKG["changePercent"],
    Measure.PCT_OF_BASE: HKG["percentOfBase"],
}


def cube_statements(scope: Scope, index: DocumentIndex, measurements: Iterable[Measurement]) -> Statements:
    """The report's data set with all its observations."""
    dataset = iris.dataset(scope.report_id)
    yield dataset, RDF["type"], QB["DataSet"]
    yield dataset, QB["structure"], HKG["dsd"]
    yield dataset, PROV["wasDerivedFrom"], iris.report(scope.report_id)
    yield dataset, PROV["wasGeneratedBy"], iris.run(scope.report_id)
    for node, measurement in named_observations(scope.report_id, measurements):
        yield from _observation(scope, node, measurement)
        yield from _reported_under(scope, index, node, measurement)


def named_observations(
    report_id: str, measurements: Iterable[Measurement]
) -> Iterator[tuple[NamedNode, Measurement]]:
    """Each measurement with its IRI: the number's span and role, counted where one number says several."""
    seen: dict[str, int] = {}
    for measurement in measurements:
        first = iris.claim("obs", report_id, measurement.evidence.span, measurement.measure.value)
        seen[first.value] = count = seen.get(first.value, 0) + 1
        node = first if count == 1 else NamedNode(f"{first.value}/{count}")
        yield node, measurement


def indicator_node(measurement: Measurement) -> NamedNode:
    """The indicator: the code list's, or our own by its full name."""
    if measurement.concept:
        return iris.indicator(measurement.concept)
    return iris.own_indicator(even_name(measurement.indicator))


@lru_cache(maxsize=65536)
def indicator_key(name: str) -> str:
    """The name as a search without diacritics sees it: folded, single spaces."""
    return " ".join(fold(name).split())


def _observation(scope: Scope, node: NamedNode, measurement: Measurement) -> Statements:
    measure = MEASURES[measurement.measure]
    group = iris.group(scope.report_id, measurement.group)
    yield group, RDF["type"], QB["ObservationGroup"]
    yield group, QB["observation"], node
    yield node, RDF["type"], QB["Observation"]
    yield node, QB["dataSet"], iris.dataset(scope.report_id)
    yield node, QB["measureType"], measure
    yield node, measure, decimal(measurement.value)
    yield node, HKG["valueAsWritten"], vi(measurement.as_written)
    if measurement.part_of is not None:
        yield node, HKG["partOf"], iris.group(scope.report_id, measurement.part_of)
    if measurement.qualifier:
        yield node, HKG["qualifier"], plain(measurement.qualifier)
    yield node, SDMX_ATTRIBUTE["obsStatus"], SDMX_CODE[f"obsStatus-{measurement.status.value}"]
    yield from _what(scope, node, measurement)
    yield from _where_and_when(scope, node, measurement)
    yield from quoted(scope, node, measurement.evidence)


def _what(scope: Scope, node: NamedNode, measurement: Measurement) -> Statements:
    indicator, name = indicator_node(measurement), even_name(measurement.indicator)
    parts, concept = composition_of(measurement), measurement.concept or ""
    yield node, HKG["indicator"], indicator
    yield from scope.once(
        (indicator, concept or name), concept_statements("indicators", concept, indicator, name)
    )
    yield from scope.once((indicator, parts), composition_statements(indicator, parts))
    yield node, HKG["indicatorText"], vi(measurement.indicator)
    yield node, HKG["indicatorKey"], plain(indicator_key(measurement.indicator))
    yield node, SDMX_ATTRIBUTE["unitMeasure"], unit_node(measurement.unit, measurement.unit_code)
    yield node, SCHEMA["unitText"], vi(measurement.unit)
    unit = measurement.unit, measurement.unit_code
    yield from scope.once(("unit", *unit), unit_statements(*unit))


def _where_and_when(scope: Scope, node: NamedNode, measurement: Measurement) -> Statements:
    yield node, SDMX_DIMENSION["refArea"], area_node(scope, measurement.area)
    yield from area_statements(scope, measurement.area)
    periods = (
        (SDMX_DIMENSION["refPeriod"], measurement.period),
        (HKG["planPeriod"], measurement.plan_period),
        (HKG["comparedWith"], measurement.compared_with),
    )
    for role, period in periods:
        if period is not None:
            yield node, role, iris.period(period.notation)
            yield from scope.once(period, period_statements(period))


def _reported_under(
    scope: Scope, index: DocumentIndex, node: NamedNode, measurement: Measurement
) -> Statements:
    if measurement.programme:
        yield node, HKG["programme"], programme_node(scope, measurement.programme)
        yield from programme_statements(scope, measurement.programme)
    if measurement.programme_part:
        yield from part_statements(node, measurement.programme_part)
    if measurement.legal:
        yield node, HKG["document"], index.by_number(measurement.legal)
        yield from index.statements(measurement.legal)
