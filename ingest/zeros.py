"""Zeros that are told in words: a fund of which nothing was spent yet, a count that neither rose nor fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.drafts import Draft
from ingest.fact import Measure
from ingest.in_frame import is_of_funds, spent_of
from ingest.roles import Role
from ingest.times import Clock
from ontology.phrases import load_words

_STOP = re.compile(r"[.;](?=\s|$)|\n")
_REACH = 90  # characters


def with_zeros(text: str, drafts: Sequence[Draft], clock: Clock) -> Iterator[Draft]:
    """The drafts of a flow, each with the zero that the words after it tell of the same matter."""
    starts = sorted(draft.start for draft in drafts)
    for draft in drafts:
        yield draft
        if zero := _zero(text, draft, next((at for at in starts if at >= draft.end), len(text)), clock):
            yield zero


def _zero(text: str, draft: Draft, end: int, clock: Clock) -> Draft | None:
    if draft.role is None or draft.subject is None or draft.figure is None or draft.figure.unit is None:
        return None
    stop = _STOP.search(text, draft.end, end)
    end = min(stop.start() if stop else end, draft.end + _REACH)
    if draft.role.measure is Measure.PLAN and is_of_funds(draft.subject) and not draft.spent:
        found = _pattern("unspent").search(text, draft.end, end)
        period = clock.settle(None, draft.figure.unit.kind, "", estimated=False)
        told = replace(draft, subject=spent_of(draft.subject), role=Role(Measure.VALUE), period=period)
    else:
        counted = draft.role.measure is Measure.VALUE and draft.figure.unit.kind != "ratio"
        found = _pattern("unchanged").search(text, draft.end, end) if counted else None
        told = replace(draft, role=Role(Measure.CHANGE, qualifies=True))
    if found is None:
        return None
    figure = replace(draft.figure, value=Decimal(0), qualifier="", signed=False)
    return replace(
        told, start=found.start(), end=found.end(), numerals=0, numeral_end=0, figure=figure, held=None
    )


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted(load_words("clause_words")[kind], key=len, reverse=True)
    return re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
