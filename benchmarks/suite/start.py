"""How long a command takes before it works: processes from their start to their end."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.suite.apart import ROOT, environment
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.table import Table

TARGET = 2.0
ROUNDS = 5
_COMMAND = ("-m", "benchmarks.suite.command")
COMMANDS: dict[str, tuple[str, ...]] = {
    "Python alone": ("-c", "pass"),
    "import of the command line": ("-c", "import ui.cli"),
    "`huyenkg --help`": (*_COMMAND, "--help"),
    "`huyenkg status`": (*_COMMAND, "status", "--data"),
}


def run(scale: Scale) -> list[Table]:
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        data = str(Path(name) / "data")
        filled = [*_COMMAND, "ingest", "--model", "hashing", "--data", data, str(ROOT / "ingest" / "samples")]
        waited(filled, 1)
        ends = {"--data": [data]}
        times = {
            name: waited([*given, *ends.get(given[-1], [])], ROUNDS if scale.rounds > 1 else 1)
            for name, given in COMMANDS.items()
        }
    return [table(times)]


def table(times: dict[str, float]) -> Table:
    rows = tuple((name, took / TARGET, took) for name, took in times.items())
    return Table(f"Cold start, against {TARGET:.0f} s", ("process", "of the target", "s"), rows)


def waited(arguments: Sequence[str], rounds: int) -> float:
    """The median of the seconds that a process of Python takes; the first one, which compiles, apart."""
    call = [sys.executable, *arguments]
    return median([seconds(lambda: _ended(call)) for _ in range(rounds + 1)][1:])


def _ended(call: Sequence[str]) -> None:
    subprocess.run(call, cwd=ROOT, env=environment(), capture_output=True, check=True)
