"""Serves the HTTP interface until it is stopped."""

from __future__ import annotations

import uvicorn

from ui.api.app import build_app
from ui.api.options import Options
from ui.service import Service

_HEADERS = 64 * 1024  # bytes of a request's line and headers
_CONNECTIONS = 1000
_ENDING = 5  # seconds in which requests may end


def serve(service: Service, options: Options) -> None:
    """Answers requests; logs go where ours go."""
    uvicorn.run(
        build_app(service, options),
        host=options.address,
        port=options.port,
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
