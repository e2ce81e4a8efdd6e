"""OCOP products as reports speak of them: what is recognised stands apart from what is not, or no more."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.overviews import OcopName, list_ocop, sources_of
from graph.rows import Source
from ui.address import choice, page_of, typed
from ui.ahead import ahead
from ui.products import Sought, districts_of, product_rows, sought, standings, stars_of
from ui.session import kept, language, say, service
from ui.widgets import offer_csv, source_table

_PAGE = 50


def show() -> None:
    """The view. Standing, district, stars and words stand in the address."""
    every = kept(_every)
    if not every:
        st.write(say("programmes.no_products"))
        return
    words = typed("product", say("programmes.search_product"))
    first, second = st.columns(2)
    with first:
        district = choice("district", say("column.district"), _all(districts_of(every, language())))
    with second:
        stars = choice("stars", say("column.stars"), _all(stars_of(every)))
    some = sought(every, Sought(words, district, stars))
    standing = choice(
        "status", say("column.status"), standings(some, language()), look="segments", hidden=True
    )
    found = sought(some, Sought(standing=standing))
    page = page_of("page", len(found), _PAGE)
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    sources = kept(_sources, *(row.claim for row in shown))
    rows = product_rows(shown, sources, language())
    source_table(rows, [[sources[row.claim]] for row in shown], f"ocop-{standing}-{len(found)}-{page}")
    offer_csv(partial(product_rows, found, {}, language()), "huyenkg-ocop.csv")


def _all(options: dict[str, str]) -> dict[str, str]:
    return {"": say("app.all"), **options}


@ahead()
def _every() -> tuple[OcopName, ...]:
    return list_ocop(service().snapshot().store).rows


def _sources(*claims: str) -> dict[str, Source]:
    return sources_of(service().snapshot().store, claims)
