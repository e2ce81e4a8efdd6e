"""The role of a figure: value, plan, percentage of plan or base, change, excess, with its sign and status."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.clauses import Clause
from ingest.fact import Measure, Status
from ingest.figures import Figure, Place
from ingest.label_kinds import DIRECTIONS, JOINTS
from ingest.match.units import Unit
from ingest.neighbours import is_year
from ingest.targets import BRIDGE, target_after, target_before
from ingest.tokens import Label, Stream

_CUES = DIRECTIONS | {"equals", "share", "level", "times", "plan", "allotted", "copula", "estimate", "aim"}
_PASSED_OVER = JOINTS | {"approx", "against", "qualifier", "forecast", "granted"}
_STATUS = {"estimate": Status.ESTIMATE, "forecast": Status.FORECAST, "aim": Status.FORECAST}


# What a planned change measures, by its sign.
EXTENTS = {
    Measure.CHANGE: {-1: "mức giảm", 1: "mức tăng"},
    Measure.CHANGE_PCT: {-1: "mức giảm", 1: "tốc độ tăng"},
}


@dataclass(frozen=True, slots=True)
class Role:
    """What a figure says of its subject.

    ``sign`` is -1 for a fall; ``target`` is ``plan`` or ``base`` where one is named after the figure;
    ``qualifies`` says that the figure speaks of another figure's subject unless it names its own;
    ``after_target`` is the token after the words of the target; ``share`` that it is a part in percent
    ("chiếm 16%"); ``earlier`` that it is the value of the earlier period itself ("cùng kỳ 5.350 con").
    ``extent`` names the rise or fall that the figure measures ("mức giảm"), where it is none that was seen.
    """

    measure: Measure
    sign: int = 1
    target: str = ""
    qualifies: bool = False
    status: Status = Status.NORMAL
    after_target: int = 0
    share: bool = False
    earlier: bool = False
    extent: str = ""


def read_role(stream: Stream, clause: Clause, figure: Figure, skip: frozenset[int]) -> Role:
    """The role of one figure in its clause."""
    target, end = target_after(stream, figure.last, skip)
    target = target or target_before(stream, clause)
    cue = _cue(stream, clause)
    status = _status(stream, clause)
    ratio = figure.unit is not None and figure.unit.kind == "ratio"
    if figure.unit is None and target == "plan" and cue in ("copula", "equals", "excess", "share"):
        ratio = True  # "đạt 101,1 kế hoạch", "vượt 0,58 KH": the sign was forgotten
    if clause.item.figures[0].place is Place.FROM or (
        target == "base" and figure.place is not Place.LOW and _starts_from(stream, figure)
    ):
        return Role(Measure.VALUE, status=status, after_target=end, earlier=True)
    role = _ratio(stream, clause, cue, target) if ratio else _quantity(stream, clause, cue, target)
    if extent := _goal(stream, clause, role):
        return Role(Measure.PLAN, qualifies=True, status=status, after_target=end, extent=extent)
    if role.measure is Measure.CHANGE_PCT and not _percent(figure.unit):
        role = replace(role, measure=Measure.CHANGE)  # of a rate, in its own unit: "giảm 0,3‰"
    if role.measure is Measure.VALUE and _granted(stream, clause, figure):
        role = Role(Measure.PLAN)
    earlier = role.measure is Measure.VALUE and cue == "base"
    return Role(role.measure, role.sign, target, role.qualifies, status, end, role.share, earlier)


def _starts_from(stream: Stream, figure: Figure) -> bool:
    """As in "từ 2,74% đầu năm xuống còn 1,92%"."""
    return stream.keys[figure.first - 1 : figure.first] == ("từ",)


def _goal(stream: Stream, clause: Clause, role: Role) -> str:
    """The extent that was set as a goal: "vượt mục tiêu giảm 4,5 điểm %"; ``""`` where none is."""
    if role.measure not in EXTENTS:
        return ""
    direction = next((i for i in reversed(clause.chain) if stream.kind_at(i) in DIRECTIONS), None)
    label = stream.labels[direction] if direction is not None else None
    goal = stream.labels[label.first - 1] if label and label.first else None
    if goal is None or goal.kind not in ("plan", "granted", "aim"):
        return ""
    before = goal.first - 1
    ends = clause.before > 0 and before < clause.left[0] and not clause.gap & {"."}
    ends = ends and stream.keys[before] not in ("(", "/")
    if ends or stream.kind_at(before) == "against":
        return ""  # "đạt 95% so với kế hoạch, giảm 3%"
    return EXTENTS[role.measure][role.sign]


def _percent(unit: Unit | None) -> bool:
    return unit is None or unit.text == "%"


def _granted(stream: Stream, clause: Clause, figure: Figure) -> bool:
    """Money that was allotted is a plan: "Chương trình … giao 9.250 triệu đồng".

    Money that was set aside for a deed is no more than that: "bố trí 700 triệu đồng nhân rộng 04 mô hình".
    """
    money = figure.unit is not None and figure.unit.kind == "money"
    labels = (stream.labels[index] for index in clause.chain)
    granted = next((label for label in labels if label and label.kind == "granted"), None)
    deed = granted is not None and granted.id == "set-aside" and clause.right[:1] == (figure.last,)
    deed = deed and stream.kind_at(figure.last) in ("", "verb")
    return money and granted is not None and not deed


def _cue(stream: Stream, clause: Clause) -> str:
    """The nearest word left of the figure that tells a role; approximating words do not count."""
    for index in reversed(clause.chain):
        label = stream.labels[index]
        kind = label.kind if label else ""
        if label and label.id == "be" and stream.keys[index] in ("được", "thêm", "lên"):
            continue
        if kind in ("plan", "allotted"):
            return _compared_with_plan(stream, clause, label) or kind
        if kind in _CUES:
            return (_led(stream, clause, index) if kind == "copula" else "") or kind
        if kind == "base":
            return _direction_before(stream, clause, index) or "base"
        if kind not in _PASSED_OVER:
            return ""
    return ""


def _led(stream: Stream, clause: Clause, copula: int) -> str:
    """The "cao hơn" of "cao hơn năm 2021 là 3,1 triệu đồng": nothing but the base stands between."""
    for index in reversed([i for i in clause.left if i < copula]):
        kind = stream.kind_at(index)
        if kind in DIRECTIONS:
            return kind
        if (
            kind not in ("base", "against")
            and stream.keys[index] not in BRIDGE
            and not is_year(stream.keys[index])
        ):
            break
    return ""


def _compared_with_plan(stream: Stream, clause: Clause, plan: Label | None) -> str:
    """The "vượt" of "vượt kế hoạch giao 0,58%", the "thấp hơn" of "thấp hơn mục tiêu 0,4%"."""
    before = plan.first - 1 if plan else -1
    return stream.kind_at(before) if before in clause.left and stream.kind_at(before) in DIRECTIONS else ""


def reaches(stream: Stream, clause: Clause) -> bool:
    """Whether the figure is said to be reached: "đạt 53%"."""
    return any(label and label.id == "achieved" for label in (stream.labels[i] for i in clause.chain))


def _direction_before(stream: Stream, clause: Clause, index: int) -> str:
    """The "cao hơn" of "cao hơn cùng kỳ năm trước 1.493 ha"."""
    label = stream.labels[index]
    base = label.first if label else index
    for earlier in reversed([i for i in clause.left if i < index]):
        if stream.kind_at(earlier) in DIRECTIONS:
            return stream.kind_at(earlier)
    more = stream.keys[base - 1 : base] == ("hơn",)
    return "increase" if more else ""


def _status(stream: Stream, clause: Clause) -> Status:
    kinds = {stream.kind_at(index) for index in clause.left}
    return next((status for kind, status in _STATUS.items() if kind in kinds), Status.NORMAL)


def _ratio(stream: Stream, clause: Clause, cue: str, target: str) -> Role:
    signed = clause.item.figures[-1].signed
    if cue == "excess" and target == "base":
        return Role(Measure.CHANGE_PCT, qualifies=True)  # "vượt 12% so với cùng kỳ"
    if cue == "excess" or (cue in ("increase", "decrease") and target == "plan"):
        return Role(Measure.PCT_OF_PLAN_EXCESS, -1 if cue == "decrease" else 1, qualifies=True)
    if cue in ("increase", "decrease") or (signed and target != "plan"):
        return Role(Measure.CHANGE_PCT, -1 if cue == "decrease" else 1, qualifies=True)
    if target == "plan":
        return Role(Measure.PCT_OF_PLAN, qualifies=True)
    if target == "base":
        return Role(Measure.PCT_OF_BASE, qualifies=True)
    if cue in ("plan", "aim") or _names_plan(stream, clause):
        return Role(Measure.PLAN)
    return Role(Measure.VALUE, share=cue == "share")


def _quantity(stream: Stream, clause: Clause, cue: str, target: str) -> Role:
    if cue == "times":
        return Role(Measure.PCT_OF_BASE, qualifies=True)  # "gấp 1,4 lần cùng kỳ"
    if cue == "excess" or (cue in ("increase", "decrease") and target == "plan"):
        return Role(Measure.PCT_OF_PLAN_EXCESS, -1 if cue == "decrease" else 1, qualifies=True)
    if cue in ("increase", "decrease"):
        return Role(Measure.CHANGE, -1 if cue == "decrease" else 1, qualifies=True)
    if cue in ("plan", "allotted", "aim") or _speaks_of_plan(stream, clause):
        return Role(Measure.PLAN)
    return Role(Measure.VALUE)


def _speaks_of_plan(stream: Stream, clause: Clause) -> bool:
    """Whether the words that name the figure are a plan or an allotment: "tổng vốn được giao năm 2024 là"."""
    if _speaks_of_spending(stream, clause):
        return False
    kinds = {stream.kind_at(index) for index in clause.left}
    opening = [index for index in clause.left if index not in clause.chain][:1]
    named = any(stream.kind_at(index) == "plan" for index in opening) or _names_plan(stream, clause)
    return bool(kinds & {"allotted", "aim"}) or named


def _speaks_of_spending(stream: Stream, clause: Clause) -> bool:
    """As in "giải ngân kế hoạch năm 2023 là …": what was spent of the plan, where no aim is told."""
    labels = [label for label in (stream.labels[index] for index in clause.left) if label]
    first = next((label for label in labels if label.kind in ("plan", "allotted", "property", "aim")), None)
    return first is not None and first.id == "disbursement" and all(label.kind != "aim" for label in labels)


def _names_plan(stream: Stream, clause: Clause) -> bool:
    """As in "trong khi chỉ tiêu giao đầu năm là 101 tỷ": nothing but its giver stands after the plan's word.

    A plan right after another figure is what that figure is held against.
    """
    plan = next((i for i in reversed(clause.left) if stream.kind_at(i) == "plan"), None)
    label = stream.labels[plan] if plan is not None else None
    if label is None or 0 < label.first <= clause.before or stream.kind_at(label.first - 1) == "against":
        return False
    after = [index for index in clause.left if index >= label.last]
    kinds = {stream.kind_at(index) for index in after if stream.keys[index] not in BRIDGE}
    return bool(after) and kinds <= {"granted", "copula", "base", "joint", "noise"}
