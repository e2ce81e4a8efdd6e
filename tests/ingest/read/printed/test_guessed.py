"""Marks of footnotes that were not read as digits."""

from __future__ import annotations

from ingest.read.printed.guessed import guess_marks
from tests.printed import line, rows


def guessed(labels, *texts):
    found = rows(*(line(text, base=100 + 20 * at) for at, text in enumerate(texts)))
    return {word.text: label for word, label in guess_marks(found, labels).items()}


def test_digits_name_their_footnote_and_other_signs_are_taken_in_order():
    assert guessed(["1", "2", "3"], "tấn ^” và", "con ^2 và", "cây ^? và") == {"”": "1", "2": "2", "?": "3"}


def test_nothing_is_guessed_where_there_are_more_signs_than_footnotes():
    assert guessed(["1"], "tấn ^” và", "con ^? và") == {}


def test_what_the_signs_in_between_settle_is_taken():
    assert guessed(["1", "2", "3"], "tấn ^” và", "con ^? và", "cây ^2 và", "lúa ^* và") == {
        "2": "2",
        "*": "3",
    }


def test_a_part_of_the_number_and_the_order_tell_a_mark():
    assert guessed(["15", "16"], "tấn ^15 và", "con ^6 và") == {"15": "15", "6": "16"}


def test_letters_that_seem_raised_are_the_least_likely_marks():
    assert guessed(["7"], "nguồn ^g là", "đồng ^” và") == {"”": "7"}


def test_digits_that_no_footnote_bears_are_no_mark():
    assert guessed(["7"], "đồng ^4 và") == {}


def test_the_raised_sign_of_a_unit_is_no_mark():
    assert guessed(["1"], "rộng 3m^* và", "con ^” và") == {"”": "1"}
