"""Chương trình & văn bản: a network that starts at one node and grows, with the sentences beside it."""

from __future__ import annotations

import streamlit as st
from st_link_analysis import EdgeStyle, Event, NodeStyle, st_link_analysis

from graph.network import Projection
from ui.network_view import COLOURS, elements, list_ties, node_name
from ui.session import language, say, service
from ui.widgets import source_table

_KINDS = ("programme", "document", "district")


def show() -> None:
    """The page. The node that the network starts at stands in the address (``?node=``)."""
    st.title(say("page.programmes"))
    node, steps = _choose_start()
    projection = service().neighbourhood(node, steps)
    picture, table = st.columns([3, 2])
    with picture:
        _draw(projection, node)
    with table:
        _tables(projection, node)


def _choose_start() -> tuple[str, int]:
    left, middle, right = st.columns([1, 3, 1])
    kind = left.selectbox(
        say("programmes.kind"), _KINDS, format_func=lambda kind: say(f"column.{kind}"), key="kind"
    )
    nodes = service().start_nodes(kind, language())
    asked = st.query_params.get("node", "")
    if asked and asked not in nodes:
        nodes = {asked: node_name(service().neighbourhood(asked, 0), asked, language()), **nodes}
    keys = list(nodes)
    index = keys.index(asked) if asked in nodes else 0
    node = middle.selectbox(
        say("programmes.start"), keys, index=index, format_func=nodes.__getitem__, key=f"start-{kind}-{asked}"
    )
    steps = right.segmented_control(say("programmes.steps"), [1, 2], default=1, key="steps") or 1
    if node != asked:
        st.query_params["node"] = node
    return node, steps


def _draw(projection: Projection, start: str) -> None:
    kinds = sorted({data["kind"] for _, data in projection.graph.nodes(data=True)})
    clicked = st_link_analysis(
        elements(projection, start, language()),
        layout="cose",
        node_styles=[NodeStyle(kind, COLOURS[kind], caption="name") for kind in kinds],
        edge_styles=[EdgeStyle("link", color="#9AA8A1", directed=False)],
        height=560,
        key=f"network-{start}",
        events=[Event("clicked", "click tap", "node")],
    )
    st.caption(say("programmes.help"))
    if projection.folded:
        st.caption(say("programmes.folded", count=projection.folded))
    target = (clicked or {}).get("data", {}).get("target_id")
    if target and target != start:
        st.query_params["node"] = target
        st.rerun()


def _tables(projection: Projection, start: str) -> None:
    ties = list_ties(projection, start, language())
    st.subheader(say("programmes.ties", count=len(ties)))
    source_table([tie.row for tie in ties], [tie.source for tie in ties], key=f"ties-{start}")
