"""The subject of a value by the kind of words left of it: a property, an act, a thing, or none."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.clauses import Clause
from ingest.frames import Frame, same_core
from ingest.in_frame import is_sector, is_shared, opens
from ingest.match.units import Unit, same_unit
from ingest.subjects import Subject, as_count, as_rate, default_head, fits
from ingest.text import even_tones
from ingest.tokens import Stream
from ingest.wording import only_qualifies, word_list
from ontology.lexicon import concepts_by_id

_SHORT = 6  # words
_OF_CROPS = frozenset({"area", "mass", "rate", "volume"})
_MEASURES = frozenset({"area", "mass", "volume", "length", "power", "rate", "ratio"})
_SCOPE = re.compile(r"(?i)^(tổng )?quy mô( diện tích)?")
_FLOWS = ("revenue", "expenditure")
_LIST_MARKS = frozenset({",", ";", "("})


def of_property(
    left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause, context: str
) -> Subject:
    """The subject of a value with a property left of it: "diện tích lúa mùa 740 ha"."""
    if (told := _told_flow(left, after, unit, frame)) is not None:
        return told
    if not fits(left, unit):
        return _misfit(left, after, unit, frame, context)
    before = frame.last
    if left.concept == "rate" and not (left.thing or after) and before and not is_measured(before.unit):
        return as_rate(before.subject)
    left = _averaged(_in_full(left), unit)
    if left.thing:
        both = after and len(after.split()) <= _SHORT and not is_measured(unit)
        return replace(left, about=after if both else "")
    if left.concept == "number" and unit is not None and unit.kind not in _MEASURES:
        noun = "tiền" if unit.kind == "money" else unit.written or unit.text
        return replace(
            left, head=f"{left.head} {noun}", thing=after or (frame.thing if noun == "tiền" else "")
        )
    thing = after or ("" if left.act else _inherited(left, frame, clause, context))
    return replace(left, thing=thing)


def _told_flow(left: Subject, after: str, unit: Unit | None, frame: Frame) -> Subject | None:
    """The revenue that a bare "thu" goes on about: "thu ngân sách … 36 tỷ, ước cả năm thu 41 tỷ"."""
    last = frame.last.subject if frame.last else None
    if left.concept not in _FLOWS or left.thing or after or last is None or not fits(last, unit):
        return None
    return last if last.head.lower().startswith(f"{left.head.lower()} ") else None


def _in_full(left: Subject) -> Subject:
    """A property that names by itself what it measures, in its whole name: "độ che phủ" is that of forest."""
    row = concepts_by_id("properties").get(left.concept)
    if row is None or row.extra.get("complete") != "yes" or left.thing:
        return left
    short = set(left.head.lower().split()) < set(row.vi.split())
    return replace(left, head=row.vi) if short else left


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


def is_measured(unit: Unit | None) -> bool:
    """Whether the unit measures, where others count: hectares and percent, not households."""
    return unit is not None and (unit.measured or unit.kind == "ratio")


def _misfit(left: Subject, after: str, unit: Unit | None, frame: Frame, context: str) -> Subject:
    """A property that cannot be measured so: "tỷ lệ trẻ em … 1.238 trẻ", "diện tích … 12 tấn"."""
    counted = as_count(left, unit)
    if counted is not left:
        return replace(counted, thing=left.thing or after)
    if unit is not None and unit.kind == "ratio":
        spent = frame.whole or frame.last
        if (
            spent
            and spent.subject.concept == "disbursement"
            and opens(f"{left.head} {left.thing}", "sources")
        ):
            return replace(spent.subject, about=f"{left.head} {left.thing}")
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


def of_act(left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    """The subject of a value with an act left of it: "đã trồng mới 15 ha quế"."""
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
    """What is measured of a deed: goods handed out are an amount, no output; a fine is a sum, no funding."""
    head, deed = default_head(unit), even_tones(act)
    if head == "sản lượng" and deed in word_list("handled"):
        return "khối lượng"
    return "số tiền" if head == "kinh phí" and deed in word_list("sums") else head


def of_thing(left: Subject, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    """The subject of a value with nothing but a thing left of it: "đàn trâu" or "lúa mùa 740 ha"."""
    thing, about = (after, left.thing) if after else (left.thing, "")
    herd = frame.last.subject if frame.last and frame.last.subject.concept == "herd" else None
    beside = (
        herd is not None and unit is not None and unit.kind == "animal" and not (after or "." in clause.gap)
    )
    head = herd.head if herd and beside else _head(unit, frame, parts=True)
    whole = frame.divided
    if (
        whole
        and unit
        and not unit.measured
        and same_unit(whole.unit, unit)
        and unit.kind != "ratio"
        and not after
    ):
        return replace(whole.subject, about=thing, act="")  # "64 lao động …, trong đó Nhật Bản 31 lao động"
    concept = "herd" if herd and beside else ""
    return Subject(head, thing, "", about, unit.kind if unit else "", concept)


def of_unit(stream: Stream, after: str, unit: Unit | None, frame: Frame, clause: Clause) -> Subject:
    """The subject of a value with no name left of it: what stands after it, or what was told before."""
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
    thing = frame.tail if not clause.gap else (frame.thing if is_measured(unit) else "")
    if unit is not None and unit.concept and "counts" in unit.concept.extra:
        thing = ""  # its name is whole: "số bác sĩ trên một vạn dân"
    given = unit is not None and unit.kind in ("person", "household") and not clause.gap
    given = given and any(stream.keys[index] == "cho" for index in clause.left)
    if given and frame.last and frame.last.subject.act and frame.last.subject.thing:
        thing = f"{frame.last.subject.act} {frame.last.subject.thing}"  # "cấp 96 tấn gạo cho 1.284 hộ"
    return Subject(default_head(unit), thing, fits=kind)


def _head(unit: Unit | None, frame: Frame, parts: bool) -> str:
    """The property of a part: that of its whole, or of the sibling before it, else what the unit suggests."""
    if unit is None or not parts or not is_measured(unit) or unit.kind == "produce":
        return default_head(unit)
    for held in (frame.whole, frame.last):
        if held and fits(held.subject, unit) and same_unit(held.unit, unit) and is_shared(held.subject):
            return held.subject.head
    if frame.lead_head and fits(frame.lead_head, unit):
        return frame.lead_head.head
    return default_head(unit)
