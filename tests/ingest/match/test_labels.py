import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.match.labels import LabelMatcher
from ontology.phrases import Phrase

MATCHER = LabelMatcher(
    [
        Phrase("hail", "mưa đá"),
        Phrase("rain", "mưa"),
        Phrase("fmd", "lở mồm long móng"),
        Phrase("guard", "phòng, chống"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MƯA ĐÁ lớn", [("MƯA ĐÁ", "hail")]),
        ("mưa\nđá", [("mưa\nđá", "hail")]),
        ("mưa to", [("mưa", "rain")]),
        ("mua da", [("mua da", "hail")]),
        ("mua nha", []),
        ("mưa dã", [("mưa", "rain")]),
        ("lỡ mồm long móng", [("lỡ mồm long móng", "fmd")]),
        ("lỡ mòm long móng", []),
        ("phòng, chống", [("phòng, chống", "guard")]),
        ("phòng chống", [("phòng chống", "guard")]),
        ("mưa, đá", [("mưa", "rain")]),
        ("mưa. Đá", [("mưa", "rain")]),
        ("mưa.đá", [("mưa.đá", "hail")]),
        ("mưađá", []),
    ],
)
def test_the_longest_phrase_is_found_in_any_spelling_that_is_safe(text, found):
    assert [(mention.surface, mention.value) for mention in MATCHER.find(text)] == found


def test_a_phrase_can_be_asked_for_at_one_place():
    assert MATCHER.at("có mưa đá", 3) is not None
    assert MATCHER.at("có mưa đá", 0) is None


@settings(deadline=None)  # the first call builds the code lists
@given(st.text(alphabet="mưa đáMUADlởồongó,. \n", max_size=80))
def test_matches_never_overlap_and_spans_are_exact(text):
    end = 0
    for mention in MATCHER.find(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        end = mention.end
