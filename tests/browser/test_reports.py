"""The page of reports in a real browser: upload, read, remove, and what a second person sees meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HOSTILE, served
from tests.browser.driving import PATIENCE, App, settled, tick, visit
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LONG = 120_000  # milliseconds: an upload on a busy machine
PHONG_THO_H1 = "phong-tho-2024-h1.txt"


@pytest.fixture(scope="module")
def own(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own over two reports, since the reports are changed."""
    folder = tmp_path_factory.mktemp("reports")
    settings = Settings(data=folder / "data", cache=folder / "cache", model="hashing")
    files = [samples / PHONG_THO_H1, samples / "muong-te-2023.md"]
    Service(settings).ingest(files, IngestOptions(jobs=1), lambda stage, done, total: None)
    with served(settings) as address:
        yield App(address)


@pytest.fixture
def second(chromium: Browser) -> Iterator[Page]:
    """Somebody else's browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def upload(page: Page, app: App, *files: Path | dict) -> None:
    visit(page, app, "reports", lang="en", view="upload")
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(list(files))
    settled(page)
    page.get_by_role("button", name="Read and add").click()


def read(page: Page) -> None:
    expect(page.get_by_text("Result:")).to_be_visible(timeout=LONG)
    settled(page)


def text_file(name: str, text: str) -> dict:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def stored(page: Page) -> int:
    """How many reports there are, by the sidebar."""
    told = re.search(r"(\d+) reports", page.locator("[data-testid=stSidebar]").inner_text())
    assert told
    return int(told[1])


def test_a_docx_is_uploaded_its_facts_are_seen_and_it_is_removed(page, own, samples):
    visit(page, own, "reports", lang="en")
    before = stored(page)
    upload(page, own, samples / "van-quan-2024-h1.docx")
    read(page)
    expect(page.get_by_text("Văn Quan district, Lạng Sơn province · the first half of 2024")).to_be_visible()
    expect(page.locator(".hk-sum")).to_contain_text("numbers in the text =")
    page.get_by_role("button", name="Open the report").click()
    settled(page)
    expect(page.locator(".hk-report .hk-observations").first).to_be_visible()
    page.get_by_role("button", name="Remove report").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("van-quan-2024-h1.docx")
    dialog.get_by_role("button", name="Remove report").click()
    expect(page.get_by_text("Removed:")).to_be_visible(timeout=LONG)
    settled(page)
    expect(page.locator("[data-testid=stSidebar]")).to_contain_text(f"{before} reports")


def test_while_one_uploads_another_asks_and_browses_and_then_sees_the_new_report(page, second, own, samples):
    visit(second, own, "district", lang="en", district="107")
    before = stored(second)
    upload(page, own, samples / "tua-chua-2020-h1.txt", samples / "nghia-lo-2023-m9.md")
    visit(second, own, lang="en", q="poor households in Phong Tho in 2024")
    visit(second, own, "district", lang="en", district="109", look="table")
    tick(second, 0)
    expect(second.locator(".hk-passage mark").first).to_be_visible()
    read(page)
    second.locator("[data-testid=stSidebarNav]").get_by_role("link", name="Reports").click()
    settled(second)
    expect(second.locator("[data-testid=stSidebar]")).to_contain_text(f"{before + 2} reports")


def test_bad_files_do_not_stop_the_others_and_a_nameless_one_is_named(page, own, samples):
    nameless = text_file("../x\u202etxt.md", "BÁO CÁO\nI. KẾT QUẢ\nĐàn trâu 310 con năm 2022.\n")
    broken = {"name": "hong.docx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04xx"}
    known = text_file("again.md", (samples / "muong-te-2023.md").read_text("utf-8"))
    upload(page, own, nameless, broken, known)
    read(page)
    expect(page.get_by_text("Result: 0 added, 1 already here, 2 not read")).to_be_visible()
    expect(page.get_by_text("The file is damaged.")).to_be_visible()
    page.get_by_role("combobox", name="District", exact=True).click()
    page.keyboard.type("Sìn Hồ")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Year", exact=True).click()
    page.keyboard.type("2022")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Read again").click()
    expect(page.get_by_text("Result: 1 added")).to_be_visible(timeout=LONG)
    settled(page)


def test_a_hostile_report_shows_as_text_everywhere_in_the_reader(page, own):
    upload(page, own, text_file("<b>sin-ho<b>.txt", HOSTILE.replace("trâu", "trâu \u202e99\u202c *và* bò")))
    read(page)
    page.get_by_role("button", name="Open the report").click()
    settled(page)
    text = page.locator(".hk-report")
    expect(text).to_contain_text('<img src=x onerror="window.obeyed=1">')
    expect(text).to_contain_text("\ufffd")
    tick(page, 0)
    expect(page.locator(".hk-report .hk-here").first).to_be_in_viewport()
    assert page.locator("#obeyed").count() == 0
    assert page.evaluate("window.obeyed") is None


def test_a_row_of_the_table_leads_to_its_place_and_a_link_brings_it_back(page, app):
    visit(page, app, "reports", lang="en", find="phong-tho-2024")
    tick(page, 0)
    expect(page.locator(".hk-report")).to_be_visible(timeout=PATIENCE)
    settled(page)
    tick(page, 6)
    here = page.locator(".hk-report .hk-here").first
    expect(here).to_be_visible()
    marked = here.inner_text()
    assert "fact=" in page.url
    page.goto(page.url)
    settled(page)
    expect(page.locator(".hk-report .hk-here").first).to_have_text(marked)
    expect(page.locator("[data-testid=stCode]").last).to_contain_text(PHONG_THO_H1)


def test_a_heading_of_the_outline_comes_into_sight(page, app):
    visit(page, app, "reports", lang="vi", find="phong-tho-2024")
    tick(page, 0)
    expect(page.locator(".hk-report")).to_be_visible(timeout=PATIENCE)
    settled(page)
    page.get_by_role("button", name=re.compile("III. QUỐC PHÒNG")).click()
    settled(page)
    expect(page.locator(".hk-report .hk-here")).to_have_text(re.compile("QUỐC PHÒNG"))
    expect(page.locator(".hk-report .hk-here")).to_be_in_viewport()


def test_two_reports_stand_side_by_side_and_a_row_opens_both(page, app):
    visit(page, app, "reports", lang="en", view="compare", district="109")
    tick(page, 0)
    expect(page.locator(".hk-passage mark")).to_have_count(2)


@pytest.mark.parametrize("view", ["list", "upload", "compare"])
def test_on_a_phone_nothing_is_wider_than_the_screen(page, app, view):
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, app, "reports", lang="vi", view=view)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_password_is_asked_for_once_and_holds_for_a_new_tab(chromium, samples, tmp_path, monkeypatch):
    monkeypatch.setenv("HUYENKG_PASSWORD", "một mật khẩu")
    settings = Settings(data=tmp_path / "data", cache=tmp_path / "cache", model="hashing")
    Service(settings).ingest([samples / PHONG_THO_H1], IngestOptions(jobs=1), lambda stage, done, total: None)
    with served(settings) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/reports?lang=en")
        page.get_by_label("Password", exact=True).fill("một mật khẩu", timeout=PATIENCE)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("h1")).to_have_text("Reports", timeout=PATIENCE)
        settled(page)
        other = context.new_page()
        other.goto(f"{address}/reports?lang=en")
        expect(other.locator("h1")).to_have_text("Reports", timeout=PATIENCE)
        other.get_by_role("button", name="Sign out").click()
        expect(other.locator("h1")).to_have_text("Sign in", timeout=PATIENCE)
        context.close()
        stranger = chromium.new_context().new_page()
        stranger.goto(f"{address}/reports?lang=en")
        expect(stranger.locator("h1")).to_have_text("Sign in", timeout=PATIENCE)
        expect(stranger.locator("[data-testid=stSidebarNav]")).to_have_count(0)
        stranger.context.close()
