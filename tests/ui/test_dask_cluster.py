"""What is asked of a Dask cluster and made of its replies, with a stand-in for Dask."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import ui
from ontology.errors import BadInput, HuyenKGError
from tests.faults.hostile import report
from ui.bounds import Bounds
from ui.flow import Ahead
from ui.outcome import Outcome, State
from ui.reader import Told
from ui.reading import Task, attempt
from ui.sent import Answer, Sent, own_stamp

ADDRESS = "tcp://10.0.0.1:8786"
OTHER = replace(own_stamp(), software="0.0.1")
_KEEPERS = ("distributed", "distributed.client", "tornado", "tornado.application")


class KilledWorker(Exception):
    """Dask's, of a file that several workers died of."""


class Future:
    """What a stand-in worker made of a file, done at once."""

    def __init__(self, made: object) -> None:
        self._made = made

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        call(self)

    def done(self) -> bool:
        return True

    def exception(self) -> BaseException | None:
        return self._made if isinstance(self._made, Exception) else None

    def result(self) -> object:
        if isinstance(self._made, SystemExit):
            raise ConnectionError("closed")
        return self._made


class Client:
    """A cluster of one worker of two threads; the test changes what it has and does."""

    def __init__(self) -> None:
        self.status, self.threads = "running", {"tcp://w:1": 2}
        self.stamps: dict[str, object] = {"tcp://w:1": own_stamp()}
        self.scheduler: object = own_stamp()
        self.read: Callable[[Sent], object] = in_another_place
        self.sent: list[Sent] = []
        self.options: list[dict[str, object]] = []
        self.over: list[object] = []

    def nthreads(self) -> dict[str, int]:
        return self.threads

    def run(self, function: Callable[..., object], *given: object, on_error: str) -> dict[str, object]:
        if function is own_stamp:
            return self.stamps
        self.over += given
        return {}

    def run_on_scheduler(self, _: Callable[[], object]) -> object:
        if isinstance(self.scheduler, Exception):
            raise self.scheduler
        return self.scheduler

    def submit(self, _: object, given: str, sent: Sent, *, key: str, **options: object) -> Future:
        assert given == key
        self.sent.append(sent)
        self.options.append(options)
        return Future(self.read(sent))

    def close(self, timeout: float) -> None:
        self.status = "closed"


class Security:
    """What Dask's configuration says of certificates: nothing, unless a test does."""

    ssl_context: object = None
    require_encryption = False

    def get_connection_args(self, _: str) -> dict[str, object]:
        if isinstance(self.ssl_context, Exception):
            raise self.ssl_context
        return {"ssl_context": self.ssl_context, "require_encryption": self.require_encryption}


def in_another_place(sent: Sent) -> Answer:
    """Of every file is told that it is empty."""
    told = Outcome(Path("/there/source"), State.FAILED, message=sent.name, code="empty")
    return Answer("tcp://w:1 (w)", own_stamp(), Told(told, 0.5, 60))


@pytest.fixture
def client() -> Client:
    """The cluster that is asked."""
    return Client()


@pytest.fixture
def cluster(monkeypatch, client) -> Iterator[ModuleType]:
    """The module, with the stand-in where it looks for Dask."""
    dask: Any = ModuleType("distributed")
    dask.KilledWorker, dask.WorkerPlugin, dask.Client = KilledWorker, object, lambda *_, **__: client
    dask.Security = Security
    loggers = [logging.getLogger(name) for name in _KEEPERS]
    before = [(one, list(one.handlers), one.propagate, one.level) for one in loggers]
    earlier, attribute = sys.modules.pop("ui.dask_cluster", None), vars(ui).get("dask_cluster")
    monkeypatch.setitem(sys.modules, "distributed", dask)
    yield importlib.import_module("ui.dask_cluster")
    del sys.modules["ui.dask_cluster"], ui.dask_cluster
    if earlier:
        sys.modules["ui.dask_cluster"], ui.dask_cluster = earlier, attribute
    for one, handlers, propagate, level in before:
        one.handlers[:], one.propagate, one.level = handlers, propagate, level


def tasks(folder: Path, *names: str) -> list[Task]:
    return [Task(report(folder, name), name) for name in names]


def codes(results) -> dict[str, str]:
    return {
        task.name: told.result.code if isinstance(told.result, Outcome) else "read" for task, told in results
    }


def read(cluster: ModuleType, *tasks: Task) -> dict[str, str]:
    return codes(cluster.read_on_cluster(tasks, Bounds(), ADDRESS))


