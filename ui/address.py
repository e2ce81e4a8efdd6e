"""What stands in the address of a page: each control writes its value there, and a link brings it back.

Streamlit can bind a control to the address by itself, but by the words that it shows, which change with the
language. Here values are codes. A value that is the default is left out, so that addresses stay short; a new
address (a link, the browser's back button) is stronger than what the control held before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Literal, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from ui.render import MOST_OFFERED

Look = Literal["list", "segments"]


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str | None = None,
    *,
    look: Look = "list",
    hidden: bool = False,
    always: bool = False,
) -> str:
    """One of some options, code to words; the first is the default. An unknown code in a link is ignored.

    ``look``: a list to choose from (it can be searched by typing), or segments for a few options.
    ``hidden``: the label is only read aloud. ``always``: the default stands in the address as well, for one
    that another report would change. Raises ``ValueError`` where there are no options.
    """
    default = _first(options) if default is None else default
    key = _follow(name, lambda told: told[-1] if told[-1] in options else default, default)
    if not isinstance(st.session_state[key], str) or st.session_state[key] not in options:
        st.session_state[key] = default  # what it held was of another page's control of that name
    seen: Literal["collapsed", "visible"] = "collapsed" if hidden else "visible"

    def words(code: str) -> str:
        return options.get(code, code)

    chosen: str | None
    if look == "list":
        offered = _offered(options, [st.session_state[key]])
        chosen = st.selectbox(label, offered, format_func=words, key=key, label_visibility=seen)
    else:
        chosen = st.segmented_control(
            label, list(options), format_func=words, key=key, label_visibility=seen, required=True
        )
    value = chosen if chosen is not None and chosen in options else default
    return _tell(name, value, None if always else default)


def choices(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str] = (),
    *,
    look: Look = "segments",
    most: int | None = None,
    hidden: bool = False,
    nothing: str | None = None,
) -> tuple[str, ...]:
    """Several of some options, code to words, in their order. ``most`` limits how many of a list, ``nothing``
    is what an empty list says.
    """
    usual = list(default)

    def read(told: Sequence[str]) -> list[str]:
        known = [code for code in told if code in options]
        return known if known or told == [""] else usual

    key = _follow(name, read, usual)
    held = st.session_state[key] if isinstance(st.session_state[key], list) else usual
    st.session_state[key] = [code for code in held if code in options][:most]
    seen: Literal["collapsed", "visible"] = "collapsed" if hidden else "visible"

    def words(code: str) -> str:
        return options.get(code, code)

    if look == "list":
        chosen = st.multiselect(
            label,
            _offered(options, st.session_state[key]),
            format_func=words,
            key=key,
            max_selections=most,
            label_visibility=seen,
            placeholder=nothing,
        )
    else:
        chosen = st.pills(
            label, list(options), selection_mode="multi", format_func=words, key=key, label_visibility=seen
        )
    picked = tuple(code for code in options if code in set(chosen))
    _tell_all(name, list(picked) or [""], usual)
    return picked


def typed(name: str, label: str, *, icon: str = ":material/search:", hidden: bool = True) -> str:
    """Words that were typed; empty by default."""
    key = _follow(name, lambda told: told[-1] if told else "", "")
    if not isinstance(st.session_state[key], str):
        st.session_state[key] = ""
    text = st.text_input(
        label, placeholder=label, key=key, icon=icon, label_visibility="collapsed" if hidden else "visible"
    )
    return _tell(name, text.strip(), "")


def page_of(name: str, items: int, size: int) -> int:
    """Which page of a long list is shown, from 0; draws the pages only where there is more than one."""
    pages = max(1, -(-items // size))
    key = _follow(name, lambda told: _number(told, pages), 1)
    if pages == 1:
        _tell(name, "1", "1")
        return 0
    if not isinstance(st.session_state[key], int) or not 1 <= st.session_state[key] <= pages:
        st.session_state[key] = 1
    chosen = st.pagination(pages, key=key)
    return int(_tell(name, str(chosen), "1")) - 1


def tabs(name: str, options: Mapping[str, str]) -> tuple[str, DeltaGenerator]:
    """Tabs, code to words; returns the open one and its place: only that one needs to be drawn."""
    first, told = _first(options), st.query_params.get(name, "")
    start = options[told] if told in options else options[first]
    made = st.tabs(list(options.values()), default=start, on_change="rerun")
    for code, tab in zip(options, made, strict=True):
        if tab.open:
            return _tell(name, code, first), tab
    return first, made[0]


def follow_row(name: str, table: str, codes: Sequence[str], usual: int | None = None) -> None:
    """Before a table is drawn: ticks the row that a new address names by its code, at first the ``usual``."""
    told = st.query_params.get(name, "")
    if table in st.session_state and st.session_state.get(f"{table}-seen") == told:
        return
    place = codes.index(told) if told in codes else usual
    ticked = [] if place is None else [place]
    st.session_state[table] = {"selection": {"rows": ticked, "columns": [], "cells": []}}


def tell_row(name: str, table: str, codes: Sequence[str], chosen: int | None, usual: int | None) -> None:
    """After it: writes the code of the row that is ticked."""
    code = "" if chosen in (None, usual) else codes[chosen]
    st.session_state[f"{table}-seen"] = _tell(name, code, "")


def open_over(name: str, code: str) -> None:
    """Writes what is opened over the page; ``over`` says so until it is shut."""
    st.query_params[name] = code


def over(name: str, code: str) -> bool:
    """Whether the address says that this is open over the page."""
    return st.query_params.get(name, "") == code


def shut_over(name: str) -> None:
    """Takes it out of the address."""
    st.query_params.pop(name, None)


def knows(page: str) -> bool:
    """Whether the application has a page of that name to lead to."""
    return page in st.session_state.get("pages", {})


def know_pages(pages: Mapping[str, StreamlitPage]) -> None:
    """Makes the pages known to ``goto``, by the names of their addresses."""
    st.session_state["pages"] = dict(pages)


def goto(page: str, **state: str | Sequence[str]) -> NoReturn:
    """Leads to another page (``district``), with its state in the address; the language goes along."""
    told = {name: value for name, value in state.items() if value}
    st.switch_page(
        st.session_state["pages"][page], query_params={"lang": st.query_params.get("lang", ""), **told}
    )


def _follow(name: str, read: Callable[[list[str]], object], default: object) -> str:
    """The key of a control, after the address was looked at: what is new there is put into the control."""
    key, seen = f"at-{name}", f"at-{name}-seen"
    told = st.query_params.get_all(name)
    if key not in st.session_state or st.session_state.get(seen, []) != told:
        st.session_state[key] = read(told) if told else default
        st.session_state[seen] = told
    return key


def _tell(name: str, value: str, default: str | None) -> str:
    _tell_all(name, [value], None if default is None else [default])
    return value


def _tell_all(name: str, values: list[str], default: list[str] | None) -> None:
    """Writes the values; nothing if they are the default and there is one."""
    told = [] if default is not None and values == (default or [""]) else values
    if st.query_params.get_all(name) != told:
        if told:
            st.query_params[name] = told
        else:
            del st.query_params[name]
    st.session_state[f"at-{name}-seen"] = told


def _first(options: Mapping[str, str]) -> str:
    for code in options:
        return code
    raise ValueError("nothing to choose from")


def _offered(options: Mapping[str, str], held: Sequence[str]) -> list[str]:
    """The first of a long list, with those that are chosen: a browser that gets more becomes slow."""
    return list(dict.fromkeys((*islice(options, MOST_OFFERED), *(code for code in held if code in options))))


def _number(told: Sequence[str], most: int) -> int:
    return int(told[-1]) if told[-1].isdecimal() and 1 <= int(told[-1]) <= most else 1
