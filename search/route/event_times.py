"""Whether a mention of an event proves that it happened in the very time asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from graph.rows import EventRow, Source
from ingest.fact import Assertion
from ontology.periods import parse_period
from ontology.values import Period
from search.holdings import overlap

_MONTH = re.compile(r"(?:tháng\s*|/\s*)0?(\d{1,2})(?!\d)")
_SEASON = re.compile(
    r"(?<!\d)(?P<first>20\d\d)\s*[-–/]\s*(?P<last>20\d\d)(?!\d)|(?:năm|vụ|mùa|đợt) (?:nay|này)", re.IGNORECASE
)
_DAYS = 366


def is_of_time(row: EventRow, periods: Sequence[Period]) -> bool:
    """Whether the mention is of a time that shares a day with one asked about; of any where none is."""
    own = parse_period(row.period)
    if periods and is_of_other_season(row.source, periods):
        return False
    return not periods or any(overlap(own, period) for period in periods)


def is_of_other_season(source: Source, periods: Sequence[Period]) -> bool:
    """Whether seasons over two years are asked about and the sentence last named another one before it.

    "Mùa khô 2019 - 2020 thiệt hại 900 ha, mùa khô năm nay không xảy ra hạn" tells no loss of 2020-2021.
    """
    asked = {(period.start.year, (period.end - timedelta(days=1)).year) for period in periods}
    if not asked or any(last != first + 1 for first, last in asked):
        return False
    before = source.sentence[: max(0, source.start - source.sentence_start)]
    named = list(_SEASON.finditer(before))
    if not named or not named[-1]["first"]:
        return False
    return (int(named[-1]["first"]), int(named[-1]["last"])) not in asked


def proves_time(row: EventRow, periods: Sequence[Period]) -> bool:
    """Whether it happened within the time asked about, and not only in a longer one.

    A fire of the half-year is none of March, unless its sentence names the month. That there was none, and
    that it was over, holds for the parts of a period as well.
    """
    if not periods or row.assertion is not Assertion.OCCURRED:
        return True
    own = parse_period(row.period)
    asked = [period for period in periods if overlap(own, period)]
    return any(not _is_part(period, own) or _names_month(row, period) for period in asked)


def _is_part(period: Period, whole: Period) -> bool:
    """Whether a period is a shorter stretch of the other; the day of a state is none."""
    inside = whole.start <= period.start and period.end <= whole.end
    shorter = (period.end - period.start) < (whole.end - whole.start)
    return inside and shorter and not period.notation.startswith("as-of")


def _names_month(row: EventRow, period: Period) -> bool:
    if (period.end - period.start).days >= _DAYS:
        return False
    told = {int(month) for month in _MONTH.findall(row.source.sentence.lower())}
    return bool(told & set(_months(period)))


def _months(period: Period) -> Iterator[int]:
    year, month = period.start.year, period.start.month
    while (year, month) < (period.end.year, period.end.month) or (
        (year, month) == (period.end.year, period.end.month) and period.end.day > 1
    ):
        yield month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
