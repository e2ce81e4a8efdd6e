"""Serves the HTTP interface until it is stopped."""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn

from ontology.errors import HuyenKGError
from ui.api.app import build_app
from ui.api.options import Options
from ui.service import Service

_HEADERS = 64 * 1024  # bytes of a request's line and headers
_CONNECTIONS = 1000
_ENDING = 5  # seconds in which requests may end


def listen(options: Options) -> socket.socket:
    """Takes the port. Raises ``HuyenKGError`` where another process has it or the address is not ours."""
    try:
        family, *_, address = socket.getaddrinfo(options.address, options.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # Python adds the address
        raise HuyenKGError(
            f"Nothing can listen at {options.address}, port {options.port}: {reason}.",
            "Name another with --port and --address.",
        ) from error


def serve(service: Service, options: Options, listening: socket.socket) -> None:
    """Answers requests; logs go where ours go."""
    config = uvicorn.Config(
        build_app(service, options),
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_HEADERS,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_ENDING,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
