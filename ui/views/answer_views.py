"""One answer in several views: its sources, and its rows as table, chart, map and network; the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from search.answer import Answer
from search.cite import Citation
from search.draft import Status
from ui.address import choice, goto
from ui.answer_figures import Figures, comparable
from ui.answer_graph import answer_network
from ui.answer_map import answer_dots
from ui.answer_view import row_citations
from ui.chart_card import chart_card
from ui.charts.answer_chart import PICKED as FIGURE
from ui.charts.answer_chart import answer_chart
from ui.charts.dot_map import PICKED as DOT
from ui.charts.dot_map import MapDot, dot_map, unplaced
from ui.copying import figure_words
from ui.network_chart import PICKED as NODE
from ui.network_chart import network_chart
from ui.network_view import picture
from ui.render import TableRow, answer_table
from ui.session import language, say, service
from ui.widgets import citation_card, citation_table, literal, offer_csv, show_citation
from ui.workspace import StoredReport

_FILE = "huyenkg-answer"
_HEIGHT = 430  # pixels of the network


def answer_views(answer: Answer, citations: tuple[Citation, ...]) -> None:
    """The views that the answer has, one of them drawn; which one stands in the address (``view``)."""
    views = _views(answer, citations)
    if not views:
        return
    labels = {name: label for name, (label, _) in views.items()}
    chosen = choice("view", say("ask.view"), labels, look="segments", hidden=True)
    views[chosen][1]()


def _views(answer: Answer, citations: tuple[Citation, ...]) -> Mapping[str, tuple[str, Callable[[], None]]]:
    rows, spoken = answer.rows, language()
    reports = {report.name: report for report in service().status().reports}
    figures = comparable(rows, spoken)
    dots = answer_dots(rows, figures, reports, spoken)
    views: dict[str, tuple[str, Callable[[], None]]] = {}
    if citations:
        heading = "ask.sources" if answer.status != Status.NOT_FOUND else "ask.nearest"
        views["sources"] = say(heading, count=len(citations)), partial(_sources, citations)
    if rows:
        views["table"] = say("ask.rows", count=len(rows)), partial(_table, answer)
    if figures:
        views["chart"] = say("ask.chart"), partial(_chart, answer, figures)
    if len({dot.district for dot in dots}) > 1:
        views["map"] = say("ask.map"), partial(_map, answer, dots, figures.unit if figures else "")
    if answer_network(rows, reports, spoken):
        views["network"] = say("ask.network"), partial(_network, answer, reports)
    if answer.sparql:
        views["query"] = say("ask.query"), partial(_query, answer)
    return views


def _sources(citations: tuple[Citation, ...]) -> None:
    for number, citation in enumerate(citations, 1):
        citation_card(number, citation)


def _table(answer: Answer) -> None:
    rows = answer_table(answer.rows, language())
    citation_table(rows, row_citations(answer.rows, answer.citations), key="answer-rows")
    offer_csv(rows, f"{_FILE}.csv")


def _chart(answer: Answer, figures: Figures) -> None:
    st.caption(say("ask.chart_hint", measure=say(f"measure.{figures.measure or 'value'}")))
    rows = answer_table(answer.rows, language())
    picked = chart_card(
        answer_chart(figures, language()),
        [rows[point.row] for point in figures.points],
        _FILE,
        "answer-chart",
        told=literal("; ".join(f"{point.name}: {point.told}" for point in figures.points)),
        picks=FIGURE,
    )
    for point in picked[:1]:
        _open_row(answer, rows, int(point["row"]))


def _open_row(answer: Answer, rows: list[TableRow], number: int) -> None:
    citation = row_citations(answer.rows, answer.citations)[number]
    if citation:
        show_citation(citation, figure_words(rows[number], language()))


def _map(answer: Answer, dots: tuple[MapDot, ...], unit: str) -> None:
    st.caption(say("ask.map_hint"))
    picked = chart_card(
        dot_map(dots, language(), unit),
        answer_table(answer.rows, language()),
        f"{_FILE}-map",
        "answer-map",
        told="; ".join(f"{dot.name}: {dot.told}" for dot in dots),
        picks=DOT,
        wide=False,
    )
    for dot in unplaced(dots):
        st.caption(literal(f"{dot.name}: {dot.told}"))
    if picked:
        goto("district", district=str(picked[0]["district"]))


def _network(answer: Answer, reports: Mapping[str, StoredReport]) -> None:
    projection = answer_network(answer.rows, reports, language())
    if projection is None:
        return
    st.caption(say("ask.network_hint"))
    start = max(projection.graph, key=projection.graph.degree)
    shown = picture(projection, start, (), language(), _HEIGHT)
    picked = chart_card(
        network_chart(shown, language(), _HEIGHT),
        answer_table(answer.rows, language()),
        f"{_FILE}-network",
        "answer-network",
        told="; ".join(dot.name for dot in shown.dots),
        picks=NODE,
    )
    node = str(picked[0]["node"]) if picked else ""
    if node.startswith("http"):
        goto("programmes", node=node)


def _query(answer: Answer) -> None:
    st.caption(say("ask.query_hint"))
    st.code(answer.sparql, language="sparql")
