"""What every page shares: the service, the language, what was already looked up, the guard around a page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from ontology.errors import HuyenKGError
from search.language import Language
from ui.address import goto
from ui.logs import set_up_logging
from ui.messages import tell, tell_if_known
from ui.names import area_name, report_name
from ui.service import Service
from ui.settings import load_settings

_LANGUAGES = {Language.VIETNAMESE: "Tiếng Việt", Language.ENGLISH: "English"}
_T = TypeVar("_T")


@st.cache_resource(show_spinner=False)
def service() -> Service:
    """The one service of this server process, which begins to log with it."""
    set_up_logging()
    return Service(load_settings())


def kept(make: Callable[..., _T], *key: Hashable) -> _T:
    """``make(*key)``, remembered for all sessions until the reports change. What it returns is only read."""
    made: _T = _kept(
        (service().settings.data, service().state(), make.__module__, make.__qualname__, *key),
        make,
    )
    return made


@st.cache_resource(show_spinner=False, max_entries=300)
def _kept(key: tuple[Any, ...], _make: Callable[..., Any]) -> Any:
    return _make(*key[4:])


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
        required=True,
        key="language_choice",
        label_visibility="collapsed",
    )
    # Both: a link keeps the language, and so does a change of the page, which empties the address.
    st.session_state["language"] = st.query_params["lang"] = current.value
    if chosen and chosen != current:
        st.session_state["language"] = st.query_params["lang"] = chosen.value
        st.rerun()


def report_names() -> dict[str, str]:
    """The reports by id, named by district and period, in the language of this session."""
    spoken = language()
    return {
        report.id: report_name(
            area_name(report.district_code, report.district, spoken), report.period, spoken
        )
        for report in service().status().reports
    }


def guarded(page: Callable[[], None], *, without_reports: bool = False) -> Callable[[], None]:
    """The page with its failures worded for people; a page that fails never shows a traceback.

    ``without_reports``: it also has something to show where there are none yet.
    """

    def run() -> None:
        try:
            if without_reports or service().status().reports:
                page()
            else:
                _welcome()
        except HuyenKGError as error:
            _explain(type(error).__name__, f"{error.message} {error.hint}".strip())
        except Exception as error:
            # The outermost edge of a page: whatever went wrong, the other pages go on.
            logging.getLogger(__name__).exception("page failed")
            _explain(type(error).__name__, "")

    run.__name__ = page.__name__
    return run


def _explain(kind: str, detail: str) -> None:
    """What went wrong in the language of this session; the program's own words, in English, below it."""
    told = tell_if_known(language(), f"error.{kind}") or say("error.other", kind=kind)
    st.error(told, icon=":material/error:")
    if detail:
        st.code(detail, language=None, wrap_lines=True)


def _welcome() -> None:
    st.info(say("app.empty"), icon=":material/folder_open:")
    may_upload = not service().settings.read_only
    if may_upload and st.button(say("app.empty_upload"), icon=":material/upload_file:", type="primary"):
        goto("reports", view="upload")
    st.write(say("app.empty_hint"))
    st.code(f"huyenkg ingest ingest/samples --data {service().settings.data}", language="sh")
