"""The lists of events: what happened, one row an event with its mentions; what is only mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.event_index import MentionEntry
from graph.queries import event_impacts, find_events
from graph.rows import EventImpactRow, EventRow, Source
from ui.address import page_of
from ui.happenings import Happening, happening_table, losses_by_mention, newest_first
from ui.places_told import PlaceNames
from ui.render import TableRow, event_table, to_csv
from ui.session import kept, language, say, service
from ui.widgets import pick_row, place_codes, show_sources, source_table

_SIZE = 20  # rows of a list at once


def list_happenings(events: Sequence[Happening], names: PlaceNames | None, page_name: str = "page") -> None:
    """Events that happened; a ticked one opens the sentences that tell of it and its losses."""
    st.subheader(say("events.list_happened", count=len(events)), anchor=False)
    page = page_of(page_name, len(events), _SIZE)
    seen = events[page * _SIZE : (page + 1) * _SIZE]
    losses = losses_by_mention(kept(_losses, tuple(claim for event in seen for claim in event.claims)))
    rows = happening_table(seen, names, losses, language())
    codes = [_short(event.event) for event in seen]
    chosen = pick_row(rows, f"events-{page}-{len(events)}", "events.pick", codes=codes, name="event")
    _csv(rows if len(events) <= _SIZE else happening_table(events, names, {}, language()), "events")
    if chosen is not None:
        _open(seen[chosen], losses)


def list_mentions(entries: Sequence[MentionEntry], names: PlaceNames | None, page_name: str = "page") -> None:
    """What is denied, feared, only prevented or of another district; a ticked row opens its passage."""
    st.subheader(say("events.list_mentioned", count=len(entries)), anchor=False)
    page = page_of(page_name, len(entries), _SIZE)
    seen = newest_first(entries)[page * _SIZE : (page + 1) * _SIZE]
    told = {row.claim: row for row in kept(_mentions, tuple(entry.claim for entry in seen))}
    mentions = [told[entry.claim] for entry in seen]
    rows = _with_district(mentions, names)
    source_table(rows, [[row.source] for row in mentions], key=f"mentions-{page}-{len(entries)}")
    _csv(rows, "event-mentions")


def _open(event: Happening, losses: dict[str, Sequence[EventImpactRow]]) -> None:
    """The mentions of one event with their passages, and the figures of what it left behind."""
    mentions = kept(_mentions, event.claims)
    if len(mentions) == 1:
        show_sources([mentions[0].source])
    else:
        st.caption(say("events.merged", count=len(mentions)))
        key, places = f"mentions-of-{_short(event.event)}", place_codes([[row.source] for row in mentions])
        rows = event_table(mentions, language())
        chosen = pick_row(rows, key, at=0, codes=places, name="sentence")
        if chosen is not None:
            show_sources([mentions[chosen].source])
    told = {row.claim: row.source for row in mentions}
    figures = [(told[claim], loss) for claim in event.claims for loss in losses.get(claim, ())]
    if figures:
        st.markdown(f"**{say('events.losses')}**")
        lost: list[TableRow] = [_loss(source, loss) for source, loss in figures]
        source_table(lost, [[_place_of(source, loss)] for source, loss in figures], key="losses", name="loss")


def _loss(source: Source, loss: EventImpactRow) -> TableRow:
    return {
        "impact": loss.what,
        "value": loss.value,
        "unit": loss.unit,
        "as_written": loss.quote,
        "report": source.file,
        "line": loss.line,
    }


def _place_of(source: Source, loss: EventImpactRow) -> Source:
    """Where the figure stands; it may stand in a footnote of the mention."""
    return replace(
        source, start=loss.start, end=loss.end, quote=loss.quote, line=loss.line, last_line=loss.line
    )


def _with_district(mentions: Sequence[EventRow], names: PlaceNames | None) -> list[TableRow]:
    rows = event_table(mentions, language())
    if names is None:
        return rows
    return [
        {"event": row.pop("event"), "district": names.full(mention.source.district), **row}
        for row, mention in zip(rows, mentions, strict=True)
    ]


def _mentions(claims: tuple[str, ...]) -> tuple[EventRow, ...]:
    return find_events(service().snapshot().store, claims=claims).rows


def _losses(claims: tuple[str, ...]) -> tuple[EventImpactRow, ...]:
    return event_impacts(service().snapshot().store, claims).rows


def _short(event: str) -> str:
    return event.partition("/id/event/")[2]


def _csv(rows: list[TableRow], name: str) -> None:
    spoken = language()
    st.download_button(
        say("ask.download"),
        lambda: to_csv(rows, spoken),
        f"huyenkg-{name}.csv",
        "text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        icon=":material/download:",
    )
