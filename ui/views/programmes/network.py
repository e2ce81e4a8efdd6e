"""A network that starts at one node and grows, with the sentences that make its ties beside it."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from graph import iris
from graph.network import MOST_NODES, Projection
from search.language import Language
from ui.address import choice, choices
from ui.ahead import ahead
from ui.chart_card import chart_card
from ui.names import district_name, document_name
from ui.network_chart import PICKED, network_chart
from ui.network_view import KINDS, find_name, list_ties, picture
from ui.session import kept, language, say, service
from ui.shared_rows import districts, documents, programme_names, programmes
from ui.widgets import pick_row, place_codes, show_sources

_STARTS = ("programme", "document", "district")
_FEW = 16  # nodes
_HEIGHT, _TALLER = 430, 600  # pixels
_USUAL = ("programme", "document", "district", "organization", "event", "product")


def show() -> None:
    """The view. Start and opened nodes stand in the address (``?node=…&open=…&open=…``)."""
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
        key, codes = "|".join(("ties", start, *opened, *kinds)), place_codes([[tie.source] for tie in ties])
        chosen = pick_row([tie.row for tie in ties], key, codes=codes, name="tie")
        if chosen is not None:
            show_sources([ties[chosen].source])


def start_nodes(kind: str, spoken: Language) -> dict[str, str]:
    """Where a network can start, IRI to name: programmes, documents or districts."""
    if kind == "programme":
        return programme_names(spoken)
    if kind == "document":
        return {row.node: document_name(row.label, spoken) for row in documents()}
    return {iris.area(row.district).value: district_name(row, spoken) for row in districts()}


def _first() -> list[tuple[Hashable, ...]]:
    return [(row.node, (), _USUAL) for row in programmes()[:1]]


@ahead(_first)
def _projection(start: str, opened: tuple[str, ...], kinds: tuple[str, ...]) -> Projection:
    return service().neighbourhood(start, 1, opened, kinds)


def _choose_start() -> str:
    left, right = st.columns([1, 3])
    asked = st.query_params.get("node", "")
    home = _kind_of(asked)
    with left:
        kinds = {kind: say(f"column.{kind}") for kind in _STARTS}
        kind = choice("kind", say("programmes.kind"), kinds, default=home or _STARTS[0])
    nodes = kept(start_nodes, kind, language())
    first = next(iter(nodes), None)
    if asked and home is None and kind == _STARTS[0]:
        # A link may name a node of any kind.
        nodes = {asked: find_name(kept(_projection, asked, (), ()), asked, language()), **nodes}
    with right:
        node = choice("node", say("programmes.start"), nodes, default=first)
    if node != (asked or first):
        st.query_params["open"] = []
    return node


def _kind_of(node: str) -> str | None:
    """The kind that a link's node is of; ``None`` for a node that is none of them."""
    holds = (kind for kind in _STARTS if node in kept(start_nodes, kind, language()))
    return next(holds, None) if node else None


def _choose_kinds() -> tuple[str, ...]:
    kinds = {kind: say(f"node.{kind}") for kind in KINDS if kind != "other"}
    return choices("show", say("programmes.kinds"), kinds, _USUAL) or _USUAL


def _draw(projection: Projection, start: str, opened: tuple[str, ...]) -> None:
    height = _HEIGHT if len(projection.graph) <= _FEW else _TALLER
    drawn = network_chart(picture(projection, start, opened, language(), height), language(), height)
    rows = [tie.row for tie in list_ties(projection, start, language())]
    clicked = chart_card(
        drawn,
        rows,
        "huyenkg-network",
        f"network-{start}-{len(opened)}",
        told=say("programmes.drawn", node=find_name(projection, start, language()), count=len(rows)),
        picks=PICKED,
    )
    if projection.folded:
        st.caption(say("programmes.folded", count=projection.folded))
    if opened and st.button(say("programmes.close"), icon=":material/unfold_less:"):
        st.query_params["open"] = []
        st.rerun()
    picked = [point["node"] for point in clicked]
    if picked and picked[0] != start and picked[0] not in opened:
        st.query_params["open"] = [*opened, picked[0]]
        st.rerun()
