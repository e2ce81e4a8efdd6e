"""A real Dask cluster on this machine: two workers in processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ontology.errors import HuyenKGError
from tests.architecture.tree import ROOT
from tests.faults.hostile import all_end, harmful, heed_interrupts, report, started
from ui.bounds import Bounds
from ui.ingesting import IngestOptions
from ui.outcome import Outcome, State
from ui.reading import Task
from ui.service import Service
from ui.settings import Settings

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BOUNDS = Bounds(seconds=5, memory_mb=500)
_HUYENKG = [sys.executable, "-c", "from ui.cli import main; main()"]


@contextmanager
def started_cluster(folder: Path, monkeypatch, **options: Any) -> Iterator[Any]:
    """The cluster, whose workers and their readers keep what they write in ``folder``."""
    (folder / "tmp").mkdir(exist_ok=True)
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    usual = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "dashboard_address": "127.0.0.1:0",
        "silence_logs": False,
    }
    with distributed.LocalCluster(local_directory=str(folder / "work"), **usual | options) as cluster:
        yield cluster
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def cluster(tmp_path, monkeypatch) -> Iterator[Any]:
    """One whose workers' readers do what a file's name says."""
    for name, value in harmful(tmp_path).items():
        monkeypatch.setenv(name, value)
    with started_cluster(tmp_path, monkeypatch) as running:
        yield running


def reading(cluster: Any, tasks: list[Task], bounds: Bounds = BOUNDS) -> Any:
    from ui.dask_cluster import read_on_cluster

    return read_on_cluster(tasks, bounds, cluster.scheduler_address)


def tasks(folder: Path, *names: str) -> list[Task]:
    return [Task(report(folder, name, number), name) for number, name in enumerate(names)]


def codes(results: Any) -> dict[str, str]:
    return {
        task.name: told.result.code if isinstance(told.result, Outcome) else "read" for task, told in results
    }


def left(folder: Path) -> list[str]:
    """What is left of files that were sent and of what readers wrote aside."""
    return [path.name for path in folder.rglob("huyenkg-*")]


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    ends = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < ends:
        time.sleep(0.1)
    return held


def stored(service: Service) -> dict[str, dict[str, str]]:
    """Each report's files, and what the manifest says of them, but for the time of reading."""
    workspace = service.workspace
    return {
        one.name: {
            name: f"{mark} {sha256(workspace.read_stored(one, name)).hexdigest()}"
            for name, mark in one.files.items()
            if name != "run.nq"
        }
        for one in workspace.current().reports
    }


def ingested(data: Path, samples: Path, cluster: str = "") -> Service:
    service = Service(Settings(data, data / "cache", "hashing"))
    options = IngestOptions(jobs=0 if cluster else 2, apart=True, cluster=cluster)
    outcomes = service.ingest([samples], options, lambda *_: None)
    assert {one.state for one in outcomes} == {State.ADDED}
    return service


def test_what_is_stored_is_the_same_byte_for_byte_as_what_is_read_here(tmp_path, samples, cluster):
    here = ingested(tmp_path / "here", samples)
    there = ingested(tmp_path / "there", samples, cluster.scheduler_address)
    assert len(stored(here)) == 7
    assert stored(there) == stored(here)
    found = [service.search("đàn trâu", 10) for service in (here, there)]
    assert found[0] == found[1] != ()


def test_files_that_do_harm_cost_neither_the_others_nor_a_worker(tmp_path, cluster):
    before = set(cluster.scheduler.workers)
    names = ("a.txt", "abort-1.txt", "hang-1.txt", "hold-1.txt", "grow-1.txt", "fail-1.txt", "z.txt")
    assert codes(reading(cluster, tasks(tmp_path, *names))) == {
        "a.txt": "read", "abort-1.txt": "crashed", "hang-1.txt": "too_long", "hold-1.txt": "too_long",
        "grow-1.txt": "too_much_memory", "fail-1.txt": "defect", "z.txt": "read",
    }  # fmt: skip
    assert set(cluster.scheduler.workers) == before
    assert left(tmp_path) == []


