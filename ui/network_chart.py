"""The picture of a network as an Altair chart: drawn offline, with a legend, and clickable."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import altair as alt
import pandas as pd

from search.language import Language
from ui.messages import tell
from ui.network_layout import SIDE, TALL
from ui.network_view import KINDS, Dot, Picture

PICKED = "picked"
# By kind: a colour of at least 3:1 on white (WCAG 1.4.11), and a shape, for those who do not see the colour.
_COLOURS = (
    "#0B6E4F", "#23366F", "#B4541A", "#7A3B12", "#9A6A12", "#857A3C",
    "#2F6F94", "#A3243B", "#6C3FA0", "#5B6A63", "#4B5B54", "#6F7B75",
)  # fmt: skip
_SHAPES = (
    "diamond", "square", "circle", "circle", "circle", "circle",
    "triangle-up", "triangle-down", "cross", "triangle-right", "triangle-left", "circle",
)  # fmt: skip
_INK = "#1B2621"


def network_chart(picture: Picture, language: Language, height: int) -> alt.LayerChart:
    """Lines, nodes and captions; a click on a node selects its ``node`` under the name ``PICKED``."""
    names = [tell(language, f"node.{kind}") for kind in KINDS]
    dots = pd.DataFrame([_row(dot, language) for dot in picture.dots])
    lines = pd.DataFrame([asdict(line) for line in picture.lines], columns=["x", "y", "x2", "y2"])
    words = pd.DataFrame([asdict(caption) for caption in picture.captions], columns=["text", "x", "y"])
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-SIDE, SIDE]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-TALL, TALL]))
    drawn = alt.Chart(lines).mark_rule(color="#B9C4BE").encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    there = [name for name in names if name in set(dots["kind"])]
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=3,
        symbolSize=110,
        symbolStrokeWidth=0,
        labelColor=_INK,
        labelFontSize=13,
        labelLimit=200,
    )
    points = (
        alt.Chart(dots)
        .mark_point(filled=True, opacity=1, cursor="pointer", stroke=_INK)
        .encode(
            x=x,
            y=y,
            color=alt.Color("kind:N", scale=_scale(names, there, _COLOURS), legend=legend),
            shape=alt.Shape("kind:N", scale=_scale(names, there, _SHAPES), legend=legend),
            size=alt.condition("datum.opened", alt.value(260), alt.value(120)),
            strokeWidth=alt.condition("datum.opened", alt.value(2), alt.value(0)),
            tooltip=[alt.Tooltip("name:N", title=tell(language, "node.name")), _kind_tooltip(language)],
            description=alt.Description("name:N"),
        )
        .add_params(alt.selection_point(name=PICKED, fields=["node"], on="click", empty=False))
    )
    halo, captions = (
        alt.Chart(words).mark_text(fontSize=12, **look).encode(x=x, y=y, text="text:N")
        for look in ({"stroke": "#FFFFFF", "strokeWidth": 4, "strokeJoin": "round"}, {"color": _INK})
    )
    return alt.layer(drawn, halo, captions, points).properties(height=height).configure_view(stroke=None)


def _scale(names: list[str], there: list[str], values: tuple[str, ...]) -> alt.Scale:
    """Only the kinds that are there: a legend that lists others would mislead."""
    return alt.Scale(domain=there, range=[values[names.index(name)] for name in there])


def _kind_tooltip(language: Language) -> alt.Tooltip:
    return alt.Tooltip("kind:N", title=tell(language, "column.kind"))


def _row(dot: Dot, language: Language) -> dict[str, Any]:
    return asdict(dot) | {"kind": tell(language, f"node.{dot.kind}")}
