"""What the store holds at the moment: by it the names of a question are told from unknown ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.rows import ReportRow
from ontology.gazetteer import load_gazetteer
from ontology.periods import parse_period
from ontology.values import Area, Period


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report that stands in the store. ``issued`` is ISO or ``""``."""

    id: str
    name: str
    district: Area
    province: Area
    period: Period
    kind: str = ""
    title: str = ""
    number: str = ""
    issued: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The reports of one generation of the store, in order of district and period.

    Asked for one report for each of thousands of figures, so what is looked up is made once.
    """

    reports: tuple[KnownReport, ...] = ()

    @cached_property
    def districts(self) -> tuple[Area, ...]:
        """The districts that report, each once."""
        return tuple(dict.fromkeys(report.district for report in self.reports))

    @cached_property
    def provinces(self) -> tuple[Area, ...]:
        """Their provinces."""
        return tuple(dict.fromkeys(report.province for report in self.reports))

    @cached_property
    def periods(self) -> frozenset[Period]:
        """The periods of the reports."""
        return frozenset(report.period for report in self.reports)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The numbers and files of the reports, which may hold digits."""
        return tuple({name for report in self.reports for name in (report.number, report.name)})

    def report(self, report_id: str) -> KnownReport | None:
        """The report with this id."""
        return self._by_id.get(report_id)

    @cached_property
    def _by_id(self) -> Mapping[str, KnownReport]:
        return {report.id: report for report in reversed(self.reports)}

    @cached_property
    def _by_district(self) -> Mapping[str, list[int]]:
        """Where in the order the reports of each district stand."""
        places: dict[str, list[int]] = {}
        for place, report in enumerate(self.reports):
            places.setdefault(report.district.code, []).append(place)
        return places

    def _of_districts(self, codes: Collection[str]) -> Iterator[KnownReport]:
        places = sorted(place for code in codes for place in self._by_district.get(code, ()))
        return (self.reports[place] for place in places)

    def select(
        self,
        districts: tuple[Area, ...] = (),
        provinces: tuple[Area, ...] = (),
        periods: tuple[Period, ...] = (),
    ) -> tuple[KnownReport, ...]:
        """The reports of these districts or provinces that tell of any of these periods; empty means all."""
        codes = {area.code for area in districts}
        above = {area.code for area in provinces}
        return tuple(
            report
            for report in (self._of_districts(codes) if codes else self.reports)
            if (not above or report.province.code in above)
            and (not periods or any(overlap(report.period, period) for period in periods))
        )


def known_report(row: ReportRow) -> KnownReport:
    """What the graph's row says of a report."""
    return KnownReport(
        id=row.report,
        name=row.file,
        district=known_area(row.district, row.district_label),
        province=known_area(row.province, row.province_label),
        period=parse_period(row.period),
        kind=row.kind,
        title=row.title,
        number=row.number or "",
        issued=str(row.issued or ""),
    )


@lru_cache(maxsize=4096)
def known_area(code: str, label: str) -> Area:
    """The gazetteer's unit of that name; of an unknown code the label alone is known."""
    unit = load_gazetteer().labelled(code, label)
    return unit.area if unit else Area(code, "", label)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    return one.start < other.end and other.start < one.end
