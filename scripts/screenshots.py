"""Pictures of every page for the docs, at the width of a small laptop and of a phone.

Reads the bundled samples into a folder of its own with words only (no model), opens the real user interface
in headless Chromium and writes ``docs/images/<page>.png`` and ``docs/images/<page>-phone.png``. What is
drawn depends on the samples alone, so a changed picture means a changed page. Look at each of them.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
HUYENKG = str(Path(sys.executable).with_name("huyenkg"))
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = {"": (1280, 800), "-phone": (400, 800)}
PATIENCE = 90  # seconds for a page or the program on a slow machine


@dataclass(frozen=True)
class Shot:
    """A page in a state that its address tells."""

    name: str
    path: str = ""
    state: dict[str, str] = field(default_factory=dict)


SHOTS = (
    Shot("ask", state={"q": "Năm 2024 những huyện nào có dịch tả lợn châu Phi?"}),
    Shot(
        "ask-chart", state={"q": "Huyện nào có tỷ lệ che phủ rừng trên 40%?", "view": "chart", "lang": "en"}
    ),
    Shot("district", "district", {"district": "184"}),
    Shot("indicators", "indicators", {"indicator": "forest-cover"}),
    Shot("programmes", "programmes"),
    Shot("events", "events"),
    Shot("ties", "ties", {"from": "UBND tỉnh Điện Biên", "to": "Tủa Chùa", "tie": "1.1"}),
    Shot("reports", "reports"),
    Shot("export", "export", {"district": "184"}),
    Shot("quality", "quality", {"part": "arithmetic"}),
)


def main() -> None:
    """Takes the pictures that are asked for, all by default."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help=", ".join(shot.name for shot in SHOTS))
    options.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    options.add_argument("--address", help="of a user interface that runs already, instead of the samples")
    asked = options.parse_args()
    shots = [shot for shot in SHOTS if not asked.names or shot.name in asked.names]
    asked.to.mkdir(parents=True, exist_ok=True)
    if asked.address:
        take(shots, asked.address, asked.to)
        return
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        take(shots, address, asked.to)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The user interface over the samples."""
    model = ("--data", str(data / "data"), "--model", "hashing")
    subprocess.run([HUYENKG, "ingest", str(ROOT / "ingest" / "samples"), *model], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = subprocess.Popen([HUYENKG, "ui", *model, "--headless", "--port", str(port)])
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(timeout=PATIENCE)


def take(shots: list[Shot], address: str, folder: Path) -> None:
    """Opens each state at each width and writes what is seen."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for ending, (width, height) in WIDTHS.items():
            page = browser.new_context(viewport={"width": width, "height": height}).new_page()
            page.set_default_timeout(PATIENCE * 1000)
            for shot in shots:
                page.goto(f"{address}/{shot.path}?{urlencode({'lang': 'vi', **shot.state})}")
                _settle(page)
                page.screenshot(path=folder / f"{shot.name}{ending}.png")
                print(f"{shot.name}{ending}", flush=True)
        browser.close()


def _settle(page: Page) -> None:
    """Waits until the page is drawn and its script has come to rest."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(
        "() => !document.querySelector('[data-test-script-state=running], [data-testid=stSpinner]')"
    )
    page.wait_for_timeout(1500)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise SystemExit("The user interface does not answer.")


if __name__ == "__main__":
    main()
