"""The quality page's part on quantities that are told more than once."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from graph.cells.find import Cell, cells_of_store
from ui.address import choice, page_of
from ui.cells import cell_title, preference
from ui.names import source_name
from ui.quality import marked_sentence
from ui.session import kept, language, say, service
from ui.widgets import literal, passage_button

_CARDS = 25
_ICONS = {True: ":green-badge", False: ":orange-badge"}


def show_cells(reports: Collection[str], beside: Collection[str]) -> None:
    """The cells of these reports, held against those ``beside`` them: the reports of their districts."""
    st.caption(say("cells.intro"))
    with st.spinner(say("quality.checking")):
        told = [cell for cell in kept(_cells, *beside) if _concerns(cell, reports)]
    conflicts = [cell for cell in told if not cell.agrees]
    st.write(say("cells.found", count=len(told), conflicts=len(conflicts)))
    options = {"": say("app.all"), "conflicts": say("cells.only_conflicts")}
    shown = conflicts if choice("show", say("cells.show"), options) else [*conflicts, *_agreeing(told)]
    page = page_of("page", len(shown), _CARDS)
    for number, cell in enumerate(shown[page * _CARDS : (page + 1) * _CARDS]):
        _card(number, cell)


def _cells(*reports: str) -> tuple[Cell, ...]:
    return cells_of_store(service().snapshot().store, reports)


def _concerns(cell: Cell, reports: Collection[str]) -> bool:
    return any(row.source.report in reports for row in cell.figures)


def _agreeing(cells: Collection[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.agrees]


def _card(number: int, cell: Cell) -> None:
    """A cell with its sentences side by side, and what is preferred."""
    with st.container(border=True, gap="small"):
        said = say("cells.agrees") if cell.agrees else say("cells.conflicts")
        title = literal(cell_title(cell, language()))
        st.markdown(f"{_ICONS[cell.agrees]}[{said}] **{title}**")
        for place, row in enumerate(cell.figures):
            st.caption(literal(source_name(row.source, language())))
            st.html(marked_sentence([row.source]))
            passage_button(row.source, key=f"cell-{number}-{place}")
        st.text(preference(cell, language()))
