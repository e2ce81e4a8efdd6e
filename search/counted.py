"""The things that an English question counts: "how many astronauts were trained"."""

from __future__ import annotations

import re
from itertools import takewhile

from search.language import Language, is_english_filler
from search.question import Question

_COUNTS = ("many", "number of")
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


def unknown_counted(question: Question) -> tuple[str, ...]:
    """The words right behind "how many", where no list knows any of them: what nothing can be counted of.

    The other words of the question must not answer for them: no trained workers for trained astronauts.
    """
    if question.language is not Language.ENGLISH:
        return ()
    unknown = {term.surface.lower() for term in question.terms if not term.forms}
    first = next((cue for cue in question.cues if cue.id.startswith("asks-")), None)
    for cue in question.cues:
        if first is None or cue.span.start > first.span.start:
            break  # what is counted beside another thing asked for
        asked = question.text[cue.span.start : cue.span.end].lower()
        if cue.id in ("asks-quantity", "asks-measure") and asked.endswith(_COUNTS):
            behind = _WORD.findall(question.text[cue.span.end :])
            things = tuple(takewhile(lambda word: word[0].isalpha() and not is_english_filler(word), behind))
            if things and all(word.lower() in unknown for word in things):
                return things
    return ()
