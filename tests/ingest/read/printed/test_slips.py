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
        ("8.000.000d,", "8.000.000đ,"),
        ("3d", "3đ"),
        ("2.590,3m?", "2.590,3m²"),
        ("04-ĐÐA/TU", "04-ĐA/TU"),
        ("ÐBKK", "ĐBKK"),
        ("đíc", "đ/c"),
        ("đích", "đích"),
        ("09đíc;", "09đ/c;"),
        ("500.0004/suất", "500.000đ/suất"),
        ("500.0001", "500.0001"),
        ("S0%KH", "S0%KH"),  # 50 or 80
        ("I00%KH", "100%KH"),
        ("132/HĐÐND", "132/HĐND"),
        ("QĐĐ-UBND", "QĐ-UBND"),
        ("I0ha", "10ha"),
        ("32,46lha", "32,461ha"),
        ("623/NQ-UBTVQHI5", "623/NQ-UBTVQH15"),
        ("111/2024/QHI15", "111/2024/QH15"),
        ("SXxNV", "SXNV"),
        ("SaO", "Sao"),
        ("MTQGs", "MTQGs"),
        ("Covid-i9", "Covid-19"),
        ("tắng", "tăng"),
        ("A(H5NI)", "A(H5N1)"),
    ],
)
def test_words_are_mended_where_nothing_else_can_be_meant(word, mended):
    assert mended_word(word, small=False) == mended


def test_capitals_with_a_tone_among_small_letters_are_a_word():
    assert mended_word("TỪ", small=True) == "Từ"
    assert mended_word("TỪ", small=False) == "TỪ"
    assert mended_word("HĐND", small=True) == "HĐND"
    assert mended_word("SÚC", small=True) == "súc"
    assert mended_word("LÚA", small=True) == "LÚA"


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("HI. AN NINH", "III. AN NINH"),
        ("Il. VĂN HÓA", "II. VĂN HÓA"),
        ("l. Nông nghiệp", "1. Nông nghiệp"),
        ("Phần H", "Phần II"),
        ("Huyện HI. An", "Huyện HI. An"),
        ("tháng 6 nắm 2020", "tháng 6 năm 2020"),
        ("KẾT QUẢ NÃM 2020", "KẾT QUẢ NĂM 2020"),
        ("trồng nấm 2020 m²", "trồng nấm 2020 m²"),
        ("đô thị loại HI, quý HI", "đô thị loại III, quý III"),
        ("Đài HI phát", "Đài HI phát"),
        ("lao động nắm 2020.5", "lao động nắm 2020.5"),
    ],
)
def test_numbers_of_headings_and_the_word_of_a_year_are_mended(line, mended):
    assert " ".join(mended_line(line.split())) == mended


def test_the_word_of_a_year_is_mended_where_the_year_begins_the_next_line():
    assert mended_line(["tháng", "6", "nắm"], "2020") == ["tháng", "6", "năm"]
    assert mended_line(["tháng", "6", "nắm"], "chắc") == ["tháng", "6", "nắm"]


def test_dust_is_no_word_and_letters_are():
    assert is_speck("~")
    assert not is_speck("a")
    assert not is_speck("-")
