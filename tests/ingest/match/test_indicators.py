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
]


@pytest.mark.parametrize(("text", "ids"), CASES)
def test_indicators_are_found_in_both_languages_with_and_without_diacritics(text, ids):
    assert [mention.value.id for mention in match_indicators(text)] == ids


def test_the_list_covers_every_sector_with_labels_in_both_languages():
    rows = load_concepts("indicators")
    assert len(rows) >= 180
    sectors = {row.extra["sector"] for row in rows}
    assert sectors >= {
        "agriculture", "forestry", "livestock", "fishery", "industry", "budget", "investment", "trade",
        "tourism", "education", "health", "poverty", "labour", "culture", "environment", "security",
        "administration",
    }  # fmt: skip
    assert [row.id for row in rows if not row.extra["unit"]] == []


def test_every_preferred_name_is_found_as_its_own_concept():
    found = {row.id: [m.value.id for m in match_indicators(row.vi)] for row in load_concepts("indicators")}
    assert {id_: ids for id_, ids in found.items() if ids != [id_]} == {}


@given(st.text(max_size=80))
def test_no_text_breaks_the_matcher_and_spans_are_exact(text):
    for mention in match_indicators(text):
        assert text[mention.start : mention.end] == mention.surface
