"""The catalogue: which indicators are reported, found by words and sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic

import streamlit as st

from graph.series import Spread, unlisted_names
from search.known_series import known_spread
from ui.address import choice, page_of, typed
from ui.ahead import ahead
from ui.indicator_list import Listed, catalogue_table, reported, search, search_names
from ui.names import code_names
from ui.session import kept, language, say, service
from ui.views.indicators.compared import counts
from ui.widgets import literal, note, pick_row

_SIZE = 15
_PATIENCE = 0.7  # seconds


def show_catalogue() -> None:
    """Search words, sector and page stand in the address (``?q=…&sector=…``)."""
    left, right = st.columns([3, 1])
    with left:
        words = typed("q", say("indicators.find"))
    with right:
        sectors = {"": say("indicators.every_sector"), **code_names("sectors", language())}
        sector = choice("sector", say("indicators.sector"), sectors, hidden=True)
    found = search(reported(counts(), sector), words)
    if found:
        st.subheader(say("indicators.listed", count=len(found)), anchor=False)
        _list(found, "list")
    else:
        st.write(literal(say("indicators.none", words=words)))
        note(say("indicators.none_hint"))
    _unlisted(words)


def _unlisted(words: str) -> None:
    names = kept(_names)
    if not words:
        st.caption(say("indicators.unlisted_more", count=len(names)))
        return
    found = search_names(names, counts(), words)
    if found:
        st.subheader(say("indicators.unlisted", count=len(found)), anchor=False)
        st.caption(say("indicators.unlisted_hint"))
        _list(found, "other")


def _list(found: Sequence[Listed], name: str) -> None:
    """A page of a list; ticking a row opens the indicator."""
    first = page_of(name, len(found), _SIZE) * _SIZE
    shown = found[first : first + _SIZE]
    spreads = _counted(shown)
    rows = catalogue_table(shown, spreads, language())
    if name == "other":
        rows = [{column: cell for column, cell in row.items() if column != "sector"} for row in rows]
    key = "|".join((f"indicators-{name}", *(one.id for one in shown)))
    hint = "indicators.pick_other" if name == "other" else "indicators.pick"
    chosen = pick_row(rows, key, hint, whole=True)
    if chosen is not None:
        st.query_params["indicator"] = shown[chosen].id
        st.rerun()
    if len(spreads) < len(shown):
        with st.spinner(say("indicators.counting")):
            for one in shown:
                _spread(one.id)
        st.rerun()


@ahead()
def _first_page() -> None:
    """Counts how widely the indicators are told that the catalogue begins with."""
    for one in search(reported(counts(), ""), "")[:_SIZE]:
        _spread(one.id)


@ahead()
def _names() -> Mapping[str, str]:
    return unlisted_names(service().snapshot().store)


def _spread(indicator: str) -> Spread:
    snapshot = service().snapshot()
    return known_spread(snapshot.store, snapshot.index, indicator)


def _counted(shown: Sequence[Listed]) -> dict[str, Spread]:
    """As many as can be counted while somebody waits for the page; what was counted once is known."""
    until = monotonic() + _PATIENCE
    counted: dict[str, Spread] = {}
    for one in shown:
        if monotonic() < until:
            counted[one.id] = _spread(one.id)
    return counted
