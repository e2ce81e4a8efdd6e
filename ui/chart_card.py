"""A chart on a page: the picture with its words for those who do not see it, and what can be taken away."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from ui.charts.picture import PictureFormat, picture
from ui.render import Rows, to_csv
from ui.session import language, say

_PICTURES: tuple[tuple[PictureFormat, str, str], ...] = (
    ("png", "image/png", "chart.png"),
    ("svg", "image/svg+xml", "chart.svg"),
)


def chart_card(
    chart: Any,
    rows: Rows,
    name: str,
    key: str,
    *,
    told: str,
    picks: str = "",
    wide: bool = True,
) -> list[dict[str, Any]]:
    """Draws a chart with its downloads: the picture (PNG, SVG) and its data (CSV).

    ``rows`` are what the chart shows, ``name`` the files' name without suffix, ``told`` what it shows in a
    sentence, read aloud. ``picks`` is the selection that a click makes; its points are returned. ``wide``: as
    wide as the page, else as wide as the chart itself.
    """
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": picks} if picks else {}
    clicked = st.altair_chart(
        chart, theme=None, width="stretch" if wide else "content", key=key, alt=told, **options
    )
    _downloads(chart, rows, name, key)
    return list(clicked["selection"].get(picks, ())) if picks else []


def _downloads(chart: Any, rows: Rows, name: str, key: str) -> None:
    """The buttons; a picture is drawn when it is asked for, not before."""
    spoken = language()
    with st.popover(say("chart.take"), icon=":material/download:", key=f"{key}-take", type="tertiary"):
        for kind, mime, label in _PICTURES:
            st.download_button(
                say(label),
                partial(picture, chart, kind),
                f"{name}.{kind}",
                mime,
                key=f"{key}-{kind}",
                on_click="ignore",
                width="stretch",
            )
        st.download_button(
            say("chart.csv"),
            partial(to_csv, rows, spoken),
            f"{name}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            width="stretch",
        )
