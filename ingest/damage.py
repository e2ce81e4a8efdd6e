"""Sums of damage: what was destroyed is told first, and then what it was worth, with no word of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ingest.clauses import Clause
from ingest.frames import Frame
from ingest.match.units import Unit
from ingest.subjects import Subject, default_head
from ingest.text import even_tones
from ingest.tokens import Stream
from ingest.wording import word_list
from ontology.phrases import load_words

_DAMAGE = Subject("thiệt hại", fits="money", concept="damage")
_NEAR = 3  # figures back: the things destroyed, the sum of those before


@cache
def damage_words() -> tuple[str, ...]:
    """Words for what disasters, diseases and accidents do, tones evened."""
    return tuple(map(even_tones, load_words("event_cues", "impacts")["damage"]))


def tells_damage(name: str) -> bool:
    """Whether a name counts what was damaged or lost: "số nhà tốc mái"."""
    words = f" {even_tones(name)} "
    return any(f" {word} " in words for word in damage_words())


def caused_damage(stream: Stream, clause: Clause, unit: Unit | None) -> Subject | None:
    """The damage that a sum tells right after "gây thiệt hại", whatever places stand before it."""
    if unit is None or unit.kind != "money":
        return None
    causing = (stream.labels[index] for index in clause.chain)
    words = (" ".join(stream.keys[label.first : label.last]) for label in causing if label)
    return _DAMAGE if any(_DAMAGE.head in word for word in words) else None


def as_damage(subject: Subject, unit: Unit | None, frame: Frame, *, bare: bool) -> Subject:
    """The worth of damaged things told just before: "hư hại 67 nhà (908 triệu đồng), 11 cầu (310 triệu)".

    ``bare``: no words of its own name the sum, which is then that of the things counted right before it.
    """
    if unit is None or unit.kind != "money" or subject.head != default_head(unit) or subject.concept:
        return subject
    if (subject.act and not tells_damage(subject.act)) or _is_relief(subject):
        return subject
    before = [held.subject for held in frame.seen[-_NEAR:]]
    if not any(told.concept == _DAMAGE.concept or tells_damage(told.name) for told in before):
        return subject
    thing = subject.thing.removesuffix(_DAMAGE.head).strip()
    last = frame.last if bare else None
    if last and last.unit and not last.unit.measured and last.unit.kind != "ratio":
        noun = "" if last.subject.thing.startswith(last.unit.written) else last.unit.written
        thing = f"{noun} {last.subject.thing}".strip()
    return replace(subject, head=_DAMAGE.head, thing=thing, concept=_DAMAGE.concept)


def _is_relief(subject: Subject) -> bool:
    name = even_tones(subject.name)
    return any(word in name for word in word_list("relief"))
