"""The figures of an answer as bars, or as lines where they tell a course of time."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import altair as alt
import pandas as pd

from search.language import Language
from ui.answer_figures import Figures
from ui.charts.style import PLANNED, REACHED, SERIES, colours, dashes, number_axis, styled
from ui.messages import tell

PICKED = "figure"
"""The selection that a click makes; its points hold ``row``."""
_BAR, _AXIS = 30, 60  # pixels of a bar with its gap, and of the axis below
_ROOM = 1.12  # beyond the longest bar, for its words


def answer_chart(figures: Figures, language: Language) -> Any:
    """Bars from the largest to the smallest with plans as ticks; lines over time for at most eight names."""
    frame = pd.DataFrame([asdict(point) for point in figures.points])
    names = list(dict.fromkeys(frame["name"]))
    lines = figures.over_time and len(names) <= len(SERIES)
    picking = alt.selection_point(name=PICKED, fields=["row"], on="click", empty=False)
    drawn = _lines(frame, names, figures.unit, language) if lines else _bars(frame, figures.unit, language)
    return styled(drawn(picking), language)


def _bars(frame: pd.DataFrame, unit: str, language: Language) -> Any:
    frame = frame.assign(label=_labels(frame))
    order = list(frame.sort_values("value", ascending=False)["label"])
    y = alt.Y("label:N", sort=order, title=None)
    ends = [0, *frame["value"], *frame["plan"].dropna()]
    scale = alt.Scale(domain=[_ROOM * min(ends), _ROOM * max(ends)], nice=False)
    x = alt.X("value:Q", axis=number_axis(unit), scale=scale)
    base = alt.Chart(frame).encode(y=y, tooltip=_tooltip(language))

    def draw(picking: Any) -> Any:
        bars = base.mark_bar(color=REACHED, height=18, cursor="pointer").encode(x=x).add_params(picking)
        words = base.mark_text(align="left", dx=5).encode(x=x, text="told:N")
        ticks = (
            alt.Chart(frame.dropna(subset=["plan"]))
            .mark_tick(color=PLANNED, thickness=3, height=24)
            .encode(
                y=y, x="plan:Q",
                tooltip=alt.Tooltip("plan:Q", title=tell(language, "measure.plan"), format=",~f"),
            )
        )  # fmt: skip
        return alt.layer(bars, words, ticks).properties(height=_AXIS + _BAR * len(order))

    return draw


def _lines(frame: pd.DataFrame, names: list[str], unit: str, language: Language) -> Any:
    order = list(frame.sort_values("when")["period"].drop_duplicates())
    base = alt.Chart(frame).encode(
        x=alt.X("period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", axis=number_axis(unit), scale=alt.Scale(zero=False)),
        color=alt.Color("name:N", scale=colours(names)),
        tooltip=_tooltip(language),
    )

    def draw(picking: Any) -> Any:
        drawn = base.mark_line(strokeWidth=2).encode(
            strokeDash=alt.StrokeDash("name:N", scale=dashes(names)), order="when:N"
        )
        points = base.mark_point(filled=True, size=70, cursor="pointer", opacity=1).add_params(picking)
        words = base.mark_text(dy=-12).encode(text="told:N")
        return alt.layer(drawn, points, words).properties(height=320)

    return draw


def _labels(frame: pd.DataFrame) -> list[str]:
    """What a bar is called: by its name, with its period where the periods differ, each label once."""
    several = frame["period"].nunique() > 1
    labels = [
        f"{name} · {period}" if several else name
        for name, period in zip(frame["name"], frame["period"], strict=True)
    ]
    seen: dict[str, int] = {}
    for place, label in enumerate(labels):
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            labels[place] = f"{label} ({seen[label]})"
    return labels


def _tooltip(language: Language) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=tell(language, "column.area")),
        alt.Tooltip("period:N", title=tell(language, "column.period")),
        alt.Tooltip("told:N", title=tell(language, "column.value")),
    ]
