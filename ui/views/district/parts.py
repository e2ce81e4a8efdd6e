"""The other parts of a district's profile: programmes, documents, products, places, reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from graph.catalogue import list_programmes, list_reports
from graph.overviews import list_ocop
from graph.queries import find_citations, find_documents, find_ocop, find_programme_mentions
from graph.rows import DocumentRow, OcopRow, ProgrammeRow, ReportRow, Source
from ui.address import goto, knows
from ui.places_now import commune_table
from ui.profile import Chosen
from ui.render import document_table, product_table, programme_table, report_table
from ui.session import kept, language, say, service
from ui.views.district.bridged import show_bridged
from ui.widgets import offer_csv, pick_row, plain_table, report_reader, source_table

_Sources = Mapping[str, Sequence[Source]]


def show_programmes(chosen: Chosen) -> None:
    """The programmes that the reports name."""
    rows, sources = kept(_programmes, chosen.code)
    shown = programme_table(rows, language())
    source_table(shown, [sources.get(row.node, ()) for row in rows], key="programmes")
    offer_csv(shown, "huyenkg-programmes.csv")


def show_documents(chosen: Chosen) -> None:
    """The documents that the reports cite."""
    rows, sources = kept(_documents, chosen.code)
    shown = document_table(rows, language())
    source_table(shown, [sources.get(row.node, ()) for row in rows], key="documents")
    offer_csv(shown, "huyenkg-documents.csv")


def show_products(chosen: Chosen) -> None:
    """OCOP products, of any standing."""
    rows = kept(_products, chosen)
    shown = product_table(rows, language())
    source_table(shown, [[row.source] for row in rows], key="products")
    offer_csv(shown, "huyenkg-products.csv")


def show_places(chosen: Chosen) -> None:
    """The communes as they were, and what stands there today: from the gazetteer, not from reports."""
    rows = commune_table(chosen.code, language())
    st.caption(say("places.source"))
    plain_table(rows, key="places")
    offer_csv(rows, "huyenkg-places.csv")
    show_bridged(chosen.code)


def show_reports(chosen: Chosen) -> None:
    """All reports; a ticked one is opened."""
    rows = kept(_reports, chosen)
    shown = report_table(rows, language())
    if not knows("reports"):
        report_reader(shown, [row.report for row in rows], key="reports")
        return
    picked = pick_row(shown, "reports", "district.open_report")
    if picked is not None:
        goto("reports", report=rows[picked].report)


def _programmes(code: str) -> tuple[tuple[ProgrammeRow, ...], _Sources]:
    store = service().snapshot().store
    sources: dict[str, list[Source]] = defaultdict(list)
    for mention in find_programme_mentions(store, districts=[code]).rows:
        sources[mention.programme_node].append(mention.source)
    return list_programmes(store, districts=[code]).rows, sources


def _documents(code: str) -> tuple[tuple[DocumentRow, ...], _Sources]:
    store = service().snapshot().store
    sources: dict[str, list[Source]] = defaultdict(list)
    for citation in find_citations(store, districts=[code]).rows:
        sources[citation.document_node].append(citation.source)
    return find_documents(store, districts=[code]).rows, sources


def _products(chosen: Chosen) -> tuple[OcopRow, ...]:
    store = service().snapshot().store
    claims = [row.claim for row in list_ocop(store, [chosen.code]).rows]
    return find_ocop(store, claims=claims, period=chosen.period).rows if claims else ()


def _reports(chosen: Chosen) -> tuple[ReportRow, ...]:
    return list_reports(service().snapshot().store, districts=[chosen.code], period=chosen.period).rows
