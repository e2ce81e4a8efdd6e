"""Names of indicators in reports and questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.match.indicators import match_indicators
from ontology.lexicon import load_concepts

CASES = [
    ("tỷ lệ che phủ rừng của huyện", ["forest-cover"]),
    ("ty le che phu rung huyen nao cao nhat", ["forest-cover"]),
    ("compare forest cover and poverty rate", ["forest-cover", "poverty-rate"]),
    ("diện tích gieo cấy lúa đông xuân", ["area-rice-winter-spring"]),
    ("winter-spring rice yield in 2023", ["yield-rice-winter-spring"]),
    ("san luong ngo va dan lon", ["output-maize", "herd-pig"]),
    ("sown area of maize", ["area-maize"]),
    ("tỷ lệ giải ngân vốn đầu tư công", ["capital-disbursed-rate"]),
    ("how many traffic accidents", ["traffic-accidents"]),
    ("giá trị nhập khẩu", ["imports"]),
    ("cuộc họp giao ban", []),
    # Of a concept that only links, the words that another bears are read.
    ("newly recognised OCOP products", ["ocop-products"]),
]


@pytest.mark.parametrize(("text", "ids"), CASES)
def test_indicators_are_found_in_both_languages_with_and_without_diacritics(text, ids):
    assert [mention.value.id for mention in match_indicators(text)] == ids


def test_every_preferred_name_that_questions_may_use_is_found_as_its_own_concept():
    asked = [row for row in load_concepts("indicators") if row.extra.get("asked") != "no"]
    found = {row.id: [m.value.id for m in match_indicators(row.vi)] for row in asked}
    assert len(asked) >= 340
    assert {id_: ids for id_, ids in found.items() if ids != [id_]} == {}


@given(st.text(max_size=80))
def test_no_text_breaks_the_matcher_and_spans_are_exact(text):
    for mention in match_indicators(text):
        assert text[mention.start : mention.end] == mention.surface
