"""How long a question waits: warm times of ``ask`` and ``search``, encoding included.

    python -m benchmarks.latency [--reports DIR --gold DIR...] [--rounds N] [--model NAME] [--json FILE]

Without folders: the bundled samples and the project's own questions about them. Every question is asked once
to warm up, then in several rounds; its time is the median of its rounds, so that other work on the machine
counts little. Then come the median and the 95th percentile over the questions, and what took longest.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from benchmarks.questions import SAMPLES, bundled_questions, gold_questions
from ingest.read import read_report
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import load_settings

TARGETS = {"ask": (150, 400)}  # median and 95th percentile in ms, on two cores over five reports
_SHOWN = 5


def main() -> None:
    options = _options()
    files = sorted(path for path in options.reports.iterdir() if path.is_file())
    texts = _questions(options, files)
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as folder:
        service = Service(load_settings(Path(folder) / "data", options.model))
        service.ingest(files, IngestOptions(), lambda *_: None)
        times = {
            "ask": timed(service.ask, texts, options.rounds),
            "search": timed(lambda text: service.search(text, 10), texts, options.rounds),
        }
    print(f"{len(files)} reports, {len(texts)} questions, {options.rounds} rounds, {os.cpu_count()} cores")
    results = {name: summary(list(own.values())) for name, own in times.items()}
    for name, own in results.items():
        target = "   (targets {} and {})".format(*TARGETS[name]) if name in TARGETS else ""
        print(f"{name:8} median {own['median']:6.0f} ms, 95 of 100 within {own['p95']:6.0f} ms{target}")
    for text in sorted(times["ask"], key=lambda text: -times["ask"][text])[:_SHOWN]:
        print(f"  {times['ask'][text]:6.0f} ms  {text}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")


def timed(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> dict[str, float]:
    """For each text the median of its rounds in milliseconds, after a round that nobody counts."""
    for text in texts:
        work(text)
    found: dict[str, list[float]] = {text: [] for text in texts}
    for _ in range(rounds):
        for text in texts:
            started = time.perf_counter()
            work(text)
            found[text].append(1000 * (time.perf_counter() - started))
    return {text: median(own) for text, own in found.items()}


def summary(times: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {"median": median(times), "p95": quantiles(times, n=20)[-1]}


def _questions(options: argparse.Namespace, files: Sequence[Path]) -> list[str]:
    if options.gold:
        asked = [question for folder in options.gold for question in gold_questions(folder)]
    else:
        asked = list(bundled_questions([read_report(path) for path in files]))
    return list(dict.fromkeys(question.text for question in asked))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, default=SAMPLES)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", help="'default', 'hashing' or a sentence-transformers model")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
