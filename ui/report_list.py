"""The list of reports: which are meant, in which order, as rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.rows import ReportRow
from ingest.record import Kind
from ingest.text import fold
from ontology.periods import parse_period
from search.language import Language
from search.wording import notation_label
from ui.messages import tell
from ui.names import area_name, province_name
from ui.plain_text import visible
from ui.render import TableRow, format_date, one_line
from ui.workspace import StoredReport


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports are meant; what is empty leaves all."""

    words: str = ""
    district: str = ""
    period: str = ""
    kind: str = ""


def chosen_reports(
    reports: Iterable[StoredReport], rows: Mapping[str, ReportRow], wanted: Wanted
) -> list[StoredReport]:
    """The reports that are meant, the newest period first. ``rows`` are the graph's, by id."""
    words = fold(wanted.words).split()
    found = [
        report
        for report in reports
        if wanted.district in ("", report.district_code)
        and wanted.period in ("", report.period)
        and wanted.kind in ("", report.kind)
        and all(word in _searched(report, rows.get(report.id)) for word in words)
    ]
    return sorted(found, key=_by_period, reverse=True)


def report_rows(
    reports: Sequence[StoredReport], rows: Mapping[str, ReportRow], language: Language
) -> list[TableRow]:
    """The reports as a table."""
    return [
        {
            "period": notation_label(report.period, language),
            "district": area_name(report.district_code, report.district, language),
            "province": province_name(report.district_code, report.province, language),
            "title": one_line(rows[report.id].title) if report.id in rows else "",
            "figures": report.counts.get(Kind.OBSERVATIONS.value, 0),
            "events": report.counts.get(Kind.EVENTS.value, 0),
            "number": (rows[report.id].number or "") if report.id in rows else "",
            "date": format_date(rows[report.id].issued, language) if report.id in rows else "",
            "file": visible(report.name),
        }
        for report in reports
    ]


def districts_of(reports: Iterable[StoredReport], language: Language) -> dict[str, str]:
    """The districts with reports, code to name with province, by name."""
    names = {
        report.district_code: f"{area_name(report.district_code, report.district, language)}"
        f" ({province_name(report.district_code, report.province, language)})"
        for report in reports
    }
    return dict(sorted(names.items(), key=lambda item: fold(item[1])))


def periods_of(reports: Iterable[StoredReport], language: Language) -> dict[str, str]:
    """The periods of the reports, the newest first, notation to words."""
    found = sorted({report.period for report in reports}, key=_period_key, reverse=True)
    return {period: notation_label(period, language) for period in found}


def kinds_of(reports: Iterable[StoredReport], language: Language) -> dict[str, str]:
    """The kinds of reports that there are (annual, half-year …), code to words."""
    return {kind: tell(language, f"report_kind.{kind}") for kind in sorted({one.kind for one in reports})}


def others_of(reports: Iterable[StoredReport], report: StoredReport) -> list[StoredReport]:
    """The other reports of the same district, the newest period first."""
    same = [one for one in reports if one.district_code == report.district_code and one.id != report.id]
    return sorted(same, key=_by_period, reverse=True)


def twins_of(reports: Iterable[StoredReport], report: StoredReport) -> list[StoredReport]:
    """Other reports of the same district for the same period: perhaps an older version."""
    return [one for one in others_of(reports, report) if one.period == report.period]


def _by_period(report: StoredReport) -> tuple[object, ...]:
    return (*_period_key(report.period), report.since)


def _period_key(notation: str) -> tuple[str, str, str]:
    try:
        period = parse_period(notation)
    except ValueError:
        return ("", "", notation)
    return (period.end.isoformat(), period.start.isoformat(), notation)


def _searched(report: StoredReport, row: ReportRow | None) -> str:
    told = (report.name, report.district, report.province, report.period)
    own = (row.title, row.number or "", row.issuer) if row else ()
    return fold(" ".join((*told, *own)))