def test_bytes_are_sent_and_what_is_told_comes_back_as_if_it_were_read_here(cluster, client, tmp_path):
    (task,) = tasks(tmp_path, "a.txt")
    here = attempt(replace(task, district="Mường Tè", period="2020"))
    files = {name: data for name, data in here.files.items() if name != "source"}
    there = Told(replace(here, files=files), 2.0, 70)
    client.read = lambda _: Answer("tcp://w:1", own_stamp(), there)
    given = replace(task, district="Mường Tè", period="2020")
    bounds = Bounds(7, 800)
    assert list(cluster.read_on_cluster([given], bounds, ADDRESS)) == [(given, Told(here, 2.0, 70))]
    (sent,) = client.sent
    assert sent == Sent(sent.run, task.path.read_bytes(), "a.txt", "Mường Tè", "2020", bounds, own_stamp())
    assert (client.status, client.over) == ("closed", [sent.run])


def test_an_outcome_bears_the_path_that_the_file_has_here(cluster, tmp_path):
    ((_, told),) = cluster.read_on_cluster(tasks(tmp_path, "a.txt"), Bounds(), ADDRESS)
    assert (told.result.path, told.result.code, told.seconds) == (tmp_path / "a.txt", "empty", 0.5)


def test_a_file_that_cannot_be_opened_or_is_too_large_is_never_sent(cluster, client, tmp_path):
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(65 << 20)
    large, none = (Task(tmp_path / name, name) for name in ("large.txt", "none.txt"))
    told = read(cluster, large, *tasks(tmp_path, "a.txt"), none)
    assert told == {"large.txt": "too_large", "a.txt": "empty", "none.txt": "unopened"}
    assert [one.name for one in client.sent] == ["a.txt"]


def test_a_file_that_only_waited_where_workers_died_is_read_the_second_time(cluster, client, tmp_path):
    def read_once(sent: Sent) -> object:
        first = [one.name for one in client.sent].count(sent.name) == 1
        return KilledWorker("x") if first and sent.name != "c.txt" else in_another_place(sent)

    client.read = read_once
    told = read(cluster, *tasks(tmp_path, "a.txt", "b.txt", "c.txt"))
    assert told == {"a.txt": "empty", "b.txt": "empty", "c.txt": "empty"}
    assert sorted(one.name for one in client.sent) == ["a.txt", "a.txt", "b.txt", "b.txt", "c.txt"]


def test_a_file_that_workers_die_of_is_an_outcome_and_costs_no_other(cluster, client, tmp_path):
    client.read = lambda sent: KilledWorker("x") if sent.name == "b.txt" else in_another_place(sent)
    told = read(cluster, *tasks(tmp_path, "a.txt", "b.txt", "c.txt"))
    assert told == {"a.txt": "empty", "b.txt": "crashed", "c.txt": "empty"}


def refused(cluster: ModuleType, kind: type[HuyenKGError], folder: Path) -> str:
    with pytest.raises(kind) as told:
        read(cluster, *tasks(folder, "a.txt"))
    return str(told.value)


def test_a_worker_of_another_version_is_refused_by_name_before_anything_is_sent(cluster, client, tmp_path):
    client.stamps["tcp://w:2"] = OTHER
    told = refused(cluster, HuyenKGError, tmp_path)
    assert told.startswith(
        f"Of the cluster, tcp://w:2 has huyenkg 0.0.1, and this is {own_stamp().software}."
    )
    assert (client.sent, client.status) == ([], "closed")


def test_a_worker_of_another_version_that_joins_later_is_refused_by_name(cluster, client, tmp_path):
    client.read = lambda _: Answer("tcp://w:2 (late)", OTHER, None)
    assert "tcp://w:2 (late) has huyenkg 0.0.1" in refused(cluster, HuyenKGError, tmp_path)


def test_other_code_lists_of_the_same_version_are_another_version(cluster, client, tmp_path):
    client.stamps["tcp://w:1"] = replace(own_stamp(), content="0")
    assert "tcp://w:1 has huyenkg 0.1.0 with other code or code lists" in refused(
        cluster, HuyenKGError, tmp_path
    )


def test_a_scheduler_or_worker_without_huyenkg_is_told_by_name(cluster, client, tmp_path):
    client.stamps["tcp://w:1"] = Exception("No module named 'ui'")
    assert "tcp://w:1 has no huyenkg that can read" in refused(cluster, HuyenKGError, tmp_path)
    client.scheduler = ModuleNotFoundError("No module named 'ui'")
    assert "the scheduler has no huyenkg that can read" in refused(cluster, HuyenKGError, tmp_path)


