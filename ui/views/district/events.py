"""The events of a district: what happened, as a timeline and a list; apart from it what is only mentioned."""

from __future__ import annotations

from graph.event_index import MentionEntry
from ui.chart_card import chart_card
from ui.charts.timeline import timeline
from ui.event_pictures import kind_spans, spans_table
from ui.happenings import HAPPENED, MENTIONED, SAID, EventFilter, choose, happenings
from ui.profile import Chosen, events_of
from ui.session import kept, language, say, service
from ui.views.events.lists import list_happenings, list_mentions


def show_events(chosen: Chosen) -> None:
    """Draws them."""
    entries = kept(_entries, chosen)
    happened = choose(entries, EventFilter(), HAPPENED)
    mentioned = choose(entries, EventFilter(), MENTIONED)
    if happened:
        spans = kind_spans(happened, language())
        kinds = [say(f"assertion.{said}") for said in SAID[HAPPENED]]
        chart_card(
            timeline(spans, kinds, language()),
            spans_table(spans),
            "huyenkg-events",
            f"timeline-{chosen.code}",
            told=say("district.timeline_told", district=chosen.name),
        )
    list_happenings(happenings(happened), None, page_name="page")
    list_mentions(mentioned, None, page_name="mentions")


def _entries(chosen: Chosen) -> tuple[MentionEntry, ...]:
    return events_of(service().snapshot().store, chosen)
