"""Chỉ tiêu: what is reported, and one indicator compared over districts and periods."""

from __future__ import annotations

import streamlit as st

from ui.views.indicators.catalogue import show_catalogue
from ui.views.indicators.comparison import show_comparison


def show() -> None:
    """The page. The indicator stands in the address (``?indicator=poverty-rate&period=2023``); none: all."""
    if indicator := st.query_params.get("indicator", ""):
        show_comparison(indicator)
    else:
        show_catalogue()
