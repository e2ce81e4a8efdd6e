"""How periods are written in reports and questions, rule by rule, over folded text.

Each rule is one small pattern and one builder. Relative words (``cùng kỳ``, ``năm trước``, a month without a
year) are read against the reference period; where there is none they build nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ingest.match.season_rules import season_rules
from ontology import periods
from ontology.values import Period

Builder = Callable[[re.Match[str], Period | None], Period | None]
_Table = list[tuple[str, Builder, str]]  # pattern, builder, cues parted by blanks

_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d]|[.,]\d)"
_OF_YEAR = rf"(?:\s*[,/-]?\s*(?:(?:cua|of|in)\s+)?(?:nam\s+)?{_YEAR})"
_OF_THE_YEAR = rf"(?:\s+of)?(?:\s+the\s+year)?{_OF_YEAR}?"
_MONTHS_EN = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_CUES_EN = " ".join(_MONTHS_EN)
_COUNTS_EN = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip
_COUNTS_VI = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"]
_ORDINALS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_NAME = rf"(?P<mn>{'|'.join(_MONTHS_EN)})"
_RANGE_OPENS = re.compile(r"thang\s+\d\d?(?:\s*/\s*\d{4})?\s*$")
_REACH = 20  # characters
_COUNT = rf"(?P<n>0?[1-9]|1[0-2]|{'|'.join(_COUNTS_EN + _COUNTS_VI)})"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a period; a text without any of the ``cues`` need not be searched for it."""

    pattern: re.Pattern[str]
    build: Builder
    cues: tuple[str, ...]

    @property
    def shares_year(self) -> bool:
        """Whether two of its kind may share one year: "quý III và quý IV năm 2023"."""
        return self.build in (_day, _month, _quarter)


def _given_year(match: re.Match[str], reference: Period | None) -> int | None:
    stated = match.groupdict().get("y")
    if stated:
        return int(stated)
    return periods.year_of(reference) if reference else None


