"""Numbers and dates of spreadsheets, as their formats show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.numbers import parse_number
from ingest.read.shown import shown

ACCOUNTING = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (1234, "General", "1234"),
        (1234.5, "General", "1234,5"),
        (1.234, "General", "1,234"),
        (0.1 + 0.2, "General", "0,3"),
        (1 / 3, "General", "0,333333333"),
        (12345.6789012, "General", "12345,6789"),
        (-0.5, "General", "-0,5"),
        (123456789012, "General", "123456789012"),
        (1e20, "General", "100000000000000000000"),
        (0.00001234, "General", "0,00001234"),
        (100.0, "General", "100"),
        (0, "General", "0"),
        (17501, "#,##0", "17.501"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (999.995, "#,##0.00", "1.000,00"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.4, "0", "0"),
        (0.285, "0%", "29%"),
        (1.0156, "0.00%", "101,56%"),
        (0.5, "#.##", "0,5"),
        (5, "#.##", "5"),
        (0, "#", ""),
        (12.5, "0.0##", "12,5"),
        (12.5, "0.00", "12,50"),
        (7, "000", "007"),
        (1234567, "#,##0,", "1.235"),
        (1234567, "#,##0.0,,", "1,2"),
        (561.4, '0.0" ha"', "561,4 ha"),
        (12.5, '0.0"%"', "12,5%"),
        (12.5, r"0.0\%", "12,5%"),
        (2500000, "#,##0\\ [$₫-42A]", "2.500.000 ₫"),
        (5, '"xã: "General', "xã: 5"),
        (1234.5, ACCOUNTING, "1.234,50"),
        (-1234.5, ACCOUNTING, "-1.234,50"),
        (0, ACCOUNTING, "-"),
        (-1234, "#,##0;(#,##0)", "-1.234"),
        (-1234, "#,##0_);[Red]\\(#,##0\\)", "-1.234"),
        (-1234, "#,##0;[Red]#,##0", "-1.234"),
        (-5, '"tăng "0;"giảm "0', "giảm 5"),
        (0, '0;-0;"không"', "không"),
        (0.5, '[<1]"dưới 1";0', "dưới 1"),
        (3, '[<1]"dưới 1";0', "3"),
        (0.000123, "0.00E+00", "0,000123"),
        (0.25, "# ?/?", "0,25"),
        (2024, "0_)", "2024"),
        (True, "General", "TRUE"),
        ("1.234,5", "#,##0", "1.234,5"),
        ("#REF!", "0", "#REF!"),
        (None, "General", ""),
        (float("1e308"), "#,##0", "100" + ".000" * 102),
        (date(2024, 6, 5), "m/d/yyyy", "05/06/2024"),
        (at(2024, 6, 5, 0, 0), "dd/mm/yyyy", "05/06/2024"),
        (at(2024, 6, 5, 14, 30), "dd/mm/yyyy hh:mm", "05/06/2024 14:30"),
        (at(2024, 6, 5), "mmm-yy", "06/2024"),
        (at(2024, 6, 5), "yyyy", "2024"),
        (at(2024, 6, 5), 'd"/"m', "05/06"),
        (at(2024, 6, 5), "[$-42A]dd mmmm yyyy;@", "05/06/2024"),
        (at(2024, 6, 5, 7, 5), "h:mm", "07:05"),
        (time(7, 5), "h:mm", "07:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_value_is_written_as_its_format_shows_it(value, number_format, words):
    assert shown(value, number_format) == words


@given(st.decimals(0, 10**9, places=3), st.integers(0, 3))
def test_what_is_written_is_read_as_what_is_shown(value, decimals):
    number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    exact = Decimal(f"{float(value):.15g}")
    assert abs(parse_number(shown(float(value), number_format)) - exact) <= Decimal(1).scaleb(-decimals) / 2


@given(
    st.floats(allow_nan=True, allow_infinity=True) | st.integers(),
    st.text('0#?.,%;-+E/@_*\\"[]<>$ GeneralhmsyđR', max_size=20),
)
def test_any_value_in_any_format_is_written_somehow(value, number_format):
    assert isinstance(shown(value, number_format), str)
