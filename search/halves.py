"""Takes a question of two parts apart: "how many hectares were sown, and was there a drought?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from search.cues import match_cues
from search.holdings import Catalogue
from search.intents import decide_intent
from search.question import Question, parse_question

_JOINT = re.compile(r"\s*[,;?]\s*(?:and|và|va|còn|con)?\s+|\s+(?:and|và|va)\s+", re.IGNORECASE)
_ASKING = frozenset(
    {
        "asks-quantity",
        "asks-measure",
        "asks-yes-no",
        "asks-commune",
        "asks-product",
        "asks-document",
        "asks-when",
    }
)


def halves(
    question: Question, catalogue: Catalogue, restore: Callable[[str], str], known: Callable[[str], bool]
) -> tuple[Question, ...]:
    """The two parts of a question that each ask something, the places and times of the whole in both."""
    for joint in _JOINT.finditer(question.text):
        pieces = question.text[: joint.start()], question.text[joint.end() :]
        if all(_asks(question, piece) for piece in pieces):
            return tuple(_part(question, piece, catalogue, restore, known) for piece in pieces)
    return ()


def _asks(question: Question, piece: str) -> bool:
    return any(cue.id in _ASKING for cue in match_cues(piece, question.language, question.plain))


def _part(
    whole: Question,
    piece: str,
    catalogue: Catalogue,
    restore: Callable[[str], str],
    known: Callable[[str], bool],
) -> Question:
    """A part by itself; places, times and programmes that it leaves out are those of the whole."""
    part = parse_question(piece, catalogue, restore, known)
    placed = part.slots.districts or part.slots.provinces or part.slots.communes
    slots = part.slots
    if not placed:
        places = whole.slots
        slots = replace(
            slots, districts=places.districts, provinces=places.provinces, communes=places.communes
        )
    slots = replace(
        slots,
        periods=slots.periods or whole.slots.periods,
        programmes=slots.programmes or whole.slots.programmes,
    )
    return replace(
        part,
        language=whole.language,
        plain=whole.plain,
        slots=slots,
        intent=decide_intent(part.cues, slots),
        unmatched=() if placed else whole.unmatched,
    )
