"""Measurements: every number of a document becomes a figure with a name, or a ledger entry with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Block, BlockKind, Document
from ingest.drafts import Draft
from ingest.evidence import cite
from ingest.fact import Evidence, Issue, Measure, Measurement, ReportIdentity, Status
from ingest.frames import Frame, Held, anchored, part_of
from ingest.fund_topic import fund_kinds, fund_topic
from ingest.in_frame import is_of_funds
from ingest.ledger_entries import entry
from ingest.linking import link_indicator
from ingest.match.periods import match_periods
from ingest.match.places import PlaceContext
from ingest.match.programmes import match_programmes
from ingest.placed_parts import place_parts
from ingest.reading import FlowReader
from ingest.reconcile import reconcile
from ingest.sentence import split_sentences
from ingest.surroundings import Surroundings
from ingest.table_caption import lines_above
from ingest.table_cells import CellDraft
from ingest.tables import read_table
from ingest.tasks import is_task
from ingest.text import even_tones, without_half_pairs
from ingest.times import Clock
from ingest.tokens import count_numerals
from ingest.zeros import with_zeros
from ontology.periods import year, year_before, year_of
from ontology.values import Period

_DERIVED = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)
_COMPARED = (Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE)
_ITEM_MARKS = ("-", "+", "*", "•", "–")
_PARTS = ("trong đó", "gồm", "bao gồm", "cụ thể", "cụ thể như sau", "chia ra")
_PARTS_REACH = 24
_NEAR = 60  # characters between a figure and a footnote mark that still belongs to it


def extract_measurements(document: Document, identity: ReportIdentity) -> Iterator[Measurement | Issue]:
    """All figures and all numbers that are none, in reading order.

    Facts in digits and issues with ``counts_number`` add up to ``count_numbers(document)``.
    """
    claims = list(_Extractor(document, identity, _context(identity)).claims())
    claims.sort(key=lambda claim: (claim.evidence.span.start, claim.evidence.span.end))
    yield from claims


def count_numbers(document: Document) -> int:
    """How many numbers the text holds: in paragraphs, items, headings, footnotes and table cells."""
    flows = (block.flow.text for block in document.blocks)
    cells = (cell.flow.text for block in document.blocks if block.table for cell in block.table.cells)
    return sum(count_numerals(text) for text in (*flows, *cells))


def _as_settled(last: Held | None, drafts: Sequence[Draft]) -> Held | None:
    """The figure as it was understood after all figures of its flow were read."""
    same = (d.held for d in drafts if d.held and last and d.held.group == last.group and d.held.unit)
    return next(same, last)


def _context(identity: ReportIdentity) -> PlaceContext:
    return PlaceContext(identity.district.code or None, identity.province.code or None, relaxed=False)


@dataclass(slots=True)
class _Extractor:
    document: Document
    identity: ReportIdentity
    context: PlaceContext
    group: int = 0
    held: dict[int, list[tuple[int, Held]]] = field(default_factory=dict)
    whole: Held | None = None
    spent_on: tuple[tuple[str, ...], Period] | None = None
    fund: tuple[tuple[str, ...], str] | None = None

    def claims(self) -> Iterator[Measurement | Issue]:
        """Body first, so that footnotes find what their marks stand at."""
        notes = [block for block in self.document.blocks if block.kind is BlockKind.FOOTNOTE]
        body = [block for block in self.document.blocks if block.kind is not BlockKind.FOOTNOTE]
        for block in (*body, *notes):
            yield from self._flow(block) if block.table is None else self._table(block)

    def _flow(self, block: Block) -> Iterator[Measurement | Issue]:
        clock, frame = self._clock(block), self._frame(block)
        frame.topic = fund_topic(block.section) or self._fund_before(block)
        frame.kinds = fund_kinds(block.section)
        of, district = frame.last, self.identity.district.code
        reader = FlowReader(block.flow.text, clock, frame, self.group)
        read = reconcile(list(reader.drafts()))
        placed = list(place_parts(block.flow.text, read, district, of))
        drafts = [self._on_day(block, draft) for draft in with_zeros(block.flow.text, placed)]
        figures = sorted(draft.start for draft in drafts if not draft.reason)
        around = Surroundings(block.flow.text, self.context, figures, block.section)
        for draft in drafts:
            yield from self._claim(block, draft, around)
        self._note_fund(block, drafts)
        self.held[block.index] = sorted(
            ((draft.end, draft.held) for draft in drafts if draft.held), key=lambda kept: kept[0]
        )
        self.group = reader.group
        if block.kind is not BlockKind.FOOTNOTE:
            self.whole = self._opened_list(block, _as_settled(reader.last, drafts))

    def _fund_before(self, block: Block) -> str:
        """The fund that an item before under the same heading allots: this one tells what was spent of it."""
        return self.fund[1] if self.fund and self.fund[0] == block.section else ""

    def _note_fund(self, block: Block, drafts: Sequence[Draft]) -> None:
        planned = (d.subject for d in drafts if d.subject and d.role and d.role.measure is Measure.PLAN)
        fund = next((s.thing for s in planned if is_of_funds(s) and s.thing), None)
        if fund:
            self.fund = (block.section, fund)

    def _on_day(self, block: Block, draft: Draft) -> Draft:
        """A disbursement without a day is of the day that the paragraph over its list names."""
        if not draft.spent or draft.period is None or draft.role is None:
            return draft
        if draft.period.notation.startswith("as-of"):
            if draft.role.measure is Measure.VALUE and draft.role.status is Status.NORMAL:
                self.spent_on = (block.section[:-1] or block.section, draft.period)
        elif draft.period == self.identity.period and self.spent_on and not draft.role.earlier:
            section, day = self.spent_on
            told = draft.role.measure is not Measure.PLAN and draft.role.status is Status.NORMAL
            if block.section[: len(section)] == section and told:
                return replace(draft, period=day)
        return draft

    def _opened_list(self, block: Block, last: Held | None) -> Held | None:
        """The figure whose parts the next items list: "… 258 tỷ đồng. Trong đó:"."""
        text = block.flow.text.rstrip()
        if text.endswith(":") and even_tones(text[-_PARTS_REACH:]).rstrip(": ").endswith(_PARTS):
            return last
        return self.whole if text.startswith(_ITEM_MARKS) else None

    def _clock(self, block: Block) -> Clock:
        """The report's period; under a heading that speaks of tasks to come, the year that they are for."""
        heading = next((text for text in block.section if is_task(text, self.identity.period)), None)
        if heading is None:
            clock = Clock(self.identity.period)
            for title in block.section[-1:]:
                clock.head(match_periods(title, self.identity.period), title)
            return self._clock_of_note(block, clock) if block.anchor else clock
        named = [mention.value for mention in match_periods(heading, self.identity.period)]
        coming = year(year_of(named[-1] if named else self.identity.period))
        return Clock(coming, task=coming)

    def _table(self, block: Block) -> Iterator[Measurement | Issue]:
        assert block.table is not None
        above = lines_above(self.document.blocks[: block.index])
        for draft in read_table(block, self.identity.period, self.context, above, self.group + 1):
            evidence = cite(self.document, block, draft.start, draft.end, draft.cell)
            if draft.reason:
                yield entry(draft.reason, evidence)
            else:
                yield self._from_cell(draft, evidence)
        self.group += block.table.rows + 1

    def _from_cell(self, draft: CellDraft, evidence: Evidence) -> Measurement:
        assert draft.period is not None
        return Measurement(
            value=draft.value,
            unit=draft.unit.text if draft.unit else "",
            measure=draft.measure,
            indicator=draft.indicator,
            area=draft.area or self.identity.district,
            period=draft.period,
            as_written=evidence.quote,
            group=draft.group,
            evidence=evidence,
            concept=link_indicator(draft.indicator, draft.row_kind),
            unit_code=draft.unit.concept.id if draft.unit and draft.unit.concept else None,
            status=draft.status,
            qualifier=draft.qualifier,
            plan_period=Clock(self.identity.period).plan(draft.period) if draft.measure in _DERIVED else None,
            compared_with=year_before(draft.period) if draft.measure in _COMPARED else None,
            programme=next((named.value.id for named in match_programmes(draft.about)), None),
        )

    def _clock_of_note(self, block: Block, clock: Clock) -> Clock:
        """A footnote's figures are of the season or school year that the sentence of its mark names."""
        assert block.anchor is not None
        text, offset = self.document.blocks[block.anchor.block].flow.text, block.anchor.offset
        start, end = next(((a, b) for a, b in split_sentences(text) if a <= offset <= b), (0, 0))
        before = text[start : min(end, offset)]
        clock.inherit(match_periods(before, self.identity.period), before)
        return clock

    def _frame(self, block: Block) -> Frame:
        if block.anchor is None:
            listed = self.whole and block.flow.text.startswith(_ITEM_MARKS)
            return part_of(self.whole) if listed and self.whole else Frame()
        before = [one for one in self.held.get(block.anchor.block, []) if one[0] <= block.anchor.offset]
        if before and block.anchor.offset - before[-1][0] <= _NEAR:
            return anchored(before[-1][1])
        return Frame()

    def _claim(self, block: Block, draft: Draft, around: Surroundings) -> Iterator[Measurement | Issue]:
        evidence = cite(self.document, block, draft.start, draft.end)
        if draft.numeral_end and not evidence.quote.startswith(
            block.flow.text[draft.start : draft.start + 1]
        ):
            evidence = cite(
                self.document, block, draft.start, draft.numeral_end
            )  # a gap parts it from its unit
        if draft.reason:
            for _ in range(draft.numerals):
                yield entry(draft.reason, evidence)
            return
        yield self._measurement(draft, evidence, around)
        for _ in range(draft.numerals - 1):
            yield entry("split_number", evidence)

    def _measurement(self, draft: Draft, evidence: Evidence, around: Surroundings) -> Measurement:
        assert draft.figure and draft.role and draft.subject and draft.period
        unit, measure = draft.figure.unit, draft.role.measure
        clock = Clock(self.identity.period)
        name, kind = draft.subject.name, draft.subject.unit.kind if draft.subject.unit else ""
        full = without_half_pairs(around.name(name, draft.start))
        return Measurement(
            value=draft.figure.value * draft.role.sign,
            unit=unit.text if unit else "",
            measure=measure,
            indicator=full,
            area=draft.place
            or around.area(draft.start, draft.clause_start, draft.subject.thing)
            or self.identity.district,
            period=draft.period,
            as_written=evidence.quote,
            group=draft.group,
            evidence=evidence,
            concept=link_indicator(name, kind) or link_indicator(full, kind),
            unit_code=unit.concept.id if unit and unit.concept else None,
            status=draft.role.status,
            qualifier=draft.figure.qualifier,
            plan_period=clock.plan(draft.period) if measure in _DERIVED else None,
            compared_with=year_before(draft.period) if measure in _COMPARED else None,
            programme=around.programme(draft.start),
            legal=around.document(draft.start),
            part_of=draft.part_of,
        )
