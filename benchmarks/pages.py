"""How long the pages of the user interface take to open over many reports.

    python -m benchmarks.pages [--data DIR] [--reports N] [--like DIR] [--json FILE]

Makes ``--data`` from copies of the bundled samples, or of the reports of the data directory ``--like``
(``benchmarks.clones``), unless it is there already. Each page is run by Streamlit's own test runner, without
a browser: once for what is made first and then kept, and again. Times are by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.clones import make_clones
from benchmarks.questions import SAMPLES
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import load_settings

TARGET = 2.0  # seconds
VIEWS = Path(__file__).resolve().parent.parent / "ui" / "views"
NO_PAGES = {"__init__", "answer_views"}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as folder:
        data = options.data or Path(folder) / "many"
        if not (data / "CURRENT").is_file():
            print(
                f"{make_clones(options.like or _samples(Path(folder)), data, options.reports)} observations"
            )
        os.environ["HUYENKG_DATA"] = str(data)
        results = {page: times(page) for page in pages()}
        reports = len(Service(load_settings(data)).status().reports)
    print(f"{reports} reports, {os.cpu_count()} cores; seconds to open (target {TARGET})")
    for page, (first, again) in results.items():
        print(f"{page:12} first {first:6.2f}   again {again:6.2f}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")


def pages() -> list[str]:
    """The modules of the pages, by name."""
    return sorted(path.stem for path in VIEWS.iterdir() if path.stem not in NO_PAGES and path.stem[0] != "_")


def times(page: str) -> tuple[float, float]:
    """Seconds to open a page for the first time and for the second; a page that fails is an error."""
    taken = []
    for _ in range(2):
        app = AppTest.from_function(_draw, args=(page,), default_timeout=600)
        begun = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - begun)
        if app.exception or app.error:
            raise SystemExit(f"{page}: {[*app.exception, *app.error]}")
    return taken[0], taken[1]


def _draw(page: str) -> None:
    import importlib

    from ui.session import guarded

    guarded(importlib.import_module(f"ui.views.{page}").show)()


def _samples(folder: Path) -> Path:
    service = Service(load_settings(folder / "few", "hashing"))
    service.ingest([SAMPLES], IngestOptions(), lambda *_: None)
    return folder / "few"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path)
    options.add_argument("--like", type=Path)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--json", type=Path)
    return options.parse_args()


if __name__ == "__main__":
    main()
