"""Cuts a long sentence down to the clauses that tell of the question, whole clauses and marked gaps only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ingest.document import Span
from search.matching import match_text
from search.topics import Term
from search.words import take_apart

ENOUGH = 520  # characters: a long sentence of a report, but not a whole page of them
_BOUNDARY = re.compile(r"(?<=[;.!?…])\s+(?=\S)|\s+(?=\([ivx]{1,4}\)\s)|\s+(?=-\s)")
# What stands in a report's text for the look of it: marks of Markdown, tags, and the marks of footnotes.
_MARKUP = re.compile(
    r"\*+|</?(?:b|i|u|em|strong|sup|sub|br)\s*/?>|\[footnoteRef:\d+\]|\[\^\d+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=[\s.,;:)]|$)|⁽[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾"
)
_LOOSE = re.compile(r"(?<=\()\s+|\s+(?=[,.;:)])")
GAP = " … "


def plain_text(text: str) -> str:
    """The text on one line, without what stands in it for the look of it."""
    return " ".join(_LOOSE.sub("", _MARKUP.sub(" ", text)).split())


def excerpt(
    text: str, terms: Sequence[Term], weigh: Callable[[], Mapping[Term, float]], limit: int = ENOUGH
) -> str:
    """The text on one line, whole if it is short; else its most telling clauses in their order.

    What the terms weigh is asked for where the text has to be cut: it may take a search to tell.
    """
    text = plain_text(text)
    if len(text) <= limit:
        return text
    pieces = [piece for piece in _BOUNDARY.split(text) if piece.strip()]
    weights = weigh()
    told = [match_text(terms, weights, take_apart(piece)).recall for piece in pieces]
    return _joined(pieces, _kept(pieces, told, limit))


def telling_part(
    text: str, terms: Sequence[Term], weights: Mapping[Term, float], limit: int = ENOUGH
) -> Span:
    """The stretch of a text that tells most of the question: whole clauses, one after the other."""
    if len(text) <= limit:
        return Span(0, len(text))
    breaks = [match.end() for match in _BOUNDARY.finditer(text) if match.end() < len(text)]
    pieces = [Span(start, end) for start, end in pairwise((0, *breaks, len(text)))]
    told = [match_text(terms, weights, take_apart(text[one.start : one.end])).recall for one in pieces]
    first = last = max(range(len(pieces)), key=lambda i: (told[i], -i))
    while last + 1 < len(pieces) and pieces[last + 1].end - pieces[first].start <= limit:
        last += 1
    part = text[pieces[first].start : pieces[last].end]
    return Span(pieces[first].start, pieces[first].start + len(part.rstrip()))


def _kept(pieces: Sequence[str], told: Sequence[float], limit: int) -> list[int]:
    """Indices of the best pieces that fit; what stands next to the best one is preferred among equals."""
    best = max(range(len(pieces)), key=lambda i: (told[i], -i))
    order = sorted(range(len(pieces)), key=lambda i: (-told[i], abs(i - best), i))
    kept: list[int] = []
    length = 0
    for i in order:
        if kept and length + len(pieces[i]) > limit:
            continue
        kept.append(i)
        length += len(pieces[i])
    return sorted(kept)


def _joined(pieces: Sequence[str], kept: Sequence[int]) -> str:
    text, last = "", -1
    for i in kept:
        text += (" " if i == last + 1 and text else GAP if text or i else "") + pieces[i]
        last = i
    return (text if last == len(pieces) - 1 else text + GAP).strip()
