"""IRIs that can be followed: ``https://w3id.org/huyenkg/id/…`` as ``/id/…``, ``…/def/…`` as ``/def/…``.

The answer describes the node directly, in the form that the client prefers; its own IRI stands in it.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from graph.described import Described, all_terms, describe
from graph.result_formats import GRAPH_FORMS, write_triples
from ontology.terms import HKG, ID_BASE
from ui.api.errors import Refused
from ui.api.negotiation import preferred
from ui.api.pages import HTML, described_page
from ui.api.shared import Shared

_FORMS = {form.media_type: form.name for form in GRAPH_FORMS}
_MEDIA = [*_FORMS, HTML]

router = APIRouter(tags=["linked data"], include_in_schema=True)
_CONTENT = {
    "content": {media: {} for media in _MEDIA},
    "description": "The node in the format that Accept prefers",
}


@router.get("/id/{path:path}", response_class=Response, responses={200: _CONTENT})
def node(path: str, request: Request, service: Shared) -> Response:
    """A node of the graph: a report, a figure with its quote, a place, a programme, a document."""
    return _told(request, describe(service.snapshot().store, ID_BASE + path), ID_BASE + path)


@router.get("/def/", response_class=Response, responses={200: _CONTENT})
def terms(request: Request) -> Response:
    """All terms of our vocabulary."""
    triples = tuple(all_terms())
    return _told(request, Described(HKG.base, triples, ()), HKG.base)


@router.get("/def/{name}", response_class=Response, responses={200: _CONTENT})
def term(name: str, request: Request, service: Shared) -> Response:
    """A term of our vocabulary."""
    return _told(request, describe(service.snapshot().store, HKG.base + name), HKG.base + name)


def _told(request: Request, told: Described | None, iri: str) -> Response:
    if told is None:
        raise Refused(
            404, f"There is nothing named {iri[:300]}.", "IRIs stand in the answers of /sparql and the lists."
        )
    media = preferred(", ".join(request.headers.getlist("accept")), _MEDIA)
    if media is None:
        raise Refused(406, "None of the accepted formats can be given.", f"There are {', '.join(_MEDIA)}.")
    if media == HTML:
        response: Response = described_page(told)
    else:
        text = "; charset=utf-8" if media.startswith("text/") else ""
        response = Response(
            write_triples(told.triples, _FORMS[media]), headers={"Content-Type": media + text}
        )
    response.headers["Vary"] = "Accept"
    return response
