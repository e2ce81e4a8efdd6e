"""Names a value: joins the words around it with what its frame lets it inherit."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.clauses import Clause, is_twin
from ingest.figures import Figure
from ingest.frames import Frame, same_core
from ingest.in_frame import attending, in_frame, is_sector, is_shared, opens
from ingest.match.units import Unit, same_unit
from ingest.subjects import (
    Subject,
    as_count,
    as_rate,
    default_head,
    fits,
    read_left,
    read_right,
)
from ingest.tokens import Stream
from ingest.wording import only_qualifies
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_words

_SHORT = 6  # words
_COLON_AND_WORD = 2
_OF_CROPS = frozenset({"area", "mass", "rate", "volume"})
_MEASURES = frozenset({"area", "mass", "volume", "length", "power", "rate", "ratio"})
_SCOPE = re.compile(r"(?i)^(tổng )?quy mô( diện tích)?")
_FLOWS = ("revenue", "expenditure")
_LIST_MARKS = frozenset({",", ";", "("})


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
        and (_measured(unit) or not is_sector(frame.lead))
    ):
        left = read_left(stream, clause.lead)
    if left.head:
        subject = _with_head(left, after, unit, frame, clause, _context(stream, clause))
        if clause.lead and _follows_lead(clause) and subject.thing and not is_sector(frame.lead):
            subject = replace(subject, about=subject.about or _new_words(frame.lead, subject.name))
    elif left.act:
        subject = _with_act(left, after, unit, frame, clause)
    elif left.thing:
        subject = _with_thing(left, after, unit, frame, clause)
        if clause.lead and _follows_lead(clause) and _measured(unit) and not is_sector(frame.lead):
            subject = replace(subject, about=subject.about or _new_words(frame.lead, subject.name))
    elif frame.last and is_twin(stream, clause):
        twin, head = frame.last.subject, default_head(unit)
        if after.lower() in attending():
            head, after = f"{head} {after}", ""
        subject = replace(twin, head=head, thing=after or twin.thing, fits=unit.kind if unit else "")
    else:
        subject = _bare(stream, after, unit, frame, clause)
    return replace(in_frame(subject, unit, frame), unit=unit)


def name_qualified(stream: Stream, clause: Clause) -> Subject | None:
    """The subject that a change or percentage of plan names itself, with no value told before it."""
    named = read_left(stream, [index for index in clause.left if index not in clause.chain])
    return named if named.head or named.thing else None


def goes_on_rate(subject: Subject, clause: Clause, frame: Frame) -> Subject:
    """The whole name of a change that goes on about a rate: "tỷ lệ hộ nghèo giảm 5%, hộ cận nghèo tăng 1%"."""
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


def name_share(subject: Subject) -> Subject:
    """The subject of a percentage that is a share of the value before it."""
    return as_rate(subject)


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


def _with_head(
    left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause, context: str
) -> Subject:
    if left.concept in _FLOWS and not (left.thing or after) and frame.last and fits(frame.last.subject, unit):
        if frame.last.subject.head.lower().startswith(f"{left.head.lower()} "):
            return (
                frame.last.subject
            )  # "thu ngân sách … 36.914 triệu đồng, ước hết quý I thu 41.275 triệu đồng"
    if not fits(left, unit):
        return _misfit(left, after, unit, frame, context)
    if left.concept == "rate" and not (left.thing or after) and frame.last and not _measured(frame.last.unit):
        return as_rate(frame.last.subject)
    left = _averaged(_in_full(left), unit)
    if left.thing:
        both = after and len(after.split()) <= _SHORT and not _measured(unit)
        return replace(left, about=after if both else "")
    if left.concept == "number" and unit is not None and unit.kind not in _MEASURES:
        noun = "tiền" if unit.kind == "money" else unit.written or unit.text
        return replace(
            left, head=f"{left.head} {noun}", thing=after or (frame.thing if noun == "tiền" else "")
        )
    thing = after or ("" if left.act else _inherited(left, frame, clause, context))
    return replace(left, thing=thing)


def _in_full(left: Subject) -> Subject:
    """A property that names by itself what it measures, in its whole name: "độ che phủ" is that of forest."""
    row = concepts_by_id("properties").get(left.concept)
    if row is None or row.extra.get("complete") != "yes" or left.thing:
        return left
    short = set(left.head.lower().split()) < set(row.vi.split())
    return replace(left, head=row.vi) if short else left


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


def _averaged(left: Subject, unit: Unit | None) -> Subject:
    """A property by its unit: "bình quân 12 tiêu chí/xã" counts criteria, "quy mô 5 ha" is an area."""
    if unit is None:
        return left
    counts = unit.concept.extra.get("counts") if unit.concept else None
    if counts:
        return replace(left, head=counts, thing=_without(left.thing, counts))
    measures = unit.concept.extra.get("measures") if unit.concept else None
    if left.concept == "average" and measures:
        return replace(left, head=f"{measures} {left.head}")
    if left.concept == "average" and unit.kind not in (*_MEASURES, "money"):
        return replace(left, head=f"{default_head(unit)} bình quân")
    if unit.kind == "area":
        return replace(left, head=_SCOPE.sub("diện tích", left.head))
    return left


def _without(thing: str, head: str) -> str:
    known = set(head.lower().split())
    return "" if set(thing.lower().replace("/", " ").split()) <= known else thing


def _inherited(left: Subject, frame: Frame, clause: Clause, context: str) -> str:
    """The thing of a bare property. A property that was told already now speaks of the lead's thing."""
    row = concepts_by_id("properties").get(left.concept)
    if row is not None and row.extra.get("complete") == "yes":
        return ""
    if context:
        return context
    if left.concept == "damage" or (left.concept == "value" and clause.gap & {"."}):
        return frame.lead  # the whole damage, or output, is not that of what was counted before it
    told = (
        frame.last is not None
        and frame.last.subject.thing == frame.thing
        and same_core(frame.last.subject, left)
    )
    return frame.lead if told and frame.lead else frame.thing or frame.lead


