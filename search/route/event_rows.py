"""Rows of answers about events: mentions with their places, and what the events left behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.queries import event_places
from graph.rows import EventImpactRow, EventRow
from search.draft import Asked, Row


def places_of(asked: Asked, found: Sequence[EventRow]) -> Mapping[str, Sequence[str]]:
    """The places that each mention names."""
    places: dict[str, list[str]] = {}
    if found:
        for row in event_places(asked.store, [row.claim for row in found]).rows:
            places.setdefault(row.claim, []).append(row.place)
    return places


def event_row(asked: Asked, row: EventRow, places: Mapping[str, Sequence[str]]) -> Row:
    """A mention of an event as a row of the answer's table."""
    report = asked.catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "event": row.type or row.type_label,
        "status": row.assertion.value,
        "places": list(places.get(row.claim, ())),
        "period": row.period,
        "report": row.source.file,
        "line": row.source.line,
    }


def impact_row(asked: Asked, row: EventImpactRow, found: Sequence[EventRow]) -> Row:
    """A figure that an event left behind, as a row."""
    mention = next(one for one in found if one.claim == row.mention)
    about = event_row(asked, mention, {})
    value = int(row.value) if row.value == row.value.to_integral_value() else float(row.value)
    shown = {key: about[key] for key in ("district", "event", "period", "report")}
    return {
        **shown,
        "impact": row.what,
        "value": value,
        "unit": row.unit,
        "as_written": row.quote,
        "line": row.line,
    }
