"""The communes that reports name in the most events, with the sentences that do."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.analysis.communes import CommuneEvents
from graph.analysis.naming import NodeName, names_of
from graph.event_index import event_index
from search.language import Language
from ui.address import choice, page_of
from ui.ahead import ahead
from ui.names import code_names
from ui.render import TableRow
from ui.session import kept, language, say, service
from ui.shared_rows import places
from ui.tie_view import commune_rows, mention_rows
from ui.ties import TieFilter, Told, communes_in_events, told_of_communes
from ui.views.ties.years import choose_year
from ui.widgets import offer_csv, pick_row, source_table

_PAGE = 20


def show() -> None:
    """The view. District, kind of event and year stand in the address, and so does the commune opened."""
    st.caption(say("ties.communes_help"))
    communes = kept(_communes, _wanted())
    if not communes:
        st.info(say("ties.no_communes"), icon=":material/filter_alt_off:")
        return
    page = page_of("page", len(communes), _PAGE)
    shown = communes[page * _PAGE : (page + 1) * _PAGE]
    rows = commune_rows(shown, kept(_names, *(one.commune for one in shown)), language())
    codes = [one.commune.rpartition("/")[2] for one in shown]
    key = f"communes-{len(communes)}-{codes[0]}"
    chosen = pick_row(rows, key, "ties.pick_commune", codes=codes, name="commune")
    if chosen is not None:
        mentions, sources = mention_rows(shown[chosen], kept(_told, shown[chosen]), language())
        source_table(mentions, [[one] for one in sources], key=f"named-{codes[chosen]}", name="sentence")
    offer_csv(partial(_every_row, communes, language()), "huyenkg-communes.csv")


def _wanted() -> TieFilter:
    first, second, third = st.columns([3, 4, 2])
    everything = {"": say("app.all")}
    with first:
        district = choice("district", say("column.district"), everything | dict(places(language()).districts))
    with second:
        event = choice("kind", say("ties.event"), everything | _kinds(language()))
    with third:
        year = choose_year()
    return TieFilter(district, event=event, period=year)


def _kinds(spoken: Language) -> dict[str, str]:
    """The kinds of the code list that are told of."""
    told = kept(_told_kinds)
    return {kind: name for kind, name in code_names("events", spoken).items() if kind in told}


def _told_kinds() -> frozenset[str]:
    return frozenset(entry.kind for entry in event_index(service().snapshot().store))


@ahead(lambda: [(TieFilter(),)])
def _communes(wanted: TieFilter) -> tuple[CommuneEvents, ...]:
    return communes_in_events(service().snapshot().store, wanted)


def _names(*communes: str) -> dict[str, NodeName]:
    return names_of(service().snapshot().store, communes)


def _told(one: CommuneEvents) -> Told:
    return told_of_communes(service().snapshot().store, [one])


def _every_row(communes: tuple[CommuneEvents, ...], spoken: Language) -> list[TableRow]:
    return commune_rows(communes, _names(*(one.commune for one in communes)), spoken)
