"""A map of districts in their borders, where the user has a file of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import altair as alt

from search.language import Language
from ui.charts.dot_map import PICKED, MapDot
from ui.charts.style import GRID, GROUND, INK, SHADES, styled
from ui.messages import tell

_HEIGHT = 520


def border_map(
    dots: Sequence[MapDot], shapes: Mapping[str, Mapping[str, Any]], language: Language, unit: str
) -> alt.LayerChart:
    """Each district that has borders, shaded by its value; those without a value are the ground."""
    ground = alt.Chart(_features([{"geometry": dict(shape)} for shape in shapes.values()]))
    drawn = [
        {"geometry": dict(shapes[dot.district]), **asdict(dot)} for dot in dots if dot.district in shapes
    ]
    legend = alt.Legend(title=unit or None, format=",~f", gradientLength=160)
    shaded = (
        alt.Chart(_features(drawn))
        .mark_geoshape(stroke=INK, strokeWidth=0.7, cursor="pointer")
        .encode(
            color=alt.Color("value:Q", scale=alt.Scale(range=list(SHADES)), legend=legend),
            description="name:N",
            tooltip=[
                alt.Tooltip("name:N", title=tell(language, "map.district")),
                alt.Tooltip("told:N", title=tell(language, "map.told")),
            ],
        )
        .add_params(alt.selection_point(name=PICKED, fields=["district"], on="click", empty=False))
    )
    whole = alt.layer(ground.mark_geoshape(fill=GROUND, stroke=GRID), shaded)
    # A flat projection: files order corners either way, and on a globe one way fills all but the polygon.
    return styled(whole.project(type="identity", reflectY=True).properties(height=_HEIGHT), language)


def _features(features: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=[{"type": "Feature", **feature} for feature in features])
