import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.match.programmes import match_programmes
from ontology.lexicon import load_concepts

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "programmes.toml").read_text("utf-8"))["case"]
PIECES = [
    "chương trình ",
    "30a",
    ", ",
    "135",
    "và ",
    "vốn ",
    "NTM",
    " triệu",
    "OCOP",
    "mục tiêu quốc gia ",
    "giảm nghèo ",
    "\n",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_programmes_are_told_apart(case):
    assert [mention.value.id for mention in match_programmes(case["text"])] == case["found"]


@pytest.mark.parametrize("concept", load_concepts("programmes"), ids=lambda concept: concept.id)
def test_every_label_finds_its_own_programme(concept):
    for label in (*concept.labels, *concept.labels_en):
        assert [mention.value.id for mention in match_programmes(f"về {label} năm nay")] == [concept.id], (
            label
        )


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_matching_never_fails_and_spans_are_exact(text):
    for mention in match_programmes(text):
        assert text[mention.start : mention.end] == mention.surface
