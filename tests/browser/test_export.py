"""Picking and downloading a part of the graph, and the SPARQL editor, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from playwright.sync_api import expect

from tests.browser.driving import PATIENCE, settled, table, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_districts_turtle_is_picked_downloaded_and_loaded_by_rdflib(page, app):
    visit(page, app, "export", lang="en")
    page.get_by_role("combobox", name=re.compile("District")).first.click()
    page.get_by_role("option", name=re.compile("Văn Quan")).click()
    page.keyboard.press("Escape")
    page.wait_for_url("**district=184**")
    settled(page)
    page.get_by_role("button", name="Prepare the file").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile(r"Download \(")).click()
    assert started.value.suggested_filename == "huyenkg.ttl"
    graph = rdflib.Graph().parse(Path(started.value.path()), format="turtle")
    assert (None, rdflib.RDF.type, rdflib.URIRef("http://purl.org/linked-data/cube#Observation")) in graph


def test_an_example_query_runs_is_drawn_and_comes_back_by_its_link(page, app):
    visit(page, app, "export", lang="vi", view="sparql")
    page.get_by_role("button", name="Chạy", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Kết quả"))).to_be_visible(timeout=PATIENCE)
    settled(page)
    page.get_by_text("Biểu đồ cột", exact=True).click()
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible(timeout=PATIENCE)
    page.goto(page.url)
    settled(page)
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible(timeout=PATIENCE)


def test_a_wrong_query_shows_where_it_is_wrong(page, app):
    page.goto(f"{app.address}/export?lang=en&view=sparql&query=SELECT%20%3Fa%20%7B%20%3Fa%20a%20")
    expect(page.get_by_text("Wrong in line 1")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("view", ["pick", "sparql"])
def test_no_view_is_wider_than_a_phone(page, app, view):
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, app, "export", lang="en", view=view)
    expect(table(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert app.hosts == {"127.0.0.1"}
