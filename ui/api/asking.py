"""Questions, search, networks and exports: what the commands of these names do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.selection import Selection, select_reports, several
from ontology.periods import parse_period
from search.catalogue import SearchFilter
from search.follow.turns import Turn
from ui import lists
from ui.api import answers
from ui.api.errors import Refused
from ui.api.filters import NODE, Districts, Period, Periods, Programmes, Reports, Speaking, Words
from ui.api.shared import Shared, told
from ui.formats import ExportFormat
from ui.records import network_record
from ui.service import Snapshot
from ui.terminal import search_row

MOST_REPORTS = 100
"""Reports of an export: a larger one is for the command line, which may take its time and memory."""
_MEDIA = {
    "turtle": ("text/turtle", "ttl"),
    "trig": ("application/trig", "trig"),
    "nquads": ("application/n-quads", "nq"),
    "jsonld": ("application/ld+json", "jsonld"),
    "ntriples": ("application/n-triples", "nt"),
    "csv": ("text/csv", "csv"),
    "sdmx-csv": ("application/vnd.sdmx.data+csv", "sdmx.csv"),
    "sdmx-structure": ("application/vnd.sdmx.structure+xml", "sdmx.xml"),
}
_OTHER_MEDIA = ("application/octet-stream", "dat")

router = APIRouter(tags=["questions"])


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: Words = Field(description="in Vietnamese, with or without diacritics, or in English")
    after: list[Words] = Field([], max_length=10, description="questions that this one follows, oldest first")


class _Search(Speaking):
    query: Words = Field(description="what to look for")
    limit: int = Field(10, ge=1, le=100, description="most passages")
    district: Districts = Field(default_factory=list)
    report: Reports = Field(default_factory=list)
    period: Period | None = Field(None, description="that of the report")


class _Around(Speaking):
    iri: str = Field(max_length=1000, description="the node", pattern=NODE)
    steps: int = Field(1, ge=1, le=3)


class _Export(BaseModel):
    model_config = ConfigDict(extra="forbid")
    format: ExportFormat = ExportFormat.TURTLE
    district: Districts = []
    programme: Programmes = []
    report: Reports = []
    indicator: list[Words] = Field([], max_length=20, description="id of an indicator, or words of its name")
    event: list[Words] = Field([], max_length=20, description="id or label of a kind of event")
    document: list[Words] = Field([], max_length=20, description="number of a document")
    period: Periods = []


@router.get("/ask", response_model=answers.Answered)
def ask(service: Shared, asked: Annotated[_Question, Query()]) -> Response:
    """Answers a question with the sentences that carry the answer, in the language of the question."""
    return told(service.ask(asked.question, earlier=[Turn(one) for one in asked.after]).to_json())


@router.get("/search", response_model=answers.Hits)
def search(service: Shared, asked: Annotated[_Search, Query()]) -> Response:
    """Passages nearest to a query."""
    snapshot = service.snapshot()
    hits = service.search(asked.query, asked.limit, _where(snapshot, asked))
    rows: Any = search_row(asked.query, hits)
    for row, hit in zip(rows["hits"], hits, strict=True):
        row["report_id"] = hit.passage.report
    return told(rows)


@router.get("/neighbourhood", response_model=answers.Network)
def neighbourhood(service: Shared, asked: Annotated[_Around, Query()]) -> Response:
    """What stands within some steps of a node: programmes, documents, places, events, tied by sentences."""
    with lists.naming():
        return told(network_record(service.neighbourhood(asked.iri, asked.steps), asked.labels))


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {media: {} for media, _ in (*_MEDIA.values(), _OTHER_MEDIA)}}},
)
def export(service: Shared, asked: Annotated[_Export, Query()]) -> Response:
    """A part of the graph that stands alone, with labels, quotes and provenance."""
    selection = Selection(
        district=tuple(asked.district), programme=tuple(asked.programme), report=tuple(asked.report),
        indicator=tuple(asked.indicator), event=tuple(asked.event), document=tuple(asked.document),
        period=tuple(asked.period),
    )  # fmt: skip
    with lists.naming():
        if len(select_reports(service.snapshot().store, selection)) > MOST_REPORTS:
            raise Refused(
                413, f"The export would look through more than {MOST_REPORTS} reports.",
                "Name districts or reports, or use 'huyenkg export'.",
            )  # fmt: skip
        data = service.export(selection, asked.format.value)
    media, suffix = _MEDIA.get(asked.format.value, _OTHER_MEDIA)
    headers = {"Content-Disposition": f'attachment; filename="huyenkg.{suffix}"'}
    return Response(data, media_type=media, headers=headers)


def _where(snapshot: Snapshot, asked: _Search) -> SearchFilter:
    """The conditions of a search, by ids. Raises ``NothingNamed``."""
    named = Selection(district=tuple(asked.district), report=tuple(asked.report))
    with lists.naming():
        rows = select_reports(snapshot.store, named) if several(named.district) or named.report else ()
    period = parse_period(asked.period) if asked.period else None
    return SearchFilter(reports=frozenset(row.report for row in rows), period=period)