def test_the_file_of_a_worker_that_dies_is_read_by_another(tmp_path, cluster):
    with closing(reading(cluster, tasks(tmp_path, "first-1.txt"), Bounds())) as results:
        Thread(target=_kill_worker_of, args=(tmp_path,), daemon=True).start()
        assert codes(results) == {"first-1.txt": "read"}
    assert all_end(started(tmp_path)[:1])  # the reader of the worker that died


def _kill_worker_of(folder: Path) -> None:
    reader = started(folder)[0]
    told = Path(f"/proc/{reader}/stat").read_text().rpartition(")")[2].split()
    os.kill(int(told[1]), signal.SIGKILL)


def test_a_file_that_kills_every_worker_is_given_up_and_the_others_are_read(tmp_path, cluster):
    names = ("a.txt", "parent-1.txt", "b.txt", "c.txt")
    assert codes(reading(cluster, tasks(tmp_path, *names), Bounds())) == {
        "a.txt": "read", "parent-1.txt": "crashed", "b.txt": "read", "c.txt": "read",
    }  # fmt: skip


def test_whoever_takes_no_more_ends_what_runs_there_and_leaves_nothing(tmp_path, cluster):
    with closing(reading(cluster, tasks(tmp_path, "a.txt", "start-1.txt", "b.txt"), Bounds())) as results:
        next(results)
        pids = started(tmp_path)
    assert all_end(pids)
    assert within(10, lambda: left(tmp_path) == [])
    assert within(10, lambda: not cluster.scheduler.tasks)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_command_that_is_ended_ends_its_readers_and_can_be_given_again(tmp_path, cluster, end):
    command = [*_HUYENKG, "ingest", str(report(tmp_path, "first-1.txt")), "--json"]
    command += [
        "--cluster",
        cluster.scheduler_address,
        "--data",
        str(tmp_path / "data"),
        "--model",
        "hashing",
    ]

    def begin() -> subprocess.Popen[str]:
        return subprocess.Popen(
            command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts
        )

    process = begin()
    pids = started(tmp_path)
    process.send_signal(end)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in err
    assert all_end(pids)
    out, err = begin().communicate(timeout=120)
    assert [row["state"] for row in json.loads(out)] == ["added"], err
    assert err == ""


def test_a_scheduler_that_ends_ends_the_run_with_a_sentence(tmp_path, cluster):
    with closing(reading(cluster, tasks(tmp_path, "a.txt", "hang-1.txt"), Bounds())) as results:
        assert next(results)[0].name == "a.txt"
        cluster.close()
        with pytest.raises(HuyenKGError, match=r"The connection to the cluster at tcp://.* was lost"):
            next(results)


def test_where_no_scheduler_answers_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.dask_cluster.CONNECTS", 0.5)
    from ui.dask_cluster import read_on_cluster

    with pytest.raises(HuyenKGError, match=r"No Dask scheduler answers at tcp://127.0.0.1:1 "):
        next(read_on_cluster(tasks(tmp_path, "a.txt"), BOUNDS, "tcp://127.0.0.1:1"))


def test_a_cluster_with_certificates_is_reached_as_dask_is_configured(tmp_path, monkeypatch):
    import dask

    security = distributed.Security.temporary()
    with started_cluster(tmp_path, monkeypatch, security=security, protocol="tls://") as cluster:
        assert cluster.scheduler_address.startswith("tls://")
        with pytest.raises(HuyenKGError, match="no certificates are named"):
            next(reading(cluster, tasks(tmp_path, "a.txt")))
        named = {"ca-file": security.tls_ca_file, "client.cert": security.tls_client_cert}
        named |= {"client.key": security.tls_client_key}
        with dask.config.set({f"distributed.comm.tls.{name}": pem for name, pem in named.items()}):
            assert codes(reading(cluster, tasks(tmp_path, "a.txt"))) == {"a.txt": "read"}
