"""Pick a part of the graph by clicking, see what it holds, and download it."""

from __future__ import annotations

import tempfile

import streamlit as st

from graph.formats import FORMATS, Format, Shape
from graph.holdings import EventTypeRow, IndicatorUse, count_selected, list_event_types, list_indicator_uses
from ui import picks
from ui.address import choice, choices
from ui.ahead import ahead
from ui.picks import Holding, Picks
from ui.render import format_cell
from ui.session import kept, language, report_names, say, service
from ui.shared_rows import documents, programmes
from ui.widgets import literal, plain_table

_PREVIEW = 4_000  # characters
_MOST_FACTS = 200_000  # more would take minutes and the memory of a small machine


def show() -> None:
    """The view. Every pick and the format stand in the address."""
    st.caption(say("export.intro"))
    lists = _lists()
    picked = _pick(lists)
    holding = kept(_holding, picked)
    names = {name: [literal(picks.bare(lists[name][one])) for one in getattr(picked, name)] for name in lists}
    st.info(picks.summary(names, holding, language()), icon=":material/inventory_2:")
    if not holding.total:
        st.write(say("export.nothing"))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        plain_table(picks.holding_table(holding, language()), key="holding")
    with right:
        _take(picked, holding)


def _lists() -> dict[str, dict[str, str]]:
    """The lists to pick from, code to words with its count."""
    spoken, reports = language(), service().status().reports
    asked = st.query_params.get_all
    return {
        "district": picks.district_options(reports, spoken),
        "period": picks.period_options(reports, asked("period"), spoken),
        "report": picks.report_options(reports, report_names()),
        "programme": picks.programme_options(programmes(), spoken),
        "indicator": picks.indicator_options(kept(_indicators), asked("indicator"), spoken),
        "event": picks.event_options(kept(_events), spoken),
        "document": picks.document_options(documents(), asked("document"), spoken),
    }


def _pick(lists: dict[str, dict[str, str]]) -> Picks:
    """Two rows of lists: where and when, and of what."""
    names = tuple(lists)
    found: dict[str, tuple[str, ...]] = {}
    for heading, row in (("export.where", names[:3]), ("export.what", names[3:])):
        st.markdown(f"**{say(heading)}**")
        for column, name in zip(st.columns(len(row)), row, strict=True):
            with column:
                found[name] = choices(
                    name, say(f"column.{name}"), lists[name], look="list", nothing=say("app.all")
                )
    return Picks(**found)


def _holding(picked: Picks) -> Holding:
    whole = picked.of_reports(service().status().reports)
    if whole is not None:
        return picks.holding_of_reports(whole)
    return picks.holding_of(count_selected(service().snapshot().store, picked.selection))


def _take(picked: Picks, holding: Holding) -> None:
    formats = {name: form.label for name, form in FORMATS.items()}
    form = FORMATS[choice("format", say("export.format"), formats)]
    if form.shape is Shape.STRUCTURE:
        st.caption(say("export.structure"))
    if holding.total > _MOST_FACTS:
        st.warning(say("export.too_much", most=format_cell(_MOST_FACTS, language())))
        return
    chosen = (picked, form, service().status().generation)
    with st.container(horizontal=True):
        if st.button(say("export.prepare"), type="primary", icon=":material/inventory_2:"):
            st.session_state["exported"] = (chosen, _made(picked, holding, form))
        made_for, data = st.session_state.get("exported", (None, b""))
        if made_for == chosen:
            _offer(form, data)
    if made_for == chosen:
        with st.expander(say("export.preview"), expanded=True):
            st.code(data[:_PREVIEW].decode(errors="ignore"), language=None, height=280)


def _made(picked: Picks, holding: Holding, form: Format) -> bytes:
    """The file; only the reports that hold something of it are read. A bar tells how many are done."""
    selection = picked.selection
    if selection.by_fact:
        picked = Picks(**{**_given(picked), "district": (), "report": holding.reports})
    bar = st.progress(0.0, say("export.preparing"))

    def show_done(done: int, of: int) -> None:
        bar.progress(done / of, say("export.preparing"))

    with tempfile.TemporaryFile() as file:
        service().write_export(picked.selection, form.name, file, show_done)
        bar.empty()
        file.seek(0)
        return file.read()


def _given(picked: Picks) -> dict[str, tuple[str, ...]]:
    return {name: getattr(picked, name) for name in Picks.__slots__}


def _offer(form: Format, data: bytes) -> None:
    size = f"{format_cell(max(1, len(data) // 1024), language())} KB"
    name, media = f"huyenkg.{form.suffix}", form.media_type
    st.download_button(say("export.download", size=size), data, name, media, icon=":material/download:")


@ahead()
def _indicators() -> tuple[IndicatorUse, ...]:
    return list_indicator_uses(service().snapshot().store).rows


@ahead()
def _events() -> tuple[EventTypeRow, ...]:
    return list_event_types(service().snapshot().store).rows
