"""The typed rows of ``graph.queries``: fields are named like the variables of the ``.rq`` files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph.cube import MEASURES
from graph.events import ASSERTIONS
from ingest.fact import Assertion, Measure

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}
_ASSERTION_OF = {node.value: assertion for assertion, node in ASSERTIONS.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row was read: all that a citation shows. Lines count from 1, offsets from 0."""

    report: str
    file: str
    district: str
    district_label: str
    report_period: str
    line: int
    last_line: int
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    sentence: str
    section: str | None


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One number. ``concept`` and ``area_code`` are ``None`` for what no code list has.

    ``part_of`` is the ``group`` of the total that the text makes it a part of.
    """

    claim: str
    group: str
    part_of: str | None
    indicator_text: str
    concept: str | None
    measure_node: str
    value: Decimal
    unit: str
    as_written: str
    status_node: str
    area: str
    area_code: str | None
    period: str
    begins: date
    ends: date
    qualifier: str | None
    plan_period: str | None
    compared_with: str | None
    programme: str | None
    programme_label: str | None
    programme_part: str | None
    part_label: str | None
    document: str | None
    source: Source

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]

    @property
    def status(self) -> str:
        """``A``, ``E`` (ước), ``P`` (sơ bộ) or ``F`` (dự kiến)."""
        return self.status_node[-1]

    @property
    def district(self) -> str:
        """The code of the report's district."""
        return self.source.district


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number with its place, as the query of an answer gives it; ``graph.observed`` has the rest."""

    claim: str
    indicator_text: str
    value: Decimal
    unit: str
    period: str
    file: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One mention of an event. ``event`` is the IRI of what happened, ``None`` if nothing did."""

    claim: str
    type: str | None
    type_label: str
    assertion_node: str
    event: str | None
    elsewhere: bool | None
    period: str
    begins: date
    ends: date
    source: Source

    @property
    def assertion(self) -> Assertion:
        """Whether it is said to have happened."""
        return _ASSERTION_OF[self.assertion_node]


@dataclass(frozen=True, slots=True)
class EventPlaceRow:
    """A place that a mention of an event names."""

    claim: str
    place: str
    place_code: str | None


@dataclass(frozen=True, slots=True)
class PlaceMentionRow:
    """Where a report names a place."""

    claim: str
    place: str
    as_written: str
    source: Source


@dataclass(frozen=True, slots=True)
class EventImpactRow:
    """A figure that an event left behind, with its words."""

    mention: str
    what: str
    value: Decimal
    unit: str
    start: int
    end: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report's identity. ``issued`` may be a year, a month or a day."""

    report: str
    file: str
    title: str
    kind: str
    issuer: str
    district: str
    district_label: str
    province: str
    province_label: str
    period: str
    begins: date
    ends: date
    number: str | None
    issued: date | str | None
    numbers: int


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district that reports speak for; ``district`` and ``province`` are codes."""

    district: str
    name: str
    label: str
    label_en: str
    province: str
    province_label: str
    reports: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A sentence that ties a programme to a document."""

    claim: str
    programme_node: str
    programme: str | None
    programme_label: str
    document_node: str
    number: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A place where a report cites a document."""

    claim: str
    document_node: str
    as_written: str | None
    number: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A legal document, with what the reports say of it."""

    node: str
    label: str
    number: str | None
    kind: str | None
    title: str | None
    issuer: str | None
    day: date | None
    year: str | None
    issuer_node: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeMentionRow:
    """A paragraph that speaks of a programme."""

    claim: str
    programme_node: str
    programme: str | None
    programme_label: str
    source: Source


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme, with how many facts, documents and districts name it."""

    node: str
    programme: str | None
    label: str
    label_en: str | None
    mentions: int
    documents: int
    districts: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator, with how often and in how many districts it is measured."""

    node: str
    concept: str | None
    label: str
    observations: int
    districts: int


@dataclass(frozen=True, slots=True)
class OcopRow:
    """What a report says of an OCOP product."""

    claim: str
    product: str
    status: str
    stars: int | None
    year: int | None
    owner: str | None
    place: str | None
    period: str
    begins: date
    ends: date
    source: Source


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An entry of the ledger."""

    claim: str
    code: str
    message: str
    counts_number: bool
    source: Source


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many facts of a kind (the class's IRI) a report gave."""

    report: str
    kind: str
    facts: int
