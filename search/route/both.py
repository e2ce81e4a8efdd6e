"""Answers each part of a question by itself where one answer would hide the other."""

from __future__ import annotations

from collections.abc import Callable

from search.draft import Asked, Draft, Status
from search.halves import halves
from search.question import Question
from search.reports_asked import reports_asked
from search.route.joined import joined

_OPEN = (Status.ANSWERED, Status.NO, Status.NOT_FOUND)
_TOLD = (Status.ANSWERED, Status.NO, Status.ENDED)


def answer_both(asked: Asked, whole: Draft, route: Callable[[Asked], Draft]) -> Draft:
    """The answers of the two parts, where that of the whole leaves one of them open.

    A no beside something told is part of an answer: "41.205 ha; no drought".
    """
    if whole.status not in _OPEN:
        return whole
    parts = halves(asked.question, asked.catalogue, asked.index.restore, asked.index.knows)
    if whole.status is Status.ANSWERED:
        return _with_no(whole, [route(_of_part(asked, part)) for part in parts if _is_whether(part)])
    drafts = [route(_of_part(asked, part)) for part in parts]
    told = [draft for draft in drafts if draft.status in _TOLD]
    if not any(draft.status is Status.ANSWERED for draft in told):
        return whole
    if len(told) < len(drafts) and whole.status is Status.NOT_FOUND:
        return whole
    first, second = drafts
    return joined(first, second)


def _with_no(whole: Draft, drafts: list[Draft]) -> Draft:
    """An answer with the no to what was asked beside it, unless it quotes the same."""
    for draft in drafts:
        quoted = draft.citations and draft.citations[0].quote in whole.text
        if draft.status in (Status.NO, Status.ENDED) and not quoted:
            return joined(whole, draft)
    return whole


def _is_whether(part: Question) -> bool:
    return part.asks("asks-yes-no") and not part.asks("asks-quantity")


def _of_part(asked: Asked, part: Question) -> Asked:
    reports = reports_asked(part.slots, asked.catalogue)
    return Asked(part, asked.catalogue, reports, asked.store, asked.index)
