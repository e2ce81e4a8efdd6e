"""Two reports of one district side by side: their figures by indicator, and the events in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from search.wording import notation_label
from ui.address import choice, page_of, typed
from ui.plain_text import visible
from ui.render import TableRow
from ui.report_comparison import SIDES, Pair, about, event_rows, figure_rows, pair_events, pair_figures
from ui.report_list import Wanted, chosen_reports, districts_of, others_of
from ui.session import kept, language, say, service
from ui.widgets import offer_csv, pick_row, show_place
from ui.workspace import StoredReport

_SIZE = 50
_MOST_PLACES = 4


def show() -> None:
    """The comparison (``district``, ``first``, ``second``, ``side``, ``find``, ``page``)."""
    chosen = _choose()
    if chosen is None:
        st.info(say("reports.too_few"), icon=":material/compare_arrows:")
        return
    first, second = chosen
    names = _names(first, second)
    st.caption(say("reports.compare_intro"))
    figures, events = kept(_pairs, first.id, second.id)
    st.subheader(say("reports.figures"), anchor=False)
    _figures(figures, chosen, names)
    st.subheader(say("reports.events"), anchor=False)
    _table(event_rows(events, names, language()), events, chosen, names, "compare-events")


def _choose() -> tuple[StoredReport, StoredReport] | None:
    stored = service().status().reports
    counts = Counter(report.district_code for report in stored)
    several = [report for report in stored if counts[report.district_code] > 1]
    if not several:
        return None
    left, middle, right = st.columns([3, 2, 2])
    with left:
        code = choice("district", say("column.district"), districts_of(several, language()))
    reports = chosen_reports(several, {}, Wanted(district=code))
    names = {report.id: _name(report, reports) for report in reports}
    with middle:
        first = choice("first", say("reports.first"), names, _before(reports).id)
    others = {report.id: names[report.id] for report in others_of(reports, _of(reports, first))}
    with right:
        second = choice("second", say("reports.second"), others)
    return _of(reports, first), _of(reports, second)


def _before(reports: Sequence[StoredReport]) -> StoredReport:
    """The newest report of another period than the newest, for a start; else the next one."""
    return next((one for one in reports if one.period != reports[0].period), reports[1])


def _of(reports: Sequence[StoredReport], report_id: str) -> StoredReport:
    return next(report for report in reports if report.id == report_id)


def _name(report: StoredReport, among: Sequence[StoredReport]) -> str:
    """A report by its period; by its file too where several are of that period."""
    period = notation_label(report.period, language())
    twins = sum(one.period == report.period for one in among)
    return f"{period} ({visible(report.name)})" if twins > 1 else period


def _names(first: StoredReport, second: StoredReport) -> tuple[str, str]:
    names = [notation_label(report.period, language()) for report in (first, second)]
    return (names[0], names[1]) if names[0] != names[1] else (f"{names[0]} (1)", f"{names[1]} (2)")


def _pairs(first: str, second: str) -> tuple[list[Pair], list[Pair]]:
    one, other = service().report_facts(first), service().report_facts(second)
    return pair_figures(one, other), pair_events(one, other)


def _figures(
    figures: Sequence[Pair], reports: tuple[StoredReport, StoredReport], names: tuple[str, str]
) -> None:
    found = about(figures, typed("find", say("reports.find_figure")), language())
    counts = Counter(pair.side for pair in found)
    options = {"all": say("side.all", count=len(found))}
    options |= {side: say(f"side.{side}", count=counts[side]) for side in SIDES}
    side = choice("side", say("reports.side"), options, "both", look="segments", hidden=True)
    shown = [pair for pair in found if side in ("all", pair.side)]
    page = page_of("page", len(shown), _SIZE)
    part = shown[page * _SIZE : (page + 1) * _SIZE]
    _table(figure_rows(part, names, language()), part, reports, names, f"compare-{side}-{page}")
    offer_csv(figure_rows(shown, names, language()), "huyenkg-compare.csv")


def _table(
    rows: Sequence[TableRow],
    pairs: Sequence[Pair],
    reports: tuple[StoredReport, StoredReport],
    names: tuple[str, str],
    key: str,
) -> None:
    """The rows; a ticked one opens what both reports say, side by side."""
    widths = {"indicator": 240, "measure": 115, "event": 220, names[0]: 270, names[1]: 270}
    chosen = pick_row(rows, key, widths=widths, codes=[_code(pair) for pair in pairs])
    if chosen is None:
        return
    pair = pairs[chosen]
    for column, report, records in zip(st.columns(2), reports, (pair.first, pair.second), strict=True):
        with column:
            for row in records[:_MOST_PLACES]:
                start, end, line = (int(str(row[name])) for name in ("start", "end", "line"))
                show_place(report.id, start, end, line)
            if not records:
                st.caption(say("app.none"))


def _code(pair: Pair) -> str:
    """Where it stands in the first report and in the second."""
    return "-".join(str(records[0]["start"]) if records else "" for records in (pair.first, pair.second))
