"""One-line builders of contract objects, with defaults that hold together.

Import them from any test: ``from tests.factories import measurement``. Offsets are true: every evidence
points at its own words in ``TEXT`` unless a test says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from graph.cube import MEASURES
from graph.rows import ObservationRow, Source
from ingest.document import Block, BlockKind, Document, Flow, Run, Span
from ingest.fact import (
    Assertion,
    EventMention,
    Evidence,
    Extraction,
    Fact,
    Impact,
    Issue,
    LegalCitation,
    Measure,
    Measurement,
    OcopProduct,
    PlaceMention,
    ProgrammeLink,
    ProgrammeMention,
    ReportIdentity,
    Status,
)
from ontology.periods import parse_period
from ontology.values import Area, Period

PROVINCE = Area("12", "tỉnh", "Lai Châu")
DISTRICT = Area("109", "huyện", "Phong Thổ", "12")
COMMUNE = Area("03568", "xã", "Mù Sang", "109")
VILLAGE = Area("", "bản", "Tung Chung", "03568")

LINES = (
    "BÁO CÁO",
    "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2024",
    "Diện tích lúa đông xuân gieo cấy 812,5 ha, đạt 101,56% kế hoạch (800 ha), tăng 12,5 ha so với cùng kỳ.",
    "Dịch tả lợn châu Phi xảy ra tại xã Mù Sang, tiêu hủy 45 con lợn.",
    "Thực hiện Nghị quyết số 21/NQ-HĐND ngày 15/12/2023 của HĐND huyện về xây dựng nông thôn mới.",
    "Sản phẩm OCOP mới: Mật ong Mù Sang đạt 3 sao của HTX Sương Mai.",
)
TEXT = "\n".join(LINES)


def period(notation: str = "2024-H1", start: str = "2024-01-01", end: str = "2024-07-01") -> Period:
    """A period; ``end`` is the day after its last day."""
    return Period(date.fromisoformat(start), date.fromisoformat(end), notation)


YEAR = period("2024", "2024-01-01", "2025-01-01")
BASE = period("2023-H1", "2023-01-01", "2023-07-01")


def document(
    text: str = TEXT, identifier: str = "a1b2c3d4e5f60718", name: str = "phong-tho-2024-h1.txt"
) -> Document:
    """A document with one paragraph a line; empty lines make no block."""
    starts = _line_starts(text)
    blocks: list[Block] = []
    for start, line in zip(starts, text.split("\n"), strict=True):
        if line.strip():
            blocks.append(block(len(blocks), line, start))
    return Document(identifier, name, text, tuple(blocks), starts, "text/plain")


def block(
    index: int,
    text: str,
    start: int,
    kind: BlockKind = BlockKind.PARAGRAPH,
    section: tuple[str, ...] = (),
) -> Block:
    """A block whose flow is its source text, unbroken."""
    return Block(index, kind, Span(start, start + len(text)), flow(text, start), section)


def flow(text: str, start: int = 0) -> Flow:
    """A flow that stands in the source as it is."""
    return Flow(text, (Run(0, start, len(text)),) if text else ())


def evidence(
    quote: str = "812,5 ha",
    text: str = TEXT,
    occurrence: int = 1,
    section: tuple[str, ...] = ("I. KINH TẾ", "1. Nông nghiệp"),
) -> Evidence:
    """Evidence at the n-th occurrence of ``quote`` in ``text``; its sentence is the whole line."""
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    span = Span(start, start + len(quote))
    starts = _line_starts(text)
    line = text.count("\n", 0, span.start) + 1
    last = text.count("\n", 0, span.end) + 1
    sentence_end = starts[last] - 1 if last < len(starts) else len(text)
    return Evidence(span, quote, Span(starts[line - 1], sentence_end), line, last, line - 1, section)


def identity(
    district: Area = DISTRICT,
    province: Area = PROVINCE,
    number: str | None = "98/BC-UBND",
    date: str | None = "2024-06-20",
    issuer: str = "UBND huyện Phong Thổ",
    at: Period | None = None,
    kind: str = "half-year",
    title: str = "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2024",
    read_from: Evidence | None = None,
    district_evidence: str = "dateline",
    spelling: str = "",
) -> ReportIdentity:
    """The identity of the half-year report that ``TEXT`` is a piece of."""
    return ReportIdentity(
        district=district,
        province=province,
        issuer=issuer,
        period=at or period(),
        kind=kind,
        title=title,
        evidence=read_from or evidence("BÁO CÁO"),
        number=number,
        date=date,
        district_evidence=district_evidence,
        district_spelling=spelling,
    )


def measurement(
    value: str | int = "812.5",
    quote: str = "812,5 ha",
    measure: Measure = Measure.VALUE,
    indicator: str = "diện tích gieo cấy lúa đông xuân",
    unit: str = "ha",
    area: Area = DISTRICT,
    at: Period | None = None,
    group: int = 1,
    read_from: Evidence | None = None,
    concept: str | None = None,
    unit_code: str | None = None,
    status: Status = Status.NORMAL,
    qualifier: str = "",
    plan_period: Period | None = None,
    compared_with: Period | None = None,
    programme: str | None = None,
    programme_part: str | None = None,
    legal: str | None = None,
    part_of: int | None = None,
) -> Measurement:
    """One number of ``TEXT``; ``as_written`` is the quote."""
    return Measurement(
        value=Decimal(value),
        unit=unit,
        measure=measure,
        indicator=indicator,
        area=area,
        period=at or period(),
        as_written=quote,
        group=group,
        evidence=read_from or evidence(quote),
        concept=concept,
        unit_code=unit_code,
        status=status,
        qualifier=qualifier,
        plan_period=plan_period,
        compared_with=compared_with,
        programme=programme,
        programme_part=programme_part,
        legal=legal,
        part_of=part_of,
    )


def observation_row(
    value: str | int,
    written: str,
    measure: Measure = Measure.VALUE,
    sentence: str = "",
    *,
    unit: str = "ha",
    name: str = "diện tích lúa",
    concept: str | None = None,
    group: str = "clause-1",
    part_of: str | None = None,
    at: str = "2024-H1",
    status: str = "A",
    qualifier: str | None = None,
    plan_period: str | None = None,
    compared_with: str | None = None,
    report: str = "now",
    report_period: str = "2024-H1",
    section: str | None = "I",
    line: int = 1,
    offset: int = 0,
) -> ObservationRow:
    """A figure as ``graph.queries`` gives it; it stands where ``written`` first stands in the sentence."""
    sentence = sentence or written
    start = offset + sentence.index(written)
    when = parse_period(at)
    return ObservationRow(
        claim=f"{report}/{start}/{measure.value}",
        group=group,
        part_of=part_of,
        indicator_text=name,
        concept=concept,
        measure_node=MEASURES[measure].value,
        value=Decimal(value),
        unit=unit,
        as_written=written,
        status_node=f"obsStatus-{status}",
        area="huyện Phong Thổ",
        area_code="109",
        period=at,
        begins=when.start,
        ends=when.end - timedelta(days=1),
        qualifier=qualifier,
        plan_period=plan_period,
        compared_with=compared_with,
        programme=None,
        programme_label=None,
        programme_part=None,
        part_label=None,
        document=None,
        source=Source(
            report=report, file=f"{report}.txt", district="109", district_label="huyện Phong Thổ",
            report_period=report_period, line=line, last_line=line, start=start, end=start + len(written),
            quote=written, sentence_start=offset, sentence_end=offset + len(sentence), sentence=sentence,
            section=section,
        ),
    )  # fmt: skip


def clause() -> tuple[Measurement, ...]:
    """The four numbers of the rice clause of ``TEXT``: value, percentage of plan, plan, change."""
    return (
        measurement(),
        measurement("101.56", "101,56%", Measure.PCT_OF_PLAN, unit="%", plan_period=YEAR),
        measurement(800, "800 ha", Measure.PLAN, at=YEAR),
        measurement("12.5", "tăng 12,5 ha", Measure.CHANGE, compared_with=BASE),
    )


def event(
    kind: str = "african_swine_fever",
    assertion: Assertion = Assertion.OCCURRED,
    at: Period | None = None,
    places: Iterable[Area] = (COMMUNE,),
    impacts: Iterable[Impact] = (),
    quote: str = "Dịch tả lợn châu Phi xảy ra",
    read_from: Evidence | None = None,
) -> EventMention:
    """A mention of an outbreak in a commune."""
    return EventMention(
        kind, assertion, at or period(), read_from or evidence(quote), tuple(places), tuple(impacts)
    )


def impact(
    what: str = "lợn tiêu hủy", value: int = 45, unit: str = "con", quote: str = "45 con lợn"
) -> Impact:
    """A figure that the outbreak left behind."""
    return Impact(what, Decimal(value), unit, evidence(quote).span)


def citation(
    number: str | None = "21/NQ-HĐND",
    kind: str = "nghi_quyet",
    issuer: str | None = "HĐND huyện Phong Thổ",
    day: date | None = date(2023, 12, 15),
    year: int | None = 2023,
    subject: str | None = "về xây dựng nông thôn mới",
    resolved: str | None = None,
    corrected: str | None = None,
    read_from: Evidence | None = None,
) -> LegalCitation:
    """A citation of a resolution of the district's council."""
    return LegalCitation(
        kind=kind,
        number=number,
        evidence=read_from or evidence("Nghị quyết số 21/NQ-HĐND"),
        issuer=issuer,
        day=day,
        year=year,
        subject=subject,
        resolved=resolved,
        corrected=corrected,
    )


