"""Periods: notation and dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import periods
from ontology.periods import format_period, is_season, parse_period, year_before, year_of

NOTATIONS = [
    ("2024-H1", date(2024, 1, 1), date(2024, 7, 1)),
    ("2024-H2", date(2024, 7, 1), date(2025, 1, 1)),
    ("2023", date(2023, 1, 1), date(2024, 1, 1)),
    ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
    ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1)),
    ("2024-M9", date(2024, 1, 1), date(2024, 10, 1)),
    ("as-of:2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
    ("2021-2025", date(2021, 1, 1), date(2026, 1, 1)),
    ("2023-2024 đông xuân", date(2023, 10, 1), date(2024, 7, 1)),
    ("2024 mùa", date(2024, 5, 1), date(2024, 12, 1)),
    ("2023-2024 năm học", date(2023, 9, 1), date(2024, 9, 1)),
]


@pytest.mark.parametrize(("notation", "start", "end"), NOTATIONS)
def test_a_notation_names_half_open_dates_and_comes_back(notation, start, end):
    period = parse_period(notation)
    assert (period.start, period.end) == (start, end)
    assert format_period(period) == notation


@pytest.mark.parametrize(
    "text", ["", "2024-H3", "2024-13", "24", "2025-2021", "2024 mưa", "as-of:2024-02-30"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"period|season|month|year|range"):
        parse_period(text)


@pytest.mark.parametrize(
    ("notation", "before"),
    [
        ("2024-H1", "2023-H1"),
        ("2024-06", "2023-06"),
        ("2023-2024 đông xuân", "2022-2023 đông xuân"),
        ("as-of:2024-02-29", "2023"),
    ],
)
def test_the_same_period_a_year_earlier_keeps_its_shape(notation, before):
    assert year_before(parse_period(notation)).notation == before


@pytest.mark.parametrize(
    ("first", "last", "notation"),
    [
        ("2022-12-15", "2023-06-14", "2023-H1"),
        ("2022-12-15", "2023-12-14", "2023"),
        ("2023-03-15", "2023-06-14", "2023-Q2"),
        ("2022-12-15", "2023-09-14", "2023-M9"),
        ("2024-05-16", "2024-06-15", "2024-06"),
        ("2024-07-01", "2024-12-31", "2024-H2"),
        ("2024-01-01", "2024-05-31", "2024-M5"),
        ("2024-01-01", "2024-01-31", "2024-01"),
        ("2024-04-03", "2024-05-20", None),
        ("2024-02-01", "2024-06-30", None),
        ("2024-06-14", "2022-12-15", None),
    ],
)
def test_a_stretch_of_days_has_a_name_if_reports_are_written_for_it(first, last, notation):
    period = periods.between(date.fromisoformat(first), date.fromisoformat(last))
    assert (period and period.notation) == notation


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_no_stretch_of_days_is_named_by_a_period_that_it_does_not_end_in(first, last):
    period = periods.between(first, last)
    assert period is None or (period.start <= last < period.end)


def test_a_period_keeps_its_shape_in_another_year():
    assert periods.in_year(parse_period("2024-H1"), 2022).notation == "2022-H1"
    assert periods.in_year(parse_period("2023-2024 đông xuân"), 2021).notation == "2020-2021 đông xuân"


def test_only_halves_and_quarters_are_named_from_the_end_of_a_year():
    assert [periods.last_months(2023, count).notation for count in (3, 6)] == ["2023-Q4", "2023-H2"]
    with pytest.raises(ValueError, match="year's end"):
        periods.last_months(2023, 2)


def test_a_winter_season_named_by_one_year_ends_in_it():
    assert periods.season("dong-xuan", 2024).notation == "2023-2024 đông xuân"
    assert year_of(periods.season("dong-xuan", 2024)) == 2024


@given(st.integers(1950, 2150), st.integers(1, 12))
def test_first_months_never_overlap_the_rest_of_the_year(number, count):
    period = periods.first_months(number, count)
    assert period.start == date(number, 1, 1)
    assert parse_period(period.notation) == period


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("2023-2024 đông xuân", True),
        ("2024 mùa", True),
        ("2024-H1", False),
        ("2021-2025", False),
        ("2024", False),
    ],
)
def test_a_season_is_told_from_a_part_of_the_calendar(notation, expected):
    assert is_season(parse_period(notation)) is expected
