"""The page of ties in a real browser: paths between names, filters, rows that open their sentences."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import PATIENCE, settled, table, tick, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PATH = {"from": "UBND tỉnh Điện Biên", "to": "Tủa Chùa"}
MARKED = ".hk-passage mark"


def rows(page: Page) -> int:
    """How many rows the first table has: it is drawn on a canvas, which tells them to readers of screens."""
    grid = table(page).locator("table[role=grid]")
    expect(grid).to_have_count(1, timeout=PATIENCE)
    return int(grid.get_attribute("aria-rowcount") or 0) - 1


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.keyboard.type(option)  # of a long list only what is in sight is there to be clicked
    page.get_by_role("option", name=option).click()
    settled(page)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "1. UBND tỉnh Điện Biên — quyết định 45/QĐ-UBND — huyện Tủa Chùa"),
        ("en", "1. UBND tỉnh Điện Biên — decision 45/QĐ-UBND — Tủa Chùa district"),
    ],
)
def test_a_path_between_two_names_is_told_and_its_ties_open_their_sentences(page, app, language, told):
    visit(page, app, "ties", lang=language, **PATH)
    expect(page.get_by_text(told)).to_be_visible()
    assert rows(page) == 2
    tick(page, 1)
    expect(page.locator(MARKED)).to_have_count(2)
    expect(page.locator(MARKED).first).to_contain_text("45/QĐ-UBND")
    expect(page).to_have_url(re.compile(r"tie=1\.2"))


def test_two_names_that_are_typed_are_tied(page, app):
    visit(page, app, "ties", lang="en")
    for label, name in (("From", "Sín Chải"), ("To", "Huổi Só")):
        page.get_by_label(label, exact=True).fill(name)
        page.keyboard.press("Enter")
        settled(page)
    expect(page.get_by_text("1. Sín Chải commune — Huổi Só commune")).to_be_visible()
    expect(page).to_have_url(re.compile("from=.*to="))


def test_the_example_fills_in_names_that_people_read(page, app):
    visit(page, app, "ties", lang="en")
    page.get_by_role("button", name="For example").click()
    settled(page)
    expect(page.get_by_label("From", exact=True)).to_have_value("new rural areas")
    expect(page.get_by_label("To", exact=True)).to_have_value(re.compile("^[^/:]+ district"))
    assert rows(page) > 0


def test_a_filter_narrows_the_list_of_communes_and_a_row_opens_its_sentences(page, app):
    visit(page, app, "ties", lang="en", view="communes")
    every = rows(page)
    pick(page, "District", "Tủa Chùa district")
    expect(page).to_have_url(re.compile("district=098"))
    assert 0 < rows(page) < every
    pick(page, "Kind of event", "forest fire")
    assert rows(page) == 1
    tick(page, 0)
    expect(page).to_have_url(re.compile("commune="))
    claims = page.locator("[data-testid=stDataFrame]:visible").nth(1)
    claims.scroll_into_view_if_needed()
    claims.click(position={"x": 18, "y": 54})
    settled(page)
    expect(page.locator(MARKED).first).to_be_visible()


def test_a_document_that_ties_programmes_opens_its_links_and_a_reload_keeps_them(page, app):
    visit(page, app, "ties", lang="en", view="documents")
    tick(page, 0)
    expect(page.get_by_text("Only this document holds these groups together")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("Only this document holds these groups together")).to_be_visible()


@pytest.mark.parametrize("view", ["path", "documents", "communes"])
def test_no_view_is_wider_than_a_phone(page, app, view):
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, app, "ties", lang="vi", view=view, **PATH)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert app.hosts == {"127.0.0.1"}
