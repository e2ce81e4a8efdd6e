"""How much a comparison does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(os.environ.get("HUYENKG_CACHE", Path.home() / ".cache" / "huyenkg"))


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of a run that is to be recorded."""

    rounds: int = 3
    passages: int = 512
    clones: int = 28
    vectors: tuple[int, ...] = (10_000, 100_000)
    kilobytes: int = 100
    cache: Path = CACHE


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best(work: Callable[[], object], rounds: int) -> float:
    return min(seconds(work) for _ in range(rounds))
