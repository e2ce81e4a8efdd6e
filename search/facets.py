"""The things that one question asks for apart: "bao nhiêu bác sỹ, mấy bác sỹ trên một vạn dân"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.text import fold
from search.question import Question
from search.topics import Term

_APART = re.compile(r"[,;:?]|\b(?:and|va|voi|cung|so voi|against)\b")


def facets(question: Question) -> tuple[tuple[Term, ...], ...]:
    """The terms of each stretch between conjunctions and commas; none where there is only one such."""
    text = fold(question.text)
    bounds = [0, *(match.end() for match in _APART.finditer(text)), len(text)]
    stretches = [text[low:high] for low, high in pairwise(bounds)]
    found = [terms for stretch in stretches if (terms := tuple(_terms_in(question, stretch)))]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def each_is_asked(question: Question, apart: Sequence[Sequence[Term]]) -> bool:
    """Whether each stretch names a figure of its own, and is no more than where or why it was.

    "Diện tích lúa, ngô, sắn" names one in full and the others in short.
    """
    times = sum(cue.id in ("asks-quantity", "asks-percent", "asks-measure") for cue in question.cues)
    full = [any(term.concept for term in terms) for terms in apart]
    short = [len(terms) == 1 and terms[0].listed for terms in apart]
    in_a_row = full[0] and all(one or other for one, other in zip(full, short, strict=True))
    return times >= len(apart) or in_a_row


def _terms_in(question: Question, stretch: str) -> Iterator[Term]:
    """The terms that stand in a stretch of the question, as far as anything is known of them."""
    for term in question.terms:
        if term.forms and re.search(rf"\b{re.escape(fold(term.surface))}\b", stretch):
            yield term
