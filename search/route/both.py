"""Answers each part of a question by itself where one answer would hide the other."""

from __future__ import annotations

from collections.abc import Callable

from graph.query_file import united
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.halves import halves
from search.reports_asked import reports_asked
from search.route.quoted import in_turn

_TOLD = (Status.ANSWERED, Status.NO, Status.ENDED)


def answer_both(asked: Asked, whole: Draft, route: Callable[[Asked], Draft]) -> Draft:
    """The answers of the two parts, where the whole got a no or none, and one of them tells a figure or names.

    A no beside something told is part of an answer: "41.205 ha; no drought".
    """
    if whole.status not in (Status.NO, Status.NOT_FOUND):
        return whole
    parts = halves(asked.question, asked.catalogue, asked.index.restore, asked.index.knows)
    if not parts:
        return whole
    drafts = [
        route(
            Asked(part, asked.catalogue, reports_asked(part.slots, asked.catalogue), asked.store, asked.index)
        )
        for part in parts
    ]
    told = [draft for draft in drafts if draft.status in _TOLD]
    if not any(draft.status is Status.ANSWERED for draft in told):
        return whole
    if len(told) < len(drafts) and whole.status is Status.NOT_FOUND:
        return whole
    return _joined(drafts)


def _joined(drafts: list[Draft]) -> Draft:
    first, second = drafts
    return Draft(
        Status.ANSWERED,
        " ".join(dict.fromkeys(draft.text for draft in drafts)),
        rows=(*first.rows, *second.rows),
        citations=tuple(without_repeats(in_turn(first.citations, second.citations))),
        sparql=united(first.sparql, second.sparql),
        names=(*first.names, *second.names),
        values=(*first.values, *second.values),
        caveats=tuple(dict.fromkeys((*first.caveats, *second.caveats))),
    )
