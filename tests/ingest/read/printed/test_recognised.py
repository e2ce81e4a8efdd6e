"""Words from recognised letters and the ink of their picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.read.printed.cells import Part
from ingest.read.printed.hocr import Letter, RawLine, RawWord
from ingest.read.printed.recognised import words_of
from tests.inked import BASE, LEFT, SIZE, inked

SCALE = 4.0


def recognised(text, **how):
    picture, line = inked(text, **how)
    return words_of([(Part(picture), [line])], SCALE)


def shown(text, **how):
    """The words, with ``^`` before raised ones and ``+`` before those that are glued."""
    words = recognised(text, **how).words
    return " ".join(("" if word.spaced else "+") + "^" * word.raised + word.text for word in words)


def test_words_stand_where_their_letters_do():
    (word, _) = recognised("mon rau").words
    assert (word.left, word.base) == (LEFT / SCALE, BASE / SCALE)
    assert word.right == pytest.approx((LEFT + 72) / SCALE)


@pytest.mark.parametrize("size", [40, 60, 80])
@pytest.mark.parametrize("text", ["mon rau", "KINH RAU", "2023"])
def test_the_size_is_told_by_the_height_of_letters_that_bear_no_mark(text, size):
    words = recognised(text, size=size).words
    assert [word.size for word in words] == [pytest.approx(size / SCALE, rel=0.05)] * len(words)


def test_a_raised_sign_is_a_word_of_its_own_whatever_it_was_read_as():
    assert shown("con^2 rau") == "con +^2 rau"
    assert shown("con^2 rau", told="con” rau") == "con +^” rau"


def test_a_digit_that_was_read_together_with_the_sign_behind_it_stays_on_the_line():
    picture, line = inked("103^2 rau")
    *own, digit, sign = line.words[0].letters
    glued = replace(line.words[0], letters=(*own, replace(digit, right=sign.right)))
    texts = [word.text for word in words_of([(Part(picture), [replace(line, words=(glued,))])], SCALE).words]
    assert texts == ["103", "?"]


@pytest.mark.parametrize(
    ("read", "meant"), [("l i", "11"), ("1]", "11"), ("l", "1"), ("II", "II"), ("||", "||")]
)
def test_a_cell_of_upright_strokes_is_a_number_made_of_ones(read, meant):
    assert shown(read) == meant


def test_punctuation_stays_behind_the_raised_sign():
    assert shown("con^2. rau") == "con +^2 +. rau"
    assert shown("con^2, rau") == "con +^2 +, rau"


def test_a_full_stop_that_only_the_ink_shows_is_put_behind_the_sign():
    picture, line = inked("con^2. rau", told="con”. rau")
    lost = replace(line.words[0], letters=line.words[0].letters[:-1])
    right = replace(line, words=(lost, line.words[1]))
    texts = [word.text for word in words_of([(Part(picture), [right])], SCALE).words]
    assert texts == ["con", "”", ".", "rau"]


def test_digits_and_letters_on_the_line_are_not_raised():
    assert shown("con 25, rau.") == "con 25, rau."


def test_a_space_that_was_not_seen_parts_words_and_not_figures():
    assert shown("con_rau") == "con rau"
    assert shown("12_34") == "1234"


def test_a_full_stop_that_was_read_as_a_word_closes_the_one_before():
    picture, line = inked("con. rau")
    *letters, stop = line.words[0].letters
    apart = (RawWord(tuple(letters), 90), RawWord((stop,), 90), line.words[1])
    found = words_of([(Part(picture), [replace(line, words=apart)])], SCALE)
    assert [word.text for word in found.words] == ["con.", "rau"]


def test_dust_between_words_is_no_word():
    picture, line = inked("con rau")
    dust = RawWord((Letter("~", 400, 404),), 90)
    found = words_of([(Part(picture), [replace(line, words=(*line.words, dust))])], SCALE)
    assert [word.text for word in found.words] == ["con", "rau"]


@pytest.mark.parametrize(
    ("read", "ink", "sign"),
    [
        ("%o", 0.75, "%"),
        ("%", 0.75, "%"),
        ("%", 0.99, "‰"),
        ("%íc", 0.75, "%"),
        ("%o", 0.99, "‰"),
        ("15%o.", 0.99, "15‰."),
        ("%KH", 1.5, "%KH"),
    ],
)
def test_percent_and_thousandths_are_told_by_how_broad_they_are(read, ink, sign):
    picture, line = inked("con rau")
    at = read.index("%")
    junk = sum(not letter.isdigit() and letter not in ".%" for letter in read)
    step = ink * SIZE / (1 + junk)
    letters = tuple(
        Letter(text, 400 + step * (n - at), 400 + step * (n - at + 1)) for n, text in enumerate(read)
    )
    found = words_of([(Part(picture), [replace(line, words=(*line.words, RawWord(letters, 90)))])], SCALE)
    assert found.words[-1].text == sign


def test_the_ink_tells_the_breadth_where_letters_are_told_too_narrow():
    picture, line = inked("con rau")
    picture[BASE - 40 : BASE, 400 : 400 + SIZE] = 0
    picture[BASE - 6 : BASE, 400 + SIZE + 6 : 400 + SIZE + 12] = 0
    letters = (Letter("%", 400, 430), Letter("o", 430, 440), Letter(".", 440, 400 + SIZE + 12))
    found = words_of([(Part(picture), [replace(line, words=(*line.words, RawWord(letters, 90)))])], SCALE)
    assert found.words[-1].text == "‰."


def test_a_percent_sign_alone_in_its_cell_is_measured_by_the_cells_before():
    picture, line = inked("con rau")
    whole = 0.75 * SIZE
    sign = (Letter("%", 140, 140 + whole / 2), Letter("c", 140 + whole / 2, 140 + whole))
    alone = replace(line, words=(RawWord(sign, 90),), size=0.6 * SIZE)
    found = words_of([(Part(picture), [line]), (Part(picture), [alone])], SCALE)
    assert found.words[-1].text == "%"
    assert found.words[-1].size == found.words[0].size


def test_bold_letters_have_broader_strokes_than_most():
    plain, bold = inked("con rau mon non"), inked("cao", bold=True)
    words = words_of([(Part(picture), [line]) for picture, line in (plain, bold)], SCALE).words
    assert [word.text for word in words if word.bold] == ["cao"]


def test_words_that_are_not_sure_are_counted():
    picture, line = inked("con rau")
    unsure = replace(line, words=(line.words[0], replace(line.words[1], sure=40)))
    assert words_of([(Part(picture), [unsure])], SCALE).doubtful == 1


def test_words_that_run_sideways_are_counted_as_doubtful_and_left_out():
    picture, line = inked("con rau")
    found = words_of([(Part(picture), [line, replace(line, turned=True)])], SCALE)
    assert (len(found.words), found.doubtful) == (2, 2)


def test_words_of_a_cell_stand_where_the_cell_is():
    picture, line = inked("con")
    (word,) = words_of([(Part(picture, left=400, top=800), [line])], SCALE).words
    assert (word.left, word.base) == ((LEFT + 400) / SCALE, (BASE + 800) / SCALE)
    assert (word.bottom - word.top) == pytest.approx(1.02 * SIZE / SCALE, rel=0.03)


@pytest.mark.parametrize("shade", [0, 255])
def test_letters_that_no_ink_shows_or_all_of_it_are_words_all_the_same(shade):
    picture = np.full((40, 60), shade, np.uint8)
    line = RawLine((RawWord((Letter("a", 10, 90),), 90),), 10, -5, 90, 0.0, 0.0, 20)
    assert [word.text for word in words_of([(Part(picture), [line])], SCALE).words] == ["a"]
