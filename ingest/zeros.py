"""Zeros that are told in words: a fund of which nothing was spent yet, a count that neither rose nor fell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.drafts import Draft
from ingest.fact import Measure
from ingest.in_frame import is_of_funds, spent_of
from ingest.roles import Role
from ontology.phrases import expand, load_words

# What may stand between a figure and the words: those of its own name, then at most one mark.
_OWN_WORDS = r"[^\d.,;:()\n]{0,60}[,(–-]?\s*"
_NEXT = r"(?=\s*(?:$|[.,;)\n]|(?:so với|vì|do|nên|đến|tại)\s))"


def with_zeros(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of a flow, each with the zero that the words after it tell of the same matter."""
    starts = [*sorted(draft.start for draft in drafts), len(text)]
    for draft in drafts:
        yield draft
        if zero := _zero(text, draft, starts[bisect_left(starts, draft.end)]):
            yield zero


def _zero(text: str, draft: Draft, end: int) -> Draft | None:
    if draft.role is None or draft.subject is None or draft.figure is None or draft.figure.unit is None:
        return None
    if draft.role.measure is Measure.PLAN and is_of_funds(draft.subject) and not draft.spent:
        found = _pattern("unspent").match(text, draft.end)
        told = replace(
            draft, subject=spent_of(draft.subject), role=Role(Measure.VALUE), period=draft.value_period
        )
    elif draft.role.measure is Measure.VALUE and draft.figure.unit.kind != "ratio":
        found = _pattern("unchanged").match(text, draft.end)
        told = replace(draft, role=Role(Measure.CHANGE, qualifies=True))
    else:
        return None
    if found is None or found.end("said") > end:
        return None
    start, end = found.span("said")
    figure = replace(draft.figure, value=Decimal(0), qualifier="", signed=False)
    return replace(told, start=start, end=end, numerals=0, numeral_end=0, figure=figure, held=None)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    lists = load_words("clause_words")
    phrases = {phrase for pattern in lists[kind] for phrase in expand(pattern, lists)}
    said = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"{_OWN_WORDS}(?<!\w)(?P<said>(?i:{said}))(?!\w){_NEXT}")
