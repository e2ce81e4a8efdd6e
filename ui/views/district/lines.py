"""One line of figures: what was reached, against the plan, against before; each figure opens its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph.arithmetic.year_before import Verdict
from graph.cells.find import Cell
from graph.rows import ObservationRow
from ui.address import goto, knows
from ui.changes import verdict_words
from ui.clauses import Line, figure_words
from ui.copying import figure_words as copied
from ui.names import source_name
from ui.profile import Chosen
from ui.render import observation_table
from ui.session import language, say
from ui.widgets import literal, open_passage

_WIDTHS = [5, 3, 4, 4]
_HEADS = ("district.head_name", "district.head_value", "district.head_plan", "district.head_change")
_PLAN_AT = 80  # percent of the bar's width where the plan is reached; what goes beyond has the rest


def draw_heads() -> None:
    """What the columns hold; on a phone, where they stand below each other, the words do."""
    with st.container(key="line-heads"):
        for column, head in zip(st.columns(_WIDTHS), _HEADS, strict=True):
            column.caption(say(head))


def draw_line(line: Line, number: int, chosen: Chosen) -> None:
    """A clause in one line."""
    with st.container(key=f"line-{number}"):
        name, value, plan, change = st.columns(_WIDTHS, gap="small")
        with name:
            _name(line, number, chosen)
        with value:
            for row in line.values:
                _figure(row, number)
        with plan:
            _bar(line)
            for row in line.plans:
                _figure(row, number)
        with change:
            for row in line.changes:
                _change(row, line, number)
        for row in line.conflicts:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<div class="hk-conflict">{escape(_conflict(row))}</div>', width="content")
                _figure(row, number)
        for cell in line.preferred:
            st.caption(_preferred(cell))
        for row in line.alike:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<div class="hk-where">{escape(_alike(row))}</div>', width="content")
                _figure(row, number)


def show_opened(lines: Sequence[Line]) -> None:
    """The passage of the figure that the address names, if the page shows it."""
    wanted = st.query_params.get("figure", "")
    rows = (row for line in lines for row in line.rows)
    row = next((one for one in rows if wanted and _short(one) == wanted), None)
    if row is not None:
        words = copied(observation_table([row], language())[0], language())
        open_passage(row.source, words, on_close=_close)


def _name(line: Line, number: int, chosen: Chosen) -> None:
    scope = f'<div class="hk-where">{escape(line.scope)}</div>' if line.scope else ""
    if line.concept and knows("indicators"):
        if st.button(
            literal(line.name),
            key=f"indicator-{number}",
            type="tertiary",
            wrap=True,
            help=say("district.indicator"),
        ):
            goto("indicators", indicator=line.concept, period=chosen.notation)
        if scope:
            st.html(scope)
    else:
        st.html(f'<div class="hk-name">{escape(line.name)}</div>{scope}')


def _change(row: ObservationRow, line: Line, number: int) -> None:
    """A change with what the earlier report says to it; where nothing can be said, the reason on hovering."""
    judged = next((one for one in line.judged if one.change.claim == row.claim), None)
    words = verdict_words(judged, language()) if judged else None
    known = judged is not None and judged.base is not None
    _figure(row, number, None if known else words)
    if judged is not None and known:
        look = "hk-conflict" if judged.verdict is Verdict.CONTRADICTS else "hk-where"
        st.html(f'<div class="{look}">{escape(words or "")}</div>')


def _figure(row: ObservationRow, number: int, told: str | None = None) -> None:
    """A figure as a button; a click puts it into the address, which opens its passage."""
    words = figure_words(row, language())
    key = f"figure-{number}-{_short(row)}"
    st.button(
        literal(words), key=key, type="tertiary", wrap=True, help=told, on_click=_open, args=(_short(row),)
    )


def _open(figure: str) -> None:
    st.query_params["figure"] = figure


def _close() -> None:
    if "figure" in st.query_params:
        del st.query_params["figure"]


def _bar(line: Line) -> None:
    if line.bar is None:
        return
    filled = max(0.0, min(100.0, line.bar.share * _PLAN_AT / 100))
    told = escape(say("district.bar_printed" if line.bar.printed else "district.bar_drawn"))
    st.html(
        f'<div class="hk-bar" role="img" aria-label="{told}" title="{told}">'
        f'<i style="width:{filled:.1f}%"></i><b style="left:{_PLAN_AT}%"></b></div>'
    )


def _conflict(row: ObservationRow) -> str:
    return say("district.conflict", where=source_name(row.source, language()))


def _alike(row: ObservationRow) -> str:
    return say("district.alike", where=source_name(row.source, language()))


def _preferred(cell: Cell) -> str:
    assert cell.preferred is not None
    words = figure_words(cell.preferred, language())
    where = source_name(cell.preferred.source, language())
    return literal(say("cells.preferred", figure=words, where=where, reason=cell.why(language().value)))


def _short(row: ObservationRow) -> str:
    return row.claim.partition("/id/obs/")[2]
