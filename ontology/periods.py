"""Periods by their notation: the one place that knows what ``2024-H1`` or ``2023-2024 đông xuân`` spans.

All intervals are half-open. Crop seasons and school years have no official bounds; the months of
``codes/seasons.toml`` are the ones that statistical offices use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Period

FIRST_YEAR = 1900
LAST_YEAR = 2199
_AS_OF = "as-of:"
_MID_MONTH = (14, 15, 16)  # days on which a period of reporting may begin

_NOTATION = re.compile(
    r"(?P<asof>as-of:(?P<day>\d{4}-\d\d-\d\d))"
    r"|(?P<span>(?P<first>\d{4})-(?P<last>\d{4}))(?: (?P<long>.+))?"
    r"|(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M(?P<months>\d{1,2})|(?P<month>\d\d))"
    r"| (?P<season>.+))?"
)


def parse_period(notation: str) -> Period:
    """The period that a notation of ``Period`` names. Raises ``ValueError`` for any other text."""
    match = _NOTATION.fullmatch(notation.strip())
    if match is None:
        raise ValueError(f"not a period: {notation!r}")
    part = {key: value for key, value in match.groupdict().items() if value is not None}
    if "asof" in part:
        return as_of(date.fromisoformat(part["day"]))
    if "span" in part:
        return _span(int(part["first"]), int(part["last"]), part.get("long"))
    return _within_year(int(part["year"]), part)


def format_period(period: Period) -> str:
    """The notation; ``parse_period(format_period(p)) == p`` for all periods made here."""
    return period.notation


def year(number: int) -> Period:
    """A calendar year."""
    return _months(number, 1, 12, str(number))


def half(number: int, which: int) -> Period:
    """The first or second half of a year."""
    return _months(number, 6 * which - 5, 6, f"{number}-H{which}")


def quarter(number: int, which: int) -> Period:
    """One quarter, 1 to 4."""
    return _months(number, 3 * which - 2, 3, f"{number}-Q{which}")


def month(number: int, which: int) -> Period:
    """One month, 1 to 12."""
    return _months(number, which, 1, f"{number}-{which:02d}")


def first_months(number: int, count: int) -> Period:
    """The first ``count`` months: 3 is the first quarter, 6 the first half, 12 the year."""
    if count == 12:
        return year(number)
    if count in (3, 6):
        return quarter(number, 1) if count == 3 else half(number, 1)
    return _months(number, 1, count, f"{number}-M{count}")


def last_months(number: int, count: int) -> Period:
    """The last 3 or 6 months of a year. Raises ``ValueError`` for a count that no notation names."""
    if count not in (3, 6):
        raise ValueError(f"not a period of the year's end: {count} months")
    return quarter(number, 4) if count == 3 else half(number, 2)


def between(first: date, last: date) -> Period | None:
    """The named period that runs from ``first`` to ``last``, both included; ``None`` if it has no name.

    Periods of reporting may run from the middle of a month to the middle of another: half-year figures
    are those from 15 December to 14 June (Decree 09/2019/NĐ-CP). They bear the name of the months in
    which they end.
    """
    end = last + timedelta(days=1)
    if first.day != end.day or first.day not in (1, *_MID_MONTH) or first >= last:
        return None
    start = first if first.day == 1 else _day(first.year, first.month + 1)
    count = (end.year - first.year) * 12 + end.month - first.month
    if start.month == 1 and count <= 12:
        return first_months(start.year, count) if count > 1 else month(start.year, 1)
    if count == 1:
        return month(start.year, start.month)
    if count == 3 and start.month % 3 == 1:
        return quarter(start.year, start.month // 3 + 1)
    return half(start.year, 2) if count == 6 and start.month == 7 else None


def as_of(day: date) -> Period:
    """A single day as the state reached on it."""
    return Period(day, day + timedelta(days=1), f"as-of:{day.isoformat()}")


def term(first: int, last: int) -> Period:
    """Several whole years, both ends included: 2021-2025."""
    return Period(_day(first, 1), _day(last + 1, 1), f"{first}-{last}")


def season(name: str, first: int, last: int | None = None) -> Period:
    """A season of ``codes/seasons.toml`` by its id; ``last`` where it runs over new year.

    A season that crosses new year and is named by one year is taken to end in it: "lúa đông xuân
    2024" is harvested in 2024.
    """
    row = concepts_by_id("seasons")[name]
    if row.extra.get("crosses") != "yes":
        number = last if last is not None else first
        return _months(number, int(row.extra["month"]), int(row.extra["months"]), f"{number} {row.vi}")
    start, end = (first, last) if last is not None else (first - 1, first)
    return _months(start, int(row.extra["month"]), int(row.extra["months"]), f"{start}-{end} {row.vi}")


def school_year(first: int) -> Period:
    """The school year that begins in ``first``."""
    return season("school-year", first, first + 1)


def is_season(period: Period) -> bool:
    """Whether it is a crop season or school year, whose bounds are no calendar's."""
    match = _NOTATION.fullmatch(period.notation)
    return match is not None and bool(match["season"] or match["long"])


def is_part(told: Period, period: Period) -> bool:
    """Whether a time is a shorter part of the calendar within another: half a year, no day and no season."""
    inside = period.start <= told.start and told.end <= period.end
    shorter = told.end - told.start < period.end - period.start
    return inside and shorter and not told.notation.startswith(_AS_OF) and not is_season(told)


def year_of(period: Period) -> int:
    """The year that plans of this period belong to: the year of its last day."""
    return (period.end - timedelta(days=1)).year


def year_before(period: Period) -> Period:
    """The same stretch one year earlier, which "cùng kỳ" compares with."""
    return _moved(period, -1)


def in_year(period: Period, number: int) -> Period:
    """The same stretch in another year: 2024-H1 in 2022 is 2022-H1."""
    return _moved(period, number - year_of(period))


def _moved(period: Period, years: int) -> Period:
    moved = re.sub(r"(?<!\d)(\d{4})(?!\d)", lambda found: str(int(found[1]) + years), period.notation)
    try:
        return parse_period(moved)
    except ValueError:  # as-of 29 February
        return year(period.start.year + years)


def _within_year(number: int, part: dict[str, str]) -> Period:
    builders: dict[str, Callable[[int, int], Period]] = {
        "half": half,
        "quarter": quarter,
        "months": first_months,
        "month": month,
    }
    for key, build in builders.items():
        if key in part:
            return build(number, int(part[key]))
    return season(_season_id(part["season"]), number) if "season" in part else year(number)


def _span(first: int, last: int, name: str | None) -> Period:
    if name is None:
        return term(first, last)
    return season(_season_id(name), first, last)


def _season_id(name: str) -> str:
    for row in load_concepts("seasons"):
        if name in (row.vi, row.id):
            return row.id
    raise ValueError(f"not a season: {name!r}")


def _months(number: int, first: int, count: int, notation: str) -> Period:
    if not (1 <= first <= 12 and 1 <= count <= 18):
        raise ValueError(f"not a stretch of months: {notation!r}")
    return Period(_day(number, first), _day(number, first + count), notation)


def _day(number: int, month_number: int) -> date:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise ValueError(f"year out of range: {number}")
    return date(number + (month_number - 1) // 12, (month_number - 1) % 12 + 1, 1)