def _measured(unit: Unit | None) -> bool:
    return unit is not None and (unit.measured or unit.kind == "ratio")


def _misfit(left: Subject, after: str, unit: Unit | None, frame: Frame, context: str) -> Subject:
    """A property that cannot be measured so: "tỷ lệ trẻ em … 1.238 trẻ", "diện tích … 12 tấn"."""
    counted = as_count(left, unit)
    if counted is not left:
        return replace(counted, thing=left.thing or after)
    if unit is not None and unit.kind == "ratio":
        return replace(as_rate(left), thing=left.thing or frame.thing)
    head = default_head(unit)
    if _SCOPE.fullmatch(left.head) and not (left.thing or after) and (context or frame.thing):
        return Subject(head, context or frame.thing, fits=unit.kind if unit else "")
    if unit is not None and unit.kind in _OF_CROPS and left.concept == "revenue" and not after:
        return Subject(head, left.thing or frame.thing, left.head, fits=unit.kind)  # "đã thu 256 tấn"
    thing = " ".join(part for part in (after, left.thing or left.head) if part)
    if left.concept == "herd" and unit is not None and unit.kind == "household" and left.thing:
        thing = f"có {left.thing}"
    return Subject(head, thing, left.act, fits=unit.kind if unit else "")


def _with_act(left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    thing, about = (after, left.thing) if after else (left.thing, "")
    if after and not left.thing and only_qualifies(after):
        thing = f"{frame.lead or frame.thing} {after}".strip()
    if not thing and unit is not None and unit.kind in _OF_CROPS:
        near = frame.thing if clause.gap <= {","} else ""
        led = frame.lead and not (near and is_sector(frame.lead))
        thing = near if (clause.parts and not clause.lead) or not led else frame.lead
    first = thing == left.thing  # "phá rừng là 01 vụ" keeps its order
    return Subject(
        _head_of_act(unit, left.act), thing, left.act, about, unit.kind if unit else "", act_first=first
    )


def _head_of_act(unit: Unit | None, act: str) -> str:
    """What is measured of a deed: goods handed out are an amount and no output, a fine is a sum and no funding."""
    head, words = default_head(unit), load_words("clause_words")
    if head == "sản lượng" and act.lower() in words["handled"]:
        return "khối lượng"
    return "số tiền" if head == "kinh phí" and act.lower() in words["sums"] else head


def _with_thing(left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    thing, about = (after, left.thing) if after else (left.thing, "")
    herd = frame.last.subject if frame.last and frame.last.subject.concept == "herd" else None
    beside = (
        herd is not None and unit is not None and unit.kind == "animal" and not (after or "." in clause.gap)
    )
    head = herd.head if herd and beside else _head(unit, frame, parts=True)
    concept = "herd" if herd and beside else ""
    return Subject(head, thing, "", about, unit.kind if unit else "", concept)


def _bare(stream: Stream, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    kind = unit.kind if unit else ""
    listed = frame.last is not None and clause.gap <= _LIST_MARKS
    if unit is not None and unit.kind == "ratio":
        if after or frame.last is None:
            return Subject("tỷ lệ", after.removeprefix("số ") or frame.thing, fits=kind)
        return as_rate(frame.last.subject)
    if after and listed and frame.last and same_unit(frame.last.unit, unit):
        return replace(frame.last.subject, thing=after)
    if after:
        return Subject(_head(unit, frame, parts=clause.parts), after, fits=kind)
    thing = frame.tail if not clause.gap else (frame.thing if _measured(unit) else "")
    given = unit is not None and unit.kind in ("person", "household") and not clause.gap
    given = given and any(stream.keys[index] == "cho" for index in clause.left)
    if given and frame.last and frame.last.subject.act and frame.last.subject.thing:
        thing = f"{frame.last.subject.act} {frame.last.subject.thing}"  # "cấp 96 tấn gạo cho 1.284 hộ"
    return Subject(default_head(unit), thing, fits=kind)


def _head(unit: Unit | None, frame: Frame, parts: bool) -> str:
    """The property of a part: that of its whole, or of the sibling before it, else what the unit suggests."""
    if unit is None or not parts or not _measured(unit) or unit.kind == "produce":
        return default_head(unit)
    for held in (frame.whole, frame.last):
        if held and fits(held.subject, unit) and same_unit(held.unit, unit) and is_shared(held.subject):
            return held.subject.head
    if frame.lead_head and fits(frame.lead_head, unit):
        return frame.lead_head.head
    return default_head(unit)
