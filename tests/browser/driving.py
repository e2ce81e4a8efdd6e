"""How the browser tests drive the pages: open one, wait for it, tick a row of a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # milliseconds
HEADER, ROW = 36, 35  # pixels of a table's lines, which are drawn on a canvas


@dataclass(slots=True)
class App:
    """A running user interface and what the browser asked of whom."""

    address: str
    hosts: set[str] = field(default_factory=set)


def visit(page: Page, app: App, path: str = "", **query: str) -> None:
    page.goto(f"{app.address}/{path}?" + "&".join(f"{name}={value}" for name, value in query.items()))
    settled(page)


def settled(page: Page) -> None:
    """Waits until the page is drawn and its script has come to rest; it must not have failed."""
    expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-testid=stSpinner]")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_timeout(300)
    expect(page.locator("[data-testid=stException], [data-testid=stAlertContentError]")).to_have_count(0)


def table(page: Page) -> Locator:
    return page.locator("[data-testid=stDataFrame]:visible").first


def tick(page: Page, row: int) -> None:
    """Ticks a row of the first table."""
    grid = table(page)
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 18, "y": HEADER + ROW * row + ROW // 2})
    settled(page)
