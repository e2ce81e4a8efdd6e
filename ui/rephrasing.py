"""The switch that lets a configured language model rephrase answers; off until it is switched on."""

from __future__ import annotations

import streamlit as st

from search.answer import Answer
from search.rephrase import may_be_rephrased
from ui.session import say, service
from ui.widgets import literal

_SWITCH = "rephrase"
_TOLD = "rephrased"


def in_other_words(answer: Answer) -> Answer:
    """The answer as this session wants it. A reply is kept while the switch stays on."""
    if not (st.session_state.get(_SWITCH) and _may_be(answer)):
        return answer
    told: dict[tuple[str, str, str], Answer] = st.session_state.setdefault(_TOLD, {})
    key = (answer.question, answer.resolved, answer.answer)
    if key not in told:
        with st.spinner(say("ask.rephrasing")):
            told[key] = service().rephrase(answer)
    return told[key]


def rephrasing_switch(answer: Answer) -> None:
    """The switch, where an endpoint is configured; below a rephrased answer the original."""
    endpoint = service().settings.endpoint
    if endpoint is None or not _may_be(answer):
        return
    if answer.plain_answer:
        with st.expander(say("ask.original")):
            st.write(literal(answer.plain_answer))
    st.toggle(
        say("ask.rephrase", model=literal(endpoint.model), host=literal(endpoint.host)),
        key=_SWITCH,
        help=say("ask.rephrase_help"),
        on_change=lambda: st.session_state.pop(_TOLD, None),
    )


def _may_be(answer: Answer) -> bool:
    endpoint = service().settings.endpoint
    return endpoint is not None and not endpoint.fault and may_be_rephrased(answer)
