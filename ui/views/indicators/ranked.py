"""Districts in a period as bars: by size, or against what was planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from search.wording import notation_label
from ui.address import page_of
from ui.charts.series_bars import PICKED, Bar, bar_chart
from ui.series_figures import Figure
from ui.series_periods import NEWEST
from ui.series_points import bars_of, plan_bars_of, unit_axis
from ui.series_tables import amount, figures_table
from ui.session import language, say
from ui.views.indicators.compared import Compared, chart_with_rows, names, remarks
from ui.widgets import note, offer_csv

_SIZE = 25  # bars on a page


def show_ranking(compared: Compared) -> None:
    """The values of a period, the largest first."""
    dated = compared.period == NEWEST

    def bars(figures: Sequence[Figure]) -> list[Bar]:
        return bars_of(figures, names(), compared.unit, language(), dated=dated)

    _show(compared, compared.shown, "ranking", bars)


def show_plan(compared: Compared) -> None:
    """The values whose sentences tell a plan, or a share of it, beside the plan."""
    planned = [figure for figure in compared.shown if figure.plans or figure.shares]
    if not planned:
        st.write(say("indicators.no_plans"))
        note(say("indicators.no_plans_hint"))
        return
    st.caption(say("indicators.plan_legend"))
    unit, dated = compared.unit, compared.period == NEWEST

    def bars(figures: Sequence[Figure]) -> list[Bar]:
        return plan_bars_of(figures, names(), unit, language(), dated=dated)

    _show(compared, planned, "plan", bars)


def _show(
    compared: Compared,
    figures: Sequence[Figure],
    name: str,
    draw: Callable[[Sequence[Figure]], list[Bar]],
) -> None:
    first = page_of("page", len(figures), _SIZE) * _SIZE
    shown = figures[first : first + _SIZE]
    bars = draw(figures)
    largest = max(size for bar in bars for size in (bar.size, bar.plan or 0))
    words = say("indicators.actual"), say("indicators.planned")
    axis = unit_axis(compared.unit, language())
    chart = bar_chart(bars[first : first + _SIZE], language(), axis, words, largest)
    remarks(shown, compared.unit)
    key = f"{name}-{compared.indicator}-{compared.unit}-{compared.period}-{first}"
    rows = figures_table(shown, names(), language())
    chart_with_rows(chart, PICKED, rows, [[figure] for figure in shown], key, told=_told(compared, figures))
    offer_csv(figures_table(figures, names(), language()), f"huyenkg-{name}.csv")


def _told(compared: Compared, figures: Sequence[Figure]) -> str:
    period = say("indicators.newest", districts=len({figure.row.district for figure in figures}))
    if compared.period != NEWEST:
        period = notation_label(compared.period, language())
    first = figures[0]
    return say(
        "indicators.told_ranking",
        indicator=compared.name,
        period=period,
        count=len(figures),
        first=f"{names()[first.row.district]} {amount(first.row, language())}",
    )
