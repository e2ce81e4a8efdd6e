"""Pieces that several pages use: opened passages, citation cards, tables whose rows open their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from graph.rows import Source
from ingest.document import Span
from search.cite import Citation
from ui.address import follow_row, open_over, over, shut_over, tell_row
from ui.copying import cited, figure_words
from ui.names import place_name, source_name
from ui.passage import MarkedPassage, mark_passage
from ui.render import (
    Rows,
    TableRow,
    format_cell,
    headings,
    number_columns,
    one_line,
    plain_row,
    to_csv,
)
from ui.session import language, report_names, say, service

_MARKS = r"\`*_{}[]()<>#+-.!|~$:"
_WIDTHS = {
    "indicator": 280, "sentence": 480, "subject": 300, "title": 320, "programme": 340, "document": 240,
    "section": 320, "from": 200, "to": 160, "tie": 140, "value": 110, "line": 70, "unit": 90, "area": 150,
    "claims": 64, "event": 190, "impact": 240, "time": 200, "mentions": 80, "measure": 150, "status": 100,
    "remark": 200, "reason": 300, "finding": 420,
}  # fmt: skip
"""Pixels; the others are as wide as what they hold."""
_TALLEST = 8  # rows of a table before it scrolls, so that the passage below it stays in sight
_MOST_PASSAGES = 20


def add_style() -> None:
    """Puts the style sheet on the page."""
    st.html(f"<style>{files('ui').joinpath('style.css').read_text('utf-8')}</style>")


def literal(text: str) -> str:
    """Text for places where Streamlit reads Markdown: its marks are shown, not obeyed."""
    return "".join(f"\\{c}" if c in _MARKS else c for c in text)


def note(text: str) -> None:
    """A remark that a reader should not miss."""
    st.html(f'<div class="hk-note" role="note">{escape(text[:1].upper() + text[1:])}</div>')


def citation_card(number: int, citation: Citation) -> None:
    """A citation: where it stands, its words, and a button that opens its passage."""
    where = _where(citation)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            told = f'<span class="hk-number">{number}</span>{escape(where)}'
            st.html(f'<div class="hk-where">{told}</div>', width="content")
            _opener("cited", str(number), key=f"open-{number}")
        st.html(f'<div class="hk-quote">{escape(one_line(citation.quote))}</div>')
    if over("cited", str(number)):
        dialog = st.dialog(say("ask.passage"), width="large", on_dismiss=partial(shut_over, "cited"))
        dialog(_passage)(citation.report_id, citation.start, citation.end, where)


def citation_table(rows: Sequence[TableRow], citations: Sequence[Citation | None], key: str) -> None:
    """A table; selecting a row shows the marked passage of its citation, right below."""
    places = [f"{one.report_id}:{one.start}" if one else "" for one in citations]
    chosen = _table(rows, key, any(citations), codes=places)
    if chosen is not None and (citation := citations[chosen]):
        show_citation(citation, figure_words(rows[chosen], language()))


def show_citation(citation: Citation, figure: str = "") -> None:
    """The marked passage of a citation; ``figure`` is what is read there, to be copied."""
    _passage(citation.report_id, citation.start, citation.end, _where(citation), figure)


def source_table(
    rows: Sequence[TableRow], sources: Sequence[Sequence[Source]], key: str, name: str = "row"
) -> None:
    """A table; selecting a row shows the marked passages that it was read from, right below."""
    chosen = pick_row(rows, key, codes=place_codes(sources), name=name)
    if chosen is not None:
        show_sources(sources[chosen], figure_words(rows[chosen], language()))


def pick_row(
    rows: Sequence[TableRow],
    key: str,
    hint: str = "district.pick",
    *,
    whole: bool = False,
    widths: Mapping[str, int] = MappingProxyType({}),
    at: int | None = None,
    codes: Sequence[str] = (),
    name: str = "row",
) -> int | None:
    """A table whose rows open something; returns the row that is selected. ``hint`` is told above.

    ``whole``: all rows are in sight, for a short list that is looked over. ``widths`` in pixels by column.
    ``at`` is selected at first. With ``codes``, one a row, what is selected is in the address as ``name``.
    """
    return _table(rows, key, True, hint, whole=whole, widths=widths, at=at, codes=codes, name=name)


def place_codes(sources: Sequence[Sequence[Source]]) -> list[str]:
    """A code for each row of a table: where its first source stands."""
    return [f"{own[0].report}:{own[0].start}" if own else "" for own in sources]


def passage_button(source: Source, key: str) -> None:
    """A button that opens the passage around a source's quote."""
    code = place_codes([[source]])[0]
    _opener("passage", code, key)
    if over("passage", code):
        open_passage(source, "", on_close=partial(shut_over, "passage"))


def open_passage(source: Source, figure: str, on_close: Callable[[], None]) -> None:
    """Opens the passage around a source's quote over the page; ``figure`` is what it says, to be copied."""
    dialog = st.dialog(say("ask.passage"), width="large", on_dismiss=on_close)
    dialog(_passage)(source.report, source.start, source.end, source_name(source, language()), figure)


