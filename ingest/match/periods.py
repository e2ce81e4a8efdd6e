"""Periods in reports and questions: ``6 tháng đầu năm 2024``, ``quý I``, ``vụ mùa``, ``first half of 2024``.

Works on folded text, so with or without diacritics. Each rule is one small pattern and one builder; where
two rules meet, the longer surface wins. Relative words (``cùng kỳ``, ``năm trước``, a month without a
year) are read against the reference period and skipped where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.match.mention import Mention
from ingest.match.season_rules import season_rules
from ingest.text import even_tones, fold
from ontology import periods
from ontology.phrases import load_words
from ontology.values import Period

Builder = Callable[[re.Match[str], Period | None], Period | None]

_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d]|[.,]\d)"
_OF_YEAR = rf"(?:\s*[,/-]?\s*(?:(?:cua|of|in)\s+)?(?:nam\s+)?{_YEAR})"
_OF_THE_YEAR = rf"(?:\s+of)?(?:\s+the\s+year)?{_OF_YEAR}?"
_MONTHS_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_COUNTS_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_COUNTS_VI = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"]
_ORDINALS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_NAME = rf"(?P<mn>{'|'.join(_MONTHS_EN)})"
_COUNT = rf"(?P<n>0?[1-9]|1[0-2]|{'|'.join(_COUNTS_EN + _COUNTS_VI)})"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a period; a text without any of the ``cues`` need not be searched for it."""

    pattern: re.Pattern[str]
    build: Builder
    cues: tuple[str, ...] = ("",)


def match_periods(text: str, reference: Period | None = None) -> Iterator[Mention[Period]]:
    """Every period in the text, left to right, without overlaps, longest first.

    ``reference`` is the period that the text reports on. Bare years (``2023`` without ``năm``) are
    given too: whoever knows that a unit follows must drop them. Never raises on any text.
    """
    folded = fold(text)
    rules = (rule for rule in _rules() if any(cue in folded for cue in rule.cues))
    found = [mention for rule in rules for mention in _apply(rule, folded, text, reference)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    end = 0
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end


def _apply(rule: Rule, folded: str, text: str, reference: Period | None) -> Iterator[Mention[Period]]:
    for match in rule.pattern.finditer(folded):
        try:
            period = rule.build(match, reference)
        except (ValueError, OverflowError):  # "ngày 45/13/2024": looks like a date and is none
            continue
        surface = text[match.start() : match.end()]
        if period is not None and _spelt_right(surface):
            yield Mention(match.start(), match.end(), surface, period)


def _spelt_right(surface: str) -> bool:
    """Whether words that bear diacritics bear the right ones: "Ma Lù Thàng 02 vụ" holds no month."""
    words = re.findall(r"[^\W\d_]+", even_tones(surface))
    return all(word.isascii() or word in _accented() for word in words)


@cache
def _accented() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("period_words")["accented"])


def _year_in(match: re.Match[str], reference: Period | None) -> int | None:
    stated = match.groupdict().get("y")
    if stated:
        return int(stated)
    return periods.year_of(reference) if reference else None


