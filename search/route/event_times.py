"""Whether a mention of an event proves that it happened in the very time asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.rows import EventRow
from ingest.fact import Assertion
from ontology.periods import parse_period
from ontology.values import Period
from search.holdings import overlap

_MONTH = re.compile(r"(?:tháng\s*|/\s*)0?(\d{1,2})(?!\d)")
_DAYS = 366


def is_of_time(row: EventRow, periods: Sequence[Period]) -> bool:
    """Whether the mention is of a time that shares a day with one asked about; of any where none is."""
    own = parse_period(row.period)
    return not periods or any(overlap(own, period) for period in periods)


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
