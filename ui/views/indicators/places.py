"""An indicator on the map: in districts' borders where the user has a file of these, else in tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ontology.errors import BadInput
from ui.borders import Borders, read_borders
from ui.charts.border_map import border_map
from ui.charts.dot_map import PICKED, MapDot, dot_map, unplaced
from ui.series_points import map_dots_of, unit_axis
from ui.series_tables import figures_table
from ui.session import kept, language, say, service
from ui.views.indicators.compared import Compared, chart_with_rows, districts, names, remarks
from ui.widgets import note


def show_map(compared: Compared) -> None:
    """Each district of the period shaded by its figure."""
    dots = map_dots_of(compared.shown, names(), districts(), language())
    remarks(compared.shown, compared.unit, pale=False)
    chart, missing = _draw(dots, unit_axis(compared.unit, language()))
    if missing:
        note(say("indicators.unplaced", names=", ".join(dot.name for dot in missing)))
    key = f"map-{compared.indicator}-{compared.unit}-{compared.period}"
    rows = figures_table(compared.shown, names(), language())
    figures = [[figure] for figure in compared.shown]
    chart_with_rows(chart, PICKED, rows, figures, key, told=compared.name, beside=True)


def _draw(dots: Sequence[MapDot], unit: str) -> tuple[Any, Sequence[MapDot]]:
    """The map, and the districts that have no place on it."""
    shapes = _borders()
    if not shapes:
        return dot_map(dots, language(), unit), unplaced(dots)
    missing = [dot for dot in dots if dot.district not in shapes]
    return border_map(dots, shapes, language(), unit), missing


def _borders() -> Mapping[str, Mapping[str, Any]]:
    """The borders by code; none, and a message, for a file that is not usable."""
    path = service().settings.geojson
    if path is None:
        return {}
    try:
        return kept(_read, str(path)).shapes
    except BadInput as error:
        st.warning(say("indicators.bad_borders"), icon=":material/map:")
        st.code(f"{error.message} {error.hint}", language=None, wrap_lines=True)
        return {}


def _read(_: str) -> Borders:
    path = service().settings.geojson
    assert path is not None
    return read_borders(path, {code: row.name for code, row in districts().items()})
