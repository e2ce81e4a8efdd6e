"""Contract: what extraction claims, each claim with its evidence. Facts are not RDF yet.

Every fact has an ``evidence``; ``value`` is always a ``Decimal``. Names of fields follow the flat records
that ``huyenkg facts`` prints (see ``ingest.record``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ingest.document import Span
from ontology.values import Area, Period


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: the exact words, and the sentence around them.

    ``span`` and ``quote`` obey ``text[span.start:span.end] == quote``; ``sentence`` is the span of the
    whole sentence (or table row) to show around it; ``line`` and ``last_line`` are 1-based;
    ``block`` is the index of the block; ``section`` its path of headings.
    """

    span: Span
    quote: str
    sentence: Span
    line: int
    last_line: int
    block: int
    section: tuple[str, ...] = ()


class Measure(StrEnum):
    """The role of a number."""

    VALUE = "value"
    PLAN = "plan"
    PCT_OF_PLAN = "pct_of_plan"
    PCT_OF_PLAN_EXCESS = "pct_of_plan_excess"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    PCT_OF_BASE = "pct_of_base"


class Status(StrEnum):
    """SDMX observation status (``sdmx-code:obsStatus-*``): A normal, E ước, P sơ bộ, F dự kiến."""

    NORMAL = "A"
    ESTIMATE = "E"
    PROVISIONAL = "P"
    FORECAST = "F"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number: what is counted, where, when, in which role.

    ``indicator`` is the full name, complete in itself; ``concept`` the code-list id it was linked to, or
    ``None``. ``unit`` is as written but cleaned (``tạ/ha``, ``triệu đồng``), ``""`` where a count names
    no unit; ``unit_code`` the id in the units code list, or ``None``. ``group`` numbers the clause: the
    value, plan, percentage and change of one quantity share it. ``plan_period`` is set for percentages
    of a plan, ``compared_with`` for changes. ``programme`` is a programme id (or ``other:NAME``),
    ``programme_part`` a project, level or criterion of it, ``legal`` a document number. ``part_of`` is the
    group of the total that the text makes this a part of.
    ``qualifier`` is a printed bound: ``">"``, ``">="``, ``"<"``, ``"<="``, ``"~"`` or ``""``.
    """

    value: Decimal
    unit: str
    measure: Measure
    indicator: str
    area: Area
    period: Period
    as_written: str
    group: int
    evidence: Evidence
    concept: str | None = None
    unit_code: str | None = None
    status: Status = Status.NORMAL
    qualifier: str = ""
    plan_period: Period | None = None
    compared_with: Period | None = None
    programme: str | None = None
    legal: str | None = None
    part_of: int | None = None
    programme_part: str | None = None

    @property
    def in_digits(self) -> bool:
        """Whether a digit tells it; a zero may be told in words ("chưa giải ngân")."""
        return any(map(str.isdigit, self.as_written))


class Assertion(StrEnum):
    """Whether an event is said to have happened."""

    OCCURRED = "occurred"
    ENDED = "ended"
    ABSENT = "absent"
    RISK = "risk"
    RESPONSE_ONLY = "response_only"


@dataclass(frozen=True, slots=True)
class Impact:
    """A figure that an event left behind: ``Impact("lợn chết, tiêu hủy", Decimal(2144), "con", span)``."""

    what: str
    value: Decimal
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place of the text that speaks of an event. ``event`` is an id of the events code list.

    ``elsewhere`` says that it was in another district, another province or the country at large, not here.
    """

    event: str
    assertion: Assertion
    period: Period
    evidence: Evidence
    places: tuple[Area, ...] = ()
    impacts: tuple[Impact, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class LegalCitation:
    """One citation of a legal or policy document.

    ``number`` is as written (``"07"``, ``"143/NQ-HĐND"``), ``None`` for a law or plan that is only named;
    ``resolved`` completes a short form where one candidate stands in the report or everybody knows it;
    ``corrected`` stands beside a misprint. ``kind`` is an id of the document types code list; ``issuer`` a
    full name, ``issuer_inferred`` if no words but the number and the reporter's level tell it.
    ``day`` is the document's date, ``year`` is known more often than the day.
    """

    kind: str
    number: str | None
    evidence: Evidence
    issuer: str | None = None
    day: date | None = None
    year: int | None = None
    subject: str | None = None
    resolved: str | None = None
    corrected: str | None = None
    issuer_inferred: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A paragraph that speaks of a programme, once per programme and line of the source.

    ``programme`` is an id of the programmes code list, or ``other:NAME`` of a scheme that only reports name;
    ``parts`` are ids of its projects, levels and criteria that the paragraph names.
    """

    programme: str
    evidence: Evidence
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeLink:
    """The text itself ties a programme to a document. ``programme`` is an id or ``other:NAME``."""

    programme: str
    legal: str
    evidence: Evidence
    kind: str = ""
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class OcopProduct:
    """A named OCOP product.

    ``status`` is ``recognised``, ``assessed`` (proposed, scored, its file under way), ``planned``,
    ``rejected``, ``expired`` or ``withdrawn``. ``year`` is the year that the text tells of its
    recognition, or of what else its status says. ``place`` is the village where its commune is told too.
    """

    product: str
    evidence: Evidence
    stars: int | None = None
    owner: str | None = None
    place: Area | None = None
    status: str = "recognised"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A spelling of an administrative unit and the unit that it was linked to."""

    as_written: str
    area: Area
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """Who reports on what.

    ``kind`` is ``half-year``, ``annual``, ``quarter``, ``month``, ``nine-month`` or ``other``.
    ``date`` is ISO, possibly only ``2023-12`` where the day is left blank. ``district_evidence`` names
    what the district was read from (``dateline``, ``issuer``, ``signature``, ``body`` ...),
    ``period_evidence`` what the period was (``title``, ``closing``, ``date`` ..., ``given`` by the user).
    ``district_spelling`` is the district's name as the report itself keeps writing it (``Đắk Glong``).
    """

    district: Area
    province: Area
    issuer: str
    period: Period
    kind: str
    title: str
    evidence: Evidence
    number: str | None = None
    date: str | None = None
    district_evidence: str = ""
    period_evidence: str = ""
    district_spelling: str = ""


Fact = (
    ReportIdentity
    | Measurement
    | EventMention
    | LegalCitation
    | ProgrammeMention
    | ProgrammeLink
    | OcopProduct
    | PlaceMention
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document: facts, and the ledger of what was not turned into one.

    ``numbers_in_text`` counts numerals and the zeros that words tell; figures and entries add up to it.
    """

    identity: ReportIdentity
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]
    numbers_in_text: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A ledger entry: something that did not become a fact, and why.

    ``code`` is from the closed list in ``ontology/codes/ledger.toml``. ``counts_number`` tells a number
    left out (its reason is the code) from a note about a fact (an ambiguous place, an open reference).
    """

    code: str
    message: str
    evidence: Evidence
    counts_number: bool = False
