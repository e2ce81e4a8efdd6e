"""What the documents of one list share: the ending of their numbers, their date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.match.citations import Citation
from ingest.match.mention import Mention

JOINED = re.compile(r"[\s,;]*(?:và)?\s*(?:số)?\s*", re.IGNORECASE)
_HEAD = re.compile(r"\d+[a-zA-Z]?")
_SAME_DAY = re.compile(r"[\s,(]*(?:cùng|đều)\s+ngày", re.IGNORECASE)
_COUNTED = re.compile(r"(?:số|so)?\s*\d", re.IGNORECASE)

_Cited = Mention[Citation]


def share_in_lists(text: str, mentions: Sequence[_Cited]) -> list[_Cited]:
    """The citations of a text, completed by their list: ``Kế hoạch số 41, 42/KH-UBND ngày …``."""
    shared: list[_Cited] = []
    for mention in reversed(mentions):
        follows = shared[-1] if shared and _joined(text, mention, shared[-1]) else None
        shared.append(_with_next(text, mention, follows) if follows else mention)
    shared.reverse()
    for index in range(1, len(shared)):
        shared[index] = _with_previous(text, shared[index - 1], shared[index])
    return shared


def _joined(text: str, before: _Cited, after: _Cited) -> bool:
    same = before.value.kind == after.value.kind
    return same and bool(JOINED.fullmatch(text, before.end, after.start))


def _with_next(text: str, mention: _Cited, after: _Cited) -> _Cited:
    """A number without its ending takes that of the next one, and the date with it."""
    citation, following = mention.value, after.value
    if _SAME_DAY.search(text, after.start, after.end) and citation.day is None:
        citation = replace(citation, day=following.day, year=citation.year or following.year)
    ending = _ending(following)
    bare = citation.number is not None and not citation.full and citation.number.isalnum()
    if bare and ending and (_COUNTED.match(after.surface) or _is_told_together(mention, after)):
        citation = replace(
            citation,
            shared=f"{citation.number}{ending}",
            body=following.body,
            day=citation.day or following.day,
            year=citation.year or following.year,
            issuer=citation.issuer or following.issuer,
        )
    return replace(mention, value=citation)


def _is_told_together(mention: _Cited, after: _Cited) -> bool:
    """``Quyết định số 588 và Quyết định số 769/QĐ-UBND của UBND tỉnh``: one issuer of both."""
    counted = all(" số " in f"{cited.surface.lower()} " for cited in (mention, after))
    return counted and after.value.issuer is not None and mention.value.issuer is None


def _with_previous(text: str, before: _Cited, mention: _Cited) -> _Cited:
    """``2085/QĐ-TTg ngày 31/10/2016 và 2086/QĐ-TTg cùng ngày``: the day is that of the one before."""
    same = _SAME_DAY.match(
        text, mention.end + len(text[mention.end :]) - len(text[mention.end :].lstrip(" ,("))
    )
    if mention.value.day is not None or before.value.day is None or not same:
        return mention
    return replace(mention, value=replace(mention.value, day=before.value.day, year=before.value.year))


def _ending(citation: Citation) -> str:
    number = citation.shared or (citation.number if citation.full else None)
    head = _HEAD.match(number) if number else None
    return number[head.end() :] if number and head else ""
