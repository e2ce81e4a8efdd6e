"""Which period a report is about, from its title, headings, closing sentence, date or body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.match.periods import match_periods
from ingest.report_parts import Part, ReportParts
from ingest.text import fold
from ontology.periods import parse_period, year, year_of
from ontology.phrases import load_words
from ontology.values import Period

# A year that no report speaks of: periods without a year are read against it and completed later.
_NO_YEAR = 1904
_REPORTED = re.compile(r"(\d{4})(-H[12]|-Q[1-4]|-M\d{1,2}|-\d\d|-\d{4})?")
_TERM = len("-2025")
# "tháng 6 và 6 tháng đầu năm", "quý IV, cả năm"
_JOINED = re.compile(r"\s*(?:,|;|va)?\s*(?:ca|ket qua|tinh hinh)?\s*")
_CLEAR = 1.5  # how much oftener a year must be named than the next one
_LATE = (0, -1)  # months from a report's date to the end of its period
_FEW, _MANY = 3, 8  # mentions from which a part of a year, or a whole year without one, is the report's


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What the text says: the readings that survive, the best first. One is the answer.

    ``reason`` names what it was read from: ``title``, ``closing``, ``headings``, ``opening``, ``body`` or
    ``date``.
    """

    candidates: tuple[Period, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A period in a text; ``year`` is ``None`` where the text gives none beside it."""

    start: int
    end: int
    form: str
    year: int | None

    def period(self, number: int) -> Period:
        return parse_period(f"{number}{self.form}")

    @property
    def length(self) -> int:
        span = self.period(self.year or _NO_YEAR)
        return (span.end - span.start).days


def report_period(parts: ReportParts, body: Iterable[Part], date: str | None) -> PeriodReading:
    """The period, or the candidates between which nothing decides, or none."""
    texts = tuple(part.text for part in body)
    sure, hints = _read_all(_sure_sources(parts)), _read_all(_other_sources(parts))
    read = [*sure, *hints]
    reason, own = read[0] if read else ("", None)
    if own is None or not (sure or own.form):
        common = _commonest_form(texts)
        reason, own = ("body", common) if common else (reason, own)
    if own is None:
        reason, own = "date", _ending_by(date, texts)
    if own is None:
        return PeriodReading(())
    years = [own.year, next((one.year for _, one in read if one.form == own.form and one.year), None)]
    number = next(filter(None, years), None) or _year_by_date(own.form, date)
    numbers = (_not_after(number, own.form, date),) if number else _commonest_years(texts)
    return PeriodReading(tuple(own.period(number) for number in numbers), reason)


def period_kind(period: Period) -> str:
    """``half-year``, ``annual``, ``quarter``, ``nine-month``, ``month`` or ``other``."""
    kinds = {
        r"\d{4}-H[12]": "half-year",
        r"\d{4}": "annual",
        r"\d{4}-Q[1-4]": "quarter",
        r"\d{4}-M9": "nine-month",
        r"\d{4}-\d\d": "month",
    }
    return next((kind for form, kind in kinds.items() if re.fullmatch(form, period.notation)), "other")


def _read_all(texts: Iterable[tuple[str, str]]) -> list[tuple[str, _Found]]:
    return [(reason, found) for reason, text in texts if (found := _own_period(text)) is not None]


def _sure_sources(parts: ReportParts) -> Iterator[tuple[str, str]]:
    yield "title", parts.title_text
    yield "closing", parts.closing_sentence


def _other_sources(parts: ReportParts) -> Iterator[tuple[str, str]]:
    """Headings and opening. A year in them may be the plan's: what the body keeps naming outweighs it."""
    yield "headings", " ".join(part.text for part in parts.headings)
    # Without a title the first long paragraph may stand anywhere in the report.
    opening = " ".join(part.text for part in parts.opening)
    if parts.title or " bao cao " in fold(opening):
        yield "opening", opening


def _own_period(text: str) -> _Found | None:
    """The period that a title speaks of: the first part of a year, or the first year.

    What follows a word of plans is the time to come: "… năm 2023, kế hoạch năm 2024". A longer period
    joined to the first takes it in: "quý IV và năm 2023".
    """
    found = list(_periods(text))
    if not found or _plans().match(fold(text).strip()):
        return None
    plan = _plans().search(fold(text), found[0].end)
    end = plan.start() if plan else len(text)
    reported = sorted((one for one in found if one.start < end), key=lambda one: _rank(one.form))
    own = reported[0]
    for one in found:
        if (
            own.end <= one.start < end
            and one.length > own.length
            and _JOINED.fullmatch(fold(text[own.end : one.start]))
        ):
            own = one
    return _with_year(own, found)


def _rank(form: str) -> int:
    """Parts of a year before years before terms: "kế hoạch năm 2024" may stand in a half-year title."""
    return 2 if len(form) == _TERM else 1 if not form else 0


def _with_year(own: _Found, found: list[_Found]) -> _Found:
    if own.year is not None:
        return own
    later = next((one for one in found if one.year is not None and one.start > own.start), None)
    if later is None or later.year is None:
        return own
    # "tháng 12, nhiệm vụ tháng 01 năm 2024" reports on 2023.
    span = own.period(later.year)
    turned = own.form != later.form and later.period(later.year).start < span.start
    if turned and not later.form and span.end.year == later.year:
        return own  # "tháng 5, nhiệm vụ năm 2020": of this year, or of the one before
    return _Found(own.start, own.end, own.form, later.year - turned)


def _periods(text: str) -> Iterator[_Found]:
    for mention in match_periods(text, year(_NO_YEAR)):
        match = _REPORTED.fullmatch(mention.value.notation)
        if match is None or int(match[1]) < _NO_YEAR:
            continue
        number = int(match[1])
        yield _Found(mention.start, mention.end, match[2] or "", None if number == _NO_YEAR else number)


@cache
def _plans() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in load_words("report_words")["plans"])
    return re.compile(rf"(?<!thuc hien )(?<!thuc hien cac )(?<!\w)(?:{words})(?!\w)")


