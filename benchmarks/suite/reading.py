"""Reports to facts and to a graph: how many a core reads in a minute. No peer does the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.suite.apart import apart
from benchmarks.suite.scale import Scale
from benchmarks.suite.table import Table

TARGET = 50  # reports a minute and core
HEAD = ("work", "of the target", "reports/minute and core", "s/report")


def run(scale: Scale) -> list[Table]:
    found = apart("reading:measure", scale.rounds, scale.kilobytes).value
    return [table(found)]


def table(found: dict[str, float]) -> Table:
    """Seconds of a core to reports a minute; the target is 50."""
    rows = tuple((name, 60 / took / TARGET, 60 / took, took) for name, took in found.items())
    return Table(f"Reports of one core, against {TARGET} a minute", HEAD, rows)


def measure(rounds: int, kilobytes: int, samples_read: int | None = None) -> dict[str, float]:
    """Seconds of a core for a report, the best of the rounds; every copy has figures of its own."""
    from benchmarks.extraction import KILOBYTE, repeated
    from benchmarks.questions import SAMPLES
    from ingest.extract import extract_facts
    from ingest.read import read_bytes, read_report
    from ui.artefact import artefact_of
    from ui.bounds import collect_seldom

    files = sorted(SAMPLES.iterdir())[:samples_read]
    texts = [read_report(path).text for path in files]
    numbers = count()  # of copies: none is read twice, for what was read of a text is kept for a while
    copies = max(1, round(kilobytes * KILOBYTE / len(texts[0].encode())))

    def samples(work: Callable[[Any], object]) -> float:
        return min(
            sum(_cpu(work, repeated(text, 1, first=next(numbers))) for text in texts) / len(texts)
            for _ in range(rounds)
        )

    def long(work: Callable[[Any], object]) -> float:
        firsts = (next(numbers) * copies for _ in range(rounds))
        return min(_cpu(work, repeated(texts[0], copies, first=first)) for first in firsts)

    def whole(document: Any) -> object:
        return artefact_of(b"", document, extract_facts(document))

    def opened(path: Path) -> object:
        return read_bytes(path.read_bytes(), path.name)

    samples(whole)  # loads the code lists
    collect_seldom()  # as the processes do that read reports
    length = sum(len(text.encode()) for text in texts) / len(texts) / KILOBYTE
    mean, size = f"{length:.1f} kB", f"{kilobytes} kB"
    reading = min(sum(_cpu(opened, path) for path in files) for _ in range(rounds)) / len(files)
    return {
        f"a sample ({mean}): its file read": reading,
        f"a sample ({mean}): facts": samples(extract_facts),
        f"a sample ({mean}): facts, graph, passages": samples(whole),
        f"a report of {size}: facts": long(extract_facts),
        f"a report of {size}: facts, graph, passages": long(whole),
    }


def _cpu(work: Callable[[Any], object], given: Any) -> float:
    started = time.process_time()
    work(given)
    return time.process_time() - started
