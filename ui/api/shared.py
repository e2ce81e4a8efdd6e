"""What the routes share: the service, and the form of answers.

Answers are written as they are: ``ui.api.items`` and ``ui.api.answers`` describe them, and tests hold them
to it.
"""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from ui.api.filters import Paged
from ui.api.options import Options
from ui.lists import Listed
from ui.service import Service, Snapshot


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _options(request: Request) -> Options:
    options: Options = request.app.state.options
    return options


Shared = Annotated[Service, Depends(_service)]
Given = Annotated[Options, Depends(_options)]


def told(content: Any) -> JSONResponse:
    """An answer."""
    return JSONResponse(content)


def page_of(request: Request, snapshot: Snapshot, listed: Listed, paged: Paged) -> JSONResponse:
    """A page of a list, with the address of the next."""
    following = paged.offset + paged.limit
    page = {
        "items": listed.items,
        "total": listed.total,
        "limit": paged.limit,
        "offset": paged.offset,
        "next": _address(request, following) if following < listed.total else None,
        "generation": snapshot.manifest.generation,
    }
    return told(page)


def _address(request: Request, offset: int) -> str:
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "offset"]
    return f"{request.url.path}?{urlencode([*kept, ('offset', str(offset))])}"
