"""A passage that was read from a PDF in a real browser: its page is drawn on demand, the words marked."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import served
from tests.browser.driving import PATIENCE, App, settled, visit
from tests.ui.test_printed_page import printed_report
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

QUESTION = "Phong Thổ năm 2023 có bao nhiêu con trâu?"
PICTURE = "[data-testid=stImage] img"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server over one report of two printed pages."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "bao-cao.pdf").write_bytes(printed_report())
    settings = Settings(data=folder / "data", cache=folder / "cache", model="hashing")
    Service(settings).ingest([folder / "bao-cao.pdf"], IngestOptions(jobs=1), lambda *_: None)
    with served(settings) as address:
        yield App(address)


def open_passage(page: Page, app: App, language: str, button: str) -> Locator:
    visit(page, app, lang=language, q=QUESTION)
    page.get_by_role("button", name=button).first.click()
    settled(page)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".hk-passage mark")).to_contain_text("7.675 con")
    return dialog


def marked_share(picture: bytes) -> float:
    """How much of a picture is as yellow as a marker."""
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    colours = shown.getcolors(shown.width * shown.height) or []
    yellow = sum(count for count, (red, _, blue) in colours if blue < 200 < red)
    return yellow / (shown.width * shown.height)


@pytest.mark.parametrize(
    ("language", "button", "switch"),
    [("vi", "Mở đoạn văn", "Xem trang in số 2"), ("en", "Open passage", "Show printed page 2")],
)
def test_the_printed_page_is_shown_with_the_quote_marked_and_hidden_again(
    page, printed, language, button, switch
):
    dialog = open_passage(page, printed, language, button)
    expect(dialog.locator(PICTURE)).to_have_count(0)
    dialog.get_by_text(switch).click()
    picture = dialog.locator(PICTURE)
    expect(picture).to_be_visible(timeout=PATIENCE)
    settled(page)
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 500")
    assert 0.01 < marked_share(picture.screenshot()) < 0.5
    dialog.get_by_text(switch).click()
    expect(picture).to_have_count(0)


def test_on_a_phone_the_printed_page_is_no_wider_than_the_screen(page, printed):
    page.set_viewport_size({"width": 400, "height": 800})
    dialog = open_passage(page, printed, "vi", "Mở đoạn văn")
    dialog.get_by_text("Xem trang in số 2").click()
    expect(dialog.locator(PICTURE)).to_be_visible(timeout=PATIENCE)
    box = dialog.locator(PICTURE).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400
