"""Units, scales, rates and counting nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.units import match_units, scale_of
from ontology.lexicon import load_concepts

CASES = [
    ("tạ/ha", "tạ/ha", "rate"),
    ("triệu đồng/người/năm", "triệu đồng/người/năm", "money"),
    ("xã, thị trấn đã xong", "xã, thị trấn", "admin"),
    ("xã, huyện khác", "xã, huyện", "admin"),
    ("nghìn lượt khách", "nghìn lượt khách", "person"),
    ("triệu viên gạch", "triệu viên", "produce"),
    ("tỷ so với trước", "tỷ đồng", "money"),
    ("m2", "m²", "area"),
    ("%o", "‰", "ratio"),
    ("HS", "học sinh", "person"),
    ("tiêu chí / xã", "tiêu chí/xã", "rate"),
    ("trđ", "triệu đồng", "money"),
]


@pytest.mark.parametrize(("text", "unit", "kind"), CASES)
def test_a_unit_is_cleaned_and_classed(text, unit, kind):
    mention = next(match_units(text))
    assert (mention.start, mention.value.text, mention.value.kind) == (0, unit, kind)


@pytest.mark.parametrize(("first", "more"), [("ha", "/người"), ("xã", ", xã")])
def test_however_long_a_list_of_units_is_it_is_one_unit(first, more):
    text = first + more * 2000
    assert next(match_units(text)).surface == text


def test_tones_tell_units_from_other_words():
    assert [m.value.text for m in match_units("còn tân hố")] == []
    assert [m.value.text for m in match_units("con hộ tấn")] == ["con", "hộ", "tấn"]


def test_factors_convert_to_the_base():
    assert [scale_of(next(match_units(text)).value) for text in ("tấn", "tỷ đồng", "ha")] == [
        1000,
        10**9,
        10**4,
    ]


def test_every_measured_unit_has_a_dimension():
    kinds = {"area", "mass", "volume", "length", "money", "ratio"}
    assert [
        row.id for row in load_concepts("units") if row.extra["kind"] in kinds and not row.extra["dimension"]
    ] == []


@given(st.text(alphabet="tạha/ %nghìđồxã,m²3o", max_size=60))
def test_no_text_breaks_the_matcher_and_spans_are_exact(text):
    for mention in match_units(text):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("text", ["giải ngân 18", "giải phóng mặt bằng", "con số"])
def test_a_noun_that_begins_another_word_is_no_unit(text):
    assert all(mention.start > 0 for mention in match_units(text))
