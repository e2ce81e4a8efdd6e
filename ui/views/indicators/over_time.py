"""An indicator over time, for some districts."""

from __future__ import annotations

import streamlit as st

from ui.address import choices
from ui.charts.style import SERIES
from ui.charts.trend import PICKED, trend_chart
from ui.series_points import points_of, unit_axis
from ui.series_tables import busiest, by_time, figures_table
from ui.session import language, say
from ui.views.indicators.compared import Compared, chart_with_rows, names, remarks
from ui.widgets import note

_USUAL = 5  # districts drawn at first: lines that can still be followed


def show_trend(compared: Compared) -> None:
    """The districts stand in the address (``districts=098&districts=184``)."""
    told = {figure.row.district for figure in compared.figures}
    options = {code: name for code, name in sorted(names().items(), key=lambda item: item[1]) if code in told}
    usual = [code for code in options if code in busiest(compared.figures, _USUAL)]
    chosen = choices("districts", say("indicators.districts"), options, usual, look="list", most=len(SERIES))
    if not chosen:
        note(say("indicators.no_districts"))
        return
    chosen = chosen[: len(SERIES)]
    figures = by_time(figure for figure in compared.figures if figure.row.district in chosen)
    chart = trend_chart(
        points_of(figures, names(), language()), language(), unit_axis(compared.unit, language())
    )
    st.caption(say("indicators.no_line"))
    remarks(figures, compared.unit)
    key = f"trend-{compared.indicator}-{compared.unit}-{'-'.join(chosen)}"
    sentence = say(
        "indicators.told_trend",
        indicator=compared.name,
        count=len(figures),
        districts=", ".join(names()[code] for code in chosen),
    )
    rows = figures_table(figures, names(), language())
    chart_with_rows(chart, PICKED, rows, [[figure] for figure in figures], key, told=sentence)
