"""What every test has: no network beyond this machine, and the bundled samples."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ui.service import Service

ROOT = Path(__file__).resolve().parent.parent


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
    from tests.services import service_over

    return service_over(tmp_path_factory.mktemp("samples"), samples)


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """Real reports beside the repository (or under ``HUYENKG_SHARED``), which are not part of it."""
    folder = Path(os.environ.get("HUYENKG_SHARED") or ROOT.parent / "shared") / "reports"
    if not folder.is_dir():
        pytest.skip("no real reports beside the repository")
    return folder
