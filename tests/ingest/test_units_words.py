"""A unit is a word of its own, not the first syllable of another."""

from __future__ import annotations

from ingest.match.units import match_units


def test_disbursing_counts_no_prizes():
    assert [m.value.text for m in match_units("đến 31/10 giải ngân 5,2 tỷ đồng")] == ["tỷ đồng"]
    assert [m.value.text for m in match_units("đạt 03 giải nhì")] == ["giải"]
