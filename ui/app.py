"""The Streamlit entry: settings of the page, language, navigation. Started by ``huyenkg ui``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.address import know_pages
from ui.session import guarded, language_switch, say, service
from ui.views import ask, district, events, programmes, quality, take_away
from ui.widgets import add_style

# The pages by the name in their address, the first one is where one starts (a docstring would be shown).
_PAGES: dict[str, tuple[Callable[[], None], str]] = {
    "ask": (ask.show, ":material/forum:"),
    "district": (district.show, ":material/location_city:"),
    "programmes": (programmes.show, ":material/hub:"),
    "events": (events.show, ":material/event_note:"),
    "quality": (quality.show, ":material/fact_check:"),
    "export": (take_away.show, ":material/download:"),
}


def main() -> None:
    """Draws the frame and runs the chosen page."""
    st.set_page_config(page_title=say("app.title"), page_icon="📗", layout="wide", initial_sidebar_state=272)
    add_style()
    st.logo(str(Path(__file__).with_name("logo.svg")), size="large")
    pages = {name: _page(show, name, icon) for name, (show, icon) in _PAGES.items()}
    know_pages(pages)
    chosen = st.navigation(list(pages.values()))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(chosen.title, anchor=False, width="content")
        language_switch()
    with st.sidebar:
        st.caption(say("app.tagline"))
        reports = service().status().reports
        districts = {report.district_code for report in reports}
        st.caption(say("app.stored", reports=len(reports), districts=len(districts)))
    chosen.run()


def _page(show: Callable[[], None], name: str, icon: str) -> StreamlitPage:
    first = name == next(iter(_PAGES))
    return st.Page(guarded(show), title=say(f"page.{name}"), icon=icon, url_path=name, default=first)


main()
