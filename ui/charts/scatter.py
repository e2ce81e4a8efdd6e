"""Two indicators against each other, a point for each district and period that reports give both of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import INK, REACHED, number_axis, styled
from ui.messages import tell

PICKED = "pair"
"""The selection that a click on a point makes; its points hold ``place``, the point's number from 0."""

_HEIGHT = 400
_NAMED = 24  # points at most that bear their names: more would cover each other


@dataclass(frozen=True, slots=True)
class Dot:
    """One district in one period: sizes on both axes, and what both figures are in words."""

    name: str
    period: str
    across: float
    up: float
    told_across: str
    told_up: str
    firm: bool = True


def scatter_chart(dots: Sequence[Dot], language: Language, axes: tuple[str, str]) -> alt.LayerChart:
    """The chart; ``axes`` name indicator and unit across and up."""
    columns = ["place", *Dot.__slots__]
    frame = pd.DataFrame([{"place": n, **asdict(dot)} for n, dot in enumerate(dots)], columns=columns)
    x = alt.X("across:Q", axis=number_axis(axes[0]), scale=_scale([dot.across for dot in dots]))
    y = alt.Y("up:Q", axis=number_axis(axes[1]), scale=_scale([dot.up for dot in dots]))
    points = (
        alt.Chart(frame)
        .mark_point(size=90, opacity=1, strokeWidth=2, color=REACHED, cursor="pointer")
        .encode(
            x=x, y=y, description="name:N",
            fill=alt.condition("datum.firm", alt.value(REACHED), alt.value("#FFFFFF")),
            tooltip=[
                alt.Tooltip("name:N", title=tell(language, "column.district")),
                alt.Tooltip("period:N", title=tell(language, "column.period")),
                alt.Tooltip("told_across:N", title=axes[0]),
                alt.Tooltip("told_up:N", title=axes[1]),
            ],
        )
        .add_params(alt.selection_point(name=PICKED, fields=["place"], on="click", empty=False))
    )  # fmt: skip
    layers = [points]
    if len(dots) <= _NAMED:
        named = alt.Chart(frame).mark_text(align="left", dx=9, color=INK, fontSize=12)
        layers.append(named.encode(x=x, y=y, text="name:N"))
    return styled(alt.layer(*layers).properties(height=_HEIGHT), language)


def _scale(sizes: Sequence[float]) -> alt.Scale:
    """An axis with room around the points, from 0 where none is below."""
    if min(sizes) < 0:
        return alt.Scale(zero=False, padding=24)
    return alt.Scale(domain=[0, max(sizes) * 1.12 or 1], nice=False)
