from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.marker import read_marker

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "markers.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_marker_is_read_with_its_style_and_number(case):
    marker = read_marker(case["text"])
    if not case["style"]:
        assert marker is None
        return
    assert marker is not None
    assert (marker.text, marker.style, marker.number) == (case["marker"], case["style"], case["number"])
    assert marker.depth == case.get("depth", 1)


@given(st.integers(1, 39))
def test_roman_numerals_count_like_numbers(number):
    tens, ones = divmod(number, 10)
    numeral = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    marker = read_marker(f"{numeral}. Tiêu đề")
    assert marker is not None
    assert marker.number == number


@given(st.text(max_size=40))
def test_a_marker_is_the_text_s_own_beginning(text):
    marker = read_marker(text)
    assert marker is None or text.startswith(marker.text)