def test_other_libraries_are_told_once_a_worker_and_refuse_nothing(cluster, client, tmp_path, capsys):
    other = replace(own_stamp(), libraries={**own_stamp().libraries, "lxml": "1.0"})
    client.stamps["tcp://w:1"] = other
    client.read = lambda sent: replace(in_another_place(sent), worker="tcp://w:1", stamp=other)
    assert set(read(cluster, *tasks(tmp_path, "a.txt", "b.txt")).values()) == {"empty"}
    told = capsys.readouterr().err
    assert told.count("Libraries on tcp://w:1 differ: lxml 1.0 (here ") == 1


def test_what_fails_for_no_fault_of_the_file_ends_the_run(cluster, client, tmp_path):
    client.read = lambda _: OSError("No space left on device")
    assert "could not read a.txt, for no fault of the file (OSError: No space left" in refused(
        cluster, HuyenKGError, tmp_path
    )


def test_a_connection_that_is_lost_ends_the_run_with_a_sentence(cluster, client, tmp_path):
    client.read = lambda _: SystemExit()
    assert f"The connection to the cluster at {ADDRESS} was lost" in refused(cluster, HuyenKGError, tmp_path)


def test_a_cluster_without_workers_is_waited_for_and_then_told(cluster, client, tmp_path, monkeypatch):
    waited = iter(range(10))
    monkeypatch.setattr(cluster, "time", SimpleNamespace(monotonic=lambda: 60 * next(waited), sleep=id))
    client.threads = {}
    assert f"dask worker {ADDRESS}" in refused(cluster, HuyenKGError, tmp_path)
    assert next(waited) == 4


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OSError("Timed out"), HuyenKGError, f"No Dask scheduler answers at {ADDRESS} (OSError: Timed out)."),
        (ValueError("x"), BadInput, f"{ADDRESS} is no address of a Dask scheduler that can be used"),
    ],
    ids=["unreachable", "malformed"],
)
def test_an_address_that_leads_to_no_scheduler_is_told(cluster, tmp_path, error, kind, words):
    def fail(*_: object, **__: object) -> None:
        raise error

    cluster.distributed.Client = fail
    assert refused(cluster, kind, tmp_path).startswith(words)


@pytest.mark.parametrize(
    "address",
    ["scheduler", "scheduler:8786", "http://a:8786", "tcp://a", "tcp://a b:1", "tcp://a:123456", ""],
)
def test_an_address_in_another_form_is_bad_input_at_once(cluster, tmp_path, address):
    cluster.distributed.Client = None
    with pytest.raises(BadInput, match=r"Write it like tcp://10\.0\.0\.1:8786"):
        next(cluster.read_on_cluster(tasks(tmp_path, "a.txt"), Bounds(), address))


@pytest.mark.parametrize(
    ("address", "context", "required", "words"),
    [
        ("tls://a:8786", None, False, "no certificates are named"),
        ("tcp://a:8786", None, True, "Dask's configuration wants encryption"),
        ("tls://a:8786", FileNotFoundError("ca.pem"), False, "certificates cannot be read"),
    ],
    ids=["tls without certificates", "in the clear where that is refused", "lost certificates"],
)
def test_what_dask_is_configured_for_is_looked_at_before_it_connects(
    cluster, client, tmp_path, monkeypatch, address, context, required, words
):
    monkeypatch.setattr(Security, "ssl_context", context)
    monkeypatch.setattr(Security, "require_encryption", required)
    cluster.distributed.Client = None
    with pytest.raises(BadInput, match=words):
        next(cluster.read_on_cluster(tasks(tmp_path, "a.txt"), Bounds(), address))


def test_no_more_is_sent_than_the_workers_can_begin_and_what_may_wait(cluster, client, tmp_path, monkeypatch):
    endless = (task for number in count() for task in tasks(tmp_path, f"{number}.txt"))
    with closing(cluster.read_on_cluster(endless, Bounds(), ADDRESS, Ahead(3, 10_000))) as results:
        next(results)
        assert len(client.sent) == 2 * 2 + 3
        client.threads["tcp://w:2"] = 5
        monkeypatch.setattr(cluster, "_LOOKS", 0)
        next(results)
        assert len(client.sent) == 2 * 7 + 3 + 1
    assert client.status == "closed"


def test_a_file_is_tried_again_and_never_taken_for_another(cluster, client, tmp_path):
    read(cluster, *tasks(tmp_path, "a.txt", "b.txt"))
    assert client.options == [{"pure": False, "retries": 2}] * 2


def test_what_dask_logs_goes_where_ours_goes(cluster, tmp_path):
    logging.getLogger("distributed").addHandler(logging.StreamHandler())
    logging.getLogger("distributed.client").setLevel(logging.DEBUG)
    read(cluster, *tasks(tmp_path, "a.txt"))
    keepers = [logging.getLogger(name) for name in _KEEPERS]
    assert [(one.handlers, one.propagate, one.level) for one in keepers] == [([], True, logging.NOTSET)] * 4
