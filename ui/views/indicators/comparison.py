"""One indicator: what is compared (unit, wording, period), and the views of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.series import SeriesRow
from search.phrase import capitalised
from search.wording import notation_label
from ui.address import choice, choices
from ui.indicator_list import indicator_name, other_names, sector_name
from ui.series_figures import (
    Figure,
    bases_of,
    figures_of,
    of_base,
    unit_of,
    usual_wordings,
    wordings_in,
    wordings_of,
)
from ui.series_periods import NEWEST, default_period, in_period, period_options, periods_of
from ui.series_points import unit_axis
from ui.session import language, say
from ui.views.indicators.compared import Compared, series
from ui.views.indicators.over_time import show_trend
from ui.views.indicators.places import show_map
from ui.views.indicators.ranked import show_plan, show_ranking
from ui.views.indicators.together import show_scatter
from ui.widgets import literal, note

_VIEWS = {
    "ranking": show_ranking,
    "trend": show_trend,
    "plan": show_plan,
    "scatter": show_scatter,
    "map": show_map,
}
_OVER_TIME = ("trend", "scatter")
"""The views in which figures of several periods stand for several times, and are not compared as one."""
_OF_ONE = ("indicator", "period", "unit", "wording", "view", "districts", "with", "page")
"""What the address tells of one indicator, and not of the catalogue."""


def show_comparison(indicator: str) -> None:
    """Everything that is chosen stands in the address (``?indicator=…&view=trend&districts=…``)."""
    _head(indicator)
    values = series(indicator).values
    if not values:
        st.write(say("indicators.gone"))
        note(say("indicators.gone_hint"))
        return
    options = {name: say(f"indicators.{name}") for name in _VIEWS}
    view = choice("view", say("indicators.view"), options, look="segments", hidden=True)
    compared = _choose(indicator, values, view)
    if view not in _OVER_TIME and len({figure.row.period for figure in compared.shown}) > 1:
        note(say("indicators.mixed"))
    _VIEWS[view](compared)


def _head(indicator: str) -> None:
    if st.button(say("indicators.back"), icon=":material/arrow_back:", type="tertiary"):
        for name in _OF_ONE:
            if name in st.query_params:
                del st.query_params[name]
        st.rerun()
    st.subheader(literal(capitalised(indicator_name(indicator, language()))), anchor=False)
    told = [sector_name(indicator, language())]
    if others := other_names(indicator, language()):
        told.append(say("indicators.also", names=", ".join(others)))
    if any(told):
        st.caption(literal(" · ".join(filter(None, told))))


def _choose(indicator: str, values: Sequence[SeriesRow], view: str) -> Compared:
    """What is compared: the controls stand in a row, those with nothing to choose are left out."""
    bases = bases_of(values, st.query_params.get("period", ""))
    dated = view != "trend"
    columns = st.columns([2] * dated + [1] * (len(bases) > 1) + [3])
    base = bases[0]
    if len(bases) > 1:
        with columns[-2]:
            base = _choose_unit(values, bases)
    own = of_base(values, base)
    with columns[-1]:
        wordings = _choose_wordings(own, indicator)
    unit = unit_of(own)
    figures = figures_of(series(indicator).rows, own, unit, indicator, wordings)
    period, shown = NEWEST, figures
    if dated:
        with columns[0]:
            period, shown = _choose_period(figures, view)
    return Compared(indicator, unit, figures, period, shown)


def _choose_unit(values: Sequence[SeriesRow], bases: Sequence[str]) -> str:
    units = {base: unit_axis(unit_of(of_base(values, base)), language()) for base in bases}
    return choice("unit", say("indicators.unit"), units)


def _choose_wordings(values: Sequence[SeriesRow], indicator: str) -> tuple[str, ...]:
    """Those of the code list at first; a remark tells of others."""
    wordings = wordings_of(values, indicator)
    asked = st.query_params.get("period", "")
    usual = wordings_in(values, indicator, asked, usual_wordings(wordings))
    if len(wordings) == 1:
        return usual
    words = {
        one.code: say("indicators.wording_of", words=one.words, districts=one.districts) for one in wordings
    }
    chosen = choices("wording", say("indicators.wording"), words, usual, look="list") or usual
    if left := len(wordings) - len(chosen):
        st.caption(say("indicators.apart", count=left))
    return chosen


def _choose_period(figures: Sequence[Figure], view: str) -> tuple[str, tuple[Figure, ...]]:
    counts = periods_of(figures)
    districts = len({figure.row.district for figure in figures})
    options = period_options(counts, districts, language())
    asked = st.query_params.get("period", NEWEST)
    if asked not in (*options, NEWEST):
        note(say("indicators.not_in_period", period=notation_label(asked, language())))
    if view != "scatter":
        period = choice("period", say("indicators.period"), options, default_period(counts, districts))
        return period, in_period(figures, period)
    options = {NEWEST: say("indicators.every_period")} | options | {NEWEST: say("indicators.every_period")}
    period = choice("period", say("indicators.period"), options, NEWEST)
    return period, tuple(figure for figure in figures if period in (NEWEST, figure.row.period))
