"""The questions of one session of the browser, kept while it lasts and shown to nobody else."""

from __future__ import annotations

import streamlit as st

_KEY = "history"
_MOST = 20


def remember(question: str) -> None:
    """Puts a question in front; one that was asked before moves up."""
    others = [one for one in asked_before() if one != question]
    st.session_state[_KEY] = [question, *others][:_MOST]


def asked_before() -> tuple[str, ...]:
    """The questions, the newest first."""
    return tuple(st.session_state.get(_KEY, ()))
