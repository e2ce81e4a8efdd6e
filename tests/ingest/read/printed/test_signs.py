"""Raised signs of scanned pages."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.read.printed.signs import enlarged, joined_signs, with_numbers
from tests.printed import line, rows

SCALE = 4.0


def words_of(text):
    return rows(line(text))[0].words


def test_raised_signs_side_by_side_are_one():
    words = list(joined_signs(words_of("Pa Vệ Sủ ^? ^” và 3m ^2 đất")))
    assert [(word.text, word.raised) for word in words if word.raised] == [("?”", True), ("2", True)]
    assert len(words) == 8


def test_a_sign_is_cut_out_and_enlarged_with_white_around_it():
    (_, sign) = words_of("con ^2")
    picture = np.full((600, 2400), 255, np.uint8)
    top, bottom = round((sign.base - 0.7 * sign.size) * SCALE), round(sign.base * SCALE)
    picture[top:bottom, round(sign.left * SCALE) : round(sign.right * SCALE)] = 0
    seen = enlarged(sign, picture, SCALE)
    assert seen[:25].min() == seen[-25:].min() == seen[:, :25].min() == 255
    assert (seen < 128).mean() > 0.03


@pytest.mark.parametrize(
    ("readings", "text"),
    [
        ([("7", 96), ("1", 90)], "7"),
        ([("12", 70), ("12", 88)], "12"),
        ([("1", 60)], "”"),
        ([], "”"),
    ],
)
def test_a_sign_gets_the_number_that_was_read_surely(readings, text):
    words = words_of("con ^” trâu")
    assert [word.text for word in with_numbers(words, [readings])] == ["con", text, "trâu"]
