"""Figures over time: a point for each that is reported, lines only between periods of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import INK, SHAPES, colours, dashes, number_axis, styled
from ui.messages import tell

PICKED = "point"
"""The selection that a click on a point makes; its points hold ``place``, the point's number from 0."""

_HEIGHT = 340
_YEARS = 12  # years at most that bear their number


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the middle of its period. Points of one ``line`` are joined, in order of time; ``None``
    stands alone, as do figures that contradict each other. ``kind`` is the kind of period, in words.
    """

    series: str
    day: date
    size: float
    kind: str
    line: str | None
    period: str
    told: str
    firm: bool = True


def trend_chart(points: Sequence[Point], language: Language, axis: str) -> alt.LayerChart:
    """The chart; raises ``ValueError`` for more series than can be told apart."""
    series = list(dict.fromkeys(point.series for point in points))
    kinds = list(dict.fromkeys(point.kind for point in points))
    columns = ["place", *Point.__slots__]
    frame = pd.DataFrame([{"place": n, **asdict(p)} for n, p in enumerate(points)], columns=columns)
    frame["day"] = pd.to_datetime(frame["day"])
    years = sorted({point.day.year for point in points})
    bounds = alt.DateTime(year=years[0], month=1, date=1), alt.DateTime(year=years[-1], month=12, date=31)
    x = alt.X("day:T", title=None, axis=_years(years), scale=alt.Scale(domain=list(bounds)))
    y = alt.Y("size:Q", axis=number_axis(axis), scale=alt.Scale(zero=False, padding=12))
    colour = alt.Color(
        "series:N",
        scale=colours(series),
        legend=alt.Legend(columns=3, symbolType="stroke", symbolSize=400),
    )
    lines = (
        alt.Chart(frame[frame["line"].notna()])
        .mark_line(strokeWidth=2)
        .encode(
            x=x, y=y, color=colour, detail="line:N",
            strokeDash=alt.StrokeDash("series:N", scale=dashes(series)),
        )
    )  # fmt: skip
    shapes = alt.Scale(domain=kinds, range=[SHAPES[n % len(SHAPES)] for n in range(len(kinds))])
    told_kinds = alt.Legend(columns=3, symbolFillColor=INK, symbolStrokeColor=INK) if len(kinds) > 1 else None
    points_drawn = (
        alt.Chart(frame)
        .mark_point(size=80, opacity=1, strokeWidth=2, cursor="pointer", filled=True)
        .encode(
            x=x, y=y, color=colour, description="told:N",
            shape=alt.Shape("kind:N", scale=shapes, legend=told_kinds),
            stroke=alt.Stroke("series:N", scale=colours(series), legend=None),
            fillOpacity=alt.condition("datum.firm", alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("series:N", title=tell(language, "column.district")),
                alt.Tooltip("period:N", title=tell(language, "column.period")),
                alt.Tooltip("told:N", title=tell(language, "column.value")),
            ],
        )
        .add_params(alt.selection_point(name=PICKED, fields=["place"], on="click", empty=False))
    )  # fmt: skip
    return styled(alt.layer(lines, points_drawn).properties(height=_HEIGHT), language)


def _years(years: Sequence[int]) -> alt.Axis:
    """An axis that names each year at its middle, where the figures of whole years stand."""
    named = range(years[0], years[-1] + 1, 1 + (years[-1] - years[0]) // _YEARS)
    middles = [alt.DateTime(year=year, month=7, date=2) for year in named]
    return alt.Axis(values=middles, format="%Y", grid=True)
