"""What ties things together and what reports tell of one thing: as the commands print it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.analysis.tie import Kind
from graph.bridge.select import select_bridged
from graph.cells.select import select_cells
from graph.merging.merge import MergeKind, State
from graph.merging.select import MergeFilter, select_merges
from graph.selection import Selection
from ui import lists
from ui.api.filters import NODE, Paged, Period, Words
from ui.api.items import Page
from ui.api.shared import Shared, page_of, told
from ui.bridge import bridged_rows, unit_of_today
from ui.cells import cell_rows
from ui.merge_records import merge_records
from ui.tie_records import around_record, communes_record, documents_record, path_record
from ui.ties import TieFilter

router = APIRouter(tags=["ties"])

_Rows = list[dict[str, Any]]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Narrowed(_Asked):
    district: Words | None = Field(None, description="name or code of a district: only its reports")
    period: Period | None = Field(None, description="what touches it")
    limit: int = Field(10, ge=1, le=100, description="most rows")


class _Documents(_Narrowed):
    programme: Words | None = Field(None, description="id or name: only documents tied to this programme")


class _Communes(_Narrowed):
    event: Words | None = Field(None, description="id or name of a kind of event")


class _Path(_Asked):
    first: Words = Field(description="a thing by name, as in a question, or by IRI", examples=["NTM"])
    second: Words = Field(description="another one", examples=["Phong Thổ"])
    limit: int = Field(3, ge=1, le=20, description="most paths")


class _Near(_Asked):
    name: Words = Field(description="a thing by name, as in a question, or by IRI", examples=["NTM"])
    steps: int = Field(1, ge=1, le=2, description="how far to look")
    kind: list[Kind] = Field([], max_length=20, description="only things of these kinds")
    limit: int = Field(20, ge=1, le=200, description="most things")


class _Cells(Paged):
    district: Words | None = Field(None, description="name or code of a district")
    report: Words | None = Field(None, description="id or file name: held against those of its district")
    indicator: Words | None = Field(None, description="id of an indicator, or words of its name")
    period: Period | None = None
    conflicting: bool = Field(False, description="only figures that conflict")


class _Bridge(Paged):
    unit: Words = Field(description="a unit of today: its name or code", examples=["03583-2025"])
    province: Words | None = Field(None, description="its province, where several units bear the name")
    indicator: Words | None = Field(None, description="id of an indicator, or words of its name")
    period: Period | None = None


class _Merges(Paged):
    kind: MergeKind | None = Field(None, description="only documents, programmes or events")
    state: State | None = Field(None, description="only what has become this: holds, waits, …")
    district: Words | None = Field(None, description="name or code: only what its reports tell")
    report: Words | None = Field(None, description="id or file name: only what it tells")
    node: str | None = Field(None, max_length=1000, pattern=NODE, description="only merges of this node")


class TiedDocuments(BaseModel):
    """Documents by how many programmes they tie together, and programmes by how many documents they share."""

    documents: _Rows
    total: int
    programmes: _Rows
    total_programmes: int


class TiedCommunes(BaseModel):
    """Communes by the events that happened there."""

    communes: _Rows
    total: int


class Paths(BaseModel):
    """The shortest paths with their sentences; ``complete`` is false where the search was given up."""

    model_config = ConfigDict(extra="allow")
    length: int | None
    paths: _Rows
    others: int
    complete: bool
    code_lists: bool


class Near(BaseModel):
    """What is tied to a thing, the most often told first."""

    node: dict[str, Any]
    nodes: _Rows
    ties: _Rows
    left_out: int
    unopened: list[str]


@router.get("/ties/documents", response_model=TiedDocuments)
def documents(service: Shared, asked: Annotated[_Documents, Query()]) -> Response:
    """The documents that tie the most programmes together, and the programmes that share documents."""
    wanted = TieFilter(asked.district or "", asked.programme or "", period=asked.period or "")
    with lists.naming():
        return told(documents_record(service.snapshot().store, wanted, asked.limit))


@router.get("/ties/communes", response_model=TiedCommunes)
def communes(service: Shared, asked: Annotated[_Communes, Query()]) -> Response:
    """The communes named in the most events: what happened apart from what is over or only mentioned."""
    wanted = TieFilter(asked.district or "", event=asked.event or "", period=asked.period or "")
    with lists.naming():
        return told(communes_record(service.snapshot().store, wanted, asked.limit))


@router.get("/ties/path", response_model=Paths)
def path(service: Shared, asked: Annotated[_Path, Query()]) -> Response:
    """The shortest paths between two things, with the sentences that make each tie along them."""
    with lists.naming():
        return told(path_record(service.snapshot().store, asked.first, asked.second, asked.limit))


@router.get("/ties/around", response_model=Near)
def around(service: Shared, asked: Annotated[_Near, Query()]) -> Response:
    """What is tied to a thing, with a sentence for each tie."""
    with lists.naming():
        store = service.snapshot().store
        return told(
            around_record(store, asked.name, steps=asked.steps, limit=asked.limit, kinds=tuple(asked.kind))
        )


@router.get("/cells", response_model=Page[dict[str, Any]])
def cells(request: Request, service: Shared, asked: Annotated[_Cells, Query()]) -> Response:
    """Quantities that are told more than once: whether the figures agree, which is preferred, and why."""
    selection = Selection(
        district=asked.district, report=asked.report, indicator=asked.indicator, period=asked.period
    )
    snapshot = service.snapshot()
    with lists.naming():
        told_twice = select_cells(snapshot.store, selection)
    found = [cell for cell in told_twice if not (asked.conflicting and cell.agrees)]
    listed = lists.Listed(cell_rows(asked.part.of(found)), len(found))
    return page_of(request, snapshot, listed, asked)


@router.get("/merges", response_model=Page[dict[str, Any]])
def merges(request: Request, service: Shared, asked: Annotated[_Merges, Query()]) -> Response:
    """Documents, programmes and events of several reports that are one: by what rule, and what was decided.

    Read only: ``huyenkg merges`` confirms, refuses and undoes.
    """
    snapshot = service.snapshot()
    wanted = MergeFilter(asked.kind, asked.state, asked.district, asked.report, asked.node)
    with lists.naming():
        found = select_merges(snapshot.store, wanted)
    listed = lists.Listed(merge_records(snapshot.store, asked.part.of(found)), len(found))
    return page_of(request, snapshot, listed, asked)


@router.get("/bridge", response_model=Page[dict[str, Any]])
def bridge(request: Request, service: Shared, asked: Annotated[_Bridge, Query()]) -> Response:
    """What reports tell of the old units that became a unit of today; a sum is marked as derived."""
    snapshot, selection = service.snapshot(), Selection(indicator=asked.indicator, period=asked.period)
    with lists.naming():
        found = select_bridged(snapshot.store, unit_of_today(asked.unit, asked.province), selection)
    listed = lists.Listed(bridged_rows(asked.part.of(found)), len(found))
    return page_of(request, snapshot, listed, asked)
