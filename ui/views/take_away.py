"""Xuất dữ liệu: choose a part of the graph, look at it, download it; or ask the graph in SPARQL."""

from __future__ import annotations

import streamlit as st

from graph.selection import Selection
from search.wording import notation_label
from ui.formats import ExportFormat
from ui.names import area_name, code_names
from ui.render import format_cell, sparql_table
from ui.session import language, report_names, say, service
from ui.widgets import offer_csv, plain_table

_PREVIEW = 4_000  # characters
_ROWS = 1_000
_SECONDS = 20.0
_FORMATS = {
    ExportFormat.TURTLE: ("Turtle", "text/turtle", "ttl"),
    ExportFormat.TRIG: ("TriG", "application/trig", "trig"),
    ExportFormat.NQUADS: ("N-Quads", "application/n-quads", "nq"),
    ExportFormat.JSONLD: ("JSON-LD", "application/ld+json", "jsonld"),
    ExportFormat.CSV: ("CSV", "text/csv", "csv"),
}
_QUERY = """SELECT ?district (COUNT(?observation) AS ?figures) {
  ?observation a qb:Observation ; sd-dim:refArea ?area .
  ?area a hkg:District ; schema:name ?district .
}
GROUP BY ?district ORDER BY DESC(?figures)"""


def show() -> None:
    """The page."""
    st.write(say("export.intro"))
    selection = _choose()
    form = st.segmented_control(
        say("export.format"),
        list(_FORMATS),
        default=ExportFormat.TURTLE,
        required=True,
        format_func=lambda form: _FORMATS[form][0],
    )
    chosen = (selection, form or ExportFormat.TURTLE)
    with st.container(horizontal=True):
        if st.button(say("export.prepare"), type="primary", icon=":material/inventory_2:"):
            with st.spinner(say("export.preparing")):
                st.session_state["exported"] = (chosen, service().export(selection, chosen[1].value))
        made_for, data = st.session_state.get("exported", (None, b""))
        if made_for == chosen:
            _offer(chosen[1], data)
    if made_for == chosen:
        with st.expander(say("export.preview"), expanded=True):
            st.code(data[:_PREVIEW].decode(errors="ignore"), language=None, height=240)
    st.divider()
    _sparql()


def _choose() -> Selection:
    reports = service().status().reports
    spoken = language()
    first, second = st.columns(2)
    districts = {one.district_code: area_name(one.district_code, one.district, spoken) for one in reports}
    periods = {one.period: notation_label(one.period, spoken) for one in reports}
    named = report_names()
    files = {one.id: f"{named[one.id]} ({one.name})" for one in reports}
    return Selection(
        district=_pick(first, "column.district", districts),
        period=_pick(second, "column.period", dict(sorted(periods.items(), reverse=True))),
        programme=_pick(first, "column.programme", code_names("programmes", spoken)),
        event=_pick(second, "column.event", code_names("events", spoken)),
        report=_pick(first, "column.report", files),
        indicator=second.text_input(say("column.indicator"), placeholder=say("export.indicator")).strip()
        or None,
    )


def _pick(column: st.delta_generator.DeltaGenerator, key: str, choices: dict[str, str]) -> str | None:
    labels = {"": say("app.all"), **choices}
    return column.selectbox(say(key), list(labels), format_func=labels.__getitem__) or None


def _offer(form: ExportFormat, data: bytes) -> None:
    _, media, suffix = _FORMATS[form]
    size = f"{format_cell(max(1, len(data) // 1024), language())} KB"
    name = f"huyenkg.{suffix}"
    st.download_button(say("export.download", size=size), data, name, media, icon=":material/download:")


def _sparql() -> None:
    st.subheader(say("export.sparql"), anchor=False)
    with st.form("sparql", border=False):
        query = st.text_area(say("export.query"), value=_QUERY, height=150, key="sparql")
        run = st.form_submit_button(say("export.run"), icon=":material/play_arrow:")
    if not run:
        return
    result = service().sparql(query, _ROWS, _SECONDS)
    rows = sparql_table(result)
    plain_table(rows, key="sparql-rows")
    if result.truncated:
        st.caption(say("export.more", count=len(rows)))
    offer_csv(rows, "huyenkg-sparql.csv")
