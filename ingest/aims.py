"""Sentences that strive for something: what they name is planned, and a wanted fall is no fall yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.clauses import Clause
from ingest.fact import Measure
from ingest.roles import EXTENTS, Role
from ingest.subjects import Subject
from ingest.text import even_tones
from ingest.tokens import Stream
from ontology.phrases import load_words

_LEVELS = frozenset({"còn", "xuống", "lên"})
_WHOLE_YEAR = (("cả", "năm"), ("cuối", "năm"), ("hết", "năm"))
_NOW = frozenset({"nay", "hiện"})
_PASSED_OVER = frozenset({"aim", "noise", "light", "joint", "forecast"})
_AHEAD = frozenset({"estimate", "forecast"})
_SAID = (Measure.VALUE, Measure.PCT_OF_PLAN)


def strives(stream: Stream, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` hold an aim ("phấn đấu") and nothing after it tells what was done."""
    kinds = stream.kinds(first, last)
    if "aim" not in kinds:
        return False
    aim = next(i for i in range(last - 1, first - 1, -1) if kinds[i - first] == "aim")
    done = any(stream.keys[index] in _done() for index in range(aim, last))
    barely = any(stream.keys[i] == "mới" and stream.kind_at(i) == "noise" for i in range(aim, last))
    return not (done or barely)  # "phấn đấu về đích, mới đạt 14 tiêu chí"


def of_whole_year(stream: Stream, first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` make an estimate of the whole year: "dự kiến cả năm đón …"."""
    ahead = not _AHEAD.isdisjoint(stream.kinds(first, last))
    return ahead and any(stream.keys[i : i + 2] in _WHOLE_YEAR for i in range(first, last))


def says_now(stream: Stream, words: Sequence[int]) -> bool:
    """Whether the words set off what is so now from what was before: "năm 2020 có 4 sản phẩm, nay có 27"."""
    told = (index for index in words if stream.keys[index] in _NOW)
    return any(label and label.id == "time-lead" for label in (stream.labels[index] for index in told))


def aimed_at(role: Role) -> Role:
    """The role of a figure that is striven for: "phấn đấu giảm 3%" plans the extent of a fall."""
    if role.measure in _SAID:
        return replace(role, measure=Measure.PLAN)
    if role.measure in EXTENTS:
        return replace(role, measure=Measure.PLAN, sign=1, extent=EXTENTS[role.measure][role.sign])
    return role


def opening_change(stream: Stream, clause: Clause) -> str:
    """The extent that a share states where the fall is named before it: "giảm tỷ lệ hộ nghèo đạt 3%"."""
    words = [index for index in clause.left if stream.kind_at(index) not in _PASSED_OVER]
    unit = clause.item.figures[0].unit
    if not words or unit is None or unit.kind != "ratio":
        return ""
    kind = stream.kind_at(words[0])
    named = any(stream.kind_at(index) == "property" for index in words)
    level = any(stream.keys[index] in _LEVELS for index in words)
    if kind not in ("increase", "decrease") or not named or level:
        return ""
    return EXTENTS[Measure.CHANGE][-1 if kind == "decrease" else 1]


def extent_of(subject: Subject, extent: str) -> Subject:
    """What rises or falls, as the measure of its rise or fall: "mức giảm tỷ lệ hộ nghèo"."""
    if not extent:
        return subject
    head = "" if subject.head == "tỷ lệ" and subject.thing.startswith("số ") else subject.head
    return replace(subject, head=f"{extent} {head}".strip(), concept="growth")


@cache
def _done() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("clause_words")["done"])
