"""Slots that the user corrected: the chips of an answer, put back into its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from search.holdings import Catalogue
from search.intents import Intent
from search.parts import parts_asked
from search.places import read_places
from search.question import Question
from search.slots import Slots
from search.times import read_times
from search.topics import Term
from search.units_asked import UnitsAsked, units_meant
from search.words import normal

_Correct = Callable[[Slots, str, Catalogue], Slots]


def corrected(question: Question, overrides: Mapping[str, str], catalogue: Catalogue) -> Question:
    """The question with other slots. A value is words as a user types them; an empty one clears the slot.

    Knows ``intent`` (an id), ``district``, ``province``, ``period`` and ``figure`` (the name that a report
    gives it, asked for instead of what was); leaves all else as it was read.
    """
    slots = question.slots
    for slot, value in overrides.items():
        if slot in _CORRECTIONS:
            slots = _CORRECTIONS[slot](slots, value.strip(), catalogue)
    slots = replace(slots, parts=parts_asked(question.text, slots, catalogue))
    intent = question.intent
    if overrides.get("intent") in set(Intent):
        intent = Intent(overrides["intent"])
    named = "district" in overrides
    if name := overrides.get("figure", "").strip():
        intent = Intent.LOOKUP
        slots = replace(slots, indicators=(), programmes=(), events=(), parts=())
        question = replace(question, terms=(Term(name, (normal(name),)),))
    return replace(
        question,
        slots=slots,
        intent=intent,
        unmatched=() if named else question.unmatched,
        ambiguous=() if named else question.ambiguous,
    )


def _district(slots: Slots, value: str, catalogue: Catalogue) -> Slots:
    """A name, a label with its kind and province, or a code."""
    by_code = tuple(area for area in catalogue.districts if area.code == value)
    read = read_places(value, catalogue)
    return replace(
        slots,
        districts=by_code or read.districts,
        provinces=read.provinces if read.districts else (),
        units=_units(slots.units, by_code[0].label if by_code else value, catalogue),
    )


def _units(asked: UnitsAsked | None, value: str, catalogue: Catalogue) -> UnitsAsked | None:
    """A question about units asks of those that the value names: one of its choices, or another unit."""
    return (units_meant(value, asked, catalogue.districts) or asked) if asked else None


def _province(slots: Slots, value: str, catalogue: Catalogue) -> Slots:
    wanted = value.lower()
    return replace(
        slots, provinces=tuple(a for a in catalogue.provinces if wanted and a.name.lower() in wanted)
    )


def _period(slots: Slots, value: str, _catalogue: Catalogue) -> Slots:
    return replace(slots, periods=read_times(value).periods)


_CORRECTIONS: Mapping[str, _Correct] = {"district": _district, "province": _province, "period": _period}
