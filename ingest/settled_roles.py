"""The role of a figure in its surroundings: what was told before makes a bare percentage one of a plan."""

from __future__ import annotations

from dataclasses import replace

from ingest.aims import aimed_at, opening_change
from ingest.clauses import Clause
from ingest.fact import Measure, Status
from ingest.frames import Frame, Held
from ingest.in_frame import opens
from ingest.match.units import same_unit
from ingest.noun_phrases import read_left, trim
from ingest.roles import Role, reaches
from ingest.subjects import Subject
from ingest.tokens import Stream
from ingest.wording import word_list
from ontology.lexicon import concepts_by_id

_OF_A_LIST = frozenset({"và", ",", "hoặc"})
_SHARED = (Measure.PCT_OF_PLAN, Measure.PCT_OF_BASE, Measure.PLAN)
_NEAR = 6  # words before a figure that can say that it is meant
_BREAKS = frozenset({".", ";"})


def settle_role(stream: Stream, clause: Clause, role: Role, frame: Frame, *, aim: bool) -> Role:
    """The role, once the figures before it are known. ``aim``: what is told is still to come."""
    if frame.estimated and role.status is Status.NORMAL and role.measure is Measure.VALUE:
        role = replace(role, status=Status.ESTIMATE)
    role = _settled(stream, clause, role, frame)
    if role.measure in (Measure.VALUE, Measure.PLAN) and not role.extent:
        role = replace(role, extent=opening_change(stream, clause))
    return aimed_at(role) if aim and role.status is not Status.ESTIMATE else role


def _settled(stream: Stream, clause: Clause, role: Role, frame: Frame) -> Role:
    if role.measure is not Measure.VALUE:
        return role
    named = read_left(stream, trim(stream, clause.left) or clause.lead or ())
    unit = clause.item.figures[0].unit
    if unit is not None and unit.kind == "ratio":
        role = _percentage(stream, clause, role, frame, named)
    elif _intended(stream, clause) or (
        not _is_done(stream, clause)
        and (_is_allotment(stream, clause, role, frame, named) or _is_part_of_plan(clause, frame, named))
    ):
        role = replace(role, measure=Measure.PLAN)
    return role


def _percentage(stream: Stream, clause: Clause, role: Role, frame: Frame, named: Subject) -> Role:
    last, bare = frame.last, not trim(stream, clause.left)
    if role.share:
        planned = last is not None and last.measure is Measure.PLAN and not clause.gap & _BREAKS
        return replace(role, measure=Measure.PLAN) if planned and bare else role
    if bare and "." not in clause.gap and frame.is_of_plan(clause.item.figures[0].value):
        return replace(role, measure=Measure.PCT_OF_PLAN, qualifies=True)
    fund = f"{named.head} {named.thing}".strip()
    source = opens(fund, "sources") or opens(fund, "bare_sources")
    if source and last is not None and last.subject.concept == "disbursement" and "." not in clause.gap:
        return replace(role, measure=Measure.PCT_OF_PLAN)  # "đạt 46,8%, trong đó vốn trung ương đạt 52,1%"
    if named.concept == "disbursement":
        return replace(role, measure=Measure.PCT_OF_PLAN, qualifies=True)
    silent = not (named.thing or named.act or clause.right) and named.concept in ("", "rate")
    silent = silent and not clause.gap & _BREAKS
    if silent and last is not None and (_spent(last) or (reaches(stream, clause) and _measured(last))):
        return replace(role, measure=Measure.PCT_OF_PLAN, qualifies=True)
    return role


def _spent(held: Held) -> bool:
    return held.subject.concept == "disbursement" and held.unit is not None and held.unit.kind == "money"


def _measured(held: Held) -> bool:
    return held.unit is not None and held.unit.measured and held.unit.kind != "rate"


def _is_allotment(stream: Stream, clause: Clause, role: Role, frame: Frame, named: Subject) -> bool:
    """Whether the sum is a fund ("nguồn vốn sự nghiệp: 33 tỷ đồng") of which nothing is said to be done."""
    row = concepts_by_id("properties").get(named.concept)
    fund = row is not None and row.extra.get("role") == "plan"
    alone = not (named.head or clause.right) and opens(named.thing, "programmes")
    if not (fund or alone) or named.act or role.status is not Status.NORMAL:
        return False
    if frame.lead_head is not None and frame.lead_head.concept == "disbursement":
        return False  # "Giải ngân: Chương trình 30a 3 tỷ đồng, …"
    unit = clause.item.figures[0].unit
    money = unit is not None and unit.kind == "money"
    words = set(" ".join(stream.keys[index] for index in clause.left or clause.lead or ()).split())
    others = any(set(term.split()) <= words for term in word_list("funds_of_others"))
    return money and not others and not reaches(stream, clause)


def _intended(stream: Stream, clause: Clause) -> bool:
    """As in "quy mô dự kiến 2,3 ha": what is meant to be, where no outcome is foretold ("dự kiến đạt")."""
    words = [stream.labels[index] for index in clause.left]
    foreseen = any(
        label and label.id == "forecast" and stream.keys[label.first + 1] == "kiến"
        for label in words[-_NEAR:]
    ) and not (words[0] and words[0].id == "forecast")
    return (
        foreseen
        and not reaches(stream, clause)
        and not any(label and label.kind == "estimate" for label in words)
    )


def _is_done(stream: Stream, clause: Clause) -> bool:
    """Whether a verb governs the property: "đề xuất điều chỉnh giảm vốn ngân sách …" is what was proposed."""
    kinds = [stream.kind_at(index) for index in clause.left]
    verb = kinds.index("verb") if "verb" in kinds else len(kinds)
    return "property" in kinds and verb < kinds.index("property")


def _is_part_of_plan(clause: Clause, frame: Frame, named: Subject) -> bool:
    """Parts of an allotment are allotments, unless they are said to be reached or spent."""
    whole = frame.whole
    if whole is None or whole.measure is not Measure.PLAN:
        return False
    unit = clause.item.figures[0].unit
    return not (named.concept == "disbursement" or named.act or not same_unit(whole.unit, unit))


def _in_percent(clause: Clause, role: Role) -> bool:
    """Whether a bracket tells the change before it in percent: "tăng 9.108 triệu đồng (18,5%)"."""
    unit = clause.item.figures[0].unit
    bare = not clause.left and clause.brackets.endswith("(") and clause.gap <= {"("}
    return bare and not role.share and unit is not None and unit.kind == "ratio"


def goes_on(stream: Stream, clause: Clause, role: Role, before: Role | None, last: Held | None) -> Role:
    """A figure that a list adds ("68,3%, 51,7% và 82,4%") has the role of the one before it."""
    if before is None or role.measure is not Measure.VALUE:
        return role
    if before.measure is Measure.CHANGE and _in_percent(clause, role):
        return replace(role, measure=Measure.CHANGE_PCT, sign=before.sign, qualifies=True)
    if before.measure not in _SHARED:
        return role
    if clause.gap - {","} or clause.brackets or last is None:
        return role
    unit = clause.item.figures[0].unit
    listed = bool(clause.left or clause.gap)
    bare = listed and {stream.keys[index] for index in clause.left} <= _OF_A_LIST
    if unit is not None and unit.kind == "ratio" and bare:
        return replace(role, measure=before.measure, qualifies=before.qualifies)
    named = read_left(stream, clause.left)
    thing = named.thing and not (named.head or named.act) and role.status is Status.NORMAL
    planned = last.measure is Measure.PLAN and before.measure is Measure.PLAN and same_unit(last.unit, unit)
    return replace(role, measure=Measure.PLAN) if thing and planned and clause.gap else role
