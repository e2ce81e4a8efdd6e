"""The catalogue of indicators: what words find, in either language and without diacritics."""

from __future__ import annotations

import pytest

from graph.series import Spread, indicator_node
from search.language import Language
from ui.indicator_list import (
    Listed,
    catalogue_table,
    indicator_name,
    other_names,
    reported,
    search,
    search_names,
)

VI, EN = Language.VIETNAMESE, Language.ENGLISH
FIGURES = {"poverty-rate": 9, "herd-pig": 7, "area-rice": 5}
COUNTS = {indicator_node(one).value: count for one, count in FIGURES.items()}


def ids(found) -> list[str]:
    return [one.id for one in found]


def test_only_what_is_reported_is_listed_the_most_reported_first():
    assert ids(reported(COUNTS)) == ["poverty-rate", "herd-pig", "area-rice"]


def test_a_sector_narrows_the_list():
    assert ids(reported(COUNTS, "poverty")) == ["poverty-rate"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ty le ho ngheo", ["poverty-rate"]),
        ("Tỷ lệ hộ nghèo", ["poverty-rate"]),
        ("poverty", ["poverty-rate"]),
        ("multidimensional", ["poverty-rate"]),
        ("rice area", ["area-rice"]),
        ("dan lon", ["herd-pig"]),
        ("heo", ["herd-pig"]),
        ("no such thing", []),
    ],
)
def test_words_find_an_indicator_by_any_of_its_names(words, found):
    assert ids(search(reported(COUNTS), words)) == found


def test_names_that_no_list_has_are_found_only_by_words():
    names = {"n1": "số hộ nuôi lợn", "n2": "số giếng", "n3": "số lợn không ai đếm"}
    counts = {"n1": 2, "n2": 1}
    assert search_names(names, counts, "") == ()
    assert search_names(names, counts, "lon") == (Listed("own:số hộ nuôi lợn", 2),)


def test_diacritics_count_where_they_are_typed():
    names, counts = {"n1": "đàn lợn nái", "n2": "số cây lớn"}, {"n1": 1, "n2": 1}
    assert ids(search_names(names, counts, "lon")) == ["own:số cây lớn", "own:đàn lợn nái"]
    assert ids(search_names(names, counts, "lợn")) == ["own:đàn lợn nái"]
    assert ids(search_names(names, counts, "LỢN na")) == ["own:đàn lợn nái"]


def test_a_row_tells_what_there_is_to_compare_or_leaves_it_open():
    rows = catalogue_table(reported(COUNTS)[:2], {"poverty-rate": Spread(6, 3, 2)}, EN)
    assert rows[0] == {
        "indicator": "poverty rate", "sector": "poverty", "districts": 3, "periods": 2, "figures": 9,
    }  # fmt: skip
    assert (rows[1]["districts"], rows[1]["periods"]) == (None, None)


def test_an_indicator_is_called_as_the_language_calls_it_another_by_its_words():
    assert (indicator_name("poverty-rate", VI), indicator_name("poverty-rate", EN)) == (
        "tỷ lệ hộ nghèo",
        "poverty rate",
    )
    assert indicator_name("own:số giếng", EN) == "số giếng"
    assert other_names("own:số giếng", VI) == ()
    assert "tỷ lệ nghèo" in other_names("poverty-rate", VI)