def show_sources(sources: Sequence[Source], figure: str = "") -> None:
    """The marked passages that a row was read from; ``figure`` is what the row says, to be copied."""
    for source in sources[:_MOST_PASSAGES]:
        _passage(source.report, source.start, source.end, source_name(source, language()), figure)


def show_place(report_id: str, start: int, end: int, line: int) -> None:
    """The marked passage at a place of a report."""
    report = service().status().by_id()[report_id]
    where = place_name(report_names()[report_id], report.name, line, language())
    _passage(report_id, start, end, where)


def report_reader(rows: Sequence[TableRow], reports: Sequence[str], key: str) -> None:
    """A table of reports; selecting one shows its whole text."""
    chosen = _table(rows, key, True, "district.read")
    if chosen is not None:
        st.html(MarkedPassage(service().report_text(reports[chosen]), "", "").to_html())


def plain_table(rows: Sequence[TableRow], key: str) -> None:
    """A table without sources of its own."""
    _table(rows, key, False)


def _opener(name: str, code: str, key: str) -> None:
    """The button that opens a passage over the page."""
    icon = ":material/menu_book:"
    st.button(say("ask.open"), key=key, icon=icon, on_click=open_over, args=(name, code))


def offer_csv(rows: Rows, name: str) -> None:
    """A button that downloads the table, which is made then."""
    if rows:
        data = partial(to_csv, rows, language())
        icon = ":material/download:"
        st.download_button(
            say("ask.download"), data, name, "text/csv", key=f"csv-{name}", on_click="ignore", icon=icon
        )


def _table(
    rows: Sequence[TableRow],
    key: str,
    opens: bool,
    hint: str = "district.pick",
    *,
    whole: bool = False,
    widths: Mapping[str, int] = MappingProxyType({}),
    at: int | None = None,
    codes: Sequence[str] = (),
    name: str = "row",
) -> int | None:
    """Draws a table; returns the row that is selected."""
    if not rows:
        st.write(say("app.none"))
        return None
    options: dict[str, Any] = {"key": key, "hide_index": True, "width": "stretch", "placeholder": ""}
    options["column_config"] = {
        name: st.column_config.Column(title, width=widths.get(name, _WIDTHS.get(name)))
        for name, title in headings(rows, language()).items()
    }
    if len(rows) > _TALLEST:
        options["height"] = 36 * ((len(rows) if whole else _TALLEST) + 1)
    if not opens:
        st.dataframe(_styled(rows), **options)
        return None
    st.caption(say(hint))
    told = _told_once(codes)
    if told:
        follow_row(name, key, told, at)
    elif at is not None:
        options["selection_default"] = {"selection": {"rows": [at]}}
    drawn = st.dataframe(_styled(rows), on_select="rerun", selection_mode="single-row", **options)
    chosen = next((index for index in drawn["selection"]["rows"] if index < len(rows)), None)
    if told:
        tell_row(name, key, told, chosen, at)
    return chosen


def _told_once(codes: Sequence[str]) -> list[str]:
    """The codes, those that come again numbered."""
    seen = Counter[str]()
    told = []
    for code in codes:
        seen[code] += 1
        told.append(code if seen[code] == 1 else f"{code}.{seen[code]}")
    return told


def _styled(rows: Sequence[TableRow]) -> Any:
    """Numbers as numbers, so that they sort and stand on the right, but written in the reader's way."""
    numbers = number_columns(rows)
    frame = pd.DataFrame([plain_row(row, numbers, language()) for row in rows])
    for name in numbers:
        frame[name] = pd.to_numeric(frame[name])
    show = partial(format_cell, language=language())
    return frame.style.format(dict.fromkeys(numbers, show))


def _where(citation: Citation) -> str:
    name = report_names().get(citation.report_id, citation.district)
    where = place_name(name, citation.report, citation.line, language())
    if not citation.page:
        return where
    return say("ask.where_ocr" if citation.ocr else "ask.where_page", where=where, page=citation.page)


def _printed(report_id: str, span: Span) -> None:
    """Where the words are printed, whether OCR read them, and a switch that shows the page itself."""
    document = service().report_document(report_id)
    pages = sorted({box.page for box in document.boxes_of(span)})
    if not pages:
        return
    told = say("ask.printed", pages=", ".join(map(str, pages)))
    if document.by_ocr(span):
        note(say("ask.by_ocr"))
    if st.toggle(told, key=f"page-{report_id}-{span.start}-{span.end}"):
        for page, picture in service().page_pictures(report_id, span):
            st.image(picture, caption=say("ask.page", page=page.number), width="stretch")


def _passage(report_id: str, start: int, end: int, where: str, figure: str = "") -> None:
    """The marked passage, and below it the figure with its source, to be copied."""
    passage = mark_passage(service().report_text(report_id), start, end)
    st.html(f'<div class="hk-where">{escape(where)}</div>{passage.to_html()}')
    _printed(report_id, Span(start, end))
    if passage.quote:
        st.caption(say("copy.hint"))
        st.code(cited(passage.quote, where, language(), figure), language=None, wrap_lines=True)
