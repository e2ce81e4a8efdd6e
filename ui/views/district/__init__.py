"""Huyện: one district's figures, events, programmes, documents, products, places and reports."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ontology.periods import parse_period
from ui.address import choice, tabs
from ui.profile import Chosen, part_counts
from ui.session import kept, language, say, service
from ui.shared_rows import places
from ui.views.district.events import show_events
from ui.views.district.figures import show_figures
from ui.views.district.header import show_header
from ui.views.district.parts import (
    show_documents,
    show_places,
    show_products,
    show_programmes,
    show_reports,
)

_PARTS: dict[str, Callable[[Chosen], None]] = {
    "figures": show_figures,
    "events": show_events,
    "programmes": show_programmes,
    "documents": show_documents,
    "products": show_products,
    "places": show_places,
    "reports": show_reports,
}


def show() -> None:
    """The page. District, period and part stand in the address (``?district=184&period=2024-H1``)."""
    names = places(language())
    left, right = st.columns(2)
    with left:
        options = {code: names.full(code) for code in names.districts}
        code = choice("district", say("district.choose"), options, always=True)
    with right:
        notation = choice("period", say("district.period"), _periods(code), always=True)
    chosen = Chosen(code, names.districts[code], notation)
    show_header(chosen, names)
    counts = kept(_counts, code, notation)
    part, place = tabs("part", {name: say(f"district.{name}", count=counts[name]) for name in _PARTS})
    with place:
        _PARTS[part](chosen)


def _periods(code: str) -> dict[str, str]:
    """The periods of the district's reports, the newest first, then all of them together."""
    stored = {report.period for report in service().status().reports if report.district_code == code}
    newest = sorted(stored, key=lambda notation: (parse_period(notation).end, notation), reverse=True)
    chosen = Chosen("", "", "")
    return {**{notation: chosen.named(notation, language()) for notation in newest}, "": say("app.all")}


def _counts(code: str, notation: str) -> dict[str, int]:
    return part_counts(service().snapshot().store, Chosen(code, "", notation))
