"""Two indicators, district by district."""

from __future__ import annotations

import streamlit as st

from ui.address import choice
from ui.charts.scatter import PICKED, scatter_chart
from ui.indicator_list import indicator_name, reported
from ui.series_figures import bases_of, figures_of, of_base, unit_of, usual_wordings, wordings_of
from ui.series_points import dots_of, unit_axis
from ui.series_tables import pairs_of, pairs_table
from ui.session import language, say
from ui.views.indicators.compared import Compared, chart_with_rows, counts, names, remarks, series
from ui.widgets import note


def show_scatter(compared: Compared) -> None:
    """The second indicator stands in the address (``with=…``); it is taken in its usual unit and wording."""
    known = reported(counts())
    options = {"": say("indicators.choose_second")} | {
        one.id: indicator_name(one.id, language()) for one in known if one.id != compared.indicator
    }
    second = choice("with", say("indicators.second"), options)
    if not second:
        return
    other = _usual(second)
    pairs = pairs_of(compared.shown, other.figures) if other else ()
    if other is None or not pairs:
        st.write(say("indicators.no_pairs"))
        note(say("indicators.no_pairs_hint"))
        return
    titles = _title(compared), _title(other)
    st.caption(say("indicators.together"))
    remarks([figure for pair in pairs for figure in (pair.across, pair.up)], compared.unit)
    key = f"scatter-{compared.indicator}-{second}-{compared.unit}-{compared.period}"
    chart_with_rows(
        scatter_chart(dots_of(pairs, names(), language()), language(), titles),
        PICKED,
        pairs_table(pairs, titles, names(), language()),
        [[pair.across, pair.up] for pair in pairs],
        key,
        told=say("indicators.told_scatter", across=titles[0], up=titles[1], count=len(pairs)),
    )


def _usual(indicator: str) -> Compared | None:
    """An indicator in the unit and wording of most districts."""
    values = series(indicator).values
    if not values:
        return None
    own = of_base(values, bases_of(values)[0])
    unit = unit_of(own)
    wordings = usual_wordings(wordings_of(own, indicator))
    figures = figures_of(series(indicator).rows, own, unit, indicator, wordings)
    return Compared(indicator, unit, figures, "", figures)


def _title(compared: Compared) -> str:
    return f"{compared.name} ({unit_axis(compared.unit, language())})"
