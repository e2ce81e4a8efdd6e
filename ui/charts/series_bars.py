"""Bars of districts, the largest first: a ranking, or what was reached beside what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import INK, PLANNED, REACHED, number_axis, styled
from ui.messages import tell

PICKED = "bar"
"""The selection that a click on a bar makes; its points hold ``place``, the bar's number from 0."""

_BAR, _AXIS = 26, 48  # pixels
_LONG = 0.55  # of the longest bar: such a one has room for its words inside
_NAMES = alt.Axis(labelLimit=150, labelPadding=6, ticks=False, domain=False)
_COLUMNS = ("place", "name", "size", "told", "firm", "plan", "plan_told")


@dataclass(frozen=True, slots=True)
class Bar:
    """One district's figure: its ``size`` in the axis' unit, and ``told`` behind the bar.

    ``firm`` is false for an estimate or a bound, whose bar is pale. ``plan`` is drawn as a tick.
    """

    name: str
    size: float
    told: str
    firm: bool = True
    plan: float | None = None
    plan_told: str = ""


def bar_chart(
    bars: Sequence[Bar], language: Language, axis: str, words: tuple[str, str], largest: float
) -> alt.LayerChart:
    """The bars in their order. ``axis`` names the unit, ``words`` what bar and tick are, ``largest`` sets
    the length of the axis, so that all pages of a long ranking have one scale.
    """
    names = _unique([bar.name for bar in bars])
    frame = pd.DataFrame(
        [{"place": place, **asdict(bar), "name": names[place]} for place, bar in enumerate(bars)],
        columns=list(_COLUMNS),
    )
    y = alt.Y("name:N", sort=names, title=None, axis=_NAMES)
    smallest = min([0.0, *(bar.size for bar in bars)])
    scale = alt.Scale(domain=[smallest, max(largest * 1.02, smallest + 1e-9)], nice=False)
    x = alt.X("size:Q", scale=scale, axis=number_axis(axis))
    plan = alt.X("plan:Q", scale=scale, axis=number_axis(axis))
    base = alt.Chart(frame)
    told = [
        alt.Tooltip("name:N", title=_title(language, "district")),
        alt.Tooltip("told:N", title=words[0]),
    ]
    drawn = (
        base.mark_bar(color=REACHED, height={"band": 0.72}, cursor="pointer", stroke=REACHED)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.condition("datum.firm", alt.value(1), alt.value(0.35)),
            tooltip=told,
            description="name:N",
        )
        .add_params(alt.selection_point(name=PICKED, fields=["place"], on="click", empty=False))
    )
    words_drawn = [_words(base, x, y, largest, inside=inside) for inside in (False, True)]
    layers = [drawn, *words_drawn]
    if any(bar.plan is not None for bar in bars):
        layers.insert(1, _ticks(frame, plan, y, words[1]))
    return styled(alt.layer(*layers).properties(height=_BAR * max(1, len(bars)) + _AXIS), language)


def _ticks(frame: pd.DataFrame, x: alt.X, y: alt.Y, title: str) -> alt.Chart:
    planned = frame[frame["plan"].notna()]
    return (
        alt.Chart(planned)
        .mark_tick(color=PLANNED, opacity=1, thickness=4, size=22)
        .encode(x=x, y=y, tooltip=alt.Tooltip("plan_told:N", title=title))
    )


def _words(base: alt.Chart, x: alt.X, y: alt.Y, largest: float, *, inside: bool) -> alt.Chart:
    """What is told of each bar: inside a long one, so that it needs no room behind it, else behind it."""
    limit = _LONG * largest
    if not inside:
        drawn = base.transform_filter(f"datum.size <= {limit}")
        return drawn.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(x=x, y=y, text="told:N")
    colour = alt.condition("datum.firm", alt.value("#FFFFFF"), alt.value(INK))
    drawn = base.transform_filter(f"datum.size > {limit}")
    marks = drawn.mark_text(align="right", dx=-7, fontSize=12)
    return marks.encode(x=x, y=y, text="told:N", color=colour)


def _title(language: Language, column: str) -> str:
    return tell(language, f"column.{column}")


def _unique(names: Sequence[str]) -> list[str]:
    """The names with signs of no width behind those that come again, so that each bar has its own line."""
    return [name + "\u200b" * names[:place].count(name) for place, name in enumerate(names)]
