"""Huyện: one district's figures, events, programmes, documents, products and reports."""

from __future__ import annotations

import streamlit as st

from graph.catalogue import DistrictParts, list_districts
from ingest.fact import Assertion
from ingest.text import fold
from ontology.periods import parse_period
from search.wording import notation_label
from ui.render import (
    document_table,
    event_table,
    observation_table,
    product_table,
    programme_table,
    report_table,
)
from ui.session import language, say, service
from ui.widgets import label_of, plain_table, source_table

_HAPPENED = (Assertion.OCCURRED, Assertion.ENDED)


def show() -> None:
    """The page. District and period stand in the address (``?district=184&period=2024-H1``)."""
    st.title(say("page.district"))
    left, right = st.columns(2)
    with left:
        code = _choose_district()
    with right:
        period = _choose_period(code)
    parts = service().district(code, parse_period(period) if period else None)
    names = ("figures", "events", "programmes", "documents", "products", "reports")
    counts = (
        len(parts.observations.rows),
        len(parts.events.rows),
        len(parts.programmes.rows),
        len(parts.documents.rows),
        len(parts.ocop.rows),
        len(parts.reports.rows),
    )
    tabs = st.tabs([say(f"district.{name}", count=count) for name, count in zip(names, counts, strict=True)])
    with tabs[0]:
        _figures(parts)
    with tabs[1]:
        _events(parts)
    with tabs[2]:
        plain_table(programme_table(parts.programmes.rows, language()), key="programmes")
    with tabs[3]:
        plain_table(document_table(parts.documents.rows, language()), key="documents")
    with tabs[4]:
        products = parts.ocop.rows
        source_table(product_table(products, language()), [row.source for row in products], key="products")
    with tabs[5]:
        plain_table(report_table(parts.reports.rows, language()), key="reports")


def _choose_district() -> str:
    districts = {
        row.district: f"{label_of(row.label, row.label_en)} ({row.province_label})"
        for row in list_districts(service().snapshot().store).rows
    }
    codes = list(districts)
    asked = st.query_params.get("district")
    index = codes.index(asked) if asked in codes else 0
    code = st.selectbox(say("district.choose"), codes, index=index, format_func=districts.__getitem__)
    st.query_params["district"] = code
    return code


def _choose_period(code: str) -> str:
    stored = {report.period for report in service().status().reports if report.district_code == code}
    periods = ["", *sorted(stored, reverse=True)]
    asked = st.query_params.get("period", "")
    index = periods.index(asked) if asked in periods else 0
    period = st.selectbox(say("district.period"), periods, index=index, format_func=_period_name)
    st.query_params["period"] = period
    return period


def _period_name(notation: str) -> str:
    return notation_label(notation, language()) if notation else say("app.all")


def _figures(parts: DistrictParts) -> None:
    wanted = fold(st.text_input(say("district.find"), key="find")).split()
    rows = [
        row for row in parts.observations.rows if all(word in fold(row.indicator_text) for word in wanted)
    ]
    source_table(observation_table(rows, language()), [row.source for row in rows], key="figures")


def _events(parts: DistrictParts) -> None:
    for heading, happened in (("district.happened", True), ("district.mentioned", False)):
        rows = [row for row in parts.events.rows if (row.assertion in _HAPPENED) == happened]
        st.subheader(f"{say(heading)} ({len(rows)})")
        source_table(event_table(rows, language()), [row.source for row in rows], key=heading)
