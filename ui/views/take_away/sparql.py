"""The SPARQL editor: examples, the query, its result as table and chart, and what can be asked for."""

from __future__ import annotations

import streamlit as st

from graph.schema_help import load_terms, prefixes
from graph.user_query import SparqlResult
from ontology.errors import InvalidQuery
from search.language import Language
from ui.address import choice, page_of
from ui.chart_card import chart_card
from ui.charts.result_chart import result_chart
from ui.packed import pack, unpack
from ui.render import TableRow, format_cell, sparql_table
from ui.session import kept, language, say, service
from ui.sparql_examples import load_examples
from ui.sparql_result import MOST_BARS, columns_of, fault_of, points_of
from ui.widgets import offer_csv, plain_table

_ROWS = 1_000
_SECONDS = 20.0
_PAGE = 100


def show() -> None:
    """The view. The query that ran stands in the address (``?query=…``, packed if it is long)."""
    st.caption(say("export.sparql_intro", rows=format_cell(_ROWS, language()), seconds=int(_SECONDS)))
    editor, aside = st.columns([3, 2], gap="medium")
    with editor:
        query = _edit()
    with aside:
        _help()
    if query:
        _answer(query)


def _edit() -> str:
    """The editor; returns the query of the address, which a click on the button has put there."""
    told = st.query_params.get("query", "")
    if st.session_state.get("query-seen") != told:
        st.session_state["query-seen"] = told
        st.session_state["sparql"] = unpack(told) or ""
    titles = {"": say("export.choose_example")}
    titles |= {example.id: example.title(language()) for example in load_examples()}
    st.selectbox(
        say("export.examples"),
        list(titles),
        format_func=titles.__getitem__,
        key="example",
        on_change=_take_example,
    )
    if not st.session_state.get("sparql"):
        st.session_state["sparql"] = load_examples()[0].query
    query = st.text_area(say("export.query"), height=280, key="sparql")
    if st.button(say("export.run"), type="primary", icon=":material/play_arrow:"):
        st.session_state["query-seen"] = st.query_params["query"] = pack(query.strip())
    ran = st.query_params.get("query", "")
    return (unpack(ran) or "") if ran else ""


def _take_example() -> None:
    chosen = {example.id: example.query for example in load_examples()}.get(st.session_state["example"])
    if chosen is not None:
        st.session_state["sparql"] = chosen
        st.session_state["query-seen"] = st.query_params["query"] = pack(chosen)


def _answer(query: str) -> None:
    try:
        with st.spinner(say("export.running")):
            result = kept(_run, query)
    except InvalidQuery as error:
        _explain(error, query)
        return
    rows = sparql_table(result)
    st.subheader(say("export.result", count=len(rows)), anchor=False)
    if result.truncated:
        st.caption(say("export.more", count=len(rows)))
    if not rows:
        st.write(say("export.no_rows"))
        return
    columns = columns_of(rows)
    if columns.drawable:
        looks = {"table": say("export.table"), "bar": say("export.bars"), "line": say("export.line")}
        look = choice("look", say("export.look"), looks, look="segments", hidden=True)
        if look != "table":
            _draw(rows, look)
            return
    page = page_of("page", len(rows), _PAGE)
    plain_table(rows[page * _PAGE : (page + 1) * _PAGE], key=f"sparql-rows-{page}")
    offer_csv(rows, "huyenkg-sparql.csv")


def _run(query: str) -> SparqlResult:
    return service().sparql(query, _ROWS, _SECONDS)


def _draw(rows: list[TableRow], look: str) -> None:
    columns = columns_of(rows)
    first, second = st.columns(2)
    with second:
        number = choice("number", say("export.number"), {name: name for name in columns.numbers})
    with first:
        labels = {name: name for name in columns.labels if name != number}
        label = choice("label", say("export.label"), labels)
    points = points_of(rows, label, number)
    drawn = result_chart(points, label, number, look, language())
    told = say("export.drawn", number=number, label=label, count=len(points))
    chart_card(drawn, points, "huyenkg-sparql", f"chart-{look}-{label}-{number}", told=told)
    if len(rows) > MOST_BARS:
        st.caption(say("export.first_drawn", count=len(points)))


def _explain(error: InvalidQuery, query: str) -> None:
    """What is wrong in words, the line that it is in, and below it what the program itself says."""
    st.error(say("error.InvalidQuery"), icon=":material/error:")
    fault = fault_of(error.message, query)
    said = f"{error.message} {error.hint}".strip()
    if fault is None:
        st.code(said, language=None, wrap_lines=True)
    else:
        st.write(say("export.fault", line=fault.line, column=fault.column))
        pointer = " " * (fault.column - 1) + "^"
        st.code(f"{fault.text}\n{pointer}", language=None)
        with st.expander(say("export.detail")):
            st.code(said, language=None, wrap_lines=True)


def _help() -> None:
    """Prefixes and the vocabulary, to look up while writing."""
    vietnamese = language() == Language.VIETNAMESE
    with st.expander(say("export.prefixes")):
        st.code(
            "\n".join(f"{name}: <{iri}>" for name, iri in prefixes().items()), language=None, wrap_lines=True
        )
    for heading, classes in (("export.classes", True), ("export.properties", False)):
        with st.expander(say(heading), expanded=classes):
            rows: list[TableRow] = [
                {
                    "term": term.name,
                    "label": term.vi if vietnamese else term.en,
                    "meaning": term.comment_vi if vietnamese else term.comment,
                }
                for term in load_terms()
                if term.is_class is classes
            ]
            plain_table(rows, key=f"terms-{classes}")
    st.caption(say("export.model"))
