"""How long a question waits: warm times of ``ask`` and ``search``, encoding included.

    python -m benchmarks.latency [--reports DIR | --data DIR] [--gold DIR...] [--rounds N] [--model NAME]
        [--json FILE]

Without folders: the bundled samples and the project's own questions about them; ``--data`` takes a data
directory as it is, and reads no report. Every question is asked once to warm up, then in several rounds; its
time is the median of its rounds, by the clock and of the processor, which other work on the machine touches
less. Then come the median and the 95th percentile over the questions, and what took longest.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
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
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as folder:
        service = Service(load_settings(options.data or Path(folder) / "data", options.model))
        files = sorted(path for path in options.reports.iterdir() if path.is_file())
        if not options.data:
            service.ingest(files, IngestOptions(), lambda *_: None)
        texts = _questions(options, files)
        reports = len(service.status().reports)
        first = _waited(lambda: service.ask(texts[0]))
        times = {
            "ask": timed(service.ask, texts, options.rounds),
            "search": timed(lambda text: service.search(text, 10), texts, options.rounds),
        }
    print(f"{reports} reports, {len(texts)} questions, {options.rounds} rounds, {os.cpu_count()} cores")
    print(f"first question of the process {first[0]:.0f} ms, of the processor {first[1]:.0f} ms")
    results = {name: summary(own) for name, own in times.items()}
    for name, own in results.items():
        target = "   (targets {} and {})".format(*TARGETS[name]) if name in TARGETS else ""
        print(
            f"{name:8} median {own['median']:6.0f} ms, 95 of 100 within {own['p95']:6.0f} ms{target}; "
            f"of the processor {own['cpu_median']:.0f} and {own['cpu_p95']:.0f} ms"
        )
    for text in sorted(times["ask"], key=lambda text: -times["ask"][text][0])[:_SHOWN]:
        print(f"  {times['ask'][text][0]:6.0f} ms  {text}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")


def timed(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> dict[str, tuple[float, float]]:
    """For each text the medians of its rounds by the clock and of the processor, after a round that nobody
    counts, in milliseconds.
    """
    for text in texts:
        work(text)
    found: dict[str, list[tuple[float, float]]] = {text: [] for text in texts}
    for _ in range(rounds):
        for text in texts:
            found[text].append(_waited(partial(work, text)))
    return {text: (median(t for t, _ in own), median(t for _, t in own)) for text, own in found.items()}


def _waited(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


def summary(times: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Median and 95th percentile."""
    clock, processor = ([pair[at] for pair in times.values()] for at in (0, 1))
    return {
        "median": median(clock),
        "p95": quantiles(clock, n=20)[-1],
        "cpu_median": median(processor),
        "cpu_p95": quantiles(processor, n=20)[-1],
    }


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
    parser.add_argument("--data", type=Path, help="a data directory, with the model that it was read with")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", help="'default', 'hashing' or a sentence-transformers model")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
