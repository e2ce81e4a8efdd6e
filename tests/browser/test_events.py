"""Events and districts in a real browser: what happened, its sentences, and each figure's passage."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import PATIENCE, settled, tick, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CHART = "[data-testid=stVegaLiteChart]"


@pytest.mark.parametrize(
    ("language", "kind"), [("vi", "dịch tả lợn châu Phi"), ("en", "African swine fever")]
)
def test_a_ticked_event_opens_the_marked_sentence_and_a_link_brings_it_back(page, app, language, kind):
    visit(page, app, "events", lang=language, district="184", kind="african_swine_fever")
    expect(page.locator(f"{CHART} svg").first).to_contain_text(kind)
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".hk-passage mark").first).to_be_visible(timeout=PATIENCE)


def test_a_dot_of_the_map_narrows_the_page_to_its_district(page, app):
    visit(page, app, "events", lang="en", picture="map")
    page.locator(f"{CHART} .mark-symbol path[aria-label='Tủa Chùa district']").first.click()
    settled(page)
    expect(page).to_have_url(re.compile("district=098"))


def test_what_is_only_mentioned_stands_in_a_list_of_its_own(page, app):
    visit(page, app, "events", lang="vi")
    page.get_by_role("radio", name=re.compile("Chỉ được nhắc đến")).or_(
        page.get_by_role("button", name=re.compile("Chỉ được nhắc đến"))
    ).first.click()
    settled(page)
    expect(page).to_have_url(re.compile("part=mentioned"))
    expect(page.get_by_role("heading", name=re.compile("Chỉ được nhắc đến"))).to_be_visible()
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_figure_of_a_line_opens_its_passage_and_closing_takes_it_out_of_the_address(page, app, language):
    visit(page, app, "district", lang=language, district="098", told="planned")
    page.locator("[class*=st-key-figure-] button").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("figure="))
    page.keyboard.press("Escape")
    settled(page)
    expect(page).not_to_have_url(re.compile("figure="))
    expect(page.locator(".hk-bar").first).to_be_visible()


def test_only_the_open_part_is_drawn_and_it_stands_in_the_address(page, app):
    visit(page, app, "district", lang="en", district="098")
    page.get_by_role("tab", name=re.compile("Communes then and now")).click()
    settled(page)
    expect(page).to_have_url(re.compile("part=places"))
    page.reload()
    settled(page)
    expect(page.get_by_role("tab", selected=True)).to_have_text(re.compile("Communes then and now"))


@pytest.mark.parametrize(
    "path", ["events", "events?part=mentioned&picture=map&", "district", "district?part=events&"]
)
def test_on_a_phone_nothing_is_wider_than_the_screen(page, app, path):
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(f"{app.address}/{path}{'' if '?' in path else '?'}lang=vi")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
