"""Reads spoiled files by the thousand and tells which are neither read nor refused as they should.

``python -m tests.fuzz.run [--seconds 600] [--seed 7] [--format pdf]`` shares the time among the formats and
prints a line for each failure. ``--seed 7 --format pdf --only 1234`` makes one input again and reads it with
the full traceback; ``--save FILE`` keeps its bytes. Each format is read in a process of its own, with bounds
on time and memory; one that dies or hangs is told with the number of its input, and the next inputs go on.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from ingest.extract import extract_facts
from ingest.read import read_bytes
from ontology.errors import HuyenKGError, UnreadableReport
from tests.fuzz.laws import check, check_refusal
from tests.fuzz.mutations import spoiled
from tests.fuzz.seeds import FORMATS

SECONDS = 10  # of the processor, for an input of some 60 kB
HANGS = 120  # by the clock: where even a signal does not stop it
MEMORY = 3 << 30  # of address space, most of which libraries take
EXTRACTED = 60  # one document in so many goes on to extraction
BRIEF = ("picture", "foreign")
SUFFIX = {"picture": "png", "foreign": "doc"}
NOWHERE = "/nowhere/program"


@dataclass
class Told:
    """What became of the inputs of one format."""

    form: str
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = ", ".join(f"{what} {count}" for what, count in self.outcomes.most_common())
        return f"{self.form}: {sum(self.outcomes.values())} inputs; {counts}; {len(self.failures)} failure(s)"


class TooSlow(Exception):
    """An input took more than its time."""


def made(form: str, seed: int, number: int) -> bytes:
    """The input of that number, the same at every call."""
    return spoiled(form, Random(f"{seed}:{form}:{number}"))


def fuzz(seconds: float, seed: int, forms: tuple[str, ...] = FORMATS) -> Iterator[Told]:
    """What became of the inputs of each format; those whose reading ends at once have a small share."""
    shares = {form: 0.2 if form in BRIEF else 1.0 for form in forms}
    for form in forms:
        yield _watched(form, seconds * shares[form] / sum(shares.values()), seed)


def _watched(form: str, seconds: float, seed: int) -> Told:
    """The inputs of a format, read by processes that may die."""
    told, first, end = Told(form), 0, time.monotonic() + seconds
    with TemporaryDirectory(prefix="huyenkg-fuzz-") as folder:
        log = Path(folder) / "log"
        while (left := end - time.monotonic()) > 0:
            log.write_text("")
            command = [sys.executable, "-m", "tests.fuzz.run", "--worker", str(log), "--format", form]
            command += ["--seed", str(seed), "--first", str(first), "--seconds", str(left)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
            lines = log.read_text("utf-8").splitlines()
            first = _take(told, lines)
            if done.returncode == 0:
                break
            told.failures.append(
                f"{form} {first}: the process ended with {done.returncode}: {done.stderr[-1500:]}"
            )
            if not lines:
                break
            first += 1
    return told


def _environment() -> dict[str, str]:
    return os.environ | {"HUYENKG_SOFFICE": NOWHERE, "HUYENKG_TESSERACT": NOWHERE}


def _take(told: Told, lines: list[str]) -> int:
    """Counts what a worker logged; the input that it began last."""
    number = 0
    for line in lines:
        kind, _, rest = line.partition(" ")
        if kind == "begin":
            number = int(rest)
        elif kind == "done":
            told.outcomes[rest] += 1
        else:
            told.failures.append(rest.replace("\\n", "\n"))
    return number


def _work(form: str, seed: int, first: int, seconds: float, log: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    end = time.monotonic() + seconds
    number = first
    with log.open("a", encoding="utf-8", buffering=1) as file:
        while time.monotonic() < end:
            file.write(f"begin {number}\n")
            faulthandler.dump_traceback_later(HANGS, exit=True)
            data = made(form, seed, number)
            try:
                file.write(f"done {read_one(form, data, number)}\n")
            except BaseException:  # noqa: BLE001  whatever it is, it is told
                told = traceback.format_exc(limit=-12).replace("\n", "\\n")
                file.write(f"done failed\nfailure {form} {number} ({len(data)} bytes): {told}\n")
            faulthandler.cancel_dump_traceback_later()
            number += 1


def _stop(*_: object) -> None:
    raise TooSlow


def read_one(form: str, data: bytes, number: int) -> str:
    """What became of one input: ``read``, or why it was refused. Raises whatever breaks a law."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        document = read_bytes(data, f"x.{SUFFIX.get(form, form)}")
    except UnreadableReport as error:
        check_refusal(error)
        return error.code
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    check(document)
    if number % EXTRACTED == 0:
        signal.setitimer(signal.ITIMER_PROF, 6 * SECONDS)
        try:
            extract_facts(document, "Phong Thổ, Lai Châu", "2023")
        except HuyenKGError:
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return "read"


def _again(form: str, seed: int, number: int, save: Path | None) -> None:
    data = made(form, seed, number)
    if save:
        save.write_bytes(data)
    os.environ.update(_environment())
    print(read_one(form, data, number))


def main() -> int:
    """0 where every input was read or refused as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        _work(given.format, given.seed, given.first, given.seconds, given.worker)
        return 0
    if given.only is not None:
        _again(given.format, given.seed, given.only, given.save)
        return 0
    print(f"seed {given.seed}", flush=True)
    failed = 0
    for told in fuzz(given.seconds, given.seed, (given.format,) if given.format else FORMATS):
        print(told, *told.failures, sep="\n", flush=True)
        failed += len(told.failures)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
