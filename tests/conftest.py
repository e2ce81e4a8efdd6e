"""What every test has: no network beyond this machine, and the bundled samples."""

from __future__ import annotations

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ui.service import Service

ROOT = Path(__file__).resolve().parent.parent
_MEMORY_DISK = Path("/dev/shm")
_ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is collected."""
    gc.disable()  # until all is: what is made till then stays
    put_folders_into_memory(config.option.markexpr)


def put_folders_into_memory(chosen: str) -> None:
    """The folders of the default tests: a store is written through to the disk at every step, and on a slow
    one half of the time would go into waiting. Slow tests need more room.
    """
    if chosen.startswith("not slow") and _fits(_MEMORY_DISK):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY_DISK))


@pytest.hookimpl(optionalhook=True)  # pytest-xdist may be left out
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hands out whole modules, see ``tests.scheduling``; not where another way is asked for."""
    if config.getoption("dist") not in ("loadfile", "loadgroup"):
        return None
    from tests.scheduling import ByModule

    return ByModule(config, log)


def _fits(folder: Path) -> bool:
    """Whether a folder may be written into, has room, and lets programs run that tests put there."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)) or shutil.disk_usage(folder).free < _ROOM:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_collection_finish() -> None:
    """Leaves modules, code lists and tests out of every later search for garbage: they are half a million
    objects that stay. What a test leaves is looked for more rarely than usual.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


class NetworkUsed(AssertionError):
    """A test, or the code that it ran, tried to leave this machine."""


def _stays_here(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return True
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that is not to this machine: the tests, and the program, work offline."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(address: Any) -> None:
        if not _stays_here(address):
            raise NetworkUsed(f"a connection to {address!r} was tried; tests run offline")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse(address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse((host.decode() if isinstance(host, bytes) else host or "", 0))
        return resolve(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the bundled sample reports."""
    return ROOT / "ingest" / "samples"


@pytest.fixture(scope="session")
def sample_service(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """All samples in one data directory, with words only instead of an embedding model. Read, never write."""
    # Imported here: most tests need nothing of the user's side.
    from tests.services import read_once, service_in

    # Processes that share the work have their folders beside each other.
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = tmp_path_factory.mktemp("samples") / "own"
    shutil.copytree(read_once((base if alone else base.parent) / "samples-read-once", samples), folder)
    return service_in(folder)


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """Real reports beside the repository (or under ``HUYENKG_SHARED``), which are not part of it."""
    folder = Path(os.environ.get("HUYENKG_SHARED") or ROOT.parent / "shared") / "reports"
    if not folder.is_dir():
        pytest.skip("no real reports beside the repository")
    return folder
