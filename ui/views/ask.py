"""Hỏi đáp: a question, its answer, how it was understood, and the sentences that carry it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from html import escape

import streamlit as st

from graph.catalogue import list_districts
from graph.rows import DistrictRow
from search.answer import Answer
from search.chips import slot_label
from search.cite import Citation
from search.draft import Status
from search.intents import READ_ONLY, Intent
from search.language import Language
from search.phrase import say as say_of_search
from search.wording import notation_label
from ui.answer_view import (
    Part,
    PartKind,
    answer_parts,
    chips,
    correction,
    distinct_citations,
    row_citations,
)
from ui.examples import load_examples
from ui.names import district_name
from ui.render import answer_table
from ui.session import kept, language, say, service
from ui.widgets import citation_card, citation_table, literal, note, offer_csv

_FIX = "fix."  # what the user corrected stands in the address, too: ?q=…&fix.period=2023
_ADDED = ("district", "period")  # offered where the question names none, and to be emptied where it does
_TAGS = {PartKind.TEXT: "p", PartKind.ITEM: "li", PartKind.QUOTE: "blockquote"}


def show() -> None:
    """The page. The question stands in the address (``?q=``), so that a link brings the answer back."""
    question = st.query_params.get("q", "")
    _question_box(question)
    if not question:
        return
    fixes = tuple(sorted(_fixes().items()))
    with st.spinner(f"{say('app.loading')} {say('app.model')}"):
        answer = kept(_answer, question, fixes)
    citations = distinct_citations(answer.citations)
    _answer_card(answer, citations)
    _suggestions(answer)
    _chips(answer)
    _views(answer, citations)


def _answer(question: str, fixes: tuple[tuple[str, str], ...]) -> Answer:
    return service().ask(question, dict(fixes))


def _question_box(question: str) -> None:
    with st.form("question", border=False):
        left, right = st.columns([6, 1], vertical_alignment="bottom")
        text = left.text_input(say("ask.label"), value=question, placeholder=say("ask.placeholder"))
        if right.form_submit_button(say("ask.submit"), type="primary", width="stretch") and text.strip():
            _ask(text.strip())
    with st.expander(say("ask.examples"), expanded=not question), st.container(key="examples", gap=None):
        for number, example in enumerate(load_examples(language())):
            if st.button(example, key=f"example-{number}", type="tertiary", icon=":material/arrow_forward:"):
                _ask(example)


def _fixes() -> dict[str, str]:
    asked = st.query_params.to_dict()
    return {name.removeprefix(_FIX): value for name, value in asked.items() if name.startswith(_FIX)}


def _ask(question: str, **fixes: str) -> None:
    """Asks by way of the address."""
    corrected = {f"{_FIX}{slot}": value for slot, value in fixes.items()}
    st.query_params.from_dict({"lang": language().value, "q": question, **corrected})
    st.rerun()


def _answer_card(answer: Answer, citations: tuple[Citation, ...]) -> None:
    status = (
        f'<span class="hk-status {escape(answer.status)}">{escape(say(f"status.{answer.status}"))}</span>'
    )
    with st.container(border=True):
        text = "".join(map(_part, answer_parts(answer.answer, citations, answer.suggestions)))
        st.html(f'{status}<div class="hk-answer">{text}</div>')
        for caveat in answer.caveats:
            note(caveat)


def _part(part: Part) -> str:
    tag = _TAGS[part.kind]
    style = ' class="hk-quote"' if part.kind is PartKind.QUOTE else ""
    number = f'<span class="hk-number">{part.source}</span>' if part.source else ""
    return f"<{tag}{style}>{number}{escape(part.text)}</{tag}>"


def _suggestions(answer: Answer) -> None:
    if not answer.suggestions:
        return
    st.caption(say("ask.again"))
    with st.container(horizontal=True):
        for number, suggestion in enumerate(answer.suggestions):
            if st.button(literal(suggestion), key=f"suggestion-{number}"):
                slot, value = correction(suggestion, answer)
                _ask(answer.question, **{**_fixes(), slot: value})


def _chips(answer: Answer) -> None:
    slots = chips(answer)
    if not slots:
        return
    st.caption(say("ask.understood"))
    with st.container(horizontal=True, gap="small", key="chips"):
        for slot in dict.fromkeys((*slots, *_ADDED)):
            _chip(answer, slot, slots.get(slot))
        if _fixes() and st.button(say("ask.undo"), icon=":material/undo:", type="tertiary"):
            _ask(answer.question)


def _chip(answer: Answer, slot: str, label: str | None) -> None:
    """A slot with its value, or the offer to fill it."""
    name = slot_label(slot, language())
    choices = _choices(slot, language())
    if label is None:
        with st.popover(say("ask.add", slot=name.lower()), icon=":material/add:", type="tertiary"):
            _chip_editor(answer, slot, name, choices)
    elif choices:
        with st.popover(f"{name}: {literal(label)}", icon=":material/edit:"):
            _chip_editor(answer, slot, name, {"": say("app.all"), **choices} if slot in _ADDED else choices)
    else:
        st.html(f'<span class="hk-chip">{escape(name)}: {escape(label)}</span>', width="content")


def _chip_editor(answer: Answer, slot: str, name: str, choices: dict[str, str]) -> None:
    value = st.selectbox(
        say("ask.chip", slot=name),
        list(choices),
        index=None,
        format_func=lambda choice: choices.get(choice, choice),
        placeholder=say("ask.choose"),
        accept_new_options=slot != "intent",
        key=f"chip-{slot}-{answer.question}",
    )
    if st.button(say("ask.apply"), key=f"apply-{slot}", type="primary") and value is not None:
        _ask(answer.question, **{**_fixes(), slot: value})


def _choices(slot: str, spoken: Language) -> dict[str, str]:
    """What a slot can be corrected to, value to label; empty for what is corrected by asking differently."""
    if slot == "intent":
        chosen = (intent for intent in Intent if intent not in READ_ONLY)
        return {intent.value: say_of_search(spoken, f"intent.{intent.value}") for intent in chosen}
    if slot == "period":
        return {period: notation_label(period, spoken) for period in _stored_periods()}
    if slot == "district":
        return {row.district: district_name(row, spoken) for row in kept(_districts)}
    return {}


def _districts() -> Iterable[DistrictRow]:
    return list_districts(service().snapshot().store).rows


def _stored_periods() -> list[str]:
    return sorted({report.period for report in service().status().reports}, reverse=True)


def _views(answer: Answer, citations: tuple[Citation, ...]) -> None:
    """Sources, table and query of an answer; those that it does not have are left out."""
    views: dict[str, Callable[[], None]] = {}
    if citations:
        heading = "ask.sources" if answer.status != Status.NOT_FOUND else "ask.nearest"
        views[say(heading, count=len(citations))] = partial(_sources, citations)
    if answer.rows:
        views[say("ask.rows", count=len(answer.rows))] = partial(_table, answer)
    if answer.sparql:
        views[say("ask.query")] = partial(_query, answer)
    if not views:
        return
    for tab, draw in zip(st.tabs(list(views)), views.values(), strict=True):
        with tab:
            draw()


def _sources(citations: tuple[Citation, ...]) -> None:
    for number, citation in enumerate(citations, 1):
        citation_card(number, citation)


def _table(answer: Answer) -> None:
    rows = answer_table(answer.rows, language())
    citation_table(rows, row_citations(answer.rows, answer.citations), key="answer-rows")
    offer_csv(rows, "huyenkg.csv")


def _query(answer: Answer) -> None:
    st.caption(say("ask.query_hint"))
    st.code(answer.sparql, language="sparql")
