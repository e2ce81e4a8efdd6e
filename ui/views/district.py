"""Huyện: one district's figures, events, programmes, documents, products and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from graph.catalogue import DistrictParts, list_districts
from graph.queries import find_citations, find_programme_mentions
from graph.rows import EventRow, Source
from ingest.fact import Assertion
from ingest.text import fold
from ontology.periods import parse_period
from search.wording import notation_label
from ui.names import district_name
from ui.render import (
    document_table,
    event_table,
    observation_table,
    product_table,
    programme_table,
    report_table,
)
from ui.session import kept, language, say, service
from ui.widgets import offer_csv, report_reader, source_table

_HAPPENED = (Assertion.OCCURRED, Assertion.ENDED)
_SEARCHED = ("indicator", "area", "section", "measure")
_Sources = Mapping[str, Sequence[Source]]


@dataclass(frozen=True, slots=True)
class _Profile:
    """A district's parts, and by node the sentences that name its programmes and documents."""

    parts: DistrictParts
    programmes: _Sources
    documents: _Sources


def show() -> None:
    """The page. District and period stand in the address (``?district=184&period=2024-H1``)."""
    left, right = st.columns(2)
    with left:
        code = _choose_district()
    with right:
        period = _choose_period(code)
    profile = kept(_profile, code, period)
    parts = profile.parts
    shown = {
        "figures": (_figures, len(parts.observations.rows)),
        "events": (_events, len(parts.events.rows)),
        "programmes": (_programmes, len(parts.programmes.rows)),
        "documents": (_documents, len(parts.documents.rows)),
        "products": (_products, len(parts.ocop.rows)),
        "reports": (_reports, len(parts.reports.rows)),
    }
    tabs = st.tabs([say(f"district.{name}", count=count) for name, (_, count) in shown.items()])
    for tab, (draw, _) in zip(tabs, shown.values(), strict=True):
        with tab:
            draw(profile)


def _profile(code: str, period: str) -> _Profile:
    store = service().snapshot().store
    programmes: dict[str, list[Source]] = defaultdict(list)
    documents: dict[str, list[Source]] = defaultdict(list)
    for mention in find_programme_mentions(store, districts=[code]).rows:
        programmes[mention.programme_node].append(mention.source)
    for citation in find_citations(store, districts=[code]).rows:
        documents[citation.document_node].append(citation.source)
    parts = service().district(code, parse_period(period) if period else None)
    return _Profile(parts, programmes, documents)


def _choose_district() -> str:
    rows = list_districts(service().snapshot().store).rows
    districts = {row.district: district_name(row, language()) for row in rows}
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


def _search_words() -> str:
    asked = say("district.find")
    return st.text_input(
        asked, key="find", placeholder=asked, icon=":material/search:", label_visibility="collapsed"
    )


def _figures(profile: _Profile) -> None:
    wanted = fold(_search_words()).split()
    observations = profile.parts.observations.rows
    found = [
        (row, [observation.source])
        for row, observation in zip(observation_table(observations, language()), observations, strict=True)
        if all(word in fold(" ".join(str(row[name]) for name in _SEARCHED)) for word in wanted)
    ]
    source_table([row for row, _ in found], [sources for _, sources in found], key="figures")
    offer_csv([row for row, _ in found], "huyenkg-figures.csv")


def _events(profile: _Profile) -> None:
    for heading, happened in (("district.happened", True), ("district.mentioned", False)):
        rows = [row for row in profile.parts.events.rows if _happened(row) == happened]
        st.subheader(f"{say(heading)} ({len(rows)})", anchor=False)
        if happened and rows:
            merged = len({row.event for row in rows})
            st.caption(say("district.merged", events=merged, mentions=len(rows)))
        source_table(event_table(rows, language()), [[row.source] for row in rows], key=heading)


def _happened(row: EventRow) -> bool:
    """Whether it happened in the district, and not only next door."""
    return row.assertion in _HAPPENED and not row.elsewhere


def _programmes(profile: _Profile) -> None:
    rows = profile.parts.programmes.rows
    sources = [profile.programmes.get(row.node, ()) for row in rows]
    source_table(programme_table(rows, language()), sources, key="programmes")


def _documents(profile: _Profile) -> None:
    rows = profile.parts.documents.rows
    sources = [profile.documents.get(row.node, ()) for row in rows]
    source_table(document_table(rows, language()), sources, key="documents")


def _products(profile: _Profile) -> None:
    rows = profile.parts.ocop.rows
    source_table(product_table(rows, language()), [[row.source] for row in rows], key="products")


def _reports(profile: _Profile) -> None:
    rows = profile.parts.reports.rows
    report_reader(report_table(rows, language()), [row.report for row in rows], key="reports")
