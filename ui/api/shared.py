"""What the routes share: the service, and the form of answers.

Answers are written as they are: ``ui.api.items`` and ``ui.api.answers`` describe them, and tests hold them
to it.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, get_origin
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from ui.api.errors import Refused
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


async def given_once(request: Request) -> None:
    """Refuses a parameter of one value that is given several times: which of them is meant, nobody knows."""
    counts = Counter(name for name, _ in request.query_params.multi_items())
    single = _single_values(request.scope["route"])
    if several := sorted(name for name, count in counts.items() if count > 1 and name in single):
        raise Refused(422, f"{several[0]}: given more than once, and only one is taken.")


def _single_values(route: APIRoute) -> frozenset[str]:
    """The parameters of a route that are no lists."""
    models = (one.field_info.annotation for one in route.dependant.query_params)
    return frozenset(
        name
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is not list
    )


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
