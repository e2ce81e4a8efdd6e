"""OCOP products by their standing."""

from __future__ import annotations

from graph.overviews import OcopName, list_ocop, sources_of
from search.language import Language
from ui.products import Sought, districts_of, product_rows, sought, standings, stars_of


def product(name: str, status: str = "recognised", stars: int | None = 3, owner: str = "HTX") -> OcopName:
    return OcopName(f"claim-{name}", name, status, stars, None, owner, "184", "2024")


ROWS = (product("Chè xanh", stars=4), product("Gạo", "planned", None), product("Mật ong", "expired"))


def test_recognised_products_stand_first_and_apart_even_if_there_are_none():
    assert standings(ROWS, Language.ENGLISH) == {
        "recognised": "recognised (1)",
        "planned": "planned (1)",
        "expired": "expired (1)",
    }
    assert standings((), Language.VIETNAMESE) == {"recognised": "đã công nhận (0)"}


def test_products_are_found_by_words_without_diacritics_stars_and_standing():
    assert [row.product for row in sought(ROWS, Sought(words="che"))] == ["Chè xanh"]
    assert [row.product for row in sought(ROWS, Sought(words="htx", stars="3"))] == ["Mật ong"]
    assert [row.product for row in sought(ROWS, Sought(standing="planned"))] == ["Gạo"]
    assert sought(ROWS, Sought(district="098")) == ()
    assert stars_of(ROWS) == {"4": "4 ★", "3": "3 ★"}
    assert districts_of(ROWS, Language.ENGLISH) == {"184": "Văn Quan district"}


def test_every_product_of_the_samples_has_its_sentence(sample_service):
    store = sample_service.snapshot().store
    rows = list_ocop(store).rows
    sources = sources_of(store, [row.claim for row in rows])
    shown = product_rows(rows, sources, Language.VIETNAMESE)
    assert len(shown) == len(rows) > 0
    assert all(row["sentence"] for row in shown)
    assert "sentence" not in product_rows(rows, {}, Language.VIETNAMESE)[0]
