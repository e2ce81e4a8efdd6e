"""How long a command takes before it works: processes from their start to their end, servers to an answer."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from urllib.request import urlopen

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
SERVERS = {"ui": "_stcore/health", "serve": ""}
"""What is asked of each: of Streamlit whether it is up, of our interface what it offers."""
_LATEST = 120  # seconds


def run(scale: Scale) -> list[Table]:
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        data = str(Path(name) / "data")
        filled = [*_COMMAND, "ingest", "--model", "hashing", "--data", data, str(ROOT / "ingest" / "samples")]
        waited(filled, 1)
        ends = {"--data": [data]}
        rounds = ROUNDS if scale.rounds > 1 else 1
        times = {name: waited([*given, *ends.get(given[-1], [])], rounds) for name, given in COMMANDS.items()}
        times |= {
            f"`huyenkg {name}`, until it answers": answered(
                name, path, data, ROUNDS if scale.rounds > 1 else 1
            )
            for name, path in SERVERS.items()
        }
    return [table(times)]


def table(times: dict[str, float]) -> Table:
    rows = tuple((name, took / TARGET, took) for name, took in times.items())
    return Table(f"Cold start, against {TARGET:.0f} s", ("process", "of the target", "s"), rows)


def waited(arguments: Sequence[str], rounds: int) -> float:
    """The median of the seconds that a process of Python takes; the first one, which compiles, apart."""
    call = [sys.executable, *arguments]
    return median([seconds(lambda: _ended(call)) for _ in range(rounds + 1)][1:])


def answered(server: str, path: str, data: str, rounds: int) -> float:
    """The median of the seconds until a server over ``data`` answers; the first time apart."""
    return median([_answered(server, path, data) for _ in range(rounds + 1)][1:])


def _answered(server: str, path: str, data: str) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, *_COMMAND, server, "--data", data, "--port", str(port)]
    started = time.monotonic()
    headless = ["--headless"] * (server == "ui")
    with subprocess.Popen(
        [*call, *headless], cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not _answers(f"http://127.0.0.1:{port}/{path}"):
                if process.poll() is not None or time.monotonic() - started > _LATEST:
                    raise RuntimeError(f"huyenkg {server} does not answer")
                time.sleep(0.01)
            return time.monotonic() - started
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def _ended(call: Sequence[str]) -> None:
    subprocess.run(call, cwd=ROOT, env=environment(), capture_output=True, check=True)
