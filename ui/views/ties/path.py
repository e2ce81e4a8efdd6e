"""The shortest paths between two things that are named, each tie with its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph import iris
from graph.analysis.naming import NodeName
from graph.analysis.paths import MOST_STEPS, Chain
from graph.analysis.tie import Tie
from graph.rows import Source
from ui.address import choice, typed
from ui.names import district_name, programme_name
from ui.session import kept, language, say, service
from ui.shared_rows import districts, programmes
from ui.tie_view import name_in, name_with_kind, path_rows, path_words
from ui.ties import FoundPaths, Told, nodes_of, paths_between, sentences_that_tie, told_of_paths
from ui.widgets import literal, pick_row, show_sources

_MOST_PATHS = 5
_MOST_SENTENCES = 10
_WIDTHS = {"path": 60, "tie": 275, "to": 210}


def show() -> None:
    """The view. Both names stand in the address (``?from=OCOP&to=NTM``), and so does the opened tie."""
    st.caption(say("ties.path_help"))
    left, right = st.columns(2)
    with left:
        first = _choose("from", say("ties.first"))
    with right:
        second = _choose("to", say("ties.second"))
    if first is None or second is None:
        if not st.query_params.get("from") and not st.query_params.get("to"):
            _offer_example()
        return
    if first.node == second.node:
        st.info(say("ties.same"))
        return
    _tell(kept(_paths, first.node, second.node))


def _offer_example() -> None:
    """The programme that is named the most, and the district with the most reports."""
    programme, district = programmes()[:1], sorted(districts(), key=lambda row: -row.reports)[:1]
    if programme and district:
        first, second = programme_name(programme[0], language()), district_name(district[0], language())
        area = iris.area(district[0].district).value
        st.button(
            say("ties.example", first=first, second=second),
            icon=":material/conversion_path:",
            on_click=_fill_in,
            args=(_words_for(programme[0].node, first), _words_for(area, second)),
        )


def _words_for(node: str, name: str) -> str:
    """What to write for a thing: its name, unless it may mean others too."""
    return name if {one.node for one in kept(_named, name)} == {node} else node


def _fill_in(first: str, second: str) -> None:
    st.query_params["from"], st.query_params["to"] = first, second


def _choose(name: str, label: str) -> NodeName | None:
    """The thing that is named; of several that bear the name one is chosen."""
    words = typed(name, label, icon=":material/search:", hidden=False)
    if not words:
        return None
    found = {one.node: one for one in kept(_named, words)}
    if not found:
        st.info(say("ties.unknown", name=words))
        return None
    if len(found) == 1:
        (only,) = found.values()
        st.caption(literal(name_with_kind(only, language())))
        return only
    names = {node: name_with_kind(one, language()) for node, one in found.items()}
    return found[choice(f"{name}-node", say("ties.which", name=words), names)]


def _named(words: str) -> tuple[NodeName, ...]:
    return nodes_of(service().snapshot().store, words)


def _paths(first: str, second: str) -> tuple[FoundPaths, Told]:
    store = service().snapshot().store
    found = paths_between(store, first, second, _MOST_PATHS)
    return found, told_of_paths(store, found)


def _tell(result: tuple[FoundPaths, Told]) -> None:
    found, told = result
    paths = found.paths
    if not paths.found:
        ends = {"first": name_in(found.first, language()), "second": name_in(found.second, language())}
        if paths.complete:
            st.info(say("ties.no_path", most=MOST_STEPS, **ends), icon=":material/link_off:")
        else:
            st.warning(say("ties.given_up", **ends), icon=":material/hourglass_disabled:")
        return
    if found.codes:
        st.caption(say("ties.codes"))
    for number, path in enumerate(paths.found, 1):
        st.markdown(f"**{number}. {literal(path_words(path, told, language()))}**")
    if paths.others:
        st.caption(say("ties.others", count=paths.others, length=len(paths.found[0])))
    _list(paths.found, told)


def _list(paths: Sequence[Chain], told: Told) -> None:
    """Every tie of every path; a ticked one opens its sentences."""
    ties = [tie for path in paths for tie in path]
    codes = [f"{number}.{step}" for number, path in enumerate(paths, 1) for step in range(1, len(path) + 1)]
    rows, key = path_rows(paths, told, language()), f"path-{ties[0].first}-{ties[-1].second}"
    chosen = pick_row(rows, key, "ties.pick_tie", widths=_WIDTHS, codes=codes, name="tie")
    if chosen is not None:
        _open(ties[chosen])


def _open(tie: Tie) -> None:
    sources = kept(_sentences, tie)
    shown = sources[:_MOST_SENTENCES]
    if len(shown) < len(sources):
        st.caption(say("ties.more_sentences", shown=len(shown), count=len(sources)))
    show_sources([_whole_sentence(source) for source in shown])


def _whole_sentence(source: Source) -> Source:
    """The source with its sentence marked, not only the name of one end of a tie."""
    start, end = source.sentence_start, source.sentence_end
    return replace(source, start=start, end=end, quote=source.sentence)


def _sentences(tie: Tie) -> tuple[Source, ...]:
    return sentences_that_tie(service().snapshot().store, tie)
