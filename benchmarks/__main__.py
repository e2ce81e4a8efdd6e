"""How long each stage takes on the bundled samples (how long a question waits: ``benchmarks.latency``).

    python -m benchmarks [--reports DIR] [--rounds N] [--model NAME] [--json FILE]

Reading and extracting are timed alone, ingest as a whole (with graph and index). Times are wall-clock
seconds on this machine; compare only within one run.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.extract import extract_facts
from ingest.read import read_report
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "ingest" / "samples"


def main() -> None:
    options = _options()
    files = sorted(path for path in options.reports.iterdir() if path.is_file())
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as folder:
        service = Service(load_settings(Path(folder) / "data", options.model))
        table = _stages(files, options.rounds) | _whole(service, files)
    size = sum(path.stat().st_size for path in files)
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    print(f"{len(files)} reports, {size / 1000:.0f} kB, {machine}")
    for name, value in table.items():
        print(f"{name:<34} {value:>10.3f}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), "utf-8")


def _stages(files: Sequence[Path], rounds: int) -> dict[str, float]:
    documents = [read_report(path) for path in files]  # the first reading loads the code lists
    for document in documents:
        extract_facts(document)
    return {
        "read, s": _best(lambda: [read_report(path) for path in files], rounds),
        "extract, s": _best(lambda: [extract_facts(document) for document in documents], rounds),
    }


def _whole(service: Service, files: Sequence[Path]) -> dict[str, float]:
    started = time.perf_counter()
    _ = service.encoder
    opened = time.perf_counter()
    service.ingest(files, IngestOptions(), lambda *_: None)
    ended = time.perf_counter()
    return {"open the model, s": opened - started, "ingest, s": ended - opened}


def _best(work: Callable[[], object], rounds: int) -> float:
    return min(_time(work) for _ in range(rounds))


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", help="'default', 'hashing' or a sentence-transformers model")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
