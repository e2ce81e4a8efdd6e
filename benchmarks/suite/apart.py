"""A function run in a process of its own, so that its memory and its start can be told from all others'.

    python -m benchmarks.suite.apart MODULE FUNCTION JSON-ARGUMENTS

The number of threads is set here, once, for every library, before any of them is imported.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Ran:
    """What the function gave, and the most memory that its process held, in MB."""

    value: Any
    rss_mb: float


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def environment() -> dict[str, str]:
    """That of every process that is measured: all processors, nothing from a hub, our code first."""
    threads = dict.fromkeys(_THREADS, str(processors()))
    return os.environ | threads | {"HF_HUB_OFFLINE": "1", "TQDM_DISABLE": "1", "PYTHONPATH": str(ROOT)}


def apart(function: str, *arguments: Any) -> Ran:
    """Runs ``module:name`` of ``benchmarks.suite``; what it takes and gives goes through JSON."""
    module, _, name = function.partition(":")
    command = [sys.executable, "-m", __name__, f"benchmarks.suite.{module}", name, json.dumps(arguments)]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, timeout=_SECONDS, check=True
    )
    return Ran(**json.loads(ended.stdout.splitlines()[-1]))


def peak_mb() -> float:
    """The most memory that this process held. Not ``getrusage``, which starts from that of the parent."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not tell the peak of memory")


def main() -> None:
    module, name, arguments = sys.argv[1:]
    value = getattr(importlib.import_module(module), name)(*json.loads(arguments))
    print(json.dumps({"value": value, "rss_mb": peak_mb()}))


if __name__ == "__main__":
    main()
