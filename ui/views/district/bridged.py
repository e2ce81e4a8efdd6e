"""Figures of the district's old communes under the units of today: side by side, sums marked as derived."""

from __future__ import annotations

import streamlit as st

from graph.bridge.find import Bridged, bridge
from ontology.gazetteer import load_gazetteer
from search.wording import area_label
from ui.address import choice
from ui.bridge import bridged_parts, bridged_table
from ui.places_now import communes_of
from ui.session import kept, language, say, service
from ui.widgets import source_table


def show_bridged(district: str) -> None:
    """A unit of today is chosen; nothing is shown before, for reading them all takes long."""
    gazetteer = load_gazetteer()
    heirs = {heir.code: heir for old in communes_of(district) for heir in gazetteer.today(old)}
    options = {code: area_label(heir.area, language()) for code, heir in heirs.items()}
    chosen = choice("today", say("bridge.choose"), {"": say("bridge.pick"), **options})
    if not chosen:
        return
    st.caption(say("bridge.intro"))
    bridged = kept(_bridged, chosen)
    if not bridged:
        st.info(say("bridge.none"), icon=":material/info:")
        return
    sources = [[row.source for row in rows] for rows in bridged_parts(bridged)]
    source_table(bridged_table(bridged, language()), sources, key=f"bridged-{chosen}", name="figure")


def _bridged(code: str) -> tuple[Bridged, ...]:
    unit = load_gazetteer().unit(code)
    return bridge(service().snapshot().store, unit) if unit else ()
