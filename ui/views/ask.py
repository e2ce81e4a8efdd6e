"""Hỏi đáp: a question, its answer, how it was understood, and the sentences that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from search.answer import Answer
from search.cite import Citation
from search.follow.turns import Turn
from search.language import Language
from ui.ahead import ahead, by_language
from ui.answer_view import (
    Part,
    PartKind,
    answer_parts,
    correction,
    distinct_citations,
    shortened,
)
from ui.completion import offered_questions
from ui.datalist import complete
from ui.dialogue import ask, read_earlier, read_fixes
from ui.examples import load_examples
from ui.history import asked_before, remember
from ui.plain_text import plain_html
from ui.rephrasing import in_other_words, rephrasing_switch
from ui.session import kept, language, say, service
from ui.slot_chips import slot_chips
from ui.views.answer_views import answer_views
from ui.widgets import literal, note

_TAGS = {PartKind.TEXT: "p", PartKind.ITEM: "li", PartKind.QUOTE: "blockquote"}


def show() -> None:
    """The page. The question stands in the address (``?q=``), so that a link brings the answer back."""
    question = st.query_params.get("q", "")
    box = st.container()
    if question:
        _conversation(box, question)
    else:
        _question_box(box, "")
    complete(say("ask.label"), (*asked_before(), *kept(_offers, language())))


def _conversation(box: DeltaGenerator, question: str) -> None:
    """The question with its answer, and what was asked before it."""
    asked = (*read_earlier(), Turn(question, read_fixes()))
    with st.spinner(f"{say('app.loading')} {say('app.model')}"):
        answer = _answer_to(asked)
    remember(answer.resolved or question)
    _question_box(box, answer.resolved or question)
    _asked_before(asked[:-1])
    told = in_other_words(answer)
    citations = distinct_citations(told.citations)
    _answer_card(told, citations)
    _suggestions(answer)
    slot_chips(answer)
    _follow_box(answer, asked)
    answer_views(answer, citations)


def _answer_to(turns: Sequence[Turn]) -> Answer:
    return kept(_answer, *((turn.text, tuple(sorted(turn.corrections.items()))) for turn in turns))


def _answer(*turns: tuple[str, tuple[tuple[str, str], ...]]) -> Answer:
    *earlier, (question, fixes) = turns
    return service().ask(question, dict(fixes), [Turn(text, dict(fix)) for text, fix in earlier])


def _question_box(place: DeltaGenerator, question: str) -> None:
    """The box of a question that stands alone. A follow-up stands in it as the whole question it means."""
    with place.form("question", border=False):
        left, right = st.columns([6, 1], vertical_alignment="bottom")
        text = left.text_input(say("ask.label"), value=question, placeholder=say("ask.placeholder"))
        if right.form_submit_button(say("ask.submit"), type="primary", width="stretch") and text.strip():
            ask(text.strip())
    _history(place)
    with (
        place.expander(say("ask.examples"), expanded=not question),
        st.container(key="examples", gap=None),
    ):
        for number, example in enumerate(load_examples(language())):
            if st.button(example, key=f"example-{number}", type="tertiary", icon=":material/arrow_forward:"):
                ask(example)


@ahead(by_language)
def _offers(spoken: Language) -> tuple[str, ...]:
    return offered_questions(service().snapshot().store, service().status().reports, spoken)


def _history(place: DeltaGenerator) -> None:
    """The questions of this session, the newest first; a click asks one again."""
    questions = asked_before()
    if not questions:
        return
    with place.popover(say("ask.history"), icon=":material/history:", type="tertiary"):
        for number, question in enumerate(questions):
            if st.button(literal(question), key=f"history-{number}", type="tertiary", width="stretch"):
                ask(question)


def _asked_before(turns: Sequence[Turn]) -> None:
    """The conversation so far, the oldest question first; a click goes back to one."""
    if not turns:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("ask.before"), width="stretch")
        if st.button(say("ask.anew"), icon=":material/add_comment:", type="tertiary"):
            ask("")
    with st.container(key="before", gap=None):
        for number, turn in enumerate(turns):
            if st.button(
                literal(turn.text), key=f"before-{number}", type="tertiary", icon=":material/history:"
            ):
                ask(turn.text, turns[:number], **turn.corrections)
            st.caption(literal(shortened(_answer_to(turns[: number + 1]).answer)))


def _follow_box(answer: Answer, asked: Sequence[Turn]) -> None:
    """The box of a question that follows, and some that may be asked by a click."""
    with st.form("follow-up", border=False, clear_on_submit=True):
        left, right = st.columns([6, 1], vertical_alignment="bottom")
        text = left.text_input(say("ask.follow"), placeholder=say("ask.follow_hint"))
        if right.form_submit_button(say("ask.follow_send"), width="stretch") and text.strip():
            ask(text.strip(), asked)
    with st.container(horizontal=True, key="next"):
        for number, offer in enumerate(answer.follow_ups):
            if st.button(literal(offer), key=f"next-{number}"):
                ask(offer, asked)


def _answer_card(answer: Answer, citations: tuple[Citation, ...]) -> None:
    status = (
        f'<span class="hk-status {escape(answer.status)}">{escape(say(f"status.{answer.status}"))}</span>'
    )
    with st.container(border=True):
        text = "".join(map(_part, answer_parts(answer.answer, citations, answer.suggestions)))
        st.html(f'{status}<div class="hk-answer">{text}</div>')
        for caveat in answer.caveats:
            note(caveat)
        rephrasing_switch(answer)


def _part(part: Part) -> str:
    tag = _TAGS[part.kind]
    style = ' class="hk-quote"' if part.kind is PartKind.QUOTE else ""
    number = f'<span class="hk-number">{part.source}</span>' if part.source else ""
    return f"<{tag}{style}>{number}{plain_html(part.text)}</{tag}>"


def _suggestions(answer: Answer) -> None:
    if not answer.suggestions:
        return
    st.caption(say("ask.again"))
    with st.container(horizontal=True):
        for number, suggestion in enumerate(answer.suggestions):
            if st.button(literal(suggestion), key=f"suggestion-{number}"):
                slot, value = correction(suggestion, answer)
                ask(answer.question, read_earlier(), **{**read_fixes(), slot: value})
