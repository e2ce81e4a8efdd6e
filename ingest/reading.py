"""Reads the figures of one flow: from words to drafts, each with its role, subject and time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.aims import extent_of, of_whole_year, says_now, strives
from ingest.antecedents import qualified, repeats, told_whole, whole_of
from ingest.clauses import Clause
from ingest.drafts import Draft
from ingest.fact import Measure, Status
from ingest.figures import Figure, Place
from ingest.frames import Frame, Held
from ingest.in_frame import attending, in_frame
from ingest.label_kinds import ACTS
from ingest.leads import take_lead
from ingest.missing_units import guess_unit
from ingest.naming import goes_on_rate, name_qualified, name_total, name_value
from ingest.noun_phrases import read_right, trim
from ingest.prepared import prepare
from ingest.roles import Role, read_role
from ingest.settled_roles import goes_on, settle_role
from ingest.shared_words import opening, opening_words, shared_tail, shares_predicate
from ingest.subjects import Subject, as_rate, default_head
from ingest.times import Clock, period_of
from ontology.periods import year, year_before, year_of
from ontology.values import Period

_DAYS, _MONTHS = 31, 12
_AHEAD = (Status.ESTIMATE, Status.FORECAST)


class FlowReader:
    """Reads one flow from its first figure to its last. ``group`` is the last group number given."""

    def __init__(self, text: str, clock: Clock, frame: Frame, group: int) -> None:
        self._flow = prepare(text, clock.report, aim=clock.task is not None)
        self._stream = self._flow.stream
        clock.marks, clock.seen = self._flow.aside.periods, 0
        self._clock = clock
        frame.started = clock.report.start
        self._frames = [frame]
        self.group = group
        self._sentence = 0
        self._before: Role | None = None
        self._share: Held | None = None

    @property
    def last(self) -> Held | None:
        """The figure that the flow's last words speak of."""
        return self._frames[0].last

    def drafts(self) -> Iterator[Draft]:
        """A draft for every numeral: the figures in reading order, then what was set aside."""
        clauses = self._flow.clauses
        for position, clause in enumerate(clauses):
            tail = shared_tail(clauses, position)
            after = clauses[position + 1] if position + 1 < len(clauses) else None
            yield from self._read(replace(clause, right=(*clause.right, *tail)) if tail else clause, after)
        for figure in self._flow.thresholds:
            yield self._no_fact(figure.numerals, "threshold")
        for index, code in self._flow.aside.reasons.items():
            yield self._no_fact((index,), code)

    def _no_fact(self, numerals: Sequence[int], code: str) -> Draft:
        first, last = self._stream[numerals[0]], self._stream[numerals[-1]]
        return Draft(first.start, last.end, len(numerals), code)

    def _read(self, clause: Clause, following: Clause | None) -> Iterator[Draft]:
        frame = self._enter(clause)
        day = self._clock.day
        opens = self._stream[self._flow.sentences[clause.sentence]].start
        own = self._clock.advance(self._stream, clause.item.first, clause.sentence, opens)
        dated = self._clock.day not in (None, day)
        role = read_role(self._stream, clause, clause.item.figures[-1], self._flow.skip)
        role = settle_role(self._stream, clause, role, frame, aim=self._aims(clause))
        role = self._before = goes_on(self._stream, clause, role, self._before, frame.last)
        figure = clause.item.figures[0]
        if figure.unit is None:
            last = frame.list_unit or (frame.last.unit if frame.last else None)
            unit = guess_unit(self._stream, clause, role, frame.list_unit, last)
            figure = replace(figure, unit=unit, borrowed=True)
        held = qualified(self._stream, clause, figure, role, frame, self._share) if role.qualifies else None
        self._share = None if held else self._share
        if held and role.extent and figure.unit is not None:
            held = self._extended(figure, role, held)
            yield self._draft(clause, figure, role, held)
            yield from self._beside(clause, figure, role, held)
        elif held and not role.extent:
            if dated:  # "…; ước giải ngân đến 31/01/2025 đạt 95%": later than the sum that it is of
                held = replace(held, period=self._when(clause, figure, role, own))
            yield self._draft(clause, figure, role, held)
            yield from self._beside(clause, figure, role, held)
        else:
            yield from self._value(clause, figure, role, own, following)

    def _aims(self, clause: Clause) -> bool:
        """Whether the figure is one to be reached: by the section's heading, or by its sentence."""
        opens = self._flow.sentences[clause.sentence]
        told = self._clock.task or self._clock.ahead or self._frames[0].aim or self._frames[-1].aim
        return bool(told) or strives(self._stream, opens, clause.item.first)

    def _extended(self, figure: Figure, role: Role, held: Held) -> Held:
        """The planned rise or fall of what was told before."""
        self.group += 1
        subject = extent_of(replace(held.subject, unit=figure.unit), role.extent)
        return replace(held, subject=subject, group=self.group, unit=figure.unit)

    def _beside(self, clause: Clause, figure: Figure, role: Role, held: Held) -> Iterator[Draft]:
        """The second number of a change: both of "tăng 3-4 vụ" are changes; what "3/4" means is left open."""
        for part in clause.item.figures[1:]:
            if figure.place is Place.LOW:
                yield self._partner(clause, figure, role, held, None)
            else:
                yield self._no_fact(part.numerals, "unread")

    def _enter(self, clause: Clause) -> Frame:
        """Follows brackets, sentences and leads up to the item."""
        for bracket in clause.brackets:
            if bracket == "(":
                self._frames.append(self._frames[-1].inner())
            elif len(self._frames) > 1:
                self._frames.pop()
        inside = clause.brackets.rfind("(") > clause.brackets.rfind(")")
        if clause.sentence != self._sentence:
            self._sentence = clause.sentence
            del self._frames[1 + inside :]
            if not clause.parts:
                self._frames[-1].close_parts()
        frame = self._frames[-1]
        if clause.lead:
            take_lead(self._stream, clause.lead, frame, self._clock)
        if clause.parts and not inside:
            frame.whole = frame.divided = frame.last
            frame.each = False
        return frame

    def _value(
        self, clause: Clause, figure: Figure, role: Role, own: Period | None, following: Clause | None
    ) -> Iterator[Draft]:
        frame = self._frames[-1]
        if own and own.start < self._clock.report.start and role.measure is Measure.VALUE:
            role = replace(role, earlier=True)
        subject = extent_of(self._subject(clause, figure, role, frame, following), role.extent)
        if role.qualifies and _says_nothing(subject):
            subject = replace(subject, thing=opening_words(self._stream, clause, self._flow.sentences))
        unnamed = role.qualifies and _says_nothing(subject)
        if figure.unit is None or unnamed or not subject.name.strip():
            code = "no_unit" if figure.unit is None else "no_subject"
            code = "date" if figure.unit is None and _may_be_day(clause) else code
            yield from (self._no_fact(part.numerals, code) for part in clause.item.figures)
            return
        self.group += 1
        whole = told_whole(self._frames, clause)
        if whole and not subject.thing:
            subject = replace(subject, thing=whole.subject.thing)
        plan = figure.place is Place.OVER and not whole and self._is_plan(clause, following)
        when = self._when(clause, figure, role, own)
        if role.earlier and own is None:
            when = self._clock.named_at(self._stream[figure.last - 1].end) or year_before(self._clock.report)
        held = Held(subject, self.group, figure.unit, when, role.measure, figure.value, plan)
        self._share = held if role.share else None
        part_of = whole_of(frame, held, role, clause.item.figures)
        if not role.share:
            frame.hold(held, figure)
        yield replace(self._draft(clause, figure, role, held), part_of=part_of)
        if len(clause.item.figures) == 2:
            yield self._partner(clause, figure, role, held, whole)

    def _subject(
        self, clause: Clause, figure: Figure, role: Role, frame: Frame, following: Clause | None
    ) -> Subject:
        ratio = figure.unit is not None and figure.unit.kind == "ratio"
        if frame.last and repeats(self._stream, clause, figure, role, frame):
            return replace(frame.last.subject, unit=figure.unit)
        if role.share and frame.last and ratio and not trim(self._stream, clause.left):
            return replace(as_rate(frame.last.subject), unit=figure.unit)
        if role.qualifies and (named := name_qualified(self._stream, clause, role)):
            named = goes_on_rate(named, clause, frame)
            return replace(in_frame(named, figure.unit, frame) if ratio else named, unit=figure.unit)
        shared = following.right if following and shares_predicate(self._stream, clause, following) else ()
        if read_right(self._stream, shared).lower() in attending():
            shared = ()  # "04 lớp/125 lượt tham gia": people attend, classes do not
        right = tuple(index for index in clause.right or shared if index >= role.after_target)
        subject = name_value(self._stream, clause, figure, frame, right)
        unit = figure.unit
        vague = unit is not None and (unit.measured or unit.kind in ("ratio", "animal"))
        if not vague or right or not _says_nothing(subject):
            return subject
        words = opening(self._stream, clause, self._flow.sentences)
        opened = replace(clause, left=(*words, *clause.left))
        return name_value(self._stream, opened, figure, frame, ()) if words else subject

    def _is_plan(self, clause: Clause, following: Clause | None) -> bool:
        """Whether the b of a/b is a plan: quantities have plans, things a total, if no percentage tells."""
        figure = clause.item.figures[0]
        if following is not None and not following.gap & {";", "."}:
            role = read_role(self._stream, following, following.item.figures[-1], self._flow.skip)
            if role.measure is Measure.PCT_OF_PLAN:
                return True
        if figure.value > clause.item.figures[1].value:
            return True  # of all that there are no more can be reached
        return figure.unit is not None and (figure.unit.measured or figure.unit.kind == "ratio")

    def _partner(self, clause: Clause, figure: Figure, role: Role, held: Held, whole: Held | None) -> Draft:
        written = clause.item.figures[1].unit
        partner = replace(clause.item.figures[1], unit=written or figure.unit, borrowed=written is None)
        if figure.place is Place.LOW:
            return self._draft(clause, partner, role, held)
        if held.plan_pair:
            return self._draft(clause, partner, replace(role, measure=Measure.PLAN), held)
        self.group += 1
        total = whole.subject if whole else name_total(self._stream, clause, partner, held.subject)
        if role.measure is Measure.PLAN:
            role = replace(role, measure=Measure.VALUE)  # how many there are is no aim
        return self._draft(clause, partner, role, replace(held, subject=total, group=self.group))

    def _when(self, clause: Clause, figure: Figure, role: Role, own: Period | None) -> Period:
        unit = figure.unit
        code = unit.concept.id if unit and unit.concept else ""
        opens = self._flow.sentences[clause.sentence]
        if own is None and of_whole_year(self._stream, opens, figure.first):
            own = year(year_of(self._clock.report))
        deed = any(self._stream.kind_at(index) in ACTS for index in clause.left)
        if says_now(self._stream, clause.left) or (deed and self._clock.goes_on):
            self._clock.past = None  # a review is over where deeds are told
        return self._clock.settle(own, unit.kind if unit else "", code, role.status in _AHEAD)

    def _draft(self, clause: Clause, figure: Figure, role: Role, held: Held) -> Draft:
        value = held.period or self._when(clause, figure, role, None)
        first = self._stream[figure.first]
        last = self._stream[max(figure.last, figure.numerals[-1] + 1) - 1]
        return Draft(
            start=first.start,
            end=last.end,
            numerals=len(figure.numerals),
            numeral_end=self._stream[figure.numerals[-1]].end,
            figure=figure,
            role=role,
            subject=held.subject,
            held=held,
            group=held.group,
            period=period_of(role.measure, value, self._clock),
            value_period=value,
            plan_period=self._clock.plan(value),
            clause_start=self._stream[clause.left[0]].start if clause.left else first.start,
            bare=not trim(self._stream, clause.left),
        )


def _says_nothing(subject: Subject) -> bool:
    return not (subject.thing or subject.act) and subject.name == default_head(subject.unit)


def _may_be_day(clause: Clause) -> bool:
    """Whether a bare a/b can be a day and month: "ngày Nước sạch 22/3"."""
    values = [figure.value for figure in clause.item.figures]
    return len(values) == 2 and 1 <= values[0] <= _DAYS and 1 <= values[1] <= _MONTHS
