"""Hỏi đáp: a question, its answer, how it was understood, and the sentences that carry it."""

from __future__ import annotations

from html import escape

import streamlit as st

from search.answer import Answer
from search.chips import slot_label
from search.language import Language
from ui.examples import load_examples
from ui.render import answer_table, to_csv
from ui.session import language, say, service
from ui.widgets import citation_card, plain_table

_FIXED_SLOTS = {"intent"}  # shown, but corrected by asking differently


def show() -> None:
    """The page. The question stands in the address (``?q=``), so that a link brings the answer back."""
    st.title(say("page.ask"))
    _question_box()
    question = st.query_params.get("q", "")
    if not question:
        return
    with st.spinner(f"{say('app.loading')} {say('app.model')}"):
        answer = service().ask(question, st.session_state.get("overrides", {}))
    _answer_card(answer)
    _chips(answer)
    _views(answer)


def _question_box() -> None:
    with st.form("question", border=False):
        left, right = st.columns([6, 1], vertical_alignment="bottom")
        text = left.text_input(
            say("ask.label"), value=st.query_params.get("q", ""), placeholder=say("ask.placeholder")
        )
        if right.form_submit_button(say("ask.submit"), type="primary", width="stretch") and text.strip():
            _ask(text.strip())
    with st.expander(say("ask.examples"), expanded="q" not in st.query_params):
        for number, example in enumerate(load_examples(language())):
            if st.button(example, key=f"example-{number}", type="tertiary"):
                _ask(example)


def _ask(question: str) -> None:
    st.session_state["overrides"] = {}
    st.query_params["q"] = question
    st.rerun()


def _answer_card(answer: Answer) -> None:
    with st.container(border=True):
        st.html(
            f'<span class="hk-status {escape(answer.status)}">{escape(say(f"status.{answer.status}"))}</span>'
            f'<div class="hk-answer">{escape(answer.answer)}</div>'
        )
        for caveat in answer.caveats:
            st.warning(_literal(caveat), icon=":material/info:")
    if answer.suggestions:
        st.caption(say("ask.again"))
        for number, suggestion in enumerate(answer.suggestions):
            if st.button(_literal(suggestion), key=f"suggestion-{number}"):
                _ask(suggestion)


def _chips(answer: Answer) -> None:
    spoken = Language(answer.language)
    st.caption(say("ask.understood"))
    with st.container(horizontal=True):
        for slot, label in answer.interpretation.items():
            name = slot_label(slot, spoken)
            with st.popover(f"{name}: {_literal(label)}"):
                _chip_editor(slot, name, label)
        if st.session_state.get("overrides") and st.button(say("ask.undo")):
            st.session_state["overrides"] = {}
            st.rerun()


def _chip_editor(slot: str, name: str, label: str) -> None:
    if slot in _FIXED_SLOTS:
        st.write(_literal(label))
        return
    text = st.text_input(say("ask.chip", slot=name), value=label, key=f"chip-{slot}-{label}")
    if st.button(say("ask.apply"), key=f"apply-{slot}"):
        st.session_state["overrides"] = {**st.session_state.get("overrides", {}), slot: text.strip()}
        st.rerun()


def _views(answer: Answer) -> None:
    sources, table, query = st.tabs(
        [
            say("ask.sources", count=len(answer.citations)),
            say("ask.rows", count=len(answer.rows)),
            say("ask.query"),
        ]
    )
    with sources:
        for number, citation in enumerate(answer.citations):
            citation_card(citation, key=f"open-{number}")
        if not answer.citations:
            st.write(say("app.none"))
    with table:
        rows = answer_table(answer.rows, language())
        plain_table(rows, key="answer-rows")
        if rows:
            st.download_button(say("ask.download"), to_csv(rows), "huyenkg.csv", "text/csv")
    with query:
        st.caption(say("ask.query_hint") if answer.sparql else say("ask.no_query"))
        if answer.sparql:
            st.code(answer.sparql, language="sparql")


def _literal(text: str) -> str:
    """Text for places where Streamlit reads Markdown: its marks are shown, not obeyed."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:" else c for c in text)
