"""The page of indicators in a real browser: find one, rank districts, follow a bar to its sentence and on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.driving import PATIENCE, settled, tick, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_words_find_an_indicator_and_a_row_opens_its_ranking(page, app):
    visit(page, app, "indicators", lang="vi")
    words = page.get_by_placeholder("Tìm chỉ tiêu")
    words.fill("ty le ho ngheo")
    words.press("Enter")
    settled(page)
    tick(page, 0)
    expect(page.get_by_role("heading", name="Tỷ lệ hộ nghèo")).to_be_visible(timeout=PATIENCE)
    assert "indicator=poverty-rate" in page.url
    expect(page.locator("[data-testid=stVegaLiteChart] .mark-rect path").first).to_be_visible()


def test_a_click_on_a_bar_ticks_its_row_opens_the_sentence_and_leads_to_the_district(page, app):
    visit(page, app, "indicators", lang="en", indicator="poverty-rate", period="newest")
    page.locator("[data-testid=stVegaLiteChart] .mark-rect path[aria-label='Mường Tè']").click()
    expect(page.locator(".hk-passage mark").first).to_contain_text("44,72", timeout=PATIENCE)
    settled(page)
    page.get_by_role("button", name="Open the page of Mường Tè").click()
    expect(page.locator("h1")).to_have_text("District", timeout=PATIENCE)
    assert "district=107" in page.url


def test_a_link_brings_a_view_back_in_the_other_language(page, app):
    visit(page, app, "indicators", lang="vi", indicator="poverty-rate", view="trend", districts="109")
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Poverty rate")).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert "view=trend" in page.url
    assert "districts=109" in page.url
    points = page.locator("[data-testid=stVegaLiteChart] .mark-symbol path[aria-label]")
    expect(points.first).to_be_visible()


@pytest.mark.parametrize("view", ["ranking", "trend", "plan", "scatter", "map"])
def test_no_view_is_wider_than_a_phone(page, app, view):
    page.set_viewport_size({"width": 400, "height": 800})
    address = {"lang": "vi", "indicator": "revenue-local", "view": view, "period": "newest"}
    visit(page, app, "indicators", **address, **{"with": "poverty-rate"})
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
