"""Amounts of capital as bars under their printed words: plan, disbursed, and the percentage that is printed.

The words stand over each bar and not beside it, so that the chart is read on a phone as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from search.language import Language
from ui.capital import Bar, Role
from ui.charts.style import INK, PLANNED, QUIET, REACHED, styled

PICKED = "bar"
"""The selection that a click on a bar makes; its points hold ``bar``, the number of the bar."""

_WORDS, _TITLE = 54, 44  # characters of a line: as much as a phone is wide
_LINE, _BAR, _GAP, _SPACE = 16, 12, 8, 14  # pixels
_COLOURS = {Role.PLAN: PLANNED, Role.GIVEN: QUIET, Role.TARGET: PLANNED, Role.DISBURSED: REACHED}


def capital_bars(groups: Sequence[tuple[str, Sequence[Bar]]], language: Language) -> alt.LayerChart:
    """Groups with their titles, one under the other; all bars are drawn to one scale."""
    titles, words, bars, height = _laid_out(groups)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    longest = max((bar["size"] for bar in bars), default=0.0) or 1.0
    x = alt.X("size:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    drawn = (
        alt.Chart(_frame(bars, ("y", "y2", "zero", "size", "colour", "bar", "text", "estimate")))
        .mark_bar(cursor="pointer", cornerRadius=2, strokeWidth=1.5)
        .encode(
            x=x, x2="zero:Q", y=y, y2="y2:Q",
            color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.condition("datum.estimate", alt.value(0.35), alt.value(1)),
            strokeDash=alt.condition("datum.estimate", alt.value([4, 3]), alt.value([1, 0])),
            tooltip=alt.Tooltip("text:N", title=" "),
            description="text:N",
        )
        .add_params(alt.selection_point(name=PICKED, fields=["bar"], on="click", empty=False))
    )  # fmt: skip
    return styled(
        alt.layer(
            drawn,
            _text(words, y, {"fontSize": 12, "color": INK}),
            _text(titles, y, {"fontSize": 13, "color": INK, "fontWeight": 600}),
        ).properties(height=height, width="container"),
        language,
    )


def _laid_out(groups: Sequence[tuple[str, Sequence[Bar]]]) -> tuple[list[Any], list[Any], list[Any], int]:
    """What is drawn with its place from the top, in pixels, and how tall all of it is."""
    titles: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    drawn: list[dict[str, Any]] = []
    top, number = 2, 0
    for title, bars in groups:
        top = _write(titles, title, top, _TITLE) + _GAP // 2
        for bar in bars:
            top = _write(words, bar.text, top, _WORDS)
            drawn.append(
                {
                    "y": top, "y2": top + _BAR, "zero": 0, "size": bar.size, "bar": number, "text": bar.text,
                    "colour": _COLOURS.get(bar.role, QUIET), "estimate": bar.estimate,
                }
            )  # fmt: skip
            top += (_BAR if bar.size else 0) + _GAP
            number += 1
        top += _SPACE
    return titles, words, [bar for bar in drawn if bar["size"]], top


def _write(lines: list[dict[str, Any]], text: str, top: int, most: int) -> int:
    for line in _broken(text, most):
        lines.append({"y": top, "text": line})
        top += _LINE
    return top


def _broken(text: str, most: int) -> list[str]:
    """The text in lines, broken between its parts (``a · b``) before it is broken between words."""
    lines = [""]
    for part in text.split(" · "):
        joined = f"{lines[-1]} · {part}" if lines[-1] else part
        if len(joined) <= most or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(part)
    return [short for line in lines for short in wrap(line, most)]


def _text(lines: list[dict[str, Any]], y: alt.Y, look: dict[str, Any]) -> alt.Chart:
    return (
        alt.Chart(_frame(lines, ("y", "text")))
        .mark_text(align="left", baseline="top", **look)
        .encode(x=alt.value(0), y=y, text="text:N")
    )


def _frame(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))
