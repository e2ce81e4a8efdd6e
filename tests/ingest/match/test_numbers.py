"""Numerals and their readings."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.numbers import match_numbers, parse_number, readings

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "numbers.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_numeral_has_these_readings(case):
    assert [str(value) for value in readings(case["text"])] == case["readings"]


def test_signs_and_units_are_not_part_of_a_numeral():
    found = [(mention.surface, mention.value) for mention in match_numbers("giảm -3,5% còn 1.250ha (12/17)")]
    assert [surface for surface, _ in found] == ["3,5", "1.250", "12", "17"]
    assert found[1][1] == Decimal(1250)


def test_words_are_refused():
    with pytest.raises(ValueError, match="not a numeral"):
        parse_number("ba")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_written_the_vietnamese_way_is_read_back(value):
    whole, _, tail = f"{value:,.2f}".partition(".")
    assert parse_number(f"{whole.replace(',', '.')},{tail}") == value


@given(st.text(alphabet="0123456789., ha%", max_size=60))
def test_no_text_breaks_the_matcher_and_spans_are_exact(text):
    for mention in match_numbers(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.value >= 0
