"""The places of a report: each spelling once, linked or left open."""

from __future__ import annotations

import pytest

from ingest.fact import Issue, PlaceMention
from ingest.places import extract_places
from ontology.values import Area
from tests.factories import document, identity

MUONG_TE = identity(district=Area("107", "huyện", "Mường Tè", "12"))


def _places(text, of=None):
    found = [
        claim for claim in extract_places(document(text), of or identity()) if isinstance(claim, PlaceMention)
    ]
    return [(claim.as_written, claim.area.label, claim.evidence.line) for claim in found]


def test_each_spelling_of_a_place_is_given_once_where_it_first_stands():
    text = "Xã Nậm Xe trồng chè.\nCác xã: Nậm Xe, Sỉ Lở Lầu.\nXã Sì Lở Lầu và Nậm Xe."
    assert _places(text) == [
        ("Nậm Xe", "xã Nậm Xe", 1),
        ("Sỉ Lở Lầu", "xã Sì Lở Lầu", 2),
        ("Sì Lở Lầu", "xã Sì Lở Lầu", 3),
    ]


def test_the_word_of_the_kind_stays_where_it_tells_units_apart():
    text = "Huyện Mường Tè; xã Mường Tè; thị trấn Mường Tè; xã Mù Cả; thôn Nậm Cầy"
    assert [written for written, _, _ in _places(text, MUONG_TE)] == [
        "Mường Tè",
        "xã Mường Tè",
        "thị trấn Mường Tè",
        "Mù Cả",
        "Nậm Cầy",
    ]


def test_a_name_that_begins_like_a_kind_is_kept_whole():
    assert _places("Xã Bản Lang; Bản Lang") == [("Bản Lang", "xã Bản Lang", 1)]


def test_a_bare_town_is_the_districts_town():
    assert _places("Đường nội thị tại Thị trấn") == [("Thị trấn", "thị trấn Phong Thổ", 1)]


@pytest.mark.parametrize("text", ["xã Tân Lập đến học tập", "đoàn công tác của huyện Tam Nông"])
def test_a_name_of_several_units_is_left_open_with_the_candidates(text):
    (issue,) = extract_places(document(text), identity())
    assert isinstance(issue, Issue)
    assert issue.code == "ambiguous_place"
    assert issue.evidence.quote in text
    assert " (" in issue.message


def test_the_same_open_name_is_reported_once():
    issues = list(extract_places(document("Xã Tân Lập\nxã Tân Lập\nxã Tân Lập"), identity()))
    assert [issue.evidence.line for issue in issues] == [1, 2]
