"""How all charts look: colours that can be told apart and read, words and numbers in the reader's language.

Colours have a contrast of at least 3:1 on white (WCAG 2.2, 1.4.11), and no chart tells by colour alone: bars
and lines are labelled, or differ in shape or dash as well (1.4.1).
"""

from __future__ import annotations

from typing import Any

import altair as alt

from search.language import Language

INK = "#1B2621"
QUIET = "#45544D"
GRID = "#E3EAE6"
GROUND = "#F1F5F2"
REACHED = "#0B6E4F"
"""What was reached."""
PLANNED = "#9A6A12"
"""What was planned."""
SERIES = ("#0B6E4F", "#23366F", "#B4541A", "#6C3FA0", "#2F6F94", "#A3243B", "#857A3C", "#5B6A63")
"""Districts or indicators beside each other, in this order; no chart shows more series than these."""
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3], [10, 4], [6, 2, 2, 2])
SHAPES = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left",
)  # fmt: skip
"""Kinds beside each other, for those who do not see the colours."""
SHADES = ("#CFE7DC", "#8FC7AE", "#4FA181", "#1F7D5B", "#084C37")
"""From little to much."""

_FONT = "Noto Sans, Source Sans, Source Sans Pro, DejaVu Sans, Liberation Sans, sans-serif"
_SEPARATORS = {Language.VIETNAMESE: (",", "."), Language.ENGLISH: (".", ",")}


def styled(chart: Any, language: Language) -> Any:
    """A whole chart in our look, with numbers in the way of the language. Call it last, once a chart."""
    decimal, thousands = _SEPARATORS[language]
    locale = {"number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}}
    text = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 500,
    }
    return (
        chart.configure(font=_FONT, locale=locale, background="#FFFFFF")
        .configure_view(stroke=None)
        .configure_axis(gridColor=GRID, domainColor=QUIET, tickColor=QUIET, labelLimit=260, **text)
        .configure_legend(orient="top", title=None, symbolStrokeWidth=2, labelLimit=260, **text)
        .configure_title(color=INK, fontSize=14, fontWeight=600, anchor="start")
        .configure_header(**text)
    )


def number_axis(title: str) -> alt.Axis:
    """The axis of values; many digits are grouped, none are shortened to ``k`` or ``M``."""
    return alt.Axis(title=title, format=",~f", tickCount=5)


def colours(names: list[str]) -> alt.Scale:
    """Each series its colour. Raises ``ValueError`` for more series than can be told apart."""
    return alt.Scale(domain=names, range=list(_first(SERIES, names)))


def dashes(names: list[str]) -> alt.Scale:
    """Each series its dash."""
    return alt.Scale(domain=names, range=[list(dash) for dash in _first(DASHES, names)])


def _first(values: Any, names: list[str]) -> Any:
    if len(names) > len(values):
        raise ValueError(f"{len(names)} series in one chart; at most {len(values)} can be told apart")
    return values[: len(names)]