def _not_after(number: int, form: str, date: str | None) -> int:
    """No report is older than its year: a whole year to come is that of the plan in the title."""
    if form or date is None or f"{parse_period(f'{number}{form}').start}" <= f"{date}-31"[:10]:
        return number
    return number - 1


def _year_by_date(form: str, date: str | None) -> int | None:
    """A report is dated in its period or soon after: one of January on a whole year speaks of the last."""
    if date is None:
        return None
    number, month = int(date[:4]), int(date[5:7]) if len(date) > 4 else 12
    ends = parse_period(f"{number}{form}").end
    last_month = 12 if ends.year > number else ends.month - 1
    return number - 1 if last_month - month >= _FEW * 2 else number


def _commonest_form(texts: tuple[str, ...]) -> _Found | None:
    """The part of a year that the body keeps speaking of, or the whole year if it speaks of none."""
    forms = Counter(one.form for text in texts for one in _periods(text) if len(one.form) < _TERM)
    years, parts = forms.pop("", 0), forms.most_common(2)
    if not parts or parts[0][1] < _FEW:
        return _Found(0, 0, "", None) if years >= _MANY else None
    if len(parts) > 1 and parts[0][1] < _CLEAR * parts[1][1]:
        return None
    return _Found(0, 0, parts[0][0], None)


def _ending_by(date: str | None, texts: tuple[str, ...]) -> _Found | None:
    """The longest period that the body names with its year and that ends about when the report is dated."""
    if date is None or len(date) < len("2024-06"):
        return None
    number, month = int(date[:4]), int(date[5:7])
    months = {(number * 12 + month + late) for late in _LATE}
    named = (one for text in texts for one in _periods(text) if one.year and len(one.form) < _TERM)
    ending = (one for one in named if _last_month(one) in months)
    return max(ending, key=lambda one: one.length, default=None)


def _last_month(one: _Found) -> int:
    ends = one.period(one.year or _NO_YEAR).end
    return ends.year * 12 + ends.month - 1


def _commonest_years(texts: tuple[str, ...]) -> tuple[int, ...]:
    years: Counter[int] = Counter()
    for text in texts:
        for mention in match_periods(text):
            after = fold(text[mention.end : mention.end + 5]).strip()
            if not after.startswith("cua") and not re.fullmatch(r"\d{4}-\d{4}.*", mention.value.notation):
                years[year_of(mention.value)] += 1
    ranked = years.most_common(2)
    if len(ranked) == 2 and ranked[0][1] < _CLEAR * ranked[1][1]:
        return tuple(number for number, _ in ranked)
    return tuple(number for number, _ in ranked[:1])
