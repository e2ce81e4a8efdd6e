"""Báo cáo: the list of reports, upload, a reader with marks, two reports side by side, removal."""

from __future__ import annotations

import streamlit as st

from ui.address import choice
from ui.session import say, service
from ui.views.reports import compare, listing, reader, upload
from ui.views.reports.removal import show_removal

_VIEWS = {"list": listing.show, "upload": upload.show, "compare": compare.show}


def show() -> None:
    """The page. ``?report=<id>`` reads one report; else ``view`` is ``list``, ``upload`` or ``compare``."""
    report = st.query_params.get("report", "")
    if report:
        reader.show(report)
        return
    show_removal()
    names = {name: say(f"reports.{name}") for name in _VIEWS}
    start = "list" if service().status().reports else "upload"
    view = choice("view", say("reports.view"), names, start, look="segments", hidden=True)
    _VIEWS[view]()
