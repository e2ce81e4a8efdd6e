"""The door before all pages: a form that asks for the password, or the proxy's word on who is signed in."""

from __future__ import annotations

import time

import streamlit as st

from ui.access import Doorman, vouched_name
from ui.session import say, service

_COOKIE = "huyenkg"
_SIGNED_IN = "signed-in"


def is_let_in() -> bool:
    """Whether the pages may be shown to whoever is here."""
    settings = service().settings
    if settings.user_header and not user_name():
        return False
    return not settings.password or _is_known()


def ask_in() -> None:
    """What whoever is not let in sees: the form, or by which way to come."""
    settings = service().settings
    with st.container(key="door", width=460):
        if settings.user_header and not user_name():
            st.error(say("access.no_header"), icon=":material/lock:")
        else:
            _form()


def user_name() -> str:
    """Who is signed in, where a reverse proxy says so."""
    header = service().settings.user_header
    return vouched_name(st.context.headers.get(header)) if header else ""


def signed_in_as() -> None:
    """Says who is signed in, and offers to sign out where a password was given."""
    name = user_name()
    if name:
        with st.container(key="who"):
            st.text(say("access.who", name=name))
    if service().settings.password:
        _keep_token(st.session_state[_SIGNED_IN])
        st.button(say("access.leave"), icon=":material/logout:", type="tertiary", on_click=_leave)


@st.cache_resource(show_spinner=False)
def _doorman(password: str) -> Doorman:
    return Doorman(password)


def _is_known() -> bool:
    token = str(st.session_state.get(_SIGNED_IN) or st.context.cookies.get(_COOKIE, ""))
    known = bool(token) and _doorman(service().settings.password).knows(token, time.monotonic())
    if known:
        st.session_state[_SIGNED_IN] = token
    return known


def _form() -> None:
    with st.form("sign-in"):
        st.write(say("access.asked"))
        given = st.text_input(say("access.password"), type="password", autocomplete="current-password")
        sent = st.form_submit_button(say("access.enter"), type="primary", icon=":material/login:")
    if not sent:
        return
    address = st.context.ip_address or "here"
    verdict = _doorman(service().settings.password).admit(address, given, time.monotonic())
    if verdict.token:
        st.session_state[_SIGNED_IN] = verdict.token
        st.rerun()
    key = "access.wait" if verdict.wait else "access.wrong"
    st.error(say(key, seconds=verdict.wait), icon=":material/lock:")


def _leave() -> None:
    _doorman(service().settings.password).forget(st.session_state.pop(_SIGNED_IN, ""))


def _keep_token(token: str) -> None:
    """Puts the token into a cookie, for other tabs and after a reload. It is of our own making: no words of
    anybody stand in this script.
    """
    st.html(
        f"<script>document.cookie = '{_COOKIE}={token}; path=/; max-age=43200; SameSite=Strict'"
        " + (location.protocol === 'https:' ? '; Secure' : '');</script>",
        unsafe_allow_javascript=True,
    )
