"""When something was told of, lane by lane: a bar over its time, and on it a mark that tells its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import GROUND, INK, SHAPES, colours, styled
from ui.messages import tell

PICKED = "span"
"""The selection that a click on a mark makes; its points hold ``key``."""

_STEP = 17  # pixels of a row
_AROUND = 48  # pixels of the axis
_COLUMNS = 2  # of the legend: as many as a phone has room for
_KEY = 20  # pixels of a row of the legend
MOST_KINDS = len(SHAPES)


@dataclass(frozen=True, slots=True)
class Span:
    """Something of a kind (words) in a lane (words) from its first to its last day; ``told`` is its tooltip,
    ``key`` what a click gives back.
    """

    lane: str
    kind: str
    begins: date
    ends: date
    told: str
    key: str


def timeline(spans: Sequence[Span], kinds: Sequence[str], language: Language) -> alt.LayerChart:
    """The chart; lanes stand in the order in which they come, kinds of a lane below each other.

    Raises ``ValueError`` for more kinds than can be told apart (``MOST_KINDS``).
    """
    frame = _frame(spans, kinds)
    scale, shapes = colours(list(kinds)), alt.Scale(domain=list(kinds), range=list(SHAPES[: len(kinds)]))
    y = alt.Y(
        "row:O",
        sort=list(dict.fromkeys(frame["row"])),
        title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '|')[1]", ticks=False, domain=False, labelLimit=180, labelPadding=8
        ),
    )
    x = alt.X("begins:T", title=None, axis=_time_axis(frame))
    legend = alt.Legend(columns=_COLUMNS)
    colour = alt.Color("kind:N", scale=scale, legend=legend)
    tooltip = [
        alt.Tooltip("lane:N", title=tell(language, "timeline.lane")),
        alt.Tooltip("told:N", title=tell(language, "map.told")),
    ]
    drawn = alt.layer(
        _stripes(frame, y),
        alt.Chart(frame).mark_rule(strokeWidth=4, opacity=0.45).encode(x=x, x2="after:T", y=y, color=colour),
        alt.Chart(frame)
        .mark_point(filled=True, opacity=1, size=62, stroke=INK, strokeWidth=0.6, cursor="pointer")
        .encode(
            x="middle:T",
            y=y,
            color=colour,
            shape=alt.Shape("kind:N", scale=shapes, legend=legend),
            tooltip=tooltip,
            description="told:N",
        )
        .add_params(alt.selection_point(name=PICKED, fields=["key"], on="click", empty=False)),
    ).properties(width="container", height=_height(frame, kinds))
    return styled(drawn, language)


def _frame(spans: Sequence[Span], kinds: Sequence[str]) -> pd.DataFrame:
    """A row of the chart for each kind of a lane; only the first of a lane bears its name."""
    lanes = list(dict.fromkeys(span.lane for span in spans))
    order = {kind: number for number, kind in enumerate(kinds)}
    rows = sorted({(lanes.index(span.lane), order[span.kind]) for span in spans})
    place = {row: number for number, row in enumerate(rows)}
    first = {lane: min(kind for one, kind in rows if one == lane) for lane, _ in rows}
    table = []
    for span in spans:
        lane, kind = lanes.index(span.lane), order[span.kind]
        label = span.lane.replace("|", " ") if kind == first[lane] else ""
        after = span.ends + timedelta(days=1)
        table.append(
            {
                "row": f"{place[lane, kind]:05}|{label}",
                "lane": span.lane,
                "odd": lane % 2,
                "kind": span.kind,
                "begins": pd.Timestamp(span.begins),
                "after": pd.Timestamp(after),
                "middle": pd.Timestamp(span.begins + (after - span.begins) / 2),
                "told": span.told,
                "key": span.key,
            }
        )
    return pd.DataFrame(table).sort_values(["row", "begins"], kind="stable")


def _height(frame: pd.DataFrame, kinds: Sequence[str]) -> int:
    return int(frame["row"].nunique()) * _STEP + _AROUND + _KEY * -(-len(kinds) // _COLUMNS)


def _stripes(frame: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """A ground under every other lane, so that the eye keeps to it."""
    striped = frame[frame["odd"] == 1].drop_duplicates("row").copy()
    striped["begins"], striped["after"] = frame["begins"].min(), frame["after"].max()
    return alt.Chart(striped).mark_bar(color=GROUND, height=_STEP).encode(x="begins:T", x2="after:T", y=y)


def _time_axis(frame: pd.DataFrame) -> alt.Axis:
    """Years, or months as numbers where all lies in two years: no words that would need a language."""
    days = (frame["after"].max() - frame["begins"].min()).days
    if days > 2 * 366:
        return alt.Axis(format="%Y", tickCount="year", orient="top")
    return alt.Axis(format="%m/%Y", tickCount=6, orient="top")
