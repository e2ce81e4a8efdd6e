"""Periods in reports and questions: ``6 tháng đầu năm 2024``, ``quý I``, ``vụ mùa``, ``first half of 2024``.

Works on folded text, so with or without diacritics. Where two rules meet, the longer surface wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from ingest.match.mention import Mention
from ingest.match.period_rules import Rule, period_rules
from ingest.text import even_tones, fold
from ontology import periods
from ontology.phrases import load_words
from ontology.values import Period

_LETTERS = re.compile(r"[^\W\d_]+")
_STATED = re.compile(r"(?:19|20)\d\d")
_AND = re.compile(r"\s*(?:,|;|va|hoac|den|-|–)\s*")
_KEPT = 1 << 12  # texts: several stages ask for the periods of one paragraph, and of the headings over it
_YEARS_BACK = 2  # "tháng 12 và tháng 01/2025": the first lies in the year before


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with the rule and match that it comes from."""

    mention: Mention[Period]
    rule: Rule
    match: re.Match[str]


@lru_cache(maxsize=_KEPT)
def match_periods(text: str, reference: Period | None = None) -> tuple[Mention[Period], ...]:
    """Every period in the text, left to right, without overlaps, longest first.

    ``reference`` is the period that the text reports on. Bare years (``2023`` without ``năm``) are
    given too: whoever knows that a unit follows must drop them. Of two periods of one kind joined by "và"
    the first takes the year of the second. Never raises on any text.
    """
    return tuple(_periods(text, reference))


def _periods(text: str, reference: Period | None) -> Iterator[Mention[Period]]:
    folded = fold(text)
    there = {cue for cue in _cues() if cue in folded}
    rules = (rule for rule in period_rules() if not there.isdisjoint(rule.cues))
    found = [one for rule in rules for one in _apply(rule, folded, text, reference)]
    found.sort(key=lambda one: (one.mention.start, -one.mention.end))
    apart: list[_Found] = []
    for one in found:
        if not apart or one.mention.start >= apart[-1].mention.end:
            apart.append(one)
    for one, following in pairwise(apart):
        yield _with_year_of(following, one, folded)
    if apart:
        yield apart[-1].mention


def _apply(rule: Rule, folded: str, text: str, reference: Period | None) -> Iterator[_Found]:
    for match in rule.pattern.finditer(folded):
        period = _built(rule, match, reference)
        surface = text[match.start() : match.end()]
        if period is not None and _spelt_right(surface):
            yield _Found(Mention(match.start(), match.end(), surface, period), rule, match)


def _built(rule: Rule, match: re.Match[str], reference: Period | None) -> Period | None:
    try:
        return rule.build(match, reference)
    except (ValueError, OverflowError):  # "ngày 45/13/2024": looks like a date and is none
        return None


def _with_year_of(following: _Found, one: _Found, folded: str) -> Mention[Period]:
    """The "tháng 4" of "tháng 4 và tháng 5 năm 2023" in the year that stands once for both."""
    mention, after = one.mention, following.mention
    joined = _AND.fullmatch(folded, mention.end, after.start)
    stated = _STATED.search(folded, after.start, after.end)
    alike = one.rule.shares_year and following.rule.shares_year
    if not (alike and joined and stated) or _STATED.search(mention.surface):
        return mention
    for number in range(int(stated[0]), int(stated[0]) - _YEARS_BACK, -1):
        period = _built(one.rule, one.match, periods.year(number))
        if period is not None and period.start < after.value.start:
            return Mention(mention.start, mention.end, mention.surface, period)
    return mention


def _spelt_right(surface: str) -> bool:
    """Whether words that bear diacritics bear the right ones: "Ma Lù Thàng 02 vụ" holds no month.

    Beside words with diacritics, one that lacks its own is another word: "cả nam và nữ" holds no year.
    """
    words = _LETTERS.findall(even_tones(surface))
    if all(word.isascii() for word in words):
        return True
    return all(word in _accented() or (word.isascii() and word not in _bare()) for word in words)


@cache
def _cues() -> frozenset[str]:
    return frozenset(cue for rule in period_rules() for cue in rule.cues)


@cache
def _accented() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("period_words")["accented"])


@cache
def _bare() -> frozenset[str]:
    return frozenset(fold(word) for word in _accented()) - _accented()
