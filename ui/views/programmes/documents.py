"""The documents that reports cite: when and by whom they were issued, and the programmes that they carry."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from graph.merging.merge import Judged
from graph.merging.shown import shown as shown_nodes
from graph.overviews import links_of
from graph.queries import find_citations
from graph.rows import CitationRow, LinkRow
from ui.address import choice, page_of, typed
from ui.chart_card import chart_card
from ui.charts.document_timeline import MOST, PICKED, dated, document_timeline
from ui.documents import (
    Entry,
    Wanted,
    document_rows,
    kinds_of_documents,
    levels_of,
    matching,
    mention_rows,
    years_of,
)
from ui.names import document_name
from ui.session import kept, language, say, service
from ui.shared_rows import documents, programme_names
from ui.views.programmes.choosing import choose_programme, newly_clicked
from ui.widgets import literal, offer_csv, pick_row, source_table

_PAGE = 50
_MOST_MENTIONS = 200


def show() -> None:
    """The view. What is looked for stands in the address, and so does the document that is opened."""
    every = documents()
    found = matching(every, _wanted(every))
    st.caption(say("programmes.found", count=len(found)))
    if not found:
        st.write(say("programmes.none_found"))
        return
    _timeline(found)
    opened = {entry.node: entry for entry in every}.get(st.query_params.get("document", ""))
    if opened is not None:
        _open(opened)
    _list(found)


def _wanted(every: tuple[Entry, ...]) -> Wanted:
    words = typed("q", say("programmes.search"))
    columns = st.columns(4)
    with columns[0]:
        programme = choose_programme(every=True)
    rest = matching(every, Wanted(words=words, programme=programme))
    with columns[1]:
        level = _narrow("level", levels_of(rest, language()))
    with columns[2]:
        kind = _narrow("doctype", kinds_of_documents(rest, language()))
    with columns[3]:
        year = _narrow("issued", years_of(rest))
    return Wanted(words, kind, level, year, programme)


def _narrow(name: str, options: dict[str, str]) -> str:
    return choice(name, say(f"documents.{name}"), {"": say("app.all"), **options})


def _timeline(found: tuple[Entry, ...]) -> None:
    shown = dated(found)
    if not shown:
        return
    key = f"timeline-{len(found)}-{found[0].node}"
    clicked = chart_card(
        document_timeline(found, language()),
        partial(document_rows, shown, programme_names(language()), language()),
        "huyenkg-documents",
        key,
        told=say("programmes.timeline_drawn", count=len(shown)),
        picks=PICKED,
    )
    hint = "programmes.circles" if len(shown) > MOST else "programmes.points"
    undated = len(found) - len(shown)
    st.caption(say(hint) + (" " + say("programmes.undated", count=undated) if undated else ""))
    _follow(newly_clicked("timeline", clicked))


def _follow(point: dict[str, Any]) -> None:
    """What a click chose goes into the address: a document that is opened, or a year and level."""
    if "node" in point:
        st.query_params["document"] = point["node"]
        st.rerun()
    if "year" in point:
        st.query_params["issued"], st.query_params["level"] = str(point["year"]), point["level"]
        st.rerun()


def _open(entry: Entry) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{literal(document_name(entry.label, language()))}**", width="content")
            if st.button(say("programmes.shut"), icon=":material/close:", type="tertiary"):
                del st.query_params["document"]
                st.rerun()
        _mentions(entry)


def _mentions(entry: Entry) -> None:
    """Every sentence that cites the document or ties it to a programme, and what it was merged from."""
    for one in kept(_merged, entry.node):
        reason = one.merge.why(language().value)
        st.caption(literal(say("merges.here", count=len(one.merge.nodes), reason=reason)))
    links, citations = kept(_links, entry.node), kept(_citations, entry.node)
    rows, sources = mention_rows(links, citations, programme_names(language()), language())
    source_table(rows, [[source] for source in sources], key=f"mentions-{entry.node}")
    if len(citations) == _MOST_MENTIONS:
        st.caption(say("programmes.more_mentions", count=_MOST_MENTIONS))


def _links(node: str) -> tuple[LinkRow, ...]:
    store = service().snapshot().store
    return links_of(store, shown_nodes(store).all_of(node)).rows


def _citations(node: str) -> tuple[CitationRow, ...]:
    store = service().snapshot().store
    return find_citations(store, nodes=shown_nodes(store).all_of(node), limit=_MOST_MENTIONS).rows


def _merged(node: str) -> tuple[Judged, ...]:
    return shown_nodes(service().snapshot().store).merged(node)


def _list(found: tuple[Entry, ...]) -> None:
    page = page_of("page", len(found), _PAGE)
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    rows = document_rows(shown, programme_names(language()), language())
    key, codes = f"documents-{len(found)}-{found[0].node}-{page}", [entry.node for entry in shown]
    chosen = pick_row(rows, key, "programmes.pick_document", codes=codes, name="listed")
    if chosen is not None:
        _mentions(shown[chosen])
    offer_csv(partial(document_rows, found, programme_names(language()), language()), "huyenkg-documents.csv")
