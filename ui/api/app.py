"""The HTTP interface put together: routes, failures, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from ui.api import answers, asking, listing, resources, sparql, tying
from ui.api.errors import FAILURES, tell_failures
from ui.api.gate import Bounded, Gate, Heads, Logged, Origins
from ui.api.options import OWN_ORIGIN, Options
from ui.api.pages import documentation_page
from ui.api.shared import Shared, given_once, told
from ui.service import Service
from ui.version import SOFTWARE

_ABOUT = (
    "What reports of Vietnam's districts say, as facts with the words that they were read from. Read-only. "
    "Lists have pages: follow 'next' until it is null."
)
_KEPT_PREFLIGHT = 600  # seconds

router = APIRouter(tags=["about"])


def build_app(service: Service, options: Options) -> FastAPI:
    """The interface over a service."""
    app = FastAPI(
        title="huyenkg", version=SOFTWARE, description=_ABOUT, docs_url=None, redoc_url=None,
        responses=FAILURES, lifespan=_at_work, dependencies=[Depends(given_once)],
    )  # fmt: skip
    app.state.service, app.state.options = service, options
    for module in (listing, asking, tying, sparql, resources):
        app.include_router(module.router)
    app.include_router(router)
    tell_failures(app)
    # The last that is added stands first.
    app.add_middleware(Heads)
    app.add_middleware(Bounded, at_once=options.at_once)
    app.add_middleware(Gate, options=options)
    app.add_middleware(
        Origins,
        allow_origins=options.allowed_origins,
        allow_origin_regex=OWN_ORIGIN if options.private else None,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "X-API-Key", "Content-Type", "Accept"],
        expose_headers=[sparql.TRUNCATED],
        max_age=_KEPT_PREFLIGHT,
    )
    app.add_middleware(Logged)
    if options.key:
        _tell_of_key(app)
    return app


@router.get("/", response_model=answers.Welcome)
def welcome(service: Shared) -> Response:
    """What there is: the newest generation, and where to go on."""
    manifest = service.status()
    there = {"generation": manifest.generation, "reports": len(manifest.reports)}
    ways = {"sparql": "/sparql", "openapi": "/openapi.json", "docs": "/docs"}
    return told({"name": "huyenkg", "version": SOFTWARE} | there | ways)


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """How the interface is called, for people."""
    return documentation_page(request.app.openapi())


@asynccontextmanager
async def _at_work(app: FastAPI) -> AsyncIterator[None]:
    """Lets no more threads work than requests are to be worked on at once. Queries of callers, which may take
    long, have as many of their own: they never hold up the others.
    """
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.options.at_once
    app.state.queries = anyio.CapacityLimiter(app.state.options.at_once)
    yield


def _tell_of_key(app: FastAPI) -> None:
    """Says in the OpenAPI that a key is needed, and how it is sent."""
    schema = app.openapi()
    schema.setdefault("components", {})["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    }
    schema["security"] = [{"bearer": []}, {"header": []}]
