"""Pieces that several pages use: opened passages, citation cards, tables whose rows open their source."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph.rows import Source
from search.cite import Citation
from ui.render import TableRow, mark_passage, one_line
from ui.session import language, say, service

STYLE = """
<style>
.hk-answer { font-size: 1.15rem; line-height: 1.6; white-space: pre-line; }
.hk-quote { border-left: 4px solid #0B6E4F; padding: .25rem .75rem; background: #F1F5F2; }
.hk-where { color: #45544D; font-size: .9rem; }
.hk-passage { white-space: pre-wrap; line-height: 1.6; max-height: 60vh; overflow-y: auto; }
.hk-passage mark { background: #FFE08A; color: #1B2621; padding: 0 .1rem; }
.hk-status { display: inline-block; border-radius: 999px; padding: .1rem .75rem; font-size: .85rem;
  font-weight: 600; background: #DCEFE6; color: #084C37; }
.hk-status.no, .hk-status.ended { background: #E4E9F7; color: #23366F; }
.hk-status.not_found, .hk-status.ambiguous { background: #FBEBCB; color: #5C4300; }
</style>
"""


def open_passage(report_id: str, start: int, end: int, where: str) -> None:
    """Opens the report at ``text[start:end]``, marked, in a dialog."""
    dialog = st.dialog(say("ask.passage"), width="large")
    dialog(_passage)(report_id, start, end, where)


def citation_card(citation: Citation, key: str) -> None:
    """A citation: where it stands, its words, and a button that opens its passage."""
    where = " · ".join(filter(None, (citation.district, citation.period, citation.report)))
    line = say("ask.line", line=citation.line)
    with st.container(border=True):
        st.html(
            f'<div class="hk-where">{escape(where)}, {escape(line)}</div>'
            f'<div class="hk-quote">{escape(one_line(citation.quote))}</div>'
        )
        if st.button(say("ask.open"), key=key):
            open_passage(citation.report_id, citation.start, citation.end, f"{where}, {line}")


def source_table(rows: Sequence[TableRow], sources: Sequence[Source], key: str) -> None:
    """A table; selecting a row shows the marked passage that it was read from, right below."""
    if not rows:
        st.write(say("app.none"))
        return
    st.caption(say("district.pick"))
    chosen = st.dataframe(
        rows, key=key, hide_index=True, width="stretch", on_select="rerun", selection_mode="single-row"
    )
    for index in chosen["selection"]["rows"][:1]:
        source = sources[index]
        where = f"{source.district_label} · {source.file}, {say('ask.line', line=source.line)}"
        _passage(source.report, source.start, source.end, where)


def plain_table(rows: Sequence[TableRow], key: str) -> None:
    """A table without sources of its own."""
    if rows:
        st.dataframe(rows, key=key, hide_index=True, width="stretch")
    else:
        st.write(say("app.none"))


def label_of(vi: str, en: str | None) -> str:
    """The label in the language of this session."""
    return (en or vi) if language() == "en" else vi


def _passage(report_id: str, start: int, end: int, where: str) -> None:
    passage = mark_passage(service().report_text(report_id), start, end)
    st.html(f'<div class="hk-where">{escape(where)}</div>{passage.to_html()}')