def _day(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _given_year(match, reference)
    if number is None:
        return None
    which = _MONTHS_EN.index(match["mn"]) + 1 if "mn" in match.groupdict() else int(match["m"])
    return periods.as_of(date(number, which, int(match["d"])))


def _day_before(match: re.Match[str], reference: Period | None) -> Period | None:
    """The day that a state is compared with: "so với 31/12" looks back."""
    day = _day(match, reference)
    if day is None or reference is None or day.start < reference.end:
        return day
    return periods.year_before(day)


def _days(match: re.Match[str], reference: Period | None) -> Period | None:
    """The stretch "từ 15/12/2022 đến 14/6/2023", if it is one that has a name."""
    last_year = int(match["y"] or 0) or (periods.year_of(reference) if reference else 0)
    last = date(last_year, int(match["m"]), int(match["d"]))
    month, day = int(match["m1"]), int(match["d1"])
    first = date(int(match["y1"] or 0) or last.year, month, day)
    if first > last and not match["y1"]:
        first = date(last.year - 1, month, day)
    return periods.between(first, last)


def _half(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _given_year(match, reference)
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
    number = _given_year(match, reference)
    count = _count(match["n"])
    if number is None:
        return None
    if match.groupdict().get("w") == "cuoi":
        return periods.last_months(number, count)
    return None if count == 6 and "w" in match.groupdict() else periods.first_months(number, count)


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
    number = _given_year(match, reference)
    which = _ROMAN.get(match["q"]) or _ORDINALS_EN.get(match["q"])
    return None if number is None or which is None else periods.quarter(number, which)


def _month(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _given_year(match, reference)
    if number is None:
        return None
    named = match.groupdict().get("mn")
    return periods.month(number, _MONTHS_EN.index(named) + 1 if named else int(match["m"]))


def _month_end(match: re.Match[str], reference: Period | None) -> Period | None:
    """The state reached by the end of a month; "từ tháng 3 đến tháng 5" names two months instead."""
    month = _month(match, reference)
    ranged = _RANGE_OPENS.search(match.string, max(0, match.start() - _REACH), match.start())
    return None if month is None or ranged else periods.as_of(month.end - timedelta(days=1))


def _to_month(match: re.Match[str], reference: Period | None) -> Period | None:
    """The first months of a year: "từ tháng 01 đến tháng 5/2024"."""
    number = _given_year(match, reference)
    if number is None or int(match["y1"] or number) != number:
        return None
    return periods.first_months(number, int(match["m"]))


def _year(match: re.Match[str], reference: Period | None) -> Period | None:
    number = _given_year(match, reference)
    return None if number is None else periods.year(number)


def _term(match: re.Match[str], _reference: Period | None) -> Period:
    return periods.term(int(match["a"]), int(match["b"]))


def _school(match: re.Match[str], _reference: Period | None) -> Period | None:
    first = int(match["a"])
    return periods.school_year(first) if int(match["b"]) % 100 == (first + 1) % 100 else None


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


def _next_year(_match: re.Match[str], reference: Period | None) -> Period | None:
    return periods.year(periods.year_of(reference) + 1) if reference else None


def _one_before(match: re.Match[str], reference: Period | None) -> Period | None:
    """The month before a month that is reported on, the quarter before a quarter."""
    kind = r"\d{4}-Q\d" if match["u"] == "quy" else r"\d{4}-\d\d"
    if reference is None or not re.fullmatch(kind, reference.notation):
        return None
    eve = reference.start - timedelta(days=1)
    if match["u"] == "quy":
        return periods.quarter(eve.year, (eve.month + 2) // 3)
    return periods.month(eve.year, eve.month)


def _same(match: re.Match[str], reference: Period | None) -> Period | None:
    stated = match.groupdict().get("y")
    if reference is None or (stated and int(stated) != periods.year_of(reference)):
        return None
    return reference


_RULES_OF_DAYS: _Table = [
    (rf"(?:ngay\s+)?(?P<d>\d\d?)\s*[/.-]\s*(?P<m>\d\d?)\s*[/.-]\s*{_YEAR}", _day, "19 20"),
    (rf"ngay\s+(?P<d>\d\d?)\s+thang\s+(?P<m>\d\d?)\s+nam\s+{_YEAR}", _day, "ngay"),
    (r"(?:tu\s+)(?:ngay\s+)?(?P<d1>\d\d?)/(?P<m1>\d\d?)(?:/(?P<y1>(?:19|20)\d\d))?\s+den\s+(?:het\s+)?"
     rf"(?:ngay\s+)?(?P<d>\d\d?)/(?P<m>\d\d?)(?:/{_YEAR})?(?![\d/]|[.,]\d)", _days, "/"),
    (rf"(?:tu\s+)?(?:ngay\s+)\d\d?\s*-\s*(?P<d>\d\d?)/(?P<m>\d\d?)(?:/{_YEAR})?(?![\d/]|[.,]\d)",
     _day, "ngay"),
    (r"(?<=so voi )(?:thoi\s+diem\s+|ngay\s+)?(?P<d>\d\d?)/(?P<m>\d\d?)(?![\d/]|[.,]\d)", _day_before, "/"),
    (r"(?:ngay|den|het|truoc|tu|thoi\s+diem)\s+(?P<d>\d\d?)/(?P<m>\d\d?)(?![\d/]|[.,]\d)", _day, "/"),
    (r"ngay\s+(?P<d>\d\d?)\s+thang\s+(?P<m>\d\d?)(?!\d)", _day, "ngay"),
    (r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _day, "20"),
    (rf"(?P<d>\d\d?)\s+{_MONTH_NAME}(?:,?\s+{_YEAR})?", _day, _CUES_EN),
    (rf"{_MONTH_NAME}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,\s*{_YEAR}", _day, _CUES_EN),
]  # fmt: skip
_RULES_OF_HALVES: _Table = [
    (rf"(?:0?6|sau)(?:\s+thang|\s?t)\s+(?P<w>dau|cuoi)(?:\s+nam)?{_OF_YEAR}?", _half, "dau cuoi"),
    (rf"(?:0?6|sau)\s+thang{_OF_YEAR}", _half, "thang"),
    (rf"(?:trong\s+|ket\s+qua\s+){_COUNT}\s+thang(?!\s+(?:tuoi|dau|cuoi|lien)|\s*-|\w)",
     _bare_months, "thang"),
    (rf"nua\s+(?P<w>dau|cuoi|sau)\s+nam{_OF_YEAR}?", _half, "nua"),
    (rf"(?P<w>first|second|last)\s+(?:half|(?:six|6)\s+months){_OF_THE_YEAR}", _half, "half months"),
    (rf"{_YEAR}[\s-]*h(?P<h>[12])(?!\w)", _half, "h1 h2"),
    (rf"h(?P<h>[12])[\s/-]*{_YEAR}", _half, "h1 h2"),
    (r"(?:0?6|sau)\s+thang(?!\s+(?:tuoi|truoc|lien|tiep|sau|tu|(?:1|mot)\s+lan)|\s*-|\w)",
     _bare_half, "thang"),
    (rf"{_COUNT}(?:\s+thang|\s?t)\s+(?P<w>dau|cuoi)(?:\s+nam)?{_OF_YEAR}?", _months, "dau cuoi"),
    (rf"{_COUNT}\s+thang{_OF_YEAR}", _months, "thang"),
    (rf"{_COUNT}\s?t\s*/?\s*{_YEAR}", _months, "19 20"),
    (rf"(?:tu\s+)?thang\s+0?1(?:\s*/\s*(?P<y1>20\d\d))?\s+den\s+(?:het\s+)?"
     rf"thang\s+(?P<m>1[0-2]|0?[2-9])(?!\d|[.,/]\d\d?(?!\d)){_OF_YEAR}?", _to_month, "thang"),
    (rf"first\s+{_COUNT}\s+months{_OF_THE_YEAR}", _months, "months"),
]  # fmt: skip
_RULES_OF_MONTHS: _Table = [
    (rf"qu[yi]\s+(?P<q>i{{1,3}}|iv|[1-4])(?!\w){_OF_YEAR}?", _quarter, "quy qui"),
    (rf"{_YEAR}[\s-]*q(?P<q>[1-4])(?!\w)", _quarter, "q1 q2 q3 q4"),
    (rf"q(?P<q>[1-4])[\s/-]*(?:of\s+)?{_YEAR}", _quarter, "q1 q2 q3 q4"),
    (rf"(?P<q>{'|'.join(_ORDINALS_EN)})\s+quarter{_OF_THE_YEAR}", _quarter, "quarter"),
    (rf"(?<!\d\s)thang\s+(?P<m>1[0-2]|0?[1-9])(?!\d|[.,/]\d){_OF_YEAR}?", _month, "thang"),
    (rf"den\s+(?:het\s+)?thang\s+(?P<m>1[0-2]|0?[1-9])(?!\d|[.,/]\d\d?(?!\d)){_OF_YEAR}?",
     _month_end, "thang"),
    (rf"thang\s+(?P<m>1[0-2]|0?[1-9])\s*[/-]\s*{_YEAR}", _month, "thang"),
    (rf"(?<![\d/.,-])(?P<m>1[0-2]|0?[1-9])/{_YEAR}(?![/-])", _month, "/19 /20"),
    (rf"(?<![\d/.,-]){_YEAR}-(?P<m>1[0-2]|0[1-9])(?![\d-])", _month, "-0 -1"),
    (rf"{_MONTH_NAME}\s+(?:of\s+)?{_YEAR}", _month, _CUES_EN),
    (rf"(?<=in\s){_MONTH_NAME}(?!\w)", _month, _CUES_EN),
]  # fmt: skip
_RULES_OF_YEARS: _Table = [
    (r"(?:giai\s+doan\s+|nhiem\s+ky\s+|thoi\s+ky\s+)?(?<![\d/.,-])(?P<a>(?:19|20)\d\d)\s*[-–]\s*"
     r"(?P<b>(?:19|20)\d\d)(?![\d/]|[.,]\d)", _term, "19 20"),
    (r"(?:giai\s+doan\s+)?(?:tu\s+)?(?:nam\s+)?(?P<a>(?:19|20)\d\d)\s+den\s+(?:het\s+)?(?:nam\s+)?"
     r"(?P<b>(?:19|20)\d\d)(?![\d/]|[.,]\d)", _term, "19 20"),
    (r"nam\s+hoc\s+(?P<a>20\d\d)\s*[-–/]\s*(?P<b>(?:20)?\d\d)(?!\d)", _school, "hoc"),
    (r"(?:school|academic)\s+year\s+(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)", _school, "year"),
    (r"(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)\s+(?:school|academic)\s+year", _school, "year"),
    (r"ca\s+nam(?!\w)|nam\s+nay(?!\w)", _year, "nam"),
    (rf"(?:ca\s+)?nam\s+{_YEAR}(?!\s*[-–]\s*20\d\d)", _year, "19 20"),
    (rf"(?<![\d/.,-]){_YEAR}(?![/-]\w)", _year, "19 20"),
]  # fmt: skip
_RELATIVE: _Table = [
    (rf"cung\s+k[yi](?:\s+(?:cua\s+)?(?:nam\s+(?:truoc|ngoai)|(?:nam\s+)?{_YEAR}))?", _before, "cung"),
    (rf"cung\s+thoi\s+(?:diem|gian)\s+(?:cua\s+)?(?:nam\s+(?:truoc|ngoai)|(?:nam\s+)?{_YEAR})",
     _before, "cung"),
    (rf"same\s+period(?:\s+(?:of|in))?(?:\s+(?:last\s+year|the\s+previous\s+year|{_YEAR}))?",
     _before, "same"),
    (r"(?<!nhung\s)(?<!cac\s)(?<!nhieu\s)(?<!may\s)(?<!\d\s)nam\s+(?:truoc|ngoai)|last\s+year|previous\s+year",
     _last_year, "truoc ngoai year"),
    (r"nam\s+(?:sau|toi)(?!\w)", _next_year, "toi sau"),
    (r"(?P<u>thang|quy)\s+truoc(?!\w)", _one_before, "truoc"),
    (rf"(?:tu\s+)?dau\s+nam{_OF_YEAR}?\s+den\s+nay", _same, "nay"),
    (r"this\s+period|ky\s+bao\s+cao|so\s+far\s+this\s+year", _same, "this bao"),
]  # fmt: skip


@cache
def period_rules() -> tuple[Rule, ...]:
    """All rules; of two that meet, neither goes before the other."""
    table = (*_RULES_OF_DAYS, *_RULES_OF_HALVES, *_RULES_OF_MONTHS, *_RULES_OF_YEARS, *_RELATIVE)
    return (*(_rule(*parts) for parts in table), *(Rule(*parts) for parts in season_rules()))


def _rule(pattern: str, build: Builder, cues: str) -> Rule:
    return Rule(re.compile(rf"(?<![^\W_])(?:{pattern})"), build, tuple(cues.split()))
