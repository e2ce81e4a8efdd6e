"""Writes made reports and their truth into a folder.

    python -m benchmarks.corpus FOLDER [--reports 1000] [--seed 1]

``FOLDER/reports`` gets the files, ``FOLDER/truth.jsonl`` a line for each fact. The newest years come first,
and whole years before half-years of the same, so that few reports are of many districts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from benchmarks.corpus import world
from benchmarks.corpus.telling import MadeReport, make_report

_FIRST, _LAST = 2015, 2024


def main() -> None:
    """Parses the command line and writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = write_corpus(options.folder, options.reports, options.seed)
    print(f"{options.reports} reports with {count} facts in {options.folder}")


def write_corpus(folder: Path, reports: int, seed: int) -> int:
    """Writes so many reports; returns the number of facts. Raises ``ValueError`` for more than there are."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    facts = 0
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for report in islice(made_reports(seed), reports):
            (folder / "reports" / report.name).write_text(report.text, "utf-8")
            for record in report.records:
                truth.write(json.dumps(record, ensure_ascii=False) + "\n")
                facts += 1
    return facts


def made_reports(seed: int) -> Iterator[MadeReport]:
    """All reports of all districts, one after the other."""
    for year, half, district in product(range(_LAST, _FIRST - 1, -1), (False, True), world.districts()):
        yield make_report(seed, district, year, half)


if __name__ == "__main__":
    main()
