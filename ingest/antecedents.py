"""What a figure goes back to: the figure that a change speaks of, a whole told before, a subject."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.clauses import Clause
from ingest.fact import Measure, Status
from ingest.figures import Figure, Place
from ingest.frames import Frame, Held
from ingest.match.units import same_unit
from ingest.noun_phrases import read_left, read_right
from ingest.roles import Role
from ingest.subjects import fits
from ingest.tokens import Stream

_STILL = frozenset({"còn", "vẫn"})
_CHANGES = (Measure.CHANGE, Measure.CHANGE_PCT)
_AHEAD = (Status.ESTIMATE, Status.FORECAST)


def qualified(
    stream: Stream, clause: Clause, figure: Figure, role: Role, frame: Frame, share: Held | None
) -> Held | None:
    """The figure that a percentage or change speaks of, ``None`` where it names a subject that none told.

    ``share`` is the share told just before, if one was.
    """
    named = read_left(stream, [index for index in clause.left if index not in clause.chain])
    if named.concept == "rate" and not named.thing:
        return frame.last  # "giải ngân 4,8 tỷ đồng, tỷ lệ 22,7%"
    if named.head or named.thing:
        return frame.find(named) if named.head else frame.about(named.thing, figure.unit)
    if frame.parts_are_told():
        return frame.divided  # "13 vụ gồm 9 vụ trộm cắp và 4 vụ đánh nhau, tăng 4 vụ"
    frame.each = frame.last is not frame.divided
    if role.measure is Measure.CHANGE_PCT and share and clause.gap <= {","}:
        return share  # "4.873 hộ nghèo, chiếm 24,56%, giảm 5,12%"
    if role.measure is not Measure.CHANGE or frame.last is None:
        return frame.now() if role.measure in _CHANGES else frame.last
    right = tuple(index for index in clause.right if index < role.after_target or not role.target)
    after = read_right(stream, right)
    rate = _of_rate(frame.last, figure) or _rate_of(frame.last, figure)
    if (same_unit(frame.last.unit, figure.unit) or rate) and not after:
        return frame.now()
    return frame.counted(figure.unit, after) or _people(frame.last, figure, clause)


def _people(held: Held, figure: Figure, clause: Clause) -> Held | None:
    """As in "57.218 học sinh, giảm 634 em": one noun for people may stand for another."""
    both = [unit is not None and unit.kind == "person" for unit in (held.unit, figure.unit)]
    return held if all(both) and clause.gap <= {","} else None


def _of_rate(held: Held, figure: Figure) -> bool:
    """As in "bình quân 14,25 tiêu chí/xã, tăng 0,6 tiêu chí"."""
    if held.unit is None or figure.unit is None or held.unit.kind != "rate":
        return False
    return held.unit.text.startswith(f"{figure.unit.text}/")


def _rate_of(held: Held, figure: Figure) -> bool:
    """As in "bình quân mỗi xã 11,19 tiêu chí, tăng 1,25 tiêu chí/xã"."""
    if held.unit is None or figure.unit is None:
        return False
    return figure.unit.text.startswith(f"{held.unit.text}/")


def repeats(stream: Stream, clause: Clause, figure: Figure, role: Role, frame: Frame) -> bool:
    """Whether a figure is of the subject before it: "26.150 lượt (mục tiêu 25.000 lượt)".

    So are an estimate, the value of an earlier period, and what was reached of a plan told just before.
    """
    last, words = frame.last, read_left(stream, clause.left)
    if last is None or (clause.lead and stream.kind_at(clause.lead[0]) != "plan"):
        return False
    bare = not (words.head or words.thing or (words.act and not role.earlier))
    ahead = role.status in _AHEAD
    after_plan = last.measure is Measure.PLAN and role.measure is Measure.VALUE and clause.gap <= {",", ";"}
    after_plan = after_plan and bool(clause.left) and not clause.parts and not last.plan_pair
    past = last.period is not None and frame.started is not None and last.period.end <= frame.started
    still = any(stream.keys[index] in _STILL for index in clause.left) and clause.gap <= {","}
    again = role.measure is Measure.PLAN or role.earlier or ahead or past
    again = again or ((after_plan or still) and not clause.right)
    named = _of_its_own(stream, clause, figure)
    if not again or not bare or named or (ahead and clause.right):
        return False
    again_of_ratio = ahead and last.unit is not None and last.unit.kind in ("ratio", "times")
    return same_unit(last.unit, figure.unit) or (again_of_ratio and fits(last.subject, figure.unit))


def _of_its_own(stream: Stream, clause: Clause, figure: Figure) -> bool:
    """Whether a percentage is of what follows it: "có 80% hộ …; 90% số cơ quan …"."""
    ratio = figure.unit is not None and figure.unit.kind == "ratio"
    return ratio and bool(read_right(stream, clause.right))


def told_whole(frames: Sequence[Frame], clause: Clause) -> Held | None:
    """The figure told before that the b of a/b repeats: "19 vụ phạm pháp hình sự; làm rõ 17/19 vụ"."""
    if clause.item.figures[0].place is not Place.OVER or clause.right:
        return None
    first, whole = clause.item.figures
    unit = whole.unit or first.unit
    if unit is None or unit.kind == "admin":
        return None  # "17/17 xã" is all there are, whatever was told of 17 before
    seen = (held for frame in reversed(frames) for held in reversed(frame.seen))
    same = (held for held in seen if held.value == whole.value and same_unit(held.unit, unit))
    return next((held for held in same if held.measure is Measure.VALUE), None)


def whole_of(frame: Frame, part: Held, role: Role, pair: Sequence[Figure]) -> int | None:
    """The group of the figure's total: the b of its a/b, or what "trong đó" opened the parts of."""
    if len(pair) == 2:
        total = pair[0].place is Place.OVER and not part.plan_pair
        return part.group + 1 if total and pair[1].unit in (None, part.unit) else None
    whole = frame.whole
    if whole is None or role.share or role.earlier or not same_unit(whole.unit, part.unit):
        return None
    return whole.group if whole.measure is part.measure else None
