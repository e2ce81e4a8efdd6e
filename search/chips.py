"""How a question was understood, slot by slot, in words that can be shown and corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from search.language import Language
from search.phrase import join, period_label, say
from search.question import Question
from search.slots import Comparator, Slots
from search.wording import area_label, limit_in_words


def interpretation(question: Question) -> Mapping[str, str]:
    """The slots that were filled, by slot id, in a fixed order, with labels in the question's language."""
    return {slot: label for slot, label in _slots(question) if label}


def understood_as(question: Question) -> Iterator[str]:
    """What was taken for something else than its words say, and what was left aside: never silently."""
    language = question.language
    for one in question.read_as:
        yield say(language, "understood.as", surface=one.surface, meant=one.meant)
    for name in question.unmatched if question.slots.districts else ():
        near = (
            f" {say(language, 'understood.near', names=', '.join(name.candidates))}"
            if name.candidates
            else ""
        )
        yield say(language, "understood.unknown", name=name.surface) + near


def slot_label(slot: str, language: Language) -> str:
    """The name of a slot for people."""
    return say(language, f"slot.{slot}")


def _slots(question: Question) -> Iterator[tuple[str, str]]:
    slots, language = question.slots, question.language
    yield "intent", say(language, f"intent.{question.intent.value}")
    yield "district", join([area_label(area, language) for area in slots.districts], language)
    yield "province", join([area_label(area, language) for area in slots.provinces], language)
    yield "commune", join([area_label(area, language) for area in slots.communes], language)
    yield "period", join([period_label(period, language) for period in slots.periods], language)
    yield "base", join([period_label(period, language) for period in slots.bases], language)
    yield from _subjects(question)
    yield "threshold", _threshold(slots, language)
    yield (
        "order",
        say(language, f"ranking.order_{slots.order}", name="", items="").strip(" :.") if slots.order else "",
    )
    yield "stars", str(slots.stars) if slots.stars else ""


def _subjects(question: Question) -> Iterator[tuple[str, str]]:
    slots, language = question.slots, question.language
    english = language == Language.ENGLISH
    yield "event", join([event.en if english else event.vi for event in slots.events], language)
    yield "programme", join([one.en if english else one.vi for one in slots.programmes], language)
    yield "part", join([one.en if english else one.vi for one in slots.parts], language)
    yield "document", join([document.label for document in slots.documents], language)
    yield "topic", " ".join(_topics([term.surface for term in question.terms]))
    measures = sorted(say(language, f"measure.{measure.value}") for measure in slots.measures)
    yield "measure", join(measures, language)


def _topics(surfaces: Sequence[str]) -> Iterator[str]:
    """The terms without those that stand in a longer one: "con", "trâu" and "con trâu" are told once."""
    told = [f" {surface.lower()} " for surface in surfaces]
    for surface, own in zip(surfaces, told, strict=True):
        if not any(own in other for other in told if other != own):
            yield surface


def _threshold(slots: Slots, language: Language) -> str:
    limit = slots.threshold
    if limit is None:
        return ""
    sign = "" if limit.comparator is Comparator.BETWEEN else f"{limit.comparator.value} "
    return f"{sign}{limit_in_words(limit, language)}"
