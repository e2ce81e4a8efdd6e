"""The HTTP interface over the samples, called in process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.testclient import TestClient

from ui.api.app import build_app
from ui.api.options import Options
from ui.service import Service

KEY = "a-key-that-nobody-guesses"


@pytest.fixture(scope="session")
def clients(sample_service: Service) -> Iterator[Callable[..., TestClient]]:
    """Makes a client of an interface with some options."""
    with ExitStack() as open_clients:

        def client(service: Service = sample_service, **options: Any) -> TestClient:
            app = build_app(service, Options(**options))
            made = TestClient(app, "http://localhost:8080", raise_server_exceptions=False)
            return open_clients.enter_context(made)

        yield client


@pytest.fixture(scope="session")
def client(clients: Callable[..., TestClient]) -> TestClient:
    """A client on this machine, where no key is asked for."""
    return clients()


@pytest.fixture(scope="session")
def guarded(clients: Callable[..., TestClient]) -> TestClient:
    """A client of an interface that asks for a key."""
    return clients(key=KEY)
