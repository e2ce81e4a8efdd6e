"""A running user interface over the samples and a hostile report, and a browser to look at it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.driving import PATIENCE, App
from ui.ingesting import IngestOptions, State
from ui.service import Service
from ui.settings import Settings

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # The network is blocked: whatever a page needs comes from the program itself.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
HOSTILE = """ỦY BAN NHÂN DÂN
HUYỆN SÌN HỒ
Số: 12/BC-UBND                Sìn Hồ, ngày 20 tháng 12 năm 2022
BÁO CÁO
Tình hình kinh tế - xã hội năm 2022
I. KẾT QUẢ
Đàn trâu 14.210 con <img src=x onerror="window.obeyed=1"><b id="obeyed">đạt 98% kế hoạch</b>.
"""


@pytest.fixture(scope="module")
def app(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """``huyenkg ui`` on the samples and a report that tries to be a web page."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "sin-ho-2022.txt").write_text(HOSTILE, "utf-8")
    settings = Settings(data=folder / "data", cache=folder / "cache", model="hashing")
    outcomes = Service(settings).ingest(
        [samples, folder / "sin-ho-2022.txt"], IngestOptions(jobs=1), lambda stage, done, total: None
    )
    assert {outcome.state for outcome in outcomes} == {State.ADDED}
    with served(settings) as address:
        yield App(address)
    with pytest.raises(OSError):  # whoever ends the program ends its server
        urlopen(address, timeout=2)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    port = free_port()
    program = subprocess.Popen(
        [
            Path(sys.executable).with_name("huyenkg"), "ui", "--data", settings.data,
            "--model", settings.model, "--headless", "--port", str(port),
        ]
    )  # fmt: skip
    try:
        wait_until_served(f"http://127.0.0.1:{port}", program)
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(timeout=30)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "The browser tests need Chromium (on Debian: apt-get install chromium)."
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, app: App) -> Iterator[Page]:
    """A fresh profile, at the size of a small laptop."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    tab.on("request", lambda request: app.hosts.add(urlsplit(request.url).hostname or "127.0.0.1"))
    yield tab
    context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(address: str, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert program.poll() is None, "the program ended"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the program does not answer")
