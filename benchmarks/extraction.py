"""How long extraction takes, and that its cost grows with the text and no faster.

    python -m benchmarks.extraction [--report FILE] [--rounds N] [--json FILE]

The report (the largest sample) is repeated to some 100 kB, and to 1, 10 and 100 times its own length. In
each repetition the figures differ, so that few sentences are read twice word for word. Times are seconds
of one core, the best of the rounds; compare only within one run.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

from ingest.document import Document
from ingest.extract import extract_facts
from ingest.read import read_bytes, read_report

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "ingest" / "samples"
LENGTHS = (1, 10, 100)
KILOBYTE = 1000

# The 204 and the 5 of "1.204,5", the 25 of "25 xã"; not a year, a part of a date, nor the 6 of "6 tháng".
_FIGURE = re.compile(r"(?<=\d[.,])\d{1,3}(?![\d./])|(?<![\d/.,])[1-9]\d{1,2}(?=\s[^\W\d_])")


def main() -> None:
    options = _options()
    text = read_report(options.report).text
    size = len(text.encode()) / KILOBYTE
    seconds(text, 1, 1)  # loads the code lists
    copies = max(1, round(100 / size))
    table = {"100 kB, s": seconds(text, copies, options.rounds) * 100 / (copies * size)}
    for times in LENGTHS:
        rounds = options.rounds if times < LENGTHS[-1] else 1
        table[f"{times} times, ms per kB"] = 1000 * seconds(text, times, rounds) / (size * times)
    first, last = (table[f"{times} times, ms per kB"] for times in (LENGTHS[0], LENGTHS[-1]))
    table["growth of the cost per kB"] = last / first
    print(f"{options.report.name}, {size:.1f} kB")
    for name, value in table.items():
        print(f"{name:<34} {value:>10.3f}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), "utf-8")


def repeated(text: str, times: int, first: int = 0) -> Document:
    """A document of copies of the text, ``first`` the number of the first: each has figures of its own."""
    copies = (_with_other_figures(text, number) for number in range(first, first + times))
    return read_bytes("\n".join(copies).encode(), "repeated.txt")


def _with_other_figures(text: str, by: int) -> str:
    """The text with other numbers of the same form, with as many digits."""
    return _FIGURE.sub(lambda part: f"{(int(part[0]) + by) % 10 ** len(part[0]):0{len(part[0])}d}", text)


def seconds(text: str, times: int, rounds: int) -> float:
    """Seconds of one core that extraction takes, the best of some rounds, each over figures of its own."""
    return min(_seconds(repeated(text, times, first=number * times)) for number in range(rounds))


def _seconds(document: Document) -> float:
    started = time.process_time()
    extract_facts(document)
    return time.process_time() - started


def _largest() -> Path:
    return max(SAMPLES.glob("*.txt"), key=lambda path: path.stat().st_size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--report", type=Path, default=_largest())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
