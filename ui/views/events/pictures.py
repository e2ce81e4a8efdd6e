"""The timeline and the map of the events that are looked at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.event_index import MentionEntry
from ui.address import choice, page_of
from ui.chart_card import chart_card
from ui.charts.dot_map import PICKED as DOT
from ui.charts.dot_map import dot_map, unplaced
from ui.charts.timeline import MOST_KINDS, timeline
from ui.charts.timeline import PICKED as SPAN
from ui.event_pictures import dots_of, dots_table, lanes_of, spans_of, spans_table
from ui.happenings import HAPPENED, mark_names
from ui.places_told import PlaceNames
from ui.render import format_cell
from ui.session import language, say
from ui.widgets import note

_LANES = 12  # districts of a timeline at once


def draw(entries: Sequence[MentionEntry], names: PlaceNames, part: str) -> None:
    """One picture, by choice; a click on a mark narrows the page to its district."""
    pictures = {name: say(f"events.{name}") for name in ("timeline", "map")}
    chosen = choice("picture", say("events.picture"), pictures, look="segments", hidden=True)
    kinds = mark_names(entries, language(), MOST_KINDS)
    picked = (_timeline if chosen == "timeline" else _map)(entries, kinds, names, part)
    if picked and st.query_params.get("district") != picked:
        st.query_params["district"] = picked
        st.rerun()


def _timeline(
    entries: Sequence[MentionEntry], kinds: dict[str, str], names: PlaceNames, part: str
) -> str | None:
    lanes = lanes_of(entries, names)
    place = st.container()
    page = page_of("lanes", len(lanes), _LANES)
    seen = lanes[page * _LANES : (page + 1) * _LANES]
    spans = spans_of([one for one in entries if one.district in seen], kinds, seen, names, language())
    drawn = list(dict.fromkeys(name for name in kinds.values() if any(s.kind == name for s in spans)))
    told = say("events.timeline_told", what=_what(part), count=len(lanes))
    with place:
        points = chart_card(
            timeline(spans, drawn, language()),
            spans_table(spans),
            "huyenkg-events",
            f"timeline-{part}-{page}",
            told=told,
            picks=SPAN,
        )
    return str(points[0]["key"]) if points else None


def _map(entries: Sequence[MentionEntry], kinds: dict[str, str], names: PlaceNames, part: str) -> str | None:
    dots = dots_of(entries, kinds, names, part, language())
    told = say("events.map_told", what=_what(part), count=len({dot.district for dot in dots}))
    points = chart_card(
        dot_map(dots, language()), dots_table(dots), "huyenkg-event-map", f"map-{part}", told=told, picks=DOT
    )
    if stray := unplaced(dots):
        note(say("events.unplaced", count=format_cell(len(stray), language())))
    return str(points[0]["district"]) if points else None


def _what(part: str) -> str:
    return say("district.happened" if part == HAPPENED else "district.mentioned")
