"""The Streamlit entry: settings of the page, language, navigation. Started by ``huyenkg ui``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.address import know_pages
from ui.ahead import prepare
from ui.session import guarded, language_switch, say, service
from ui.sign_in import ask_in, is_let_in, signed_in_as
from ui.views import ask, district, events, indicators, programmes, quality, reports, take_away, ties
from ui.widgets import add_style

# By the name in their address; the first is where one starts.
_PAGES: dict[str, tuple[Callable[[], None], str]] = {
    "ask": (ask.show, ":material/forum:"),
    "district": (district.show, ":material/location_city:"),
    "indicators": (indicators.show, ":material/leaderboard:"),
    "programmes": (programmes.show, ":material/hub:"),
    "events": (events.show, ":material/event_note:"),
    "ties": (ties.show, ":material/conversion_path:"),
    "reports": (reports.show, ":material/description:"),
    "export": (take_away.show, ":material/download:"),
    "quality": (quality.show, ":material/fact_check:"),
}
_WITHOUT_REPORTS = {"reports"}


def main() -> None:
    """Draws the frame and runs the chosen page."""
    st.set_page_config(page_title=say("app.title"), page_icon="📗", layout="wide", initial_sidebar_state=272)
    add_style()
    st.logo(str(Path(__file__).with_name("logo.svg")), size="large")
    pages = {name: _page(show, name, icon) for name, (show, icon) in _PAGES.items()}
    know_pages(pages)
    inside = is_let_in()
    chosen = st.navigation(list(pages.values()), position="sidebar" if inside else "hidden")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(chosen.title if inside else say("access.enter"), anchor=False, width="content")
        language_switch()
    if not inside:
        ask_in()
        return
    with st.sidebar:
        _about()
    chosen.run()
    prepare()


def _about() -> None:
    st.caption(say("app.tagline"))
    stored = service().status().reports
    districts = {report.district_code for report in stored}
    st.caption(say("app.stored", reports=len(stored), districts=len(districts)))
    signed_in_as()


def _page(show: Callable[[], None], name: str, icon: str) -> StreamlitPage:
    first = name == next(iter(_PAGES))
    guard = guarded(show, without_reports=name in _WITHOUT_REPORTS)
    return st.Page(guard, title=say(f"page.{name}"), icon=icon, url_path=name, default=first)


if __name__ == "__main__":  # Streamlit runs it so; a process that it starts only imports it
    main()
