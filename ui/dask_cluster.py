"""Files read by the workers of a Dask cluster: the only module that knows Dask, and imported late.

Each worker reads what it is sent by processes of its own (``ui.sent.Desk``) and tells what they tell. Only
the process that asks writes into the store. Dask itself gives the files of a worker that died to another.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
import warnings
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

import distributed

from ontology.errors import BadInput, HuyenKGError
from ui.bounds import Bounds
from ui.flow import AHEAD, Ahead, in_flow
from ui.logs import say_aside
from ui.outcome import Outcome
from ui.reader import Told
from ui.reading import Task, attempt_bytes, crashed
from ui.reading_apart import log_again
from ui.sent import Answer, Desk, Sent, Stamp, brought_back, is_same, other_libraries, own_stamp

CONNECTS = 20  # seconds until nobody answers
PATIENCE = 120  # seconds without any worker
_LOOKS = 2  # seconds after which the workers are counted again
_TRIES = 2  # times that a file is read again whose worker failed at it without dying
_PLUGIN = "huyenkg"
_SAME = "Install the same huyenkg[dask] on the scheduler, on all workers and here."
_AGAIN = "What was published is kept; the same command goes on from there."
_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:[0-9]{1,5}")


def read_on_cluster(
    tasks: Iterable[Task], bounds: Bounds, address: str, ahead: Ahead = AHEAD
) -> Generator[tuple[Task, Told]]:
    """Each task with what came of it, as they are done by the workers of the cluster at an address.

    As ``read_apart`` otherwise: as many files are begun and not taken, and whoever closes the iterator ends
    what runs. Raises ``HuyenKGError`` where the cluster is not there, or is of another version than this.
    """
    cluster = _Cluster(address, bounds)
    try:
        cluster.examine()
        for task, asked in in_flow(tasks, cluster.ask, cluster.next_done, cluster.threads, ahead):
            told = cluster.told(asked)
            log_again(told.logged)
            yield task, told
    finally:
        cluster.leave()


class _Asked:
    """A file that was sent, or ``refused`` before that."""

    def __init__(self, task: Task, taken: bytes | Outcome) -> None:
        self.task = task
        self.data = b"" if isinstance(taken, Outcome) else taken
        self.refused = taken if isinstance(taken, Outcome) else None
        self.future: Any = None


class _Cluster:
    """The cluster, as who asks sees it."""

    def __init__(self, address: str, bounds: Bounds) -> None:
        self._address, self._bounds, self._stamp = address, bounds, own_stamp()
        self._done: SimpleQueue[_Asked] = SimpleQueue()
        self._threads, self._seen = 1, 0.0
        self._others: set[str] = set()
        self._run = uuid4().hex
        self._client = _connected(address)

    def examine(self) -> None:
        """Raises ``HuyenKGError`` where nobody reads within some time, or somebody of another version."""
        self._wait_for_workers(time.monotonic())
        told = {"the scheduler": self._scheduler_stamp()}
        told |= self._call(self._client.run, own_stamp, on_error="return")
        for who, stamp in told.items():
            if isinstance(stamp, BaseException) or not is_same(stamp, self._stamp):
                raise _other(who, stamp, self._stamp)
            self._tell_libraries(who, stamp)

    def ask(self, task: Task) -> _Asked:
        """Sends a file."""
        asked = _Asked(task, attempt_bytes(task))
        if asked.refused:
            self._done.put(asked)
        else:
            self._send(asked)
            asked.future.add_done_callback(lambda _: self._done.put(asked))
        return asked

    def _send(self, asked: _Asked) -> None:
        task = asked.task
        sent = Sent(self._run, asked.data, task.name, task.district, task.period, self._bounds, self._stamp)
        key = f"huyenkg-read-{uuid4().hex}"
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a file of some MB is one
            asked.future = self._client.submit(read_sent, key, sent, key=key, pure=False, retries=_TRIES)

    def next_done(self) -> _Asked:
        """A file of which something is told. Raises ``HuyenKGError`` where no worker is left for long."""
        while True:
            try:
                return self._done.get(timeout=_LOOKS)
            except Empty:
                self._wait_for_workers(time.monotonic())

    def threads(self) -> int:
        """How many files the workers read at once, as it was a moment ago."""
        if time.monotonic() >= self._seen + _LOOKS:
            self._threads = sum(self._call(self._client.nthreads).values()) or 1
            self._seen = time.monotonic()
        return self._threads

    def told(self, asked: _Asked) -> Told:
        """What is told of a file that is done."""
        if asked.refused:
            return Told(asked.refused, 0.0)
        error = self._call(asked.future.exception)
        if isinstance(error, distributed.KilledWorker):
            error = self._tried_again(asked)
        if isinstance(error, distributed.KilledWorker):
            return Told(crashed(asked.task), 0.0)
        if error is not None:
            raise _failed(asked.task, error)
        answer: Answer = self._call(asked.future.result)
        if not answer.told:
            raise _other(answer.worker, answer.stamp, self._stamp)
        self._tell_libraries(answer.worker, answer.stamp)
        return brought_back(asked.task, asked.data, answer.told)

    def leave(self) -> None:
        """Ends what runs and what waits: the scheduler lets go of what nobody wants any more."""
        if self._client.status == "running":
            with suppress(Exception):  # whatever it is, we go
                self._client.run(_rest, self._run, on_error="ignore")
        with suppress(Exception):
            self._client.close(timeout=5)

    def _tried_again(self, asked: _Asked) -> Any:
        """The error of a file sent again, one at a time: Dask blames what waited at a worker that died."""
        self._send(asked)
        while not asked.future.done():
            self._wait_for_workers(time.monotonic())
            time.sleep(0.1)
        return self._call(asked.future.exception)

    def _wait_for_workers(self, since: float) -> None:
        while not self._call(self._client.nthreads):
            if time.monotonic() > since + PATIENCE:
                raise HuyenKGError(
                    f"The cluster at {self._address} has no worker.",
                    f"Start some: dask worker {self._address}. {_AGAIN}",
                )
            time.sleep(0.1)

    def _scheduler_stamp(self) -> Stamp | BaseException:
        try:
            stamp: Stamp = self._client.run_on_scheduler(own_stamp)
        except (CancelledError, OSError, TimeoutError) as error:
            raise self._lost(error) from error
        except Exception as error:  # noqa: BLE001 - whatever arose there is told
            return error
        return stamp

    def _tell_libraries(self, worker: str, stamp: Stamp) -> None:
        if worker not in self._others and (others := other_libraries(self._stamp, stamp)):
            self._others.add(worker)
            say_aside(f"Libraries on {worker} differ: {', '.join(others)}. It may read other than here.")

    def _call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """What the cluster replies. Raises ``HuyenKGError`` where it does not."""
        try:
            return function(*arguments, **options)
        except (CancelledError, OSError, TimeoutError, RuntimeError) as error:
            raise self._lost(error) from error

    def _lost(self, error: BaseException) -> HuyenKGError:
        told = f"The connection to the cluster at {self._address} was lost ({_brief(error)})."
        return HuyenKGError(told, _AGAIN)


def _connected(address: str) -> Any:
    if not _ADDRESS.fullmatch(address):
        raise _unusable(address, "it has no tcp:// or tls:// before a host, or no port behind it")
    _check_security(address)
    try:
        client = distributed.Client(address, timeout=CONNECTS, set_as_default=False, name="huyenkg")
    except (OSError, TimeoutError) as error:
        raise HuyenKGError(
            f"No Dask scheduler answers at {address} ({_brief(error)}).",
            "Check the address, and start one: dask scheduler.",
        ) from error
    except (TypeError, ValueError, RuntimeError) as error:
        raise _unusable(address, _brief(error)) from error
    _quiet()
    return client


def _check_security(address: str) -> None:
    """What Dask would find only once it began to connect, and then waits for a minute before it gives up."""
    try:
        known = distributed.Security().get_connection_args("client")
    except (OSError, TypeError, ValueError) as error:
        raise _unusable(address, f"its certificates cannot be read: {_brief(error)}") from error
    if address.startswith("tls://") and not known["ssl_context"]:
        raise _unusable(address, "no certificates are named")
    if known["require_encryption"] and not address.startswith("tls://"):
        raise _unusable(address, "Dask's configuration wants encryption")


def _unusable(address: str, why: str) -> BadInput:
    return BadInput(
        f"{address} is no address of a Dask scheduler that can be used ({why}).",
        "Write it like tcp://10.0.0.1:8786; for tls:// Dask's configuration names the certificates.",
    )


def _quiet() -> None:
    """What Dask logs goes where ours goes: by itself it writes to stderr, in a form of its own."""
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


def _failed(task: Task, error: BaseException) -> HuyenKGError:
    return HuyenKGError(
        f"The workers could not read {task.name}, for no fault of the file ({_brief(error)}).",
        f"Look into their logs. {_SAME}",
    )


def _other(who: str, stamp: Stamp | BaseException, own: Stamp) -> HuyenKGError:
    """Why nothing is read by a worker: artefacts of two versions are never merged."""
    if isinstance(stamp, BaseException):
        told = f"has no huyenkg that can read for this one ({_brief(stamp)})"
    elif stamp.software != own.software:
        told = f"has huyenkg {stamp.software}, and this is {own.software}"
    else:
        told = f"has huyenkg {stamp.software} with other code or code lists than this one"
    return HuyenKGError(f"Of the cluster, {who} {told}.", _SAME)


def _brief(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


# What runs on the other side.


def read_sent(key: str, sent: Sent) -> Answer:
    """What comes of a file that was sent to this worker."""
    worker = distributed.get_worker()
    found = asyncio.run_coroutine_threadsafe(_readers(worker), worker.loop.asyncio_loop)
    return found.result().desk.answer(key, sent, f"{worker.address} ({worker.name})")


async def _rest(run: str, dask_worker: Any) -> None:
    """Also where nothing was read yet: something may be on its way."""
    (await _readers(dask_worker)).desk.rest(run)


async def _readers(worker: Any) -> _Readers:
    """Those of this worker; asked for in its loop only, one after another. Never a plugin of the cluster:
    workers that have no huyenkg, and are no business of ours, could not join it any more.
    """
    if _PLUGIN not in worker.plugins:
        await worker.plugin_add(plugin=_Readers(), name=_PLUGIN, catch_errors=False)
    readers: _Readers = worker.plugins[_PLUGIN]
    return readers


class _Readers(distributed.WorkerPlugin):  # type: ignore[misc]
    """Ends readers whose result nobody wants any more, and all of them with the worker."""

    def setup(self, worker: Any) -> None:
        self.desk = Desk(worker.state.nthreads, Path(worker.local_directory))

    def transition(self, key: Any, start: str, finish: str, **_: Any) -> None:
        """A task got into another state."""
        if start == "executing" and finish not in ("memory", "error"):
            self.desk.stop(str(key))

    def teardown(self, worker: Any) -> None:  # noqa: ARG002
        self.desk.close()
