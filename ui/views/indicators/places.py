"""An indicator on the map."""

from __future__ import annotations

from ui.charts.dot_map import PICKED, dot_map, unplaced
from ui.series_points import map_dots_of, unit_axis
from ui.series_tables import figures_table
from ui.session import language, say
from ui.views.indicators.compared import Compared, chart_with_rows, districts, names, remarks
from ui.widgets import note


def show_map(compared: Compared) -> None:
    """Each district of the period a dot, shaded by its figure."""
    dots = map_dots_of(compared.shown, names(), districts(), language())
    remarks(compared.shown, compared.unit)
    if missing := unplaced(dots):
        note(say("indicators.unplaced", names=", ".join(dot.name for dot in missing)))
    chart = dot_map(dots, language(), unit_axis(compared.unit, language()))
    key = f"map-{compared.indicator}-{compared.unit}-{compared.period}"
    rows = figures_table(compared.shown, names(), language())
    figures = [[figure] for figure in compared.shown]
    chart_with_rows(chart, PICKED, rows, figures, key, told=compared.name, beside=True)
