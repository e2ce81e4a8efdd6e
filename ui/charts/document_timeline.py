"""When documents were issued, in a lane for each level of issuers: single documents, or circles of many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import INK, QUIET, SERIES, styled
from ui.documents import LEVELS, Entry, level_name
from ui.messages import tell
from ui.names import document_name
from ui.render import format_date

PICKED = "document"
"""The selection that a click makes: its points hold ``node``, or ``year`` and ``level`` of a circle."""
MOST = 250
"""More documents than this are drawn as circles, a year and level each."""

_LANE, _AROUND = 72, 64  # pixels of a lane, and of the legend and axis together
_ROOMY = "width > 500 ? 1 : 0"  # numbers over the circles would cover each other on a phone
_APART = timedelta(days=75)  # documents nearer than this are drawn above each other
_STEPS = (0.0, 0.22, -0.22, 0.38, -0.38)


def document_timeline(entries: Sequence[Entry], language: Language) -> alt.LayerChart | alt.Chart:
    """The documents that bear a date or a year. Those without either are not drawn (``dated``)."""
    shown = dated(entries)
    lanes = [level for level in LEVELS if any(entry.level == level for entry in shown)]
    many = len(shown) > MOST
    drawn = _circles(shown, lanes, language) if many else _points(shown, lanes, language)
    height = _AROUND + _LANE * max(1, len(lanes))
    return styled(drawn.properties(height=height, width="container"), language)


def dated(entries: Sequence[Entry]) -> list[Entry]:
    """The documents of which a date or year is known."""
    return [entry for entry in entries if entry.year is not None]


def _points(entries: Sequence[Entry], lanes: list[str], language: Language) -> alt.Chart:
    exact, rough = tell(language, "documents.by_day"), tell(language, "documents.by_year")
    frame = pd.DataFrame(_spread(entries, lanes, language, exact, rough), columns=_COLUMNS)
    return (
        alt.Chart(frame)
        .mark_point(size=90, opacity=1, cursor="pointer", strokeWidth=1.6)
        .encode(
            x=_x(entries),
            y=_y(lanes, language),
            stroke=alt.value(SERIES[0]),
            fill=alt.condition(alt.datum.known == exact, alt.value(SERIES[0]), alt.value("#FFFFFF")),
            shape=alt.Shape("known:N", scale=alt.Scale(domain=[exact, rough], range=["circle", "diamond"])),
            tooltip=[
                alt.Tooltip("name:N", title=tell(language, "column.document")),
                alt.Tooltip("when:N", title=tell(language, "column.date")),
                alt.Tooltip("issuer:N", title=tell(language, "column.issuer")),
                alt.Tooltip("citations:Q", title=tell(language, "column.citations")),
            ],
            description="name:N",
        )
        .add_params(alt.selection_point(name=PICKED, fields=["node"], on="click", empty=False))
    )


def _circles(entries: Sequence[Entry], lanes: list[str], language: Language) -> alt.LayerChart:
    counts = Counter((entry.year, entry.level) for entry in entries)
    rows = [
        {
            "day": date(year or 1, 7, 1).isoformat(), "year": str(year), "level": level, "count": count,
            "lane": lanes.index(level), "name": f"{year}, {level_name(level, language)}: {count}",
        }
        for (year, level), count in counts.items()
    ]  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows)).encode(x=_x(entries), y=_y(lanes, language))
    circles = (
        base.mark_circle(opacity=0.85, cursor="pointer", color=SERIES[0], stroke="#FFFFFF")
        .encode(
            size=alt.Size("count:Q", scale=alt.Scale(range=[60, 1000]), legend=None),
            tooltip=alt.Tooltip("name:N", title=" "),
            description="name:N",
        )
        .add_params(alt.selection_point(name=PICKED, fields=["year", "level"], on="click", empty=False))
    )
    numbers = base.mark_text(fontSize=11, color=INK, dy=-24, opacity=alt.expr(_ROOMY)).encode(text="count:Q")
    return alt.layer(circles, numbers)


_COLUMNS = ["node", "day", "lane", "name", "when", "issuer", "citations", "known"]


def _spread(
    entries: Sequence[Entry], lanes: list[str], language: Language, exact: str, rough: str
) -> list[dict[str, Any]]:
    """A point each; those that would cover each other stand a little above or below their lane."""
    rows: list[dict[str, Any]] = []
    last: dict[str, tuple[date, int]] = {}
    for entry in sorted(entries, key=lambda one: (_day(one), one.label)):
        day, (before, step) = _day(entry), last.get(entry.level, (date.min, 0))
        step = (step + 1) % len(_STEPS) if day - before < _APART else 0
        last[entry.level] = (day, step)
        rows.append(
            {
                "node": entry.node, "day": day.isoformat(), "lane": lanes.index(entry.level) + _STEPS[step],
                "name": document_name(entry.label, language), "issuer": entry.issuer,
                "when": format_date(entry.day or str(entry.year), language),
                "citations": entry.citations, "known": exact if entry.day else rough,
            }
        )  # fmt: skip
    return rows


def _day(entry: Entry) -> date:
    """Where it is drawn: a document of which only the year is known in the middle of it."""
    return entry.day or date(entry.year or 1, 7, 1)


def _x(entries: Sequence[Entry]) -> alt.X:
    years = {entry.year for entry in entries}
    form, step = ("%Y", "year") if len(years) > 2 else ("%m/%Y", "month")
    axis = alt.Axis(title=None, format=form, tickCount=step, labelOverlap=True, grid=True)
    return alt.X("day:T", axis=axis, scale=alt.Scale(padding=24))


def _y(lanes: list[str], language: Language) -> alt.Y:
    names = [level_name(level, language) for level in lanes]
    axis = alt.Axis(
        title=None, values=list(range(len(lanes))), labelExpr=f"{json.dumps(names)}[datum.value]", grid=True,
        domain=False, ticks=False, gridColor=QUIET, gridOpacity=0.25,
    )  # fmt: skip
    return alt.Y(
        "lane:Q", axis=axis, scale=alt.Scale(domain=[len(lanes) - 0.5, -0.5], nice=False, zero=False)
    )
