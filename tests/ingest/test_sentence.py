from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentence import split_sentences

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentence_ends.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentences"][0][:30])
def test_text_is_cut_where_sentences_end(case):
    text = case.get("joined") or " ".join(case["sentences"])
    assert [text[start:end] for start, end in split_sentences(text)] == case["sentences"]


def test_an_empty_text_has_no_sentence():
    assert list(split_sentences("  \n ")) == []


@given(st.text(alphabet="aĐ. 12(),;…!?\n”A", max_size=80))
def test_sentences_hold_every_word_once_and_in_order(text):
    spans = list(split_sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    outside = list(text)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    assert "".join(outside).strip() == ""
