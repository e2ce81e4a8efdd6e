"""Names a value: joins the words around it with what its frame lets it inherit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ingest.clauses import Clause
from ingest.damage import as_damage, caused_damage
from ingest.figures import Figure
from ingest.frames import Frame
from ingest.in_frame import attending, in_frame, is_sector, opens
from ingest.match.units import Unit
from ingest.named_subjects import is_measured, of_act, of_property, of_thing, of_unit
from ingest.noun_phrases import read_left, read_right
from ingest.roles import Role
from ingest.shared_words import is_twin
from ingest.subjects import Subject, default_head
from ingest.tokens import Stream
from ontology.phrases import load_words

_FUND = ("vốn ", "nguồn vốn ")
_SHORT = 6  # words
_COLON_AND_WORD = 2
_DEEDS = ("event", "person")


def name_value(
    stream: Stream, clause: Clause, figure: Figure, frame: Frame, right: tuple[int, ...]
) -> Subject:
    """The full subject of a figure that states a value or plan."""
    unit = figure.unit
    left = read_left(stream, clause.left)
    after = read_right(stream, right) or _in_unit(unit)
    if (
        not (left.head or left.thing or left.act or after)
        and clause.lead
        and not (is_sector(frame.lead) and unit and unit.kind in _DEEDS)
    ):
        left = read_left(stream, clause.lead)
    if damage := caused_damage(stream, clause, unit):
        subject = damage
    elif left.head:
        subject = of_property(left, after, unit, frame, clause, _context(stream, clause))
        if clause.lead and _follows_lead(clause) and subject.thing and not is_sector(frame.lead):
            subject = replace(subject, about=subject.about or _new_words(frame.lead, subject.name))
    elif left.act:
        subject = of_act(left, after, unit, frame, clause)
    elif left.thing:
        subject = of_thing(left, after, unit, frame, clause)
        if clause.lead and _follows_lead(clause) and is_measured(unit) and not is_sector(frame.lead):
            subject = replace(subject, about=subject.about or _new_words(frame.lead, subject.name))
    elif frame.last and is_twin(stream, clause):
        twin, head = frame.last.subject, default_head(unit)
        if after.lower() in attending():
            head, after = f"{head} {after}", ""
        subject = replace(twin, head=head, thing=after or twin.thing, fits=unit.kind if unit else "")
    else:
        subject = of_unit(stream, after, unit, frame, clause)
    bare = not (left.head or left.thing or left.act or after)
    return replace(as_damage(in_frame(subject, unit, frame), unit, frame, bare=bare), unit=unit)


def _context(stream: Stream, clause: Clause) -> str:
    """What the clause is about before its "với": "thu hoạch lúa với diện tích …"."""
    about = read_left(stream, clause.context)
    return " ".join(part for part in (about.act, about.thing) if part) if not about.head else about.thing


def _in_unit(unit: Unit | None) -> str:
    """The goods that the unit's own words name: "1,5 triệu viên gạch" is of bricks."""
    if unit is None or unit.concept is None or not (unit.kind == "produce" and unit.scaled):
        return ""
    return unit.written.removeprefix(unit.concept.vi).strip()


def _follows_lead(clause: Clause) -> bool:
    """Whether the figure's words follow the lead's colon at once."""
    if not (clause.lead and clause.left):
        return False
    return clause.left[0] <= clause.lead[-1] + _COLON_AND_WORD


def _new_words(lead: str, name: str) -> str:
    """The lead, if the name says nothing of it: "cây lúa" beside "tổng diện tích nhiễm bệnh"."""
    known = set(name.lower().split())
    return "" if any(word in known for word in lead.lower().split() if word not in ("cây", "con")) else lead


def name_qualified(stream: Stream, clause: Clause, role: Role) -> Subject | None:
    """The subject that a change or percentage of plan names itself, with no value told before it."""
    named = read_left(stream, [index for index in clause.left if index not in clause.chain])
    if named.concept == "disbursement" and not named.thing:
        after = read_right(stream, [index for index in clause.right if index >= role.after_target])
        fund = after.lower().startswith(_FUND)
        return replace(named, thing=after) if fund else named  # "giải ngân đạt 95% vốn các chương trình"
    return named if named.head or named.thing else None


def goes_on_rate(subject: Subject, clause: Clause, frame: Frame) -> Subject:
    """The name of a change that goes on about a rate: "tỷ lệ hộ nghèo giảm 5%, hộ cận nghèo tăng 1%"."""
    before = frame.seen[-1].subject if frame.seen else None
    if before is None or before.concept != "rate" or subject.head or not clause.gap <= {",", ";"}:
        return subject
    if opens(subject.thing, "regions"):
        known = before.thing.lower()
        cut = next(
            (
                known.index(f" {word}")
                for word in load_words("clause_words")["regions"]
                if f" {word}" in known
            ),
            None,
        )
        return replace(before, thing=before.thing[:cut], about=subject.thing)
    return replace(before, thing=subject.thing, about="")


def name_total(stream: Stream, clause: Clause, figure: Figure, subject: Subject) -> Subject:
    """The subject of the b in a/b where b is all there are: "tổng số trường"."""
    unit = figure.unit
    same = figure.borrowed or (unit is not None and subject.thing.lower().startswith(f"{unit.text} "))
    same = same or (unit is not None and unit.text == "người" and not clause.right)
    after = _population(read_right(stream, clause.right) or (subject.thing if same else ""))
    noun = unit.text if unit and not figure.borrowed else ""
    if after.lower().startswith(noun) or unit is None:
        noun = ""
    return Subject(f"tổng số {noun}".strip(), after, unit=unit, fits=unit.kind if unit else "")


def _population(thing: str) -> str:
    """The words up to what is said of some of them: "trẻ em dưới 5 tuổi" of "… suy dinh dưỡng"."""
    words = thing.split()
    cut = next((n for n, word in enumerate(words) if word.lower() in _predicates()), len(words))
    if "tuổi" in words[:cut]:
        cut = words.index("tuổi") + 1
    return " ".join(words[: min(cut, _SHORT)])


@cache
def _predicates() -> frozenset[str]:
    return frozenset(load_words("clause_words")["predicates"])
