import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fuse import fuse

RANKINGS = st.dictionaries(
    st.sampled_from(["lexical", "dense", "place"]),
    st.lists(st.integers(0, 30), unique=True, max_size=12),
    max_size=3,
)


def test_an_item_that_two_sources_like_beats_the_first_of_one():
    found = fuse({"lexical": [1, 2, 3], "dense": [4, 2, 5]})
    assert [item.id for item in found] == [2, 1, 4, 3, 5]
    assert found[0].ranks == {"lexical": 2, "dense": 2}
    assert found[0].score == pytest.approx(2 / 62)


def test_ties_go_by_id():
    assert [item.id for item in fuse({"a": [9], "b": [3]})] == [3, 9]


def test_an_item_listed_twice_counts_at_its_better_place():
    assert fuse({"a": [7, 8, 7]})[0].ranks == {"a": 1}


@given(RANKINGS)
def test_every_item_comes_once_best_first(rankings):
    found = fuse(rankings)
    assert sorted(item.id for item in found) == sorted({id_ for ids in rankings.values() for id_ in ids})
    keys = [(-item.score, item.id) for item in found]
    assert keys == sorted(keys)


@given(RANKINGS)
def test_the_order_of_sources_does_not_matter(rankings):
    assert fuse(rankings) == fuse(dict(reversed(rankings.items())))


@given(RANKINGS, st.integers(0, 30))
def test_a_new_first_place_never_lowers_an_item(rankings, id_):
    before = next((item.score for item in fuse(rankings) if item.id == id_), 0.0)
    after = next(item.score for item in fuse({**rankings, "new": [id_]}) if item.id == id_)
    assert after > before
