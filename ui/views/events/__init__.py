"""Sự kiện: what reports say happened, and apart from it what they only mention."""

from __future__ import annotations

import streamlit as st

from graph.event_index import MentionEntry
from graph.merging.shown import events_shown
from ui.address import choices
from ui.ahead import ahead
from ui.happenings import HAPPENED, MENTIONED, SAID, EventFilter, choose, happenings, said_of
from ui.session import kept, language, say, service
from ui.shared_rows import places
from ui.views.events.filters import choose_filter, choose_part
from ui.views.events.lists import list_happenings, list_mentions
from ui.views.events.pictures import draw


def show() -> None:
    """The page. Every filter, the part, the picture and the opened row stand in the address."""
    entries = kept(_entries)
    names = places(language())
    st.caption(say("events.intro"))
    wanted = choose_filter(entries, names)
    counts = _counts(entries, wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = choose_part(counts)
        said = _choose_said(entries, wanted, part)
    shown = choose(entries, wanted, part, said)
    if not shown:
        st.info(say("events.nothing"), icon=":material/filter_alt_off:")
        return
    draw(shown, names, part)
    if part == HAPPENED:
        list_happenings(happenings(shown), names)
    else:
        list_mentions(shown, names)


@ahead()
def _entries() -> tuple[MentionEntry, ...]:
    return events_shown(service().snapshot().store)


def _counts(entries: tuple[MentionEntry, ...], wanted: EventFilter) -> dict[str, int]:
    """How many events happened, and how many sentences only mention one."""
    happened = happenings(choose(entries, wanted, HAPPENED))
    return {HAPPENED: len(happened), MENTIONED: len(choose(entries, wanted, MENTIONED))}


def _choose_said(entries: tuple[MentionEntry, ...], wanted: EventFilter, part: str) -> tuple[str, ...]:
    told = {said_of(entry) for entry in choose(entries, wanted, part)}
    options = {said: say(f"assertion.{said}") for said in SAID[part] if said in told}
    return choices("said", say("column.assertion"), options, hidden=True) if len(options) > 1 else ()
