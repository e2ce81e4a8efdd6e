"""Reports' graphs checked one after the other, here or by processes of their own; always told in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pyoxigraph as ox

from graph.constraints import check_constraints
from graph.finding import Finding
from graph.store import GraphStore, open_store
from ontology.errors import StoreError

Findings = Mapping["Check", tuple[Finding, ...]]
"""What each check finds in one report."""


class Check(StrEnum):
    """What can be checked."""

    SHAPES = "shapes"
    CONSTRAINTS = "constraints"
    ARITHMETIC = "arithmetic"


def _keep_shapes(report_id: str, quads: Iterable[ox.Quad]) -> tuple[Finding, ...]:
    from graph.validate import validate_report  # late: pySHACL and rdflib are needed for nothing else

    return validate_report(report_id, quads)


GRAPH_CHECKS: Mapping[Check, Callable[[str, Iterable[ox.Quad]], tuple[Finding, ...]]] = {
    Check.SHAPES: _keep_shapes,
    Check.CONSTRAINTS: check_constraints,
}
"""Those of one report's graph by itself."""


def check_report(store: GraphStore, checks: Sequence[Check], report_id: str) -> Findings:
    """What these checks find in one report."""
    quads = tuple(store.report_quads(report_id))
    return {check: GRAPH_CHECKS[check](report_id, quads) for check in checks}


def check_apart(
    path: Path, checks: Sequence[Check], reports: Iterable[str], jobs: int
) -> Generator[Findings]:
    """The same of each report of a store on disk, by ``jobs`` processes, in the order of the reports.

    Never more than two reports a process are ahead of who takes the findings. Raises ``StoreError`` where a
    process is broken off.
    """
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _end_with_parent)
    checked = (pool.submit(_check, path, checks, report_id) for report_id in reports)
    try:
        with _left_alone():
            ahead = deque(islice(checked, 2 * jobs))
        while ahead:
            yield ahead.popleft().result()
            ahead.extend(islice(checked, 1))
    except BrokenProcessPool as error:
        told = "A process that checked reports was broken off."
        raise StoreError(told, "Try again with --jobs 1.") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _left_alone() -> Iterator[None]:
    """Processes that are started meanwhile leave Ctrl-C to this one, from their first moment."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_parent() -> None:
    """A process that outlives the one which started it, however that ended, would wait for ever."""
    Thread(target=_await_end, daemon=True).start()


def _await_end() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _check(path: Path, checks: Sequence[Check], report_id: str) -> Findings:
    return check_report(_opened(path), checks, report_id)


@cache
def _opened(path: Path) -> GraphStore:
    return open_store(path, read_only=True)
