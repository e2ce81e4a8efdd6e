"""Several readings of one picture, made one."""

from __future__ import annotations

import pytest

from ingest.read.printed.hocr import Letter, RawLine, RawWord
from ingest.read.printed.readings import with_figures, with_second


def word(text, left, sure=90, *, width=None):
    """A word whose letters are ten pixels broad, or together as broad as is said."""
    step = (width or 10 * len(text)) / len(text)
    letters = (Letter(sign, left + step * at, left + step * (at + 1)) for at, sign in enumerate(text))
    return RawWord(tuple(letters), sure)


def line(*words, bottom=100):
    return RawLine(tuple(words), words[0].left, bottom - 40, bottom, 0, 0, 50)


def texts(lines):
    return [" ".join(word.text for word in own.words) for own in lines]


def figure(vietnamese, english, sure=90):
    """What is taken of two readings of the same ink."""
    ink = 100
    found = with_figures([line(word(vietnamese, 0, width=ink))], [line(word(english, 0, sure, width=ink))])
    return texts(found)[0]


@pytest.mark.parametrize(
    ("vietnamese", "english", "taken"),
    [
        ("109/7%", "109,7%", "109,7%"),
        ("§4.9%", "84,9%", "84,9%"),
        ("III", "111", "111"),
        ("l", "1", "1"),
        ("91%o;", "81%;", "81%o;"),  # told by the ink later
        ("111%KH,", "11I%KH,", "111%KH,"),
        ("MTQGS", "MTQG", "MTQG"),
        ("ở", "6", "ở"),
        ("tổng", "tong", "tổng"),
        ("HĐND", "HDND", "HĐND"),
        ("18§/KH-UBND", "18/KH-UBND", "18/KH-UBND"),
        ("16/NQ-HĐND", "18XY", "16/NQ-HĐND"),
        ("25/2822/NQ-HĐND", "25/2022/NQ-HDND", "25/2022/NQ-HĐND"),
    ],
)
def test_figures_are_taken_from_the_english_reading_and_words_are_not(vietnamese, english, taken):
    assert figure(vietnamese, english) == taken


def test_a_figure_that_is_itself_doubtful_changes_nothing():
    assert figure("109/7%", "109,7%", sure=30) == "109/7%"


@pytest.mark.parametrize(("vietnamese", "english"), [("II-", "IlI-"), ("HI.", "III.")])
def test_roman_numbers_are_taken_from_the_surer_reading(vietnamese, english):
    ink = 50
    low, high = word(vietnamese, 0, 40, width=ink), word(english, 0, 80, width=ink)
    assert texts(with_figures([line(low)], [line(high)]))[0].startswith("III")
    high, low = word(vietnamese, 0, 80, width=ink), word(english, 0, 40, width=ink)
    assert texts(with_figures([line(high)], [line(low)])) == [vietnamese]


def test_a_figure_that_closes_a_sentence_keeps_the_full_stop():
    assert figure("2022.", "2022,") == "2022."


def test_figures_that_were_read_in_two_pieces_become_one():
    own = line(word("I", 0), word("I8%KH.", 14))
    assert texts(with_figures([own], [line(word("118%KH.", 0, width=74))])) == ["118%KH."]


def test_a_figure_on_which_readings_differ_is_doubtful():
    (found,) = with_figures([line(word("327.3", 0))], [line(word("527.3", 0))])
    assert found.words[0].text == "527.3"
    assert found.words[0].sure < 60
    (same,) = with_figures([line(word("527,3", 0))], [line(word("527,3", 0))])
    assert same.words[0].sure == 90


def test_a_number_that_one_reading_missed_is_put_in_and_words_are_not():
    own = line(word("Tiêm", 40))
    found = with_figures([own], [line(word("2", 10), word("Tiém", 40), word("lieu", 100))])
    assert texts(found) == ["2 Tiêm"]


def test_what_stands_beside_a_line_in_another_column_is_no_part_of_it():
    columns = [line(word("đạt", 0)), line(word("tăng", 400))]
    others = [line(word("dat", 0)), line(word("12", 300), word("tang", 400))]
    assert texts(with_figures(columns, others)) == ["đạt", "tăng"]


def second(first, other, first_sure=90, other_sure=90):
    ink = 100
    own, again = word(first, 0, first_sure, width=ink), word(other, 0, other_sure, width=ink)
    return texts(with_second([line(own)], [line(again)]))[0]


@pytest.mark.parametrize(
    ("first", "other", "taken"),
    [
        ("øia", "gia", "gia"),
        ("gia", "øia", "gia"),
        ("viêc", "việc", "việc"),
        ("súC", "súc", "súc"),
        ("nghiệp", "nghiêp,", "nghiệp"),
    ],
)
def test_of_two_readings_that_is_taken_which_can_be_vietnamese(first, other, taken):
    assert second(first, other) == taken


def test_of_two_that_can_be_the_clearly_surer_one_is_taken():
    assert second("đại", "dại", first_sure=78, other_sure=96) == "dại"
    assert second("đại", "dại", first_sure=90, other_sure=92) == "đại"


def test_a_line_that_the_first_reading_missed_is_taken_if_it_is_sure():
    lines = [line(word("quốc", 0), bottom=100)]
    assert texts(with_second(lines, [line(word("gia", 0, 90), bottom=150)])) == ["quốc", "gia"]
    assert texts(with_second(lines, [line(word("gia", 0, 40), bottom=150)])) == ["quốc"]
