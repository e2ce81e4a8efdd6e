"""How long the pages of the user interface take to open over many reports.

    python -m benchmarks.pages [--data DIR] [--reports N] [--like DIR] [--prepared] [--json FILE]

Makes ``--data`` from copies of the bundled samples, or of the reports of the data directory ``--like``
(``benchmarks.clones``), unless it is there already. Each link is run by Streamlit's own test runner,
without a browser: once for what is made first and then kept until the reports change, and again. Times are by
the clock, after the program was loaded; each link finds only what the links before it left, and with
``--prepared`` also what the server makes ahead in the background (``ui.ahead``).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import tempfile
import time
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from benchmarks.clones import make_clones
from benchmarks.questions import SAMPLES
from graph import iris
from graph.holdings import list_indicator_uses
from ui.ahead import make_ahead
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import load_settings
from ui.workspace import StoredReport

TARGET = 2.0  # seconds
_PARTS = ("events", "programmes", "documents", "products", "places", "reports")
_VIEWS = ("ranking", "trend", "plan", "scatter", "map")
Link = tuple[str, dict[str, str]]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as folder:
        data = options.data or Path(folder) / "many"
        if not (data / "CURRENT").is_file():
            few = options.like or _samples(Path(folder))
            print(f"{make_clones(few, data, options.reports, _tell)} observations")
        os.environ["HUYENKG_DATA"] = str(data)
        # The server looks for components once, the test runner each time.
        BidiComponentManager.discover_and_register_components = lambda *_, **__: None  # type: ignore[method-assign]
        service = Service(load_settings(data))
        stored = service.status().reports
        print(
            f"{len(stored)} reports, {sum(one.counts.get('observations', 0) for one in stored)} figures, "
            f"{os.cpu_count()} cores; seconds to open (target {TARGET})"
        )
        importlib.import_module("ui.app")  # every page
        if options.prepared:
            begun = time.perf_counter()
            make_ahead()
            print(f"made ahead in {time.perf_counter() - begun:.1f} s")
        results = {_named(link): _timed(link) for link in links(stored[len(stored) // 2], _told(service))}
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")


def _tell(stage: str, done: int, total: int) -> None:
    if stage == "reports":
        print(f"{done} of {total} reports made", flush=True)


def links(report: StoredReport, told: tuple[str, str]) -> list[Link]:
    """Links to every page and its views; ``told`` are two indicators that many reports tell."""
    district, (one, two) = report.district_code, told
    return [
        ("reports", {}),
        ("reports", {"report": report.id}),
        ("reports", {"view": "compare"}),
        ("district", {"district": district}),
        *(("district", {"district": district, "part": part}) for part in _PARTS),
        ("indicators", {}),
        *(("indicators", {"indicator": one, "view": view, "with": two}) for view in _VIEWS),
        ("programmes", {}),
        *(("programmes", {"view": view}) for view in ("capital", "documents", "products", "figures")),
        ("events", {}),
        ("events", {"part": "mentioned"}),
        ("ask", {}),
        ("take_away", {}),
        ("take_away", {"period": report.period}),
        ("take_away", {"district": district, "programme": iris.programme("NTM").value}),
        ("quality", {}),
        ("quality", {"part": "open"}),
    ]


def _told(service: Service) -> tuple[str, str]:
    """The ids of the two indicators that are measured most."""
    uses = list_indicator_uses(service.snapshot().store).rows
    first, second = [use.concept for use in uses if use.concept is not None][:2]
    return first, second


def _named(link: Link) -> str:
    page, address = link
    return "?".join((page, *filter(None, ["&".join(f"{name}={value}" for name, value in address.items())])))


def _timed(link: Link) -> tuple[float, float]:
    """Seconds to open a page for the first time and for the second; a page that fails is an error."""
    page, address = link
    taken = []
    for _ in range(2):
        app = AppTest.from_function(_draw, args=(page,), default_timeout=600)
        for name, value in address.items():
            app.query_params[name] = value
        begun = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - begun)
        if app.exception or app.error:
            raise SystemExit(f"{page}: {[*app.exception, *app.error]}")
    print(f"first {taken[0]:6.2f}   again {taken[1]:6.2f}   {_named(link)}", flush=True)
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
    options.add_argument("--prepared", action="store_true")
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--json", type=Path)
    return options.parse_args()


if __name__ == "__main__":
    main()
