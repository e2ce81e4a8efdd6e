"""Every figure that the reports give a programme, by project where they say so."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from graph.observed import read_observations
from graph.overviews import figures_under
from graph.rows import ObservationRow
from ui.address import page_of
from ui.ahead import ahead
from ui.render import programme_figures
from ui.session import kept, language, say, service
from ui.shared_rows import programmes
from ui.views.programmes.choosing import choose_programme
from ui.widgets import offer_csv, source_table

_PAGE = 100


def show() -> None:
    """The view. The programme stands in the address (``?programme=…``)."""
    programme = choose_programme()
    claims = kept(_claims, programme)
    st.caption(say("programmes.figures_help", count=len(claims)))
    page = page_of("page", len(claims), _PAGE)
    rows = kept(_rows, *claims[page * _PAGE : (page + 1) * _PAGE])
    shown = programme_figures(rows, language())
    source_table(shown, [[row.source] for row in rows], key=f"figures-{programme}-{page}")
    offer_csv(shown, "huyenkg-programme.csv")


def _first() -> list[tuple[Hashable, ...]]:
    return [(row.node,) for row in programmes()[:1]]


@ahead(_first)
def _claims(programme: str) -> tuple[str, ...]:
    return figures_under(service().snapshot().store, programme)


def _rows(*claims: str) -> tuple[ObservationRow, ...]:
    return read_observations(service().snapshot().store, claims)
