"""The things that an English question counts: "how many astronauts were trained"."""

from __future__ import annotations

import re
from itertools import takewhile

from search.evidence import Evidence
from search.language import Language, is_english_filler
from search.matching import NEAR, coverage
from search.question import Question
from search.words import take_apart

_COUNTS = ("many", "number of")
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


_ENOUGH = 3  # terms that one passage must tell, to be what is asked for without the word for what is counted


def told_without(question: Question, evidence: Evidence) -> bool:
    """Whether a passage tells everything else that the question names, and that is much."""
    known = [term for term in question.terms if term.forms]
    return len(known) >= _ENOUGH and any(
        all(coverage(term, take_apart(found.passage.text)) >= NEAR for term in known)
        for found in evidence.passages
    )


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
