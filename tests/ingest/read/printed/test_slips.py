"""Known slips of OCR."""

from __future__ import annotations

import pytest

from ingest.read.printed.slips import is_speck, mended_line, mended_word


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("Ø7", "07"),
        ("5Ø", "50"),
        ("nÔNG", "nông"),
        ("cố£", "cố"),
        ("UBND", "UBND"),
        ("47,85ta/ha;", "47,85tạ/ha;"),
        ("81%", "81%"),
    ],
)
def test_words_are_mended_where_nothing_else_can_be_meant(word, mended):
    assert mended_word(word, small=False) == mended


def test_capitals_with_a_tone_among_small_letters_are_a_word():
    assert mended_word("TỪ", small=True) == "Từ"
    assert mended_word("TỪ", small=False) == "TỪ"
    assert mended_word("HĐND", small=True) == "HĐND"


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("HI. AN NINH", "III. AN NINH"),
        ("Il. VĂN HÓA", "II. VĂN HÓA"),
        ("l. Nông nghiệp", "1. Nông nghiệp"),
        ("Phần H", "Phần II"),
        ("Huyện HI. An", "Huyện HI. An"),
    ],
)
def test_numbers_of_headings_are_mended_at_the_beginning_of_a_line(line, mended):
    assert " ".join(mended_line(line.split())) == mended


def test_dust_is_no_word_and_letters_are():
    assert is_speck("~")
    assert not is_speck("a")
    assert not is_speck("-")