def programme_mention(programme: str = "NTM", quote: str = "xây dựng nông thôn mới") -> ProgrammeMention:
    """A paragraph that speaks of new rural areas."""
    return ProgrammeMention(programme, evidence(quote), (f"{programme}.c17",) if programme == "NTM" else ())


def programme_link(
    programme: str = "NTM", legal: str = "21/NQ-HĐND", kind: str = "nghi_quyet", resolved: str | None = None
) -> ProgrammeLink:
    """The sentence that ties new rural areas to the resolution."""
    return ProgrammeLink(programme, legal, evidence("21/NQ-HĐND"), kind, resolved)


def ocop(
    product: str = "Mật ong Mù Sang",
    stars: int | None = 3,
    owner: str | None = "HTX Sương Mai",
    place: Area | None = COMMUNE,
    status: str = "recognised",
    year: int | None = 2024,
) -> OcopProduct:
    """A named OCOP product."""
    return OcopProduct(product, evidence("Mật ong Mù Sang"), stars, owner, place, status, year)


def place_mention(as_written: str = "Mù Sang", area: Area = COMMUNE, occurrence: int = 1) -> PlaceMention:
    """A spelling of a commune."""
    return PlaceMention(as_written, area, evidence(as_written, occurrence=occurrence))


def issue(
    code: str = "ambiguous_place", message: str = "Hai đơn vị cùng tên.", number: bool = False
) -> Issue:
    """A ledger entry."""
    return Issue(code, message, evidence("Mù Sang"), number)


def every_fact() -> tuple[Fact, ...]:
    """At least one fact of each kind, all read from ``TEXT``."""
    return (
        *clause(),
        event(impacts=[impact()]),
        citation(),
        programme_mention(),
        programme_link(),
        ocop(),
        place_mention(),
    )


def extraction(
    facts: Iterable[Fact] | None = None,
    issues: Iterable[Issue] | None = None,
    who: ReportIdentity | None = None,
) -> Extraction:
    """What was read from ``document()``: one fact of each kind and one issue unless told otherwise."""
    return Extraction(
        who or identity(),
        every_fact() if facts is None else tuple(facts),
        (issue(),) if issues is None else tuple(issues),
        numbers_in_text=9,
    )


def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    starts.extend(offset + 1 for offset, character in enumerate(text) if character == "\n")
    return tuple(starts)
