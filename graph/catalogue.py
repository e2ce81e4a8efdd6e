"""What the graph holds: reports, districts, programmes, indicators, counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph import iris
from graph.keeping import kept
from graph.queries import (
    dates,
    iris_of,
)
from graph.query_file import Result, fetch, fill
from graph.rows import (
    CountRow,
    DistrictRow,
    IndicatorRow,
    ProgrammeRow,
    ReportRow,
)
from graph.store import GraphStore
from ontology.values import Period

_FEW = 16  # reports that are asked for one by one


def list_reports(
    store: GraphStore,
    *,
    reports: Iterable[str] = (),
    districts: Iterable[str] = (),
    provinces: Iterable[str] = (),
    period: Period | None = None,
    inside: Period | None = None,
) -> Result[ReportRow]:
    """The reports' identities, oldest period first; all of a published store are read once."""
    if not (reports or districts or provinces or period or inside):
        return _all_reports(store)
    return fetch(
        store,
        "reports",
        ReportRow,
        reports=[*reports],
        districts=iris_of(iris.area, districts),
        provinces=iris_of(iris.area, provinces),
        **dates(period, inside),
    )


def reports_by_id(store: GraphStore, reports: Collection[str]) -> dict[str, ReportRow]:
    """The identities of these reports by their ids. One by one each takes the longer the more there are, so
    of many all are read.
    """
    if len(reports) > _FEW:
        return {row.report: row for row in list_reports(store).rows if row.report in reports}
    return {report: row for report in reports for row in list_reports(store, reports=[report]).rows}


@kept(1)
def _all_reports(store: GraphStore) -> Result[ReportRow]:
    if store.kept.reports:
        return Result(store.kept.reports(), fill("reports", {}))
    return fetch(store, "reports", ReportRow)


def list_districts(store: GraphStore, *, provinces: Iterable[str] = ()) -> Result[DistrictRow]:
    """The districts that have reports, by province, with their provinces; all of a published store are read
    once.
    """
    if not provinces:
        return _all_districts(store)
    return fetch(store, "districts", DistrictRow, provinces=iris_of(iris.area, provinces))


@kept(1)
def _all_districts(store: GraphStore) -> Result[DistrictRow]:
    return fetch(store, "districts", DistrictRow)


def list_programmes(store: GraphStore, *, districts: Iterable[str] = ()) -> Result[ProgrammeRow]:
    """The programmes that (the districts') reports speak of, the most named first; all of a published store
    are read once.
    """
    if not districts:
        return _all_programmes(store)
    return fetch(store, "programmes", ProgrammeRow, districts=iris_of(iris.area, districts))


@kept(1)
def _all_programmes(store: GraphStore) -> Result[ProgrammeRow]:
    return fetch(store, "programmes", ProgrammeRow)


def list_indicators(
    store: GraphStore, *, districts: Iterable[str] = (), limit: int | None = None
) -> Result[IndicatorRow]:
    """The indicators that (the districts') reports measure, the most measured first."""
    return fetch(store, "indicators", IndicatorRow, districts=iris_of(iris.area, districts), limit=limit)


def count_facts(store: GraphStore, *, reports: Iterable[str] = ()) -> Result[CountRow]:
    """How many facts of each kind each report gave."""
    return fetch(store, "counts", CountRow, graphs=iris_of(iris.graph, reports))
