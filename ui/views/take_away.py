"""Xuất dữ liệu: choose a part of the graph, look at it, download it; or ask the graph in SPARQL."""

from __future__ import annotations

import streamlit as st

from graph.selection import Selection
from ontology.lexicon import load_concepts
from ui.formats import ExportFormat
from ui.render import sparql_table, to_csv
from ui.session import language, say, service
from ui.widgets import plain_table

_PREVIEW = 4_000  # characters
_ROWS = 1_000
_SECONDS = 20.0
_MEDIA = {
    ExportFormat.TURTLE: ("text/turtle", "ttl"),
    ExportFormat.TRIG: ("application/trig", "trig"),
    ExportFormat.NQUADS: ("application/n-quads", "nq"),
    ExportFormat.JSONLD: ("application/ld+json", "jsonld"),
    ExportFormat.CSV: ("text/csv", "csv"),
}
_QUERY = """SELECT ?district (COUNT(?observation) AS ?figures) {
  ?observation a qb:Observation ; sdmx-dimension:refArea ?area .
  ?area schema:name ?district .
}
GROUP BY ?district ORDER BY DESC(?figures)"""


def show() -> None:
    """The page."""
    st.title(say("page.export"))
    st.write(say("export.intro"))
    selection = _choose()
    form = st.segmented_control(
        say("export.format"), list(ExportFormat), default=ExportFormat.TURTLE, format_func=lambda f: f.value
    )
    if st.button(say("export.prepare"), type="primary"):
        form = form or ExportFormat.TURTLE
        st.session_state["exported"] = (form, service().export(selection, form.value))
    if "exported" in st.session_state:
        _offer(*st.session_state["exported"])
    st.divider()
    _sparql()


def _choose() -> Selection:
    reports = service().status().reports
    first, second = st.columns(2)
    districts = dict(sorted({report.district_code: report.district for report in reports}.items()))
    return Selection(
        district=_pick(first, "column.district", districts),
        period=_pick(second, "column.period", _same({report.period for report in reports})),
        programme=_pick(first, "export.programme", _labels("programmes")),
        event=_pick(second, "export.event", _labels("events")),
        report=_pick(first, "export.report", {report.id: report.name for report in reports}),
        indicator=second.text_input(say("column.indicator")).strip() or None,
    )


def _pick(column: st.delta_generator.DeltaGenerator, key: str, choices: dict[str, str]) -> str | None:
    labels = {"": say("app.all"), **choices}
    return column.selectbox(say(key), list(labels), format_func=labels.__getitem__) or None


def _labels(name: str) -> dict[str, str]:
    english = language() == "en"
    return {concept.id: concept.en if english else concept.vi for concept in load_concepts(name)}


def _same(values: set[str]) -> dict[str, str]:
    return {value: value for value in sorted(values)}


def _offer(form: ExportFormat, data: bytes) -> None:
    media, suffix = _MEDIA[form]
    size = f"{len(data) / 1024:,.0f} KB"
    st.download_button(say("export.download", size=size), data, f"huyenkg.{suffix}", media)
    with st.expander(say("export.preview")):
        st.code(data[:_PREVIEW].decode(errors="ignore"), language=None)


def _sparql() -> None:
    with st.form("sparql", border=False):
        query = st.text_area(say("export.sparql"), value=_QUERY, height=180)
        if not st.form_submit_button(say("export.run")):
            return
    result = service().sparql(query, _ROWS, _SECONDS)
    rows = sparql_table(result)
    plain_table(rows, key="sparql-rows")
    if result.truncated:
        st.caption(say("export.more", count=len(rows)))
    if rows:
        st.download_button(say("ask.download"), to_csv(rows), "huyenkg-sparql.csv", "text/csv")
