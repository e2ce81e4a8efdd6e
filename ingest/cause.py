"""The event that left a figure behind: "tốc mái 37 nhà" after "mưa đá" counts houses unroofed by hail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ingest.damage import tells_damage
from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.sentence import split_sentences
from ingest.text import even_tones
from ingest.wording import animals
from ontology.values import Concept

_GIVEN = 60  # characters from a figure to its reason
_REASON = re.compile(r"^[^,;.()]*\b(?:do|vì|bởi)\s+(?:bệnh\s+|dịch\s+)*$")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<=số)\s+(\d+)")
_REACH = 300  # characters back in which the event of a sentence still explains a figure
_GROUPS = ("weather", "disease", "accident")
_NAMED_BY = ("mắc", "mắc bệnh", "ổ dịch")  # these name their disease: "số ca mắc sốt xuất huyết"


class Causes:
    """The events that one flow names, asked for by figures."""

    def __init__(self, text: str) -> None:
        self._text = text

    def complete(self, name: str, start: int) -> str:
        """The name of what a figure at ``start`` counts, with the event that did the damage it speaks of."""
        return self._with_animal(self._with_event(name, start), start)

    def _with_event(self, name: str, start: int) -> str:
        if not tells_damage(name):
            return name
        words = f" {even_tones(name)} "
        event = self._given(start) or self._before(start)
        if event is None or _says(words, event):
            return name
        what = f"{event.surface[:1].lower()}{event.surface[1:]}"
        if number := _NUMBER.match(self._text, event.end):
            what = f"{what} {number[1]}"  # "bão số 3"
        if words.rstrip().endswith(tuple(f" {word}" for word in _NAMED_BY)):
            return f"{name.removesuffix(' bệnh')} {what}"
        return f"{name} do {what}"

    def _given(self, start: int) -> Mention[Concept] | None:
        """The event that the figure's own words give as its reason: "01 người tử vong do bệnh dại"."""
        for event in self._events:
            if start < event.start <= start + _GIVEN:
                return event if _REASON.search(self._text[start : event.start]) else None
        return None

    def _with_animal(self, name: str, start: int) -> str:
        """The name with the kind of animal that the sentence spoke of last: "số con chết" counts pigs."""
        words = even_tones(name).split()
        if "con" not in words or any(animal in words for animal in animals()):
            return name
        low = max((begin for begin, end in self._sentences if begin <= start), default=0)
        told = even_tones(self._text[low:start])
        found = [word for word in _WORD.findall(told) if word in animals()]
        return re.sub(r"\bcon\b", f"con {found[-1]}", name, count=1) if found else name

    def _before(self, start: int) -> Mention[Concept] | None:
        """The event named last before the figure in its sentence, if it is one that does damage."""
        low = max((begin for begin, end in self._sentences if begin <= start), default=0)
        low = max(low, start - _REACH)
        named = (event for event in self._events if "generic" not in event.value.extra)
        near = [event for event in named if low <= event.start < start]
        damaging = near and near[-1].value.extra.get("group", "").endswith(_GROUPS)
        return near[-1] if damaging else None

    @cached_property
    def _events(self) -> tuple[Mention[Concept], ...]:
        return tuple(match_events(self._text))

    @cached_property
    def _sentences(self) -> Sequence[tuple[int, int]]:
        return tuple(split_sentences(self._text))


def _says(words: str, event: Mention[Concept]) -> bool:
    """Whether the name holds the event already, or another word for it."""
    return even_tones(event.surface) in words or any(
        f" {even_tones(label)} " in words for label in event.value.labels
    )
