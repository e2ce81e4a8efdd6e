"""Slips of the finger in questions: what is mended, and what is left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.slots import ReadAs
from search.spelling import correct_spelling


@pytest.mark.parametrize(
    ("typed", "meant", "word"),
    [
        ("Tỷ lệ hộ ngèo của huyện", "Tỷ lệ hộ nghèo của huyện", ReadAs("ngèo", "nghèo")),
        ("ty le ho ngeo nam 2023", "ty le ho ngheo nam 2023", ReadAs("ngeo", "ngheo")),
        ("Đàn lơn của huyện", "Đàn lợn của huyện", ReadAs("lơn", "lợn")),
        ("Sản phẩm OCPO của huyện", "Sản phẩm ocop của huyện", ReadAs("OCPO", "ocop")),
        ("Povrty rate in 2023", "poverty rate in 2023", ReadAs("Povrty", "poverty")),
        (
            "Tỷ lệ hộ nghèo huyeenj Kyf Sown",
            "Tỷ lệ hộ nghèo huyện Kỳ Sơn",
            ReadAs("huyeenj Kyf Sown", "huyện Kỳ Sơn"),
        ),
    ],
)
def test_a_word_that_nothing_knows_is_read_as_the_near_one_that_fits_its_neighbour(
    typed: str, meant: str, word: ReadAs
) -> None:
    known = {"kỳ", "sơn"}.__contains__

    assert correct_spelling(typed, known) == (meant, (word,))


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ phủ sóng 5G của huyện",  # unknown, and near to nothing that stands there
        "How many people joined the army?",
        "Poverty rate of Atlantis district",  # a name
        "How many forests are there?",  # only another ending
        "Vốn của huyện dựa vào quyết định nào?",
        "",
    ],
)
def test_what_has_no_near_word_beside_its_neighbour_is_left(text: str) -> None:
    assert correct_spelling(text) == (text, ())


def test_a_word_that_the_reports_use_is_never_touched() -> None:
    assert correct_spelling("Tỷ lệ hộ ngèo", {"ngèo"}.__contains__) == ("Tỷ lệ hộ ngèo", ())


@settings(deadline=None)  # the first call builds the code lists
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    correct_spelling(text)
