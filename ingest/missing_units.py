"""The unit of a figure that is written without one."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.fact import Measure
from ingest.match.units import Unit, unit_at
from ingest.roles import Role
from ingest.tokens import Stream

_RATIOS = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS, Measure.PCT_OF_BASE)
_NAMED_PEOPLE = ("child", "pupil")


def guess_unit(
    stream: Stream, clause: Clause, role: Role, listed: Unit | None, last: Unit | None
) -> Unit | None:
    """What a bare number is counted in, or ``None``: the text shows it by its role, its name, its list."""
    if role.measure in _RATIOS:
        return known_unit("%")
    paired = len(clause.item.figures) == 2
    rate = _rate(stream, clause)
    if paired and rate:
        rate = known_unit("người")  # the counts behind a rate without a unit are nearly always people
    if listed is not None and not (clause.gap <= {","} or listed.kind == "money"):
        listed = None  # a bare number goes on a list only after a comma; sums are told apart by their size
    again = last if _again(stream, clause, role, last) else None
    return (
        _people(stream, clause)
        or _noun(stream, clause)
        or _counted(stream, clause)
        or rate
        or again
        or listed
    )


def _again(stream: Stream, clause: Clause, role: Role, last: Unit | None) -> bool:
    """Whether the things told last are counted again: "(kế hoạch 1.200)", "(thành lập mới 02)"."""
    if last is None or last.measured or last.kind == "ratio" or "." in clause.gap:
        return False
    acts = any(stream.kind_at(index) == "verb" for index in clause.left)
    counts = any(stream.keys[index] == "số" for index in clause.left or clause.lead or ())
    return (acts and clause.gap <= {"(", ","}) or counts or role.measure is Measure.PLAN


def known_unit(word: str) -> Unit:
    """A unit by its one-word label, which the list must know."""
    hit = unit_at((word,), 0)
    assert hit is not None, word
    return hit[1]


def _people(stream: Stream, clause: Clause) -> Unit | None:
    """As in "phụ nữ có thai … 541/1803": people are counted though no unit is written."""
    for index in clause.left:
        hit = unit_at(stream.keys, index)
        if hit and hit[1].kind == "person" and hit[1].concept:
            return hit[1] if hit[1].concept.id in _NAMED_PEOPLE else known_unit("người")
    return None


def _counted(stream: Stream, clause: Clause) -> Unit | None:
    """The noun after "số": "số lần điều trị: 309"."""
    for index in clause.left:
        label = stream.labels[index]
        if label and label.id == "number" and label.first == index:
            hit = unit_at(stream.keys, label.last)
            return hit[1] if hit and not hit[1].measured else None
    return None


def _rate(stream: Stream, clause: Clause) -> Unit | None:
    """As in "tỷ lệ hộ dùng điện 99,8": a rate without its sign."""
    labels = (stream.labels[index] for index in clause.left)
    return known_unit("%") if any(label and label.id in ("rate", "growth") for label in labels) else None


def _noun(stream: Stream, clause: Clause) -> Unit | None:
    """The noun after the number, where the list of units does not know it."""
    index = clause.item.last
    if index >= len(stream) or stream.kind_at(index) or not stream[index].text.islower():
        return None
    return Unit(stream[index].key, None, "item")
