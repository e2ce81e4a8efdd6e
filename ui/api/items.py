"""The items of lists, for the OpenAPI: the fields that the command line prints."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

Item = TypeVar("Item")
Number = int | float


class Page(BaseModel, Generic[Item]):
    """One page of a list. ``generation`` changes when reports were added or removed: then begin anew."""

    items: list[Item]
    total: int = Field(description="items of all pages")
    limit: int
    offset: int
    next: str | None = Field(description="address of the next page; null on the last")
    generation: int


class Place(BaseModel):
    """Where something was read. Offsets count code points of the text of ``/reports/{id}/text``."""

    report: str = Field(description="file name")
    report_id: str
    district: str
    district_code: str
    report_period: str
    line: int
    last_line: int
    start: int
    end: int
    quote: str = Field(description="the exact words")
    sentence: str
    sentence_start: int
    sentence_end: int
    section: str


class Printed(Place):
    """The same with the printed page, where there are pages, and whether OCR read the words."""

    page: int | None
    ocr: bool | None


class Figure(Printed):
    """An observation: one number of a report."""

    id: str
    iri: str
    value: Number
    unit: str
    measure: str
    indicator: str = Field(description="full name, as the report completes it")
    concept: str | None = Field(description="id in the list of indicators")
    area: str
    area_code: str | None
    period: str
    status: str
    qualifier: str
    plan_period: str | None
    compared_with: str | None
    programme: str | None
    programme_part: str | None
    legal: str | None
    as_written: str
    group: str = Field(description="the clause: value, plan and change of one quantity share it")
    labels: dict[str, str]


class Impact(BaseModel):
    """A figure that an event left behind, with its words."""

    what: str
    value: Number
    unit: str
    line: int
    start: int
    end: int
    quote: str


class Event(Printed):
    """A mention of an event."""

    id: str
    iri: str
    event: str
    status: str
    elsewhere: bool
    places: list[str]
    period: str
    impacts: list[Impact]
    event_iri: str | None = Field(description="what happened; null where nothing did")
    labels: dict[str, str]


class Link(Place):
    """A sentence that ties a programme to a document."""

    iri: str
    programme: str
    programme_iri: str
    legal: str | None
    document_iri: str


class Merged(BaseModel):
    """Nodes that are shown as one: by what rule, and the command that undoes it."""

    id: str
    nodes: list[str]
    rule: str
    reason: str
    reason_vi: str
    state: str
    undo: str


class Programme(BaseModel):
    """A programme."""

    id: str
    iri: str
    programme: str | None
    label: str
    mentions: int
    documents: int
    districts: int


class ProgrammeInFull(Programme):
    """A programme with the sentences that tie documents to it."""

    links: list[Link]
    merged: list[Merged]


class Cited(Place):
    """A place where a report cites a document."""

    iri: str
    number: str | None


class Document(BaseModel):
    """A legal document."""

    id: str
    iri: str
    number: str | None
    kind: str | None
    issuer: str | None
    date: str | None
    year: int | None
    subject: str | None
    label: str
    citations: int
    reports: int
    programmes: list[str]


class DocumentInFull(Document):
    """A legal document with the sentences that cite it."""

    sentences: list[Cited]
    merged: list[Merged]


class Report(BaseModel):
    """A report: its identity, its facts by kind, and its ledger of numbers that became no fact."""

    id: str
    iri: str
    report: str
    district: str
    district_code: str
    province: str
    period: str
    kind: str
    number: str | None
    date: str | None
    issuer: str
    title: str
    numbers: int
    pages: int
    scanned: int
    facts: dict[str, int]
    ledger: dict[str, int]
    labels: dict[str, str]


class District(BaseModel):
    """A district that reports speak for."""

    id: str
    iri: str
    district: str
    district_code: str
    name: str
    province: str
    province_code: str
    reports: int


class DistrictInFull(District):
    """A district with its reports."""

    told_by: list[Report]


class Indicator(BaseModel):
    """An indicator that reports give figures of."""

    id: str
    iri: str
    concept: str | None
    label: str
    figures: int
    districts: int
    periods: int


class IndicatorInFull(Indicator):
    """An indicator with what the code list says of it."""

    other_names: list[str]
    sector: str | None
    unit: str | None
    broader: str | None
    property: str | None
    population: str | None
    season: str | None
