"""The SPARQL 1.1 Protocol for queries: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request, Response

from graph.result_formats import GRAPH_FORMS, TABLE_FORMS, Form, write_result, write_triples
from graph.service_description import service_description
from graph.user_query import Graphs
from ui.api.errors import Refused
from ui.api.negotiation import preferred
from ui.api.options import Options
from ui.api.shared import Given, Shared
from ui.service import Service

TRUNCATED = "X-Huyenkg-Truncated"
"""The header that says how many rows there are of more."""
FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_MOST_PARAMETERS = 500
# What else the formats are called, the usual name first.
_TABLE_MEDIA = {form.media_type: form for form in TABLE_FORMS} | {
    "application/json": TABLE_FORMS[0],
    "application/xml": TABLE_FORMS[1],
    "text/xml": TABLE_FORMS[1],
}
_GRAPH_MEDIA = {form.media_type: form for form in GRAPH_FORMS} | {
    "application/json": GRAPH_FORMS[1],
    "text/plain": GRAPH_FORMS[2],
    "application/xml": GRAPH_FORMS[3],
}
_PARAMETERS = (
    ("query", "SELECT, ASK, CONSTRUCT or DESCRIBE; without it the service describes itself", False),
    ("default-graph-uri", "graph whose triples are asked; in place of FROM", True),
    ("named-graph-uri", "graph that GRAPH may name; in place of FROM NAMED", True),
)
_TEXT = {"schema": {"type": "string"}}
_DESCRIBED: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "The result in the format that Accept prefers",
            "content": {media: {} for media in (*_TABLE_MEDIA, *_GRAPH_MEDIA)},
        }
    }
}
_GRAPH = {"type": "string", "pattern": r"^https?://[A-Za-z0-9./_~#:-]+$"}
_READ = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": told,
         "schema": {"type": "array", "items": _GRAPH} if several else {"type": "string"}}
        for name, told, several in _PARAMETERS
    ]
}  # fmt: skip
_FIELDS = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
_SENT = {
    "parameters": _READ["parameters"][1:],
    "requestBody": {"required": True, "content": {QUERY: _TEXT, FORM: {"schema": _FIELDS}}},
}

router = APIRouter(tags=["sparql"])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request of the protocol: no query asks for the description of the service."""

    query: str | None
    graphs: Graphs | None
    accept: str = field(default="")


@router.get("/sparql", response_class=Response, openapi_extra=_DESCRIBED | _READ)
async def sparql(request: Request, service: Shared, options: Given) -> Response:
    """Answers a query, or describes the service where there is none."""
    parameters = _parameters(request.scope["query_string"])
    return await _answered(request, service, options, _asked(request, parameters, None))


@router.post("/sparql", response_class=Response, openapi_extra=_DESCRIBED | _SENT)
async def sparql_sent(request: Request, service: Shared, options: Given) -> Response:
    """Answers a query that is sent as a form or as it is."""
    parameters = _parameters(request.scope["query_string"])
    media, body = _media_type(request), await request.body()
    if media == UPDATE:
        raise _update_refused()
    if media == FORM:
        asked = _asked(request, [*parameters, *_parameters(body)], None)
    elif media == QUERY:
        asked = _asked(request, parameters, _decoded(body))
    else:
        raise Refused(
            415, f"A query is sent as {QUERY} or {FORM}, not as {media[:100] or 'a body without a type'}."
        )
    if asked.query is None:
        raise Refused(400, "The parameter 'query' is missing.", code="bad_query")
    return await _answered(request, service, options, asked)


async def _answered(request: Request, service: Service, options: Options, asked: _Asked) -> Response:
    """The answer, worked out in one of the threads that queries have of their own."""
    limiter: anyio.CapacityLimiter = request.app.state.queries
    work = partial(_answer, request, service, options, asked)
    return await anyio.to_thread.run_sync(work, limiter=limiter)


def _answer(request: Request, service: Service, options: Options, asked: _Asked) -> Response:
    if asked.query is None:
        return _description(request, service, asked.accept)
    _choose(asked.accept, _TABLE_MEDIA | _GRAPH_MEDIA)  # before any work is done
    result = service.sparql(asked.query, options.rows, options.seconds, asked.graphs)
    media, form = _choose(asked.accept, _GRAPH_MEDIA if result.kind == "graph" else _TABLE_MEDIA)
    headers = {TRUNCATED: str(options.rows)} if result.truncated else {}
    return _response(write_result(result, form.name), media, headers)


def _description(request: Request, service: Service, accept: str) -> Response:
    media, form = _choose(accept, _GRAPH_MEDIA)
    endpoint = str(request.url.replace(query="", fragment=""))
    return _response(write_triples(service_description(service.snapshot().store, endpoint), form.name), media)


def _response(data: bytes, media: str, headers: dict[str, str] | None = None) -> Response:
    text = media.startswith("text/")
    told = {"Content-Type": f"{media}; charset=utf-8" if text else media, "Vary": "Accept"}
    return Response(data, headers=told | (headers or {}))


def _choose(accept: str, forms: dict[str, Form]) -> tuple[str, Form]:
    media = preferred(accept, list(forms))
    if media is None:
        raise Refused(406, "None of the accepted formats can be given.", f"There are {', '.join(forms)}.")
    return media, forms[media]


def _asked(request: Request, parameters: Sequence[tuple[str, str]], sent: str | None) -> _Asked:
    """The request; ``sent`` is a query that is the body itself."""
    if any(name == "update" for name, _ in parameters):
        raise _update_refused()
    queries = [value for name, value in parameters if name == "query"] + ([] if sent is None else [sent])
    if len(queries) > 1:
        raise Refused(400, "There are several queries in one request.", code="bad_query")
    default, named = (
        tuple(value for name, value in parameters if name == wanted)
        for wanted in ("default-graph-uri", "named-graph-uri")
    )
    graphs = Graphs(default, named) if default or named else None
    if graphs and not queries:
        raise Refused(400, "Graphs are named, but there is no query.", code="bad_query")
    accept = ", ".join(request.headers.getlist("accept"))
    return _Asked(queries[0] if queries else None, graphs, accept)


def _parameters(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        raise Refused(400, f"There are more than {_MOST_PARAMETERS} parameters.") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _media_type(request: Request) -> str:
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")]
    if any(charset not in ("utf-8", "utf8", "us-ascii") for charset in charsets):
        raise Refused(415, "A query is sent in UTF-8.")
    return media


def _not_utf8() -> Refused:
    return Refused(400, "The request is not in UTF-8.", code="bad_query")


def _update_refused() -> Refused:
    return Refused(
        403, "SPARQL UPDATE is not allowed: only ingesting and removing reports changes the graph.",
        code="update",
    )  # fmt: skip
