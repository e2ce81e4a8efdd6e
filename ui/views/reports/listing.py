"""The list of reports; a row opens its report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from graph.catalogue import list_reports
from graph.rows import ReportRow
from ui.address import choice, page_of, typed
from ui.ahead import ahead
from ui.report_list import Wanted, chosen_reports, districts_of, kinds_of, periods_of, report_rows
from ui.session import kept, language, say, service
from ui.views.reports.work import go
from ui.widgets import offer_csv, pick_row
from ui.workspace import StoredReport

_SIZE = 25
_WIDTHS = {"title": 240, "district": 135, "province": 125, "figures": 80, "events": 80, "number": 115}


def show() -> None:
    """The list with its filters (``find``, ``district``, ``period``, ``kind``, ``page``)."""
    stored = service().status().reports
    if not stored:
        st.info(say("app.empty"), icon=":material/folder_open:")
        return
    rows = kept(_graph_rows)
    found = chosen_reports(stored, rows, _wanted(stored))
    if not found:
        st.info(say("reports.none_found"), icon=":material/filter_alt_off:")
        return
    st.caption(say("reports.found", count=len(found)))
    page = page_of("page", len(found), _SIZE)
    shown = found[page * _SIZE : (page + 1) * _SIZE]
    table = report_rows(shown, rows, language())
    chosen = pick_row(table, f"reports-{page}", "reports.pick", whole=True, widths=_WIDTHS)
    if chosen is not None:
        go(report=shown[chosen].id)
    offer_csv(partial(report_rows, found, rows, language()), "huyenkg-reports.csv")


def _wanted(stored: Sequence[StoredReport]) -> Wanted:
    everything = {"": say("app.all")}
    spoken = language()
    words, district, period, kind = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with words:
        asked = typed("find", say("reports.find"))
    with district:
        of = choice("district", say("column.district"), everything | districts_of(stored, spoken))
    with period:
        when = choice("period", say("column.period"), everything | periods_of(stored, spoken))
    with kind:
        which = choice("kind", say("reports.kind"), everything | kinds_of(stored, spoken))
    return Wanted(asked, of, when, which)


@ahead()
def _graph_rows() -> dict[str, ReportRow]:
    return {row.report: row for row in list_reports(service().snapshot().store).rows}
