"""What it costs to read files by the workers of a Dask cluster in place of processes of our own.

    python -m benchmarks.cluster [--reports N] [--rounds N] [--json FILE]

Both read the same made reports (``benchmarks.corpus``) by as many processes, all on this machine, in turns;
nothing is stored. The processes of each are started before the first round. Needs ``huyenkg[dask]``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from distributed import Client, LocalCluster

from benchmarks.corpus.__main__ import write_corpus
from ui.artefact import Artefact
from ui.bounds import Bounds
from ui.dask_cluster import read_on_cluster
from ui.flow import AHEAD
from ui.reader import Told
from ui.reading import Task, attempt
from ui.reading_apart import read_apart
from ui.sent import Answer, Sent, own_stamp

JOBS = 2
SETTLED = 10
Results = Iterable[tuple[Task, Told]]


class Run(NamedTuple):
    """Seconds until the first result; for each report after the first ten; and of CPU for each of these, of
    this process and of workers, not of the processes that read.
    """

    first: float
    each: float
    cpu: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), options.reports, seed=1)
        paths = sorted(path for path in Path(folder, "reports").rglob("*") if path.is_file())
        tasks = [Task(path, path.name) for path in paths]
        table = measured(tasks, options.rounds) | sizes(tasks)
    for name, value in table.items():
        print(f"{name:<50} {value:>10.3f}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), "utf-8")


def measured(tasks: Sequence[Task], rounds: int) -> dict[str, float]:
    """What each way takes, and how many times as long as without a cluster it takes with one."""
    usual = {"dashboard_address": "127.0.0.1:0", "silence_logs": "ERROR"}
    with (
        LocalCluster(n_workers=JOBS, threads_per_worker=1, **usual) as processes,
        LocalCluster(n_workers=1, threads_per_worker=JOBS, **usual) as threads,
    ):
        ways: dict[str, Callable[[], Run]] = {
            "--jobs 2": lambda: _run(read_apart(tasks, Bounds(), JOBS, AHEAD), time.process_time),
            "2 workers": lambda: _on(processes, tasks),
            "1 worker of 2 threads": lambda: _on(threads, tasks),
        }
        runs = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    table: dict[str, float] = {}
    for name in ways:
        table[f"{name}: until the first result, s"] = median(run[name].first for run in runs)
        table[f"{name}: ms a report, then"] = 1000 * median(run[name].each for run in runs)
        table[f"{name}: ms of CPU a report, but for readers"] = 1000 * median(run[name].cpu for run in runs)
        table[f"{name}: times as long as --jobs 2"] = median(
            run[name].each / run["--jobs 2"].each for run in runs
        )
    return table


def _on(cluster: LocalCluster, tasks: Sequence[Task]) -> Run:
    with Client(cluster, set_as_default=False) as client:

        def cpu() -> float:  # the scheduler is a part of this process
            return time.process_time() + sum(client.run(time.process_time).values())

        return _run(read_on_cluster(tasks, Bounds(), cluster.scheduler_address), cpu)


def _run(results: Results, cpu: Callable[[], float]) -> Run:
    """Times of a run. When the first ten are told, all readers are at work: what follows is counted."""
    began, at, used = time.perf_counter(), [], 0.0
    for number, (_, told) in enumerate(results):
        assert isinstance(told.result, Artefact)
        at.append(time.perf_counter())
        if number == SETTLED:
            used, at[-1] = cpu(), time.perf_counter()
    counted = len(at) - 1 - SETTLED
    return Run(at[0] - began, (at[-1] - at[SETTLED]) / counted, (cpu() - used) / counted)


def sizes(tasks: Sequence[Task]) -> dict[str, float]:
    """How many kB go each way for a report."""
    there, back = [], []
    for task in tasks[:20]:
        sent = Sent(task.path.read_bytes(), task.name, None, None, Bounds(), own_stamp())
        result = attempt(task)
        assert isinstance(result, Artefact)
        files = {name: data for name, data in result.files.items() if name != "source"}
        there.append(len(pickle.dumps(sent)) / 1000)
        back.append(
            len(pickle.dumps(Answer("w", own_stamp(), Told(replace(result, files=files), 0.0)))) / 1000
        )
    return {"kB of a report": mean(task.path.stat().st_size / 1000 for task in tasks[:20]),
            "kB sent": mean(there), "kB told": mean(back)}  # fmt: skip


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
