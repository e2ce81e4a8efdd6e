"""What a figure may inherit: the lead, the whole that it is part of, the subject of the figure before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ingest.fact import Measure
from ingest.figures import Figure
from ingest.match.units import Unit
from ingest.subjects import Subject
from ontology.values import Period

_REMEMBERED = 60  # figures back that a change may still speak of


@dataclass(frozen=True, slots=True)
class Held:
    """A subject that figures spoke of, with the group that its figures share."""

    subject: Subject
    group: int
    unit: Unit | None
    period: Period | None = None
    measure: Measure = Measure.VALUE
    value: Decimal = Decimal(0)
    plan_pair: bool = False


@dataclass(slots=True)
class Frame:
    """The state inside one pair of brackets (or outside all).

    ``last`` is what a following percentage qualifies; ``whole`` what "trong đó" opens parts of, ``divided``
    the same if it was opened in this sentence, ``each`` that its parts have changes of their own; ``thing``
    the population that a bare property ("năng suất") speaks of, ``lead`` that of the last "Lúa mùa:";
    ``estimated`` that a lead ("Ước giải ngân đến 30/6:") makes estimates of its figures;
    ``aim`` that a lead ("Kế hoạch năm 2025:") makes targets of its figures; ``started`` when the report's
    period began; ``topic`` the fund or programme that the heading above is about, ``kinds`` the kinds of
    capital that the headings name.
    """

    last: Held | None = None
    whole: Held | None = None
    divided: Held | None = None
    each: bool = False
    thing: str = ""
    lead: str = ""
    lead_head: Subject | None = None
    tail: str = ""
    aim: bool = False
    estimated: bool = False
    started: date | None = None
    topic: str = ""
    kinds: tuple[str, ...] = ()
    list_unit: Unit | None = None
    seen: list[Held] = field(default_factory=list)

    def inner(self) -> Frame:
        """The frame of a bracket that opens here: its figures are parts or qualities of the last."""
        return Frame(
            last=self.last,
            whole=self.last or self.whole,
            thing=self.thing,
            lead=self.lead,
            lead_head=self.lead_head,
            tail=self.tail,
            started=self.started,
            topic=self.topic,
            kinds=self.kinds,
            seen=self.seen[-4:],
        )

    def close_parts(self) -> None:
        """A sentence after the parts of a whole speaks of the whole again."""
        if self.divided is not None:
            self.last, self.thing = self.divided, _spoken_of(self.divided.subject)
        self.whole = self.divided = None

    def now(self) -> Held | None:
        """The last figure; after the value of an earlier year, that of this year which it was held to."""
        before = self.seen[-2] if len(self.seen) > 1 else None
        past = self.last is not None and before is not None and self.last is self.seen[-1]
        if past and before and self.last and before.subject.name == self.last.subject.name:
            later = before.period and self.last.period and before.period.start > self.last.period.start
            return before if later else self.last
        return self.last

    def parts_are_told(self) -> bool:
        """Whether the parts told so far make up their whole: what follows is of the whole again."""
        if self.divided is None or self.last is self.divided or self.divided not in self.seen or self.each:
            return False
        parts = self.seen[self.seen.index(self.divided) + 1 :]
        return len(parts) > 1 and sum(part.value for part in parts) == self.divided.value

    def find(self, subject: Subject) -> Held | None:
        """The latest figure of the same property, and of the same thing if one is named."""
        for held in reversed(self.seen):
            if same_core(held.subject, subject) and (
                not subject.thing or subject.thing.lower() in held.subject.name.lower()
            ):
                return held
        return None

    def about(self, thing: str, unit: Unit | None) -> Held | None:
        """The latest figure in the same unit named by the thing: "bò tăng 240 con" after "đàn bò"."""
        for held in reversed(self.seen):
            alike = held.unit and unit and held.unit.text == unit.text
            if alike and f" {held.subject.name.lower()} ".endswith(f" {thing.lower()} "):
                return held
        return None

    def counted(self, unit: Unit | None, words: str) -> Held | None:
        """The latest figure in the same unit; of several, the one whose name holds the words after it."""
        alike = [held for held in reversed(self.seen) if held.unit and unit and held.unit.text == unit.text]
        named = [held for held in alike if words and words.lower() in held.subject.name.lower()]
        return next(iter(named or alike), None)

    def is_of_plan(self, percentage: Decimal) -> bool:
        """Whether a bare percentage is of the plan told last: by its pair, or because the figures agree."""
        if self.last is not None and self.last.plan_pair:
            return True
        if len(self.seen) < 2 or self.seen[-1].measure is not Measure.PLAN:
            return False
        value, plan = self.seen[-2], self.seen[-1]
        same = value.unit is not None and plan.unit is not None and value.unit.text == plan.unit.text
        return same and plan.value > 0 and abs(value.value / plan.value * 100 - percentage) < 1

    def hold(self, held: Held, figure: Figure) -> None:
        """Remembers a figure that states a value or plan."""
        self.last = held
        self.seen.append(held)
        del self.seen[:-_REMEMBERED]
        if held.subject.thing or held.subject.act:
            self.thing = _spoken_of(held.subject)
        self.tail = held.subject.thing
        if figure.unit and figure.unit.kind != "ratio":
            self.list_unit = figure.unit


def _spoken_of(subject: Subject) -> str:
    """What a bare property after a figure is of: the "số tiền" after "hỗ trợ 320 hộ nghèo"."""
    unit = subject.unit
    if unit is None or unit.kind not in ("person", "household", "event", "item", "works"):
        return subject.thing or subject.act
    noun = "" if subject.thing.lower().startswith(unit.written) else unit.written
    return " ".join(part for part in (subject.act, noun, subject.thing) if part)


def same_core(one: Subject, other: Subject) -> bool:
    """Whether two subjects measure the same property, qualifiers aside."""
    return bool(other.head) and _core(one.head) == _core(other.head)


def _core(head: str) -> str:
    """The head's property without its qualifiers: the first two words, which name it."""
    return " ".join(word for word in head.lower().split() if word not in ("tổng", "số", "quy", "mô"))[:9]


def anchored(held: Held) -> Frame:
    """The frame in which a footnote begins: it speaks of what its mark stands at."""
    thing = held.subject.thing
    return Frame(last=held, whole=held, thing=thing, tail=thing, seen=[held])


def part_of(whole: Held) -> Frame:
    """The frame of a list item under "Trong đó:": its figures are parts of the figure before the list."""
    return Frame(whole=whole)
