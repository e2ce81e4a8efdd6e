"""One form for every failure: ``{"error": {"code", "message", "hint"}}``, with a telling status."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from ontology.errors import BadInput, HuyenKGError, InvalidQuery, StoreError
from ui.lists import NothingNamed, NotThere
from ui.logs import exception_text

_LOG = logging.getLogger(__name__)
_QUERY_STATUS = {"update": 403, "service": 403, "too_slow": 503, "too_much_memory": 503}
_CODES = {
    400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    406: "not_acceptable", 408: "timeout", 413: "too_large", 415: "unsupported_media_type",
    421: "misdirected", 422: "invalid_parameter", 503: "busy",
}  # fmt: skip
_STORE = {
    "": ("The reports cannot be read now.", "Whoever runs the server finds the reason in its log."),
    "empty": ("There are no reports yet.", "Whoever runs the server reads some in with 'huyenkg ingest'."),
}
_HINTS = {
    404: "The addresses are listed in /docs.",
    405: "The header Allow names the methods.",
}


class Failure(BaseModel):
    """What went wrong and what to do."""

    code: str = Field(description="the kind of failure, for programs")
    message: str = Field(description="what happened, in a sentence")
    hint: str = Field(description="what to do; may be empty")


class Envelope(BaseModel):
    """The form of every failure."""

    error: Failure


class Refused(Exception):
    """A request that ends with a status; what it is told stands in ``code``, ``message`` and ``hint``."""

    def __init__(self, status: int, message: str, hint: str = "", code: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.hint = status, message, hint
        self.code = code or _CODES[status]


FAILURES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Envelope, "description": "The request cannot be answered"},
    "5XX": {"model": Envelope, "description": "The server cannot answer now"},
}
"""What each operation of the OpenAPI may end with."""


def envelope(
    status: int, code: str, message: str, hint: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """A failure as a response."""
    return JSONResponse(
        {"error": {"code": code, "message": message, "hint": hint}}, status, headers=dict(headers or {})
    )


def tell_failures(app: FastAPI) -> None:
    """Gives every failure of the app the one form."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HuyenKGError, _known)
    app.add_exception_handler(Exception, _unknown)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    return envelope(
        status, _CODES.get(status, "failed"), f"{error.detail}.", _HINTS.get(status, ""), error.headers
    )


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(
        f"{_parameter(one['loc'])}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()[:5]
    )
    return envelope(422, _CODES[422], f"{told}."[:1000], "The parameters are described in /docs.")


def _parameter(place: tuple[int | str, ...]) -> str:
    """Its name; the first part says only whether it is of the query, the path or the body."""
    return ".".join(str(part)[:100] for part in place[1:])


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return envelope(error.status, error.code, error.message, error.hint)


async def _known(_: Request, error: Exception) -> JSONResponse:
    """An error of ours; what a store's own words say of paths on this machine stays here."""
    assert isinstance(error, HuyenKGError)
    if isinstance(error, StoreError):
        _LOG.error("the store cannot be read", extra={"code": error.code, "told": error.message})
        message, hint = (
            "The reports cannot be read now.",
            "Whoever runs the server finds the reason in its log.",
        )
        return envelope(503, error.code or "store_unreadable", message, hint)
    status, code = _status_of(error)
    return envelope(status, error.code or code, error.message, error.hint)


def _status_of(error: HuyenKGError) -> tuple[int, str]:
    if isinstance(error, InvalidQuery):
        return _QUERY_STATUS.get(error.code, 400), "bad_query"
    if isinstance(error, NotThere):
        return 404, "not_found"
    if isinstance(error, NothingNamed):
        return 404, "unknown_name"
    if error.code == "not_acceptable":
        return 406, error.code
    return (400, "bad_request") if isinstance(error, BadInput) else (500, "failed")


async def _unknown(request: Request, error: Exception) -> JSONResponse:
    route = getattr(request.scope.get("route"), "path", "")
    _LOG.error("a request failed", extra={"route": route, "trace": exception_text(error)})
    return envelope(500, "failed", "The server failed to answer: a defect of its own.", "Tell its makers.")
