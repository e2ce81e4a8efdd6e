"""The unit of a figure that is written without one."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.fact import Measure
from ingest.match.units import Unit, unit_at
from ingest.roles import Role
from ingest.tokens import Kind, Stream

_RATIOS = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS, Measure.PCT_OF_BASE)
_LONGEST_NOUN = 4  # words of "hộ cận nghèo"
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
    if listed is not None and not (clause.gap <= {","} or _is_sum(stream, clause, listed)):
        listed = None  # a bare number goes on a list only after a comma; sums are told apart by their size
    again = last if _again(stream, clause, role, last) or _part_in_bracket(stream, clause, last) else None
    return (
        _people(stream, clause)
        or _noun(stream, clause)
        or _counted(stream, clause)
        or _before(stream, clause)
        or rate
        or again
        or listed
    )


def _is_sum(stream: Stream, clause: Clause, listed: Unit) -> bool:
    """Whether a bare number goes on with sums: in their sentence, or named as one ("giải ngân 5.120")."""
    labels = (stream.labels[index] for index in clause.left)
    named = any(label and (label.kind == "allotted" or "money" in label.detail.split()) for label in labels)
    return listed.kind == "money" and (named or "." not in clause.gap)


def _again(stream: Stream, clause: Clause, role: Role, last: Unit | None) -> bool:
    """Whether the things told last are counted again: "(kế hoạch 1.200)", "(thành lập mới 02)"."""
    if last is None or last.measured or last.kind == "ratio" or "." in clause.gap:
        return False
    acts = any(stream.kind_at(index) == "verb" for index in clause.left)
    counts = any(stream.keys[index] == "số" for index in clause.left or clause.lead or ())
    return (acts and clause.gap <= {"(", ","}) or counts or role.measure is Measure.PLAN


def _part_in_bracket(stream: Stream, clause: Clause, last: Unit | None) -> bool:
    """As in "35 trang trại (chăn nuôi 28, trồng trọt 5)": parts of what was counted before the bracket."""
    if last is None or last.kind not in ("works", "item", "person", "event") or not clause.left:
        return False
    opened = stream.keys[clause.before : clause.left[0]] == ("trong", "đó", ":")
    opened = opened or stream.keys[clause.left[0] - 1 : clause.left[0]] == ("(",)
    words = all(stream[index].kind is Kind.WORD for index in clause.left)
    figure = clause.item.figures[0]
    follows = clause.item.last < len(stream) and stream.keys[clause.item.last] in (",", ")", ";")
    return opened and words and follows and figure.value == int(figure.value)


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


def _before(stream: Stream, clause: Clause) -> Unit | None:
    """The households or cases that the number itself follows: "hộ cận nghèo 340 (33,7%)"."""
    words, figure = clause.left, clause.item.figures[0]
    hit = unit_at(stream.keys, words[0]) if words else None
    if hit is None or hit[1].kind not in ("household", "event") or len(words) == hit[0]:
        return None
    beside = words == tuple(range(words[0], figure.first)) and len(words) <= _LONGEST_NOUN
    ends = stream.keys[clause.item.last : clause.item.last + 1] in (
        ("(",),
        (",",),
        (";",),
        (")",),
        (".",),
        (),
    )
    return hit[1] if beside and ends and figure.value == int(figure.value) else None


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
