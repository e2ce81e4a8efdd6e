"""Lists of what the reports tell, and single items of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse

from graph.selection import Selection
from search.language import Language
from ui import indicator_records, lists
from ui.api import items
from ui.api.filters import (
    DocumentFilter,
    EventFilter,
    FigureFilter,
    IndicatorFilter,
    Paged,
    ProgrammeFilter,
    ReportFilter,
    Speaking,
)
from ui.api.shared import Shared, page_of, told

router = APIRouter(tags=["facts"])


@router.get("/observations", response_model=items.Page[items.Figure])
def observations(request: Request, service: Shared, asked: Annotated[FigureFilter, Query()]) -> Response:
    """Figures, report by report in the order of their text."""
    snapshot = service.snapshot()
    return page_of(
        request, snapshot, lists.figures(snapshot, asked.narrowed, asked.part, asked.labels), asked
    )


@router.get("/observations/{id:path}", response_model=items.Figure)
def observation(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """One figure."""
    return told(lists.figure(service.snapshot(), id, asked.labels))


@router.get("/events", response_model=items.Page[items.Event])
def events(request: Request, service: Shared, asked: Annotated[EventFilter, Query()]) -> Response:
    """What reports say of events: that they happened, ended, did not happen, or are only feared."""
    snapshot = service.snapshot()
    return page_of(request, snapshot, lists.events(snapshot, asked.narrowed, asked.part, asked.labels), asked)


@router.get("/events/{id:path}", response_model=items.Event)
def event(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """One mention of an event."""
    return told(lists.event(service.snapshot(), id, asked.labels))


@router.get("/programmes", response_model=items.Page[items.Programme])
def programmes(request: Request, service: Shared, asked: Annotated[ProgrammeFilter, Query()]) -> Response:
    """Programmes, the most named first."""
    snapshot, selection = service.snapshot(), Selection(district=tuple(asked.district))
    return page_of(request, snapshot, lists.programmes(snapshot, selection, asked.part, asked.labels), asked)


@router.get("/programmes/{id:path}", response_model=items.ProgrammeInFull)
def programme(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """A programme with the sentences that tie documents to it."""
    return told(lists.programme(service.snapshot(), id, asked.labels))


@router.get("/documents", response_model=items.Page[items.Document])
def documents(request: Request, service: Shared, asked: Annotated[DocumentFilter, Query()]) -> Response:
    """Legal documents that reports cite, by number."""
    snapshot = service.snapshot()
    return page_of(
        request, snapshot, lists.documents(snapshot, asked.selection, asked.part, asked.labels), asked
    )


@router.get("/documents/{id:path}", response_model=items.DocumentInFull)
def document(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """A legal document with the sentences that cite it."""
    return told(lists.document(service.snapshot(), id, asked.labels))


@router.get("/districts", response_model=items.Page[items.District])
def districts(request: Request, service: Shared, asked: Annotated[Paged, Query()]) -> Response:
    """Districts that reports speak for."""
    snapshot = service.snapshot()
    return page_of(request, snapshot, lists.districts(snapshot, asked.part, asked.labels), asked)


@router.get("/districts/{id}", response_model=items.DistrictInFull)
def district(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """A district by its code, with its reports."""
    return told(lists.district(service.snapshot(), id, asked.labels))


@router.get("/indicators", response_model=items.Page[items.Indicator])
def indicators(request: Request, service: Shared, asked: Annotated[IndicatorFilter, Query()]) -> Response:
    """Indicators that reports give figures of, found by words of either language."""
    snapshot = service.snapshot()
    found = indicator_records.indicators(snapshot, asked.query, asked.sector, asked.part, asked.labels)
    return page_of(request, snapshot, found, asked)


@router.get("/indicators/{id:path}", response_model=items.IndicatorInFull)
def indicator(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """An indicator with what the code list says of it."""
    return told(indicator_records.indicator(service.snapshot(), id, asked.labels))


@router.get("/reports", response_model=items.Page[items.Report])
def reports(request: Request, service: Shared, asked: Annotated[ReportFilter, Query()]) -> Response:
    """Reports, the oldest period first."""
    snapshot = service.snapshot()
    return page_of(
        request, snapshot, lists.reports(snapshot, asked.selection, asked.part, asked.labels), asked
    )


@router.get("/reports/{id}", response_model=items.Report)
def report(id: str, service: Shared, asked: Annotated[Speaking, Query()]) -> Response:  # noqa: A002
    """One report by its id."""
    return told(lists.report(service.snapshot(), id, asked.labels))


@router.get("/reports/{id}/text", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def report_text(id: str, service: Shared) -> PlainTextResponse:  # noqa: A002
    """The text of a report, which the offsets of quotes point into."""
    lists.report(service.snapshot(), id, Language.VIETNAMESE)
    return PlainTextResponse(service.report_text(id))
