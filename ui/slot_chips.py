"""How a question was understood, slot by slot, each to be corrected; the question is then asked again."""

from __future__ import annotations

from html import escape

import streamlit as st

from search.answer import Answer
from search.chips import slot_label
from search.intents import READ_ONLY, Intent
from search.language import Language
from search.phrase import say as say_of_search
from search.wording import notation_label
from ui.answer_view import chips
from ui.dialogue import ask, read_earlier, read_fixes
from ui.names import district_name
from ui.session import language, say, service
from ui.shared_rows import districts
from ui.widgets import literal

_ADDED = ("district", "period")  # offered where the question names none, and to be emptied where it does
_KEPT = "↩ "  # before a slot that was taken over from an earlier question


def slot_chips(answer: Answer) -> None:
    """The slots of the question, and of a follow-up the whole question that it was taken for."""
    slots = chips(answer)
    if not slots:
        return
    whole = literal(answer.resolved)
    st.caption(say("ask.kept", question=whole) if whole else say("ask.understood"))
    with st.container(horizontal=True, gap="small", key="chips"):
        for slot in dict.fromkeys((*slots, *_ADDED)):
            _chip(answer, slot, slots.get(slot))
        if read_fixes() and st.button(say("ask.undo"), icon=":material/undo:", type="tertiary"):
            ask(answer.question, read_earlier())


def _chip(answer: Answer, slot: str, label: str | None) -> None:
    """A slot with its value, or the offer to fill it."""
    name = slot_label(slot, language())
    shown = f"{_KEPT if slot in answer.kept else ''}{name}"
    choices = _choices(slot, language())
    if label is None:
        with st.popover(say("ask.add", slot=name.lower()), icon=":material/add:", type="tertiary"):
            _chip_editor(answer, slot, name, choices)
    elif choices:
        with st.popover(f"{shown}: {literal(label)}", icon=":material/edit:"):
            _chip_editor(answer, slot, name, {"": say("app.all"), **choices} if slot in _ADDED else choices)
    else:
        st.html(f'<span class="hk-chip">{escape(shown)}: {escape(label)}</span>', width="content")


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
        ask(answer.question, read_earlier(), **{**read_fixes(), slot: value})


def _choices(slot: str, spoken: Language) -> dict[str, str]:
    """What a slot can be corrected to, value to label; empty for what is corrected by asking differently."""
    if slot == "intent":
        chosen = (intent for intent in Intent if intent not in READ_ONLY)
        return {intent.value: say_of_search(spoken, f"intent.{intent.value}") for intent in chosen}
    if slot == "period":
        return {period: notation_label(period, spoken) for period in _stored_periods()}
    if slot == "district":
        return {row.district: district_name(row, spoken) for row in districts()}
    return {}


def _stored_periods() -> list[str]:
    return sorted({report.period for report in service().status().reports}, reverse=True)
