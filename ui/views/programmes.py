"""Chương trình & văn bản: a network that starts at one node and grows, with the sentences below it."""

from __future__ import annotations

import streamlit as st

from graph.network import MOST_NODES, Projection
from graph.rows import ObservationRow
from search.language import Language
from ui.network_chart import PICKED, network_chart
from ui.network_view import KINDS, find_name, list_ties, picture
from ui.render import programme_figures
from ui.session import kept, language, say, service
from ui.widgets import offer_csv, pick_row, show_sources, source_table

_STARTS = ("programme", "document", "district")
_FEW = 16  # nodes
_HEIGHT, _TALLER = 430, 600  # pixels
_USUAL = ("programme", "document", "district", "organization", "event", "product")


def show() -> None:
    """The page. Start and opened nodes stand in the address (``?node=…&open=…&open=…``)."""
    start = _choose_start()
    kinds = _choose_kinds()
    opened = tuple(st.query_params.get_all("open"))
    projection = kept(_projection, start, opened, kinds)
    st.caption(say("programmes.help", most=MOST_NODES))
    ties = list_ties(projection, start, language())
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _draw(projection, start, opened)
    with right:
        # Another key for another network: a row that is no longer there must not stay selected.
        chosen = pick_row([tie.row for tie in ties], "|".join(("ties", start, *opened, *kinds)))
        if chosen is not None:
            show_sources([ties[chosen].source])
    _figures(start)


def _figures(start: str) -> None:
    """Every figure that the reports give a programme, by project where they say so."""
    rows = kept(_programme_figures, start)
    if rows:
        st.subheader(say("programmes.figures", count=len(rows)), anchor=False)
        shown = programme_figures(rows, language())
        source_table(shown, [[row.source] for row in rows], key=f"figures-{start}")
        offer_csv(shown, "huyenkg-programme.csv")


def _programme_figures(node: str) -> tuple[ObservationRow, ...]:
    return service().programme_figures(node)


def _projection(start: str, opened: tuple[str, ...], kinds: tuple[str, ...]) -> Projection:
    return service().neighbourhood(start, 1, opened, kinds)


def _start_nodes(kind: str, spoken: Language) -> dict[str, str]:
    return service().start_nodes(kind, spoken)


def _choose_start() -> str:
    left, right = st.columns([1, 3])
    asked = st.query_params.get("node", "")
    kind = left.selectbox(
        say("programmes.kind"),
        _STARTS,
        index=_kind_index(asked),
        format_func=lambda kind: say(f"column.{kind}"),
        key="start-kind",
    )
    nodes = kept(_start_nodes, kind, language())
    if asked and asked not in nodes and st.session_state.get("started", kind) == kind:
        # A link may name a node of any kind.
        projection = kept(_projection, asked, (), ())
        nodes = {asked: find_name(projection, asked, language()), **nodes}
    keys = list(nodes)
    index = keys.index(asked) if asked in nodes else 0
    node = right.selectbox(
        say("programmes.start"), keys, index=index, format_func=nodes.__getitem__, key=f"start-{kind}"
    )
    st.session_state["started"] = kind
    if node != asked:
        st.query_params["node"] = node
        st.query_params["open"] = []
    return node


def _kind_index(node: str) -> int:
    """The kind that a link's node is of; the first for a node that is none of them."""
    holds = (node in kept(_start_nodes, kind, language()) for kind in _STARTS)
    return next((index for index, found in enumerate(holds) if found), 0)


def _choose_kinds() -> tuple[str, ...]:
    chosen = st.pills(
        say("programmes.kinds"),
        [kind for kind in KINDS if kind != "other"],
        selection_mode="multi",
        default=_USUAL,
        format_func=lambda kind: say(f"node.{kind}"),
        key="kinds",
    )
    return tuple(chosen) or _USUAL


def _draw(projection: Projection, start: str, opened: tuple[str, ...]) -> None:
    height = _HEIGHT if len(projection.graph) <= _FEW else _TALLER
    drawn = network_chart(picture(projection, start, opened, language(), height), language(), height)
    clicked = st.altair_chart(
        drawn, on_select="rerun", selection_mode=PICKED, key=f"network-{start}-{len(opened)}"
    )
    if projection.folded:
        st.caption(say("programmes.folded", count=projection.folded))
    if opened and st.button(say("programmes.close"), icon=":material/unfold_less:"):
        st.query_params["open"] = []
        st.rerun()
    picked = [point["node"] for point in clicked["selection"].get(PICKED, ())]
    if picked and picked[0] != start and picked[0] not in opened:
        st.query_params["open"] = [*opened, picked[0]]
        st.rerun()
