"""The views of programmes and documents in a real browser: bars, points and rows open their passages."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from graph import iris
from tests.browser.driving import PATIENCE, settled, tick, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NTM = quote(iris.programme("NTM").value, safe="")
CHART = "[data-testid=stVegaLiteChart]"


def test_a_bar_of_capital_opens_its_passages_with_the_quote_marked_and_can_be_closed(page, app):
    visit(page, app, "programmes", lang="vi", view="capital", programme=NTM, district="133")
    bars = page.locator(f"{CHART} .mark-rect path")
    expect(bars).to_have_count(2)
    bars.nth(1).click()
    opened = page.get_by_role("dialog")
    expect(opened.locator("mark").first).to_contain_text("11.904", timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    settled(page)
    expect(opened).to_have_count(0)


def test_a_point_of_the_timeline_opens_the_documents_citations_and_stands_in_the_address(page, app):
    visit(page, app, "programmes", lang="en", view="documents", programme=NTM)
    page.locator(f"{CHART} .mark-symbol.role-mark path").first.click()
    page.wait_for_url("**document=**")
    settled(page)
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_role("button", name="Close")).to_be_visible()


@pytest.mark.parametrize("view", ["network", "capital", "documents", "products", "figures"])
def test_no_view_is_wider_than_a_phone(page, app, view):
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, app, "programmes", lang="vi", view=view)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert app.hosts == {"127.0.0.1"}


def test_a_product_opens_its_sentence(page, app):
    visit(page, app, "programmes", lang="en", view="products")
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()
