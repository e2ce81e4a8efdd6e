"""The documents that tie programmes together, and the programmes that share them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.analysis.documents import LinkEnd, SharedDocuments, TiedDocument
from ui.address import choice, page_of
from ui.ahead import ahead
from ui.render import TableRow
from ui.session import kept, language, say, service
from ui.shared_rows import places, programme_names
from ui.tie_view import document_rows, group_words, link_rows, shared_rows
from ui.ties import TieFilter, Told, documents_that_tie, programmes_that_share, told_of_documents
from ui.views.ties.years import choose_year
from ui.widgets import note, offer_csv, pick_row, source_table

_PAGE = 20


def show() -> None:
    """The view. District, programme and year stand in the address, and so does the row that is opened."""
    st.caption(say("ties.documents_help"))
    wanted = _wanted()
    documents = kept(_documents, wanted)
    if not documents:
        st.info(say("ties.no_documents"), icon=":material/filter_alt_off:")
        return
    _list(documents)
    _shared(kept(_pairs, wanted))


def _wanted() -> TieFilter:
    first, second, third = st.columns([3, 4, 2])
    everything = {"": say("app.all")}
    with first:
        district = choice("district", say("column.district"), everything | dict(places(language()).districts))
    with second:
        programme = choice("programme", say("column.programme"), everything | programme_names(language()))
    with third:
        year = choose_year()
    return TieFilter(district, programme, period=year)


@ahead(lambda: [(TieFilter(),)])
def _documents(wanted: TieFilter) -> tuple[TiedDocument, ...]:
    return documents_that_tie(service().snapshot().store, wanted)


def _pairs(wanted: TieFilter) -> tuple[SharedDocuments, ...]:
    return programmes_that_share(service().snapshot().store, wanted)


def _told(*documents: TiedDocument | SharedDocuments) -> Told:
    return told_of_documents(service().snapshot().store, documents)


def _list(documents: tuple[TiedDocument, ...]) -> None:
    page = page_of("page", len(documents), _PAGE)
    shown = documents[page * _PAGE : (page + 1) * _PAGE]
    told = kept(_told, *shown)
    rows = document_rows(shown, told, language())
    key, codes = f"tied-{len(documents)}-{shown[0].document}", [one.document for one in shown]
    chosen = pick_row(rows, key, "ties.pick_document", codes=codes, name="document")
    if chosen is not None:
        one = shown[chosen]
        if one.apart:
            note(say("ties.only", groups=group_words(one.apart, told, language())))
        _sentences(one.links, told, one.document)
    offer_csv(partial(_every_row, documents), "huyenkg-tied-documents.csv")


def _every_row(documents: tuple[TiedDocument, ...]) -> list[TableRow]:
    return document_rows(documents, _told(*documents), language())


def _shared(pairs: tuple[SharedDocuments, ...]) -> None:
    st.subheader(say("ties.shared", count=len(pairs)), anchor=False)
    page = page_of("pairs", len(pairs), _PAGE)
    shown = pairs[page * _PAGE : (page + 1) * _PAGE]
    told = kept(_told, *shown)
    codes = [f"{one.first} {one.second}" for one in shown]
    key = f"shared-{len(pairs)}-{codes[0]}"
    chosen = pick_row(shared_rows(shown, told, language()), key, "ties.pick_shared", codes=codes, name="pair")
    if chosen is not None:
        _sentences(shown[chosen].links, told, codes[chosen])


def _sentences(links: tuple[LinkEnd, ...], told: Told, key: str) -> None:
    rows = link_rows(links, told, language())
    source_table(rows, [[told.sources[link.claim]] for link in links], key=f"links-{key}", name="sentence")
