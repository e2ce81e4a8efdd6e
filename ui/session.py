"""What every page shares: the service, the language, and the guard around a page."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from ontology.errors import HuyenKGError
from search.language import Language
from ui.messages import tell
from ui.service import Service
from ui.settings import load_settings

_LANGUAGES = {Language.VIETNAMESE: "Tiếng Việt", Language.ENGLISH: "English"}


@st.cache_resource(show_spinner=False)
def service() -> Service:
    """The one service of this server process."""
    return Service(load_settings())


def language() -> Language:
    """The language of this session: its switch, else the address, else Vietnamese."""
    chosen = st.session_state.get("language") or st.query_params.get("lang")
    return Language(chosen) if chosen in set(Language) else Language.VIETNAMESE


def say(key: str, /, **values: object) -> str:
    """A message in the language of this session."""
    return tell(language(), key, **values)


def language_switch() -> None:
    """The switch between the languages; the choice stands in the address, so that a link keeps it."""
    current = language()
    chosen = st.segmented_control(
        say("app.language"),
        list(_LANGUAGES),
        format_func=_LANGUAGES.__getitem__,
        default=current,
        key="language_choice",
        label_visibility="collapsed",
    )
    if chosen and chosen != current:
        st.session_state["language"] = chosen.value
        st.query_params["lang"] = chosen.value
        st.rerun()


def guarded(page: Callable[[], None]) -> Callable[[], None]:
    """The page with its failures worded for people; a page that fails never shows a traceback."""

    def run() -> None:
        try:
            if service().status().reports:
                page()
            else:
                _welcome()
        except HuyenKGError as error:
            st.error(f"{say('app.failed')}: {error.message} {error.hint}")
        except Exception as error:
            # The outermost edge of a page: whatever went wrong, the other pages go on.
            logging.getLogger(__name__).exception("page failed")
            st.error(f"{say('app.failed')}: {type(error).__name__}")

    run.__name__ = page.__name__
    return run


def _welcome() -> None:
    st.info(say("app.empty"))
    st.write(say("app.empty_hint"))
    st.code(f"huyenkg ingest ingest/samples --data {service().settings.data}", language="sh")
