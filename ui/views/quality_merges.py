"""The quality page's part on what is one over reports: the rule, the sentences, and what people decide."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from graph import iris
from graph.analysis.naming import NodeName, names_of
from graph.merging.merge import Judged, State, Verdict
from graph.merging.reading import merges_of_store
from graph.merging.select import MergeFilter
from graph.overviews import sources_of
from graph.rows import Source
from search.language import Language
from ui.address import choice, page_of
from ui.names import node_name, source_name
from ui.quality import marked_sentence
from ui.session import kept, language, say, service
from ui.sign_in import user_name
from ui.widgets import literal, passage_button

_CARDS = 25
_BADGES = {
    State.HOLDS: "green",
    State.WAITS: "blue",
    State.CONFIRMED: "green",
    State.REFUSED: "gray",
    State.CHAINED: "orange",
}
_KINDS = ("document", "programme", "event")


def show_merges(reports: Collection[str]) -> None:
    """The merges that sentences of these reports take part in."""
    st.caption(say("merges.intro"))
    every = [one for one in kept(_merges) if _concerns(one, reports)]
    waiting = sum(one.state is State.WAITS for one in every)
    st.write(say("merges.found", count=len(every), waiting=waiting))
    kinds = {kind: say(f"merge_kind.{kind}") for kind in _KINDS}
    states = {state.value: say(f"merge_state.{state.value}") for state in State}
    columns = st.columns(2)
    with columns[0]:
        kind = choice("merged", say("merges.kind"), {"": say("app.all"), **kinds})
    with columns[1]:
        state = choice("show", say("merges.show"), {"": say("app.all"), **states})
    found = [one for one in every if kind in ("", one.merge.kind) and state in ("", one.state.value)]
    page = page_of("page", len(found), _CARDS)
    shown = found[page * _CARDS : (page + 1) * _CARDS]
    names = kept(_names, *(node for one in shown for node in one.merge.nodes))
    sources = kept(_sources, *(claim for one in shown for claim in one.merge.claims))
    for one in shown:
        _card(one, names, sources)
    if idle := kept(_idle):
        st.caption(say("merges.idle", count=idle))


def _merges() -> tuple[Judged, ...]:
    return service().merges(MergeFilter())


def _idle() -> int:
    return len(merges_of_store(service().snapshot().store).idle)


def _names(*nodes: str) -> dict[str, NodeName]:
    return names_of(service().snapshot().store, nodes)


def _sources(*claims: str) -> dict[str, Source]:
    return sources_of(service().snapshot().store, claims)


def _concerns(one: Judged, reports: Collection[str]) -> bool:
    return any(iris.claim_place(claim)[0] in reports for claim in one.merge.claims)


def _card(one: Judged, names: dict[str, NodeName], sources: dict[str, Source]) -> None:
    """A merge: what is one, why, in which sentences, and what can be done about it."""
    with st.container(border=True, gap="small"):
        state = say(f"merge_state.{one.state.value}")
        kind = say(f"merge_kind.{one.merge.kind}")
        title = literal(_title(one, names, language()))
        st.markdown(f":{_BADGES[one.state]}-badge[{state}] {kind}: **{title}**")
        st.text(say("merges.rule", reason=one.merge.why(language().value)))
        for place, claim in enumerate(one.merge.claims):
            st.caption(literal(source_name(sources[claim], language())))
            st.html(marked_sentence([sources[claim]]))
            passage_button(sources[claim], key=f"merge-{one.merge.id}-{place}")
        if one.state is State.CHAINED:
            st.caption(say("merges.chained"))
        if one.decision:
            by = one.decision.by or say("merges.nobody")
            st.caption(literal(say("merges.decided", by=by, at=one.decision.at)))
        if not service().settings.read_only:
            _buttons(one)


def _title(one: Judged, names: dict[str, NodeName], spoken: Language) -> str:
    name = names.get(one.merge.into)
    return node_name(name.kind, name.label, name.label_en, spoken) if name else one.merge.into


def _buttons(one: Judged) -> None:
    """What a person may say of it: what was said already can be taken back."""
    with st.container(horizontal=True):
        if one.decision:
            _button(one, None)
            return
        if one.state is State.WAITS:
            _button(one, "confirm")
        _button(one, "refuse")


def _button(one: Judged, verdict: Verdict | None) -> None:
    name = verdict or "undo"
    if st.button(say(f"merges.{name}"), key=f"{name}-{one.merge.id}", type="tertiary"):
        of = one.decision.id if verdict is None and one.decision else one.merge.id
        service().decide(of, verdict, user_name())
        st.rerun()
