"""What stands before every request: who calls, how many at once, how large, how long; and the log."""

from __future__ import annotations

import hmac
import logging
import time
from hashlib import sha256
from http import HTTPStatus

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.errors import Refused, envelope
from ui.api.options import Options, is_loopback

LARGEST_BODY = 1_000_000
"""Bytes: a query of the greatest length, with each of its characters written as nine."""
BODY_SECONDS = 30.0
WAITING = 16
"""Requests that may wait for each one that is worked on."""
FREE = ("/docs", "/openapi.json")
"""Addresses that tell nothing of the reports: they need no key."""
_LOG = logging.getLogger(__name__)


class Logged:
    """Logs each request by method, route and status: what was asked may be words of people."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers and logs."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, method, status = time.monotonic(), scope["method"], 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", "")
            told = {"method": method, "route": route, "status": status}
            _LOG.info("request", extra=told | {"seconds": round(time.monotonic() - started, 3)})


class Heads:
    """Answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        scope["method"] = "GET"
        await self._app(scope, receive, without_body)


class Gate:
    """Lets in who bears the key; without one, only what is addressed to this machine by its own name.

    A page of somebody's may make a browser on this machine call it by another name (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app, self._options = app, options
        self._key = _digest(options.key)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if self._options.private and not _is_own_name(headers.get("host", "")):
                told = ("misdirected", "This server answers only to names of its own machine.")
                await envelope(421, *told, "Call it as localhost.")(scope, receive, send)
                return
            if self._options.key and scope["path"] not in FREE and not self._knows(headers):
                told = ("unauthorized", "A key is needed.")
                hint = "Send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'."
                response = envelope(401, *told, hint, {"WWW-Authenticate": "Bearer"})
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")
        return hmac.compare_digest(_digest(given), self._key)


class Origins(CORSMiddleware):
    """Says which origins' pages may read answers; what is refused is told in the one form."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """What a browser hears before it sends a page's request."""
        told = super().preflight_response(request_headers)
        if told.status_code == HTTPStatus.OK:
            return told
        kept = {name: value for name, value in told.headers.items() if not name.startswith("content-")}
        message = f"{bytes(told.body).decode()}."
        hint = "The headers tell what is allowed; 'huyenkg serve --allow-origin' names origins."
        return envelope(told.status_code, "cross_origin", message, hint, kept)


class Bounded:
    """Refuses a request where too many wait, and one whose body is too large or too slow."""

    def __init__(self, app: ASGIApp, at_once: int) -> None:
        self._app, self._most, self._present = app, at_once * (1 + WAITING), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._present >= self._most:
            told = ("busy", "Too many requests are waiting.", "Try again in a moment.")
            await envelope(503, *told, {"Retry-After": "1"})(scope, receive, send)
            return
        self._present += 1
        try:
            await self._app(scope, _limited(scope, receive), send)
        finally:
            self._present -= 1


def _limited(scope: Scope, receive: Receive) -> Receive:
    """What receives no more than the largest body, in time. Raises ``Refused``."""
    received, deadline = 0, time.monotonic() + BODY_SECONDS
    told = Headers(scope=scope).get("content-length", "")
    more = True

    async def limited() -> Message:
        nonlocal received, more
        if not more:  # now it only waits for the client to go
            return await receive()
        with anyio.move_on_after(max(deadline - time.monotonic(), 0.0)) as time_left:
            message = await receive()
        if time_left.cancelled_caught:
            raise Refused(408, f"The body did not arrive within {BODY_SECONDS:g} seconds.")
        received += len(message.get("body", b""))
        more = bool(message.get("more_body", False))
        if received > LARGEST_BODY or (told.isdecimal() and int(told[:20]) > LARGEST_BODY):
            raise Refused(413, f"The body is larger than {LARGEST_BODY} bytes.", "Narrow the query.")
        return message

    return limited


def _is_own_name(host: str) -> bool:
    name, _, port = host.rpartition(":")
    return is_loopback(name if port.isdecimal() and name else host)


def _digest(secret: str) -> bytes:
    """Of one length for every secret, so that a comparison tells nothing about it."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
