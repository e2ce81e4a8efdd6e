"""The districts of an answer as dots of a map. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from search.language import Language
from ui.answer_figures import AnswerRow, Figures, Point
from ui.charts.dot_map import MapDot, province_code
from ui.names import concept_name
from ui.workspace import StoredReport

_HAPPENED = ("occurred", "ended")


def answer_dots(
    rows: Sequence[AnswerRow],
    figures: Figures | None,
    reports: Mapping[str, StoredReport],
    language: Language,
) -> tuple[MapDot, ...]:
    """A dot for each district: shaded by its figure where the answer compares figures, else by what
    happened there. ``reports`` are those at hand by file name; they tell where a district lies.
    """
    if figures:
        return tuple(_by_figure(rows, figures.points, reports)) if figures.single else ()
    return tuple(_by_event(rows, reports, language))


def _by_figure(
    rows: Sequence[AnswerRow], points: Sequence[Point], reports: Mapping[str, StoredReport]
) -> Iterator[MapDot]:
    """The newest figure of each district shades it; all of them are told."""
    inside: dict[str, list[Point]] = defaultdict(list)
    homes: dict[str, StoredReport] = {}
    for point in points:
        report = reports.get(str(rows[point.row].get("report")))
        if report and _is_whole(rows[point.row]):
            homes[report.district_code] = report
            inside[report.district_code].append(point)
    for code, own in inside.items():
        newest = max(own, key=lambda point: point.when)
        told = "; ".join(dict.fromkeys(f"{point.told} ({point.period})" for point in own))
        yield MapDot(code, homes[code].district, province_code(code), told, newest.value)


def _is_whole(row: AnswerRow) -> bool:
    """Whether a figure is of its whole district, and not of a commune."""
    return str(row.get("area") or "").endswith(str(row.get("district") or ""))


def _by_event(
    rows: Sequence[AnswerRow], reports: Mapping[str, StoredReport], language: Language
) -> Iterator[MapDot]:
    happened: dict[tuple[str, str], StoredReport] = {}
    for row in rows:
        report = reports.get(str(row.get("report")))
        if report and row.get("event") and row.get("status") in _HAPPENED:
            happened.setdefault((report.district_code, str(row["event"])), report)
    for (code, event), report in happened.items():
        name = concept_name("events", event, event, language)
        yield MapDot(code, report.district, province_code(code), name, kind=name)