def _day(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _year_in(match, reference)
    if number is None:
        return None
    which = _MONTHS_EN.index(match["mn"]) + 1 if "mn" in match.groupdict() else int(match["m"])
    return periods.as_of(date(number, which, int(match["d"])))


def _half(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _year_in(match, reference)
    if number is None:
        return None
    word = next((match[key] for key in ("w", "h") if match.groupdict().get(key)), "")
    late = word in ("cuoi", "second", "last", "2", "sau", "2nd")
    return periods.half(number, 2 if late else 1)


def _bare_half(_match: re.Match[str], reference: Period | None) -> Period | None:
    """A half without a name, as in "Trong 6 tháng toàn huyện …", in a half-year report."""
    if reference is None or not re.fullmatch(r"\d{4}-H[12]", reference.notation):
        return None
    return reference


def _months(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _year_in(match, reference)
    count = _count(match["n"])
    return None if number is None or count == 6 else periods.first_months(number, count)


def _count(word: str) -> int:
    for words in (_COUNTS_EN, _COUNTS_VI):
        if word in words:
            return words.index(word) + 1
    return int(word)


def _bare_months(match: re.Match[str], reference: Period | None) -> Period | None:
    """Months without a year or beginning ("kết quả 9 tháng"), where the report is of just so many."""
    if reference is None or reference.notation != f"{reference.start.year}-M{_count(match['n'])}":
        return None
    return reference


def _quarter(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _year_in(match, reference)
    which = _ROMAN.get(match["q"]) or _ORDINALS_EN.get(match["q"])
    return None if number is None or which is None else periods.quarter(number, which)


def _month(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _year_in(match, reference)
    if number is None:
        return None
    named = match.groupdict().get("mn")
    return periods.month(number, _MONTHS_EN.index(named) + 1 if named else int(match["m"]))


def _year(match: re.Match[str], _reference: Period | None) -> Period:
    return periods.year(int(match["y"]))


def _term(match: re.Match[str], _reference: Period | None) -> Period:
    return periods.term(int(match["a"]), int(match["b"]))


def _school(match: re.Match[str], _reference: Period | None) -> Period | None:
    first, last = int(match["a"]), int(match["b"])
    return periods.school_year(first) if last == first + 1 else None


def _before(match: re.Match[str], reference: Period | None) -> Period | None:
    stated = match.groupdict().get("y")
    if reference is None:
        return periods.year(int(stated)) if stated else None
    before = periods.year_before(reference)
    while stated and periods.year_of(before) > int(stated) >= periods.FIRST_YEAR:
        before = periods.year_before(before)
    return before


def _last_year(_match: re.Match[str], reference: Period | None) -> Period | None:
    return periods.year(periods.year_of(reference) - 1) if reference else None


def _same(_match: re.Match[str], reference: Period | None) -> Period | None:
    return reference


@cache
def _rules() -> tuple[Rule, ...]:
    table: list[tuple[str, Builder]] = [
        # days
        (rf"(?:ngay\s+)?(?P<d>\d\d?)\s*[/.-]\s*(?P<m>\d\d?)\s*[/.-]\s*{_YEAR}", _day),
        (rf"ngay\s+(?P<d>\d\d?)\s+thang\s+(?P<m>\d\d?)\s+nam\s+{_YEAR}", _day),
        (r"(?:ngay|den|het|truoc|tu)\s+(?P<d>\d\d?)/(?P<m>\d\d?)(?![\d/]|[.,]\d)", _day),
        (r"ngay\s+(?P<d>\d\d?)\s+thang\s+(?P<m>\d\d?)(?!\d)", _day),
        (r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _day),
        (rf"(?P<d>\d\d?)\s+{_MONTH_NAME}(?:,?\s+{_YEAR})?", _day),
        (rf"{_MONTH_NAME}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,\s*{_YEAR}", _day),
        # halves and first months
        (rf"(?:0?6|sau)\s+thang\s+(?P<w>dau|cuoi)(?:\s+nam)?{_OF_YEAR}?", _half),
        (rf"(?:0?6|sau)\s+thang{_OF_YEAR}", _half),
        (rf"(?:trong\s+|ket\s+qua\s+){_COUNT}\s+thang(?!\s+(?:tuoi|dau|cuoi|lien)|\s*-|\w)", _bare_months),
        (rf"nua\s+(?P<w>dau|cuoi|sau)\s+nam{_OF_YEAR}?", _half),
        (rf"(?P<w>first|second|last)\s+(?:half|(?:six|6)\s+months){_OF_THE_YEAR}", _half),
        (rf"{_YEAR}[\s-]*h(?P<h>[12])(?!\w)", _half),
        (rf"h(?P<h>[12])[\s/-]*{_YEAR}", _half),
        (r"(?:0?6|sau)\s+thang(?!\s+(?:tuoi|truoc|lien|tiep|sau)|\s*-|\w)", _bare_half),
        (rf"{_COUNT}\s+thang\s+dau(?:\s+nam)?{_OF_YEAR}?", _months),
        (rf"{_COUNT}\s+thang\s+(?:nam\s+)?{_YEAR}", _months),
        (rf"first\s+{_COUNT}\s+months{_OF_THE_YEAR}", _months),
        # quarters, months
        (rf"quy\s+(?P<q>i{{1,3}}|iv|[1-4])(?!\w){_OF_YEAR}?", _quarter),
        (rf"{_YEAR}[\s-]*q(?P<q>[1-4])(?!\w)", _quarter),
        (rf"q(?P<q>[1-4])[\s/-]*(?:of\s+)?{_YEAR}", _quarter),
        (rf"(?P<q>{'|'.join(_ORDINALS_EN)})\s+quarter{_OF_THE_YEAR}", _quarter),
        (rf"thang\s+(?P<m>1[0-2]|0?[1-9])(?!\d|[.,/]\d){_OF_YEAR}?", _month),
        (rf"thang\s+(?P<m>1[0-2]|0?[1-9])\s*[/-]\s*{_YEAR}", _month),
        (rf"(?<![\d/.,-])(?P<m>1[0-2]|0?[1-9])/{_YEAR}(?![/-])", _month),
        (rf"(?<![\d/.,-]){_YEAR}-(?P<m>1[0-2]|0[1-9])(?![\d-])", _month),
        (rf"{_MONTH_NAME}\s+(?:of\s+)?{_YEAR}", _month),
        (rf"(?<=in\s){_MONTH_NAME}(?!\w)", _month),
        # years, terms
        (r"(?:giai\s+doan\s+|nhiem\s+ky\s+|thoi\s+ky\s+)?(?<![\d/.,-])(?P<a>(?:19|20)\d\d)\s*[-–]\s*"
         r"(?P<b>(?:19|20)\d\d)(?![\d/]|[.,]\d)", _term),
        (r"nam\s+hoc\s+(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)", _school),
        (r"(?:school|academic)\s+year\s+(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)", _school),
        (r"(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)\s+(?:school|academic)\s+year", _school),
        (rf"(?:ca\s+)?nam\s+{_YEAR}(?!\s*[-–]\s*20\d\d)", _year),
        (rf"(?<![\d/.,-]){_YEAR}(?![/-]\w)", _year),
        # relative
        (rf"cung\s+ky(?:\s+(?:cua\s+)?nam\s+(?:truoc|ngoai|{_YEAR}))?", _before),
        (rf"same\s+period(?:\s+(?:of|in))?(?:\s+(?:last\s+year|the\s+previous\s+year|{_YEAR}))?", _before),
        (r"nam\s+(?:truoc|ngoai)|last\s+year|previous\s+year", _last_year),
        (r"(?:tu\s+)?dau\s+nam\s+den\s+nay|this\s+period|ky\s+bao\s+cao|so\s+far\s+this\s+year", _same),
    ]  # fmt: skip
    compiled = [Rule(re.compile(rf"(?<![^\W_]){pattern}"), build) for pattern, build in table]
    return (*compiled, *(Rule(*parts) for parts in season_rules()))
