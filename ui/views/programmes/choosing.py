"""What the views of the page share: the choice of one programme, and what a click has just chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.address import choice
from ui.session import language, say
from ui.shared_rows import programme_names


def choose_programme(nodes: dict[str, str] | None = None, *, every: bool = False) -> str:
    """A programme's IRI; that of the network is the first choice. ``every``: empty stands for all of them.

    ``nodes`` narrows the choice to some programmes. Raises ``ValueError`` where there are none.
    """
    names = programme_names(language()) if nodes is None else nodes
    options = {"": say("app.all"), **names} if every else names
    met = st.query_params.get("node", "")
    default = met if met in names and not every else None
    return choice("programme", say("column.programme"), options, default=default)


def newly_clicked(chart: str, points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a click on a chart has just chosen; empty if nothing, or if it was there in the run before.

    A chart keeps its selection: without this, what a click opened could not be closed.
    """
    point = dict(points[0]) if points else {}
    before = st.session_state.get(f"clicked-{chart}", {})
    st.session_state[f"clicked-{chart}"] = point
    return point if point != before else {}
