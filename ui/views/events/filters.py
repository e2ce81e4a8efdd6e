"""The filters of the page of events."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.event_index import MentionEntry
from ui.address import choice, choices
from ui.happenings import HAPPENED, MENTIONED, EventFilter, kinds_of, years_of
from ui.places_told import PlaceNames
from ui.render import format_cell
from ui.session import language, say


def choose_filter(entries: tuple[MentionEntry, ...], names: PlaceNames) -> EventFilter:
    """Draws the filters; all of them stand in the address."""
    kind, place, time = st.columns([8, 12, 9], gap="small")
    province, district = place.columns(2, gap="small", wrap=False)
    first, last = time.columns(2, gap="small", wrap=False)
    with kind:
        options, everything = kinds_of(entries, language()), say("app.all")
        kinds = choices("kind", say("events.kind"), options, look="list", nothing=everything)
    with province:
        inside = choice("province", say("column.province"), {"": everything, **names.provinces})
    with district:
        near = names.within(inside)
        one = choice("district", say("column.district"), {"": everything, **near})
    years = {str(year): str(year) for year in years_of(entries)}
    with first:
        begin = choice("from", say("events.from"), {"": everything, **years})
    with last:
        end = choice("to", say("events.to"), {"": everything, **years})
    districts = frozenset({one}) if one else frozenset(near) if inside else frozenset()
    return EventFilter(frozenset(kinds), districts, int(begin) if begin else None, int(end) if end else None)


def choose_part(counts: Mapping[str, int]) -> str:
    """What happened, or what is only mentioned: never both in one list. Each bears its count."""
    parts = {
        part: say(f"events.{part}", count=format_cell(counts[part], language()))
        for part in (HAPPENED, MENTIONED)
    }
    return choice("part", say("events.part"), parts, look="segments", hidden=True)
