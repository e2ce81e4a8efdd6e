"""The Streamlit entry: settings of the page, language, navigation. Started by ``huyenkg ui``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.session import guarded, language_switch, say, service
from ui.views import ask, district, programmes, quality, take_away
from ui.widgets import add_style


def main() -> None:
    """Draws the frame and runs the chosen page."""
    st.set_page_config(page_title=say("app.title"), page_icon="📗", layout="wide", initial_sidebar_state=272)
    add_style()
    st.logo(str(Path(__file__).with_name("logo.svg")), size="large")
    pages = [
        _page(ask.show, "ask", ":material/forum:", default=True),
        _page(district.show, "district", ":material/location_city:"),
        _page(programmes.show, "programmes", ":material/hub:"),
        _page(quality.show, "quality", ":material/fact_check:"),
        _page(take_away.show, "export", ":material/download:"),
    ]
    chosen = st.navigation(pages)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(chosen.title, anchor=False, width="content")
        language_switch()
    with st.sidebar:
        st.caption(say("app.tagline"))
        reports = service().status().reports
        districts = {report.district_code for report in reports}
        st.caption(say("app.stored", reports=len(reports), districts=len(districts)))
    chosen.run()


def _page(show: Callable[[], None], name: str, icon: str, default: bool = False) -> StreamlitPage:
    return st.Page(guarded(show), title=say(f"page.{name}"), icon=icon, url_path=name, default=default)


main()
