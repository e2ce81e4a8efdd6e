"""The spelling of syllables."""

from __future__ import annotations

import pytest

from ingest.match.syllables import is_spelled


@pytest.mark.parametrize("word", ["việc", "các", "tổng", "nghiệp", "ở", "lúa", "thạch"])
def test_syllables_with_a_tone_that_they_can_bear_are_spelled(word):
    assert is_spelled(word)


@pytest.mark.parametrize("word", ["viêc", "nghiêp", "mầc", "øia", "hdnd", "rìnøơ", ""])
def test_others_are_not(word):
    assert not is_spelled(word)
