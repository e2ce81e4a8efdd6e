"""A query's result as bars or a line: one column of words, one of numbers, in the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from search.language import Language
from ui.charts.style import SERIES, number_axis, styled
from ui.render import TableRow

_ROW = 26  # pixels of a bar


def result_chart(
    points: Sequence[TableRow], label: str, number: str, shape: str, language: Language
) -> alt.Chart:
    """``shape`` is ``bar`` or ``line``; the numbers are drawn from zero."""
    frame = pd.DataFrame(
        [{"label": p[label], "value": p[number]} for p in points], columns=["label", "value"]
    )
    tooltip = [alt.Tooltip("label:N", title=label), alt.Tooltip("value:Q", title=number, format=",~f")]
    words = alt.Axis(title=None, labelLimit=180)
    value = {"axis": number_axis(number), "scale": alt.Scale(zero=True)}
    base = alt.Chart(frame).encode(tooltip=tooltip, description="label:N")
    if shape == "line":
        drawn = base.mark_line(point=True, color=SERIES[0]).encode(
            x=alt.X("label:N", sort=None, axis=words), y=alt.Y("value:Q", **value)
        )
        return styled(drawn.properties(height=320, width="container"), language)
    drawn = base.mark_bar(color=SERIES[0], cornerRadius=2).encode(
        y=alt.Y("label:N", sort=None, axis=words), x=alt.X("value:Q", **value)
    )
    return styled(drawn.properties(height=_ROW * max(3, len(points)) + 50, width="container"), language)
